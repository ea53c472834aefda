"""The calendar tab: what would leave is shown, written, and the papers of these moves printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget
from pytestqt.qtbot import QtBot

from app.services.documents import Papier
from db.uow import UnitOfWork
from tests.integration.documents.demenagements import demenagement, equipe
from tests.integration.documents.donnees import lieu, menage_complet
from ui.contexte import Contexte
from ui.pages.echanges import PageEchanges
from ui.pages.echanges.agenda import onglet as agenda
from ui.pages.echanges.agenda import papiers as agenda_papiers
from ui.pages.echanges.agenda.onglet import OngletAgenda

ENTREE = Qt.Key.Key_Return


@pytest.fixture
def ids(uow: UnitOfWork) -> dict[str, UUID]:
    """Two moves on 1 December: one with all that can be known, one without crew nor pilote."""
    lus = lieu(uow)
    lus |= {"equipe": equipe(uow, lus)}
    for rang, complet in enumerate((True, False)):
        menage_id = menage_complet(uow, lus, visites=1, rang=rang)
        demenagement(
            uow, menage_id, lus, complet=complet, equipe_id=lus["equipe"] if complet else None
        )
    return lus


@pytest.fixture
def onglet(
    qtbot: QtBot,
    contexte: Contexte,
    pile: QStackedWidget,
    ids: dict[str, UUID],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[OngletAgenda]:
    """The tab, shown and read; dialogs answer with the test's folder."""
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "agenda"), "")
    )
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    for module in (agenda, agenda_papiers):
        monkeypatch.setattr(module.QDesktopServices, "openUrl", lambda _url: True)
    widget = OngletAgenda(contexte)
    pile.addWidget(widget)
    pile.show()
    qtbot.waitExposed(pile)
    defauts: list[object] = []
    contexte.jobs.defaut.connect(defauts.append)
    widget.rafraichir()
    calme(qtbot, contexte)
    yield widget
    assert not defauts


def calme(qtbot: QtBot, contexte: Contexte) -> None:
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


def dits(onglet: OngletAgenda) -> list[str]:
    modele = onglet.modele
    return [str(modele.index(i, 2).data()) for i in range(modele.rowCount())]


def test_ce_qui_partirait_est_montre_avant(
    qtbot: QtBot, contexte: Contexte, onglet: OngletAgenda
) -> None:
    assert dits(onglet).count("Déménagement (départ) : Wójcik Jadwiga et Henri") == 2
    assert "Déménagement : 2, Permanence : 4" in onglet.phrase.text()
    assert "Ni raison, ni note, ni besoin" in onglet.phrase.text()
    onglet.noms.setFocus()
    qtbot.keyClick(onglet.noms, Qt.Key.Key_Space)
    calme(qtbot, contexte)
    assert not any("Wójcik" in dit for dit in dits(onglet))
    assert any("14 rue de Stockholm, Rouvroy (GLY00000)" in dit for dit in dits(onglet))


def test_l_agenda_s_ecrit_pour_une_equipe(
    qtbot: QtBot, contexte: Contexte, onglet: OngletAgenda, tmp_path: Path
) -> None:
    assert [onglet.equipe.itemText(i) for i in range(2)] == ["Toutes les équipes", "Équipe 1"]
    onglet.equipe.setFocus()
    qtbot.keyClick(onglet.equipe, Qt.Key.Key_Down)
    onglet.equipe.activated.emit(onglet.equipe.currentIndex())
    calme(qtbot, contexte)
    assert "Pour des déménageurs" in onglet.phrase.text()
    onglet.ecrire_bouton.setFocus()
    qtbot.keyClick(onglet.ecrire_bouton, ENTREE)
    calme(qtbot, contexte)
    assert "« agenda.ics » : 1 entrée" in onglet.bandeau.texte()
    lu = Calendar.from_ical((tmp_path / "agenda.ics").read_bytes())
    assert len(lu.walk("VEVENT")) == 1


def test_ce_qui_manque_est_dit_avant_d_imprimer(
    qtbot: QtBot, contexte: Contexte, onglet: OngletAgenda, tmp_path: Path
) -> None:
    onglet.papiers.demander(Papier.LETTRE)
    calme(qtbot, contexte)
    assert "Il manque quelque chose à 1 papier." in onglet.bandeau.texte()
    assert "déménageurs, pilote social, téléphone du pilote social" in onglet.bandeau.texte()
    assert list(tmp_path.glob("*.pdf")) == [], "nothing is printed yet"
    bouton = onglet.bandeau.focusWidget()
    assert bouton is not None
    qtbot.keyClick(bouton, ENTREE)
    calme(qtbot, contexte)
    assert [f.name for f in tmp_path.glob("*.pdf")] == ["lettre_2026-11-24.pdf"]
    onglet.papiers.demander(Papier.CLES)
    calme(qtbot, contexte)
    assert (tmp_path / "cles_2026-11-24.pdf").exists(), "nothing was missing: printed at once"


def test_le_planning_de_la_semaine_s_imprime(
    qtbot: QtBot, contexte: Contexte, onglet: OngletAgenda, tmp_path: Path
) -> None:
    onglet.papiers.imprimer_planning()
    calme(qtbot, contexte)
    assert (tmp_path / "planning-demenagements_2026-11-24.pdf").exists()


def test_sans_rien_a_dire_on_ne_peut_rien_ecrire(
    qtbot: QtBot, contexte: Contexte, onglet: OngletAgenda
) -> None:
    onglet.du.fixer(date(2020, 1, 1))
    onglet.duree.setCurrentIndex(0)
    onglet.lire_apercu()
    calme(qtbot, contexte)
    assert onglet.phrase.text().startswith("Rien à mettre dans l’agenda")
    assert not onglet.ecrire_bouton.isEnabled()
    assert not onglet.papiers.bouton.isEnabled()


def test_la_page_ouvre_l_agenda_et_le_relit(
    qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, ids: dict[str, UUID]
) -> None:
    page: Any = PageEchanges(contexte)
    pile.addWidget(page)
    pile.setCurrentWidget(page)
    pile.show()
    assert page.agenda is None, "built when it is first looked at"
    page.afficher(onglet="agenda")
    calme(qtbot, contexte)
    assert page.premier_champ() is page.agenda.cite
    assert page.agenda.modele.rowCount() > 0
