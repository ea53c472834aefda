"""The export to the bailleur, seen before it leaves, written, then listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from db.uow import UnitOfWork
from tests import factories
from ui.contexte import Contexte
from ui.pages.echanges.exporter import onglet as module
from ui.pages.echanges.exporter.onglet import OngletExporter

ENTREE = Qt.Key.Key_Return


@pytest.fixture
def onglet(
    qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, tmp_path: Path
) -> Iterator[OngletExporter]:
    widget = OngletExporter(contexte)
    pile.addWidget(widget)
    pile.show()
    qtbot.waitExposed(pile)
    defauts: list[object] = []
    contexte.jobs.defaut.connect(defauts.append)
    widget.dossier.setText(str(tmp_path / "sortie"))
    yield widget
    assert not defauts


@pytest.fixture
def cite(uow: UnitOfWork) -> UUID:
    return factories.cite_dont_un_refuse(uow)


def calme(qtbot: QtBot, contexte: Contexte) -> None:
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


def test_nothing_to_send_is_said_and_cannot_be_prepared(
    qtbot: QtBot, onglet: OngletExporter, contexte: Contexte
) -> None:
    onglet.rafraichir()
    calme(qtbot, contexte)
    assert onglet.phrase.text().startswith("Rien ne peut partir")
    assert not onglet.preparer.isEnabled()


def test_what_leaves_and_what_stays_is_shown_first(
    qtbot: QtBot, onglet: OngletExporter, contexte: Contexte, cite: UUID
) -> None:
    onglet.rafraichir()
    calme(qtbot, contexte)
    assert "1 ménage reste ici" in onglet.phrase.text()
    textes = [onglet.apercu.liste.item(i).text() for i in range(onglet.apercu.liste.count())]
    assert "Ménages · 1" in textes
    assert "Restent ici" in onglet.apercu.restent.text()
    cellules = {
        onglet.apercu.exemple.item(0, c).text() for c in range(onglet.apercu.exemple.columnCount())
    }
    assert "Wójcik Jadwiga" in cellules
    onglet.apercu.liste.setFocus()
    qtbot.keyClick(onglet.apercu.liste, Qt.Key.Key_Down)
    assert onglet.apercu.liste.currentRow() == textes.index("Ménages · 1") + 1


def test_the_folder_is_written_opened_and_listed(
    qtbot: QtBot,
    onglet: OngletExporter,
    contexte: Contexte,
    cite: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ouverts: list[Path] = []
    monkeypatch.setattr(module, "_ouvrir", ouverts.append)
    onglet.rafraichir()
    calme(qtbot, contexte)
    qtbot.keyClick(onglet.preparer, ENTREE)
    calme(qtbot, contexte)
    assert (tmp_path / "sortie" / "export-2026-11-24" / "export-bailleur.xlsx").exists()
    assert "L’envoi est prêt" in onglet.bandeau.texte()
    assert onglet.envois.modele.rowCount() == 1
    assert str(onglet.envois.modele.index(0, 2).data()) == "bailleur"
    focus = onglet.bandeau.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, ENTREE)
    assert ouverts == [tmp_path / "sortie" / "export-2026-11-24"]
    assert onglet.preparer.isEnabled()


def test_an_impossible_folder_is_worded_and_one_can_try_again(
    qtbot: QtBot, onglet: OngletExporter, contexte: Contexte, cite: UUID, tmp_path: Path
) -> None:
    (tmp_path / "fichier").write_text("")
    onglet.dossier.setText(str(tmp_path / "fichier" / "dedans"))
    onglet.rafraichir()
    calme(qtbot, contexte)
    qtbot.keyClick(onglet.preparer, ENTREE)
    calme(qtbot, contexte)
    assert "n’a pas pu être écrit" in onglet.bandeau.texte()
    assert onglet.envois.modele.rowCount() == 0
    assert onglet.preparer.isEnabled()


def test_the_estate_of_the_header_is_proposed(
    qtbot: QtBot, onglet: OngletExporter, contexte: Contexte, cite: UUID
) -> None:
    contexte.cite.choisir(cite)
    onglet.rafraichir()
    calme(qtbot, contexte)
    assert onglet.cite.currentText() == "Cité Nouméa"
