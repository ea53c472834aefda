"""What the bailleur says back, as a hand would take it: conflicts decided with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.domain.reclamations import EtatReclamation
from app.services.retours import Choix
from db.models import Responsable
from db.uow import UnitOfWork
from tests import factories
from tests.integration.retours.cas import Dossier
from ui.contexte import Contexte
from ui.pages.echanges import PageEchanges
from ui.pages.echanges.retours.onglet import OngletRetours
from ui.widgets import Bouton

E = EtatReclamation


def calme(qtbot: QtBot, contexte: Contexte) -> None:
    """Wait until nothing is being worked on."""
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


@pytest.fixture
def dossier(uow: UnitOfWork, tmp_path: Path) -> Dossier:
    d = Dossier(uow, tmp_path, 5)
    d.passer("R-0002", E.PLANIFIEE, le=date(2026, 10, 20))
    d.passer("R-0003", E.FAITE, E.CONTESTEE, le=date(2026, 10, 20))
    return d


@pytest.fixture
def onglet(qtbot: QtBot, contexte: Contexte, dossier: Dossier) -> Iterator[OngletRetours]:
    """The tab, reached as the other pages reach it."""
    page = PageEchanges(contexte)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    page.afficher(onglet="retours")
    calme(qtbot, contexte)
    assert page.retours is not None
    yield page.retours
    page.hide()


FICHIER = (
    ("R-0001", "", "EN COURS", "2026-11-02", "Régie", "Pièce commandée"),
    ("R-0002", "", "EN COURS", "2026-10-02", "", ""),
    ("R-0003", "", "CLOTUREE", "2026-11-02", "", ""),
    ("R-0004", "", "Refusé", "2026-11-02", "", ""),
    ("R-0404", "", "EN COURS", "2026-11-02", "", ""),
)


def test_conflicts_are_decided_with_the_keyboard_then_everything_is_undone(
    qtbot: QtBot, contexte: Contexte, onglet: OngletRetours, dossier: Dossier
) -> None:
    onglet.choisir(dossier.fichier(*FICHIER))
    calme(qtbot, contexte)
    vue = onglet.vue
    assert onglet.pile.currentWidget() is vue
    assert vue.lesquelles.currentText() == "À décider (3)"
    assert [vue.modele.index(i, 1).data() for i in range(3)] == ["R-0002", "R-0003", "R-0004"]
    assert "plus ancien" in vue.motifs.toPlainText()
    assert not vue.bouton.isEnabled()
    qtbot.keyClick(vue.table, Qt.Key.Key_G)
    assert vue.table.currentIndex().row() == 1
    assert "le ménage conteste" in vue.motifs.toPlainText()
    qtbot.keyClick(vue.table, Qt.Key.Key_E)
    assert vue.table.currentIndex().row() == 2
    # A rejection asks for its reason before it can be taken.
    qtbot.keyClick(vue.table, Qt.Key.Key_P)
    assert 5 not in vue.modele.decisions
    assert vue.raison.hasFocus() or vue.raison.isVisible()
    qtbot.keyClicks(vue.raison, "Hors garantie")
    qtbot.mouseClick(vue.boutons[Choix.PRENDRE], Qt.MouseButton.LeftButton)
    assert {n: d.choix for n, d in vue.modele.decisions.items()} == {
        3: Choix.GARDER, 4: Choix.ECHANGE, 5: Choix.PRENDRE
    }  # fmt: skip
    assert vue.bouton.text() == "Appliquer 3 lignes"
    assert vue.reste.text() == "Laisser 1 ligne de côté"
    vue.reste.setChecked(True)
    qtbot.mouseClick(vue.bouton, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)
    assert dossier.ligne("R-0001").etat is E.TRANSMISE
    assert dossier.ligne("R-0002").etat is E.PLANIFIEE
    assert dossier.ligne("R-0003").etat is E.CONTESTEE
    assert dossier.ligne("R-0004").etat is E.REJETEE
    assert "2 états changés" in onglet.bandeau.texte()
    (annuler,) = [b for b in onglet.bandeau.findChildren(Bouton) if "Annuler" in b.text()]
    qtbot.mouseClick(annuler, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)
    assert dossier.ligne("R-0004").etat is E.RECUE
    assert dossier.echanges("R-0003") == []


def test_a_word_nobody_knows_is_explained_once(
    qtbot: QtBot, contexte: Contexte, onglet: OngletRetours, dossier: Dossier
) -> None:
    onglet.bailleur.setText("Le bailleur")
    onglet.choisir(dossier.fichier(("R-0001", "", "Niveau 2", "2026-11-02", "Tartempion", "vu")))
    calme(qtbot, contexte)
    mots = onglet.vue.mots
    liste = mots.etats.cellWidget(0, 2)
    assert isinstance(liste, QComboBox)
    liste.setCurrentIndex(liste.findData(E.PLANIFIEE.value))
    liste.activated.emit(liste.currentIndex())
    assert mots.bouton.isEnabled()
    mots.bouton.click()
    calme(qtbot, contexte)
    assert onglet.vue.modele.index(0, 4).data().startswith("✓ Date fixée")
    qui = onglet.vue.mots.qui.cellWidget(0, 2)
    assert isinstance(qui, QComboBox)
    qui.setCurrentIndex(qui.findData("ajouter"))
    qui.activated.emit(qui.currentIndex())
    onglet.vue.bouton.click()
    calme(qtbot, contexte)
    assert dossier.ligne("R-0001").etat is E.PLANIFIEE
    assert dossier.ligne("R-0001").responsable_id is not None


def test_a_contractor_we_know_is_shown_by_name(
    qtbot: QtBot, contexte: Contexte, onglet: OngletRetours, dossier: Dossier
) -> None:
    factories.ecrire(
        dossier.uow, Responsable(id=dossier.uow.ids.new(), genre="bailleur", nom="Régie")
    )
    onglet.choisir(dossier.fichier(*FICHIER))
    calme(qtbot, contexte)
    qui = onglet.vue.mots.qui.cellWidget(0, 2)
    assert isinstance(qui, QComboBox)
    assert qui.currentText() == "Régie"
    assert qui.findData("ajouter") < 0


def test_a_return_dropped_on_the_import_tab_goes_to_its_own(
    qtbot: QtBot, contexte: Contexte, dossier: Dossier
) -> None:
    page = PageEchanges(contexte)
    qtbot.addWidget(page)
    contexte.navigation.inscrire("echanges", lambda: page)
    contexte.navigation.aller("echanges", onglet="importer")
    page.importer.choisir(dossier.fichier(*FICHIER))
    calme(qtbot, contexte)
    assert page.retours is not None
    assert page.retours.vue.apercu is not None
    assert page.onglets.tabText(page.onglets.currentIndex()) == "Retours"


def test_a_file_that_does_not_serve_says_why(
    qtbot: QtBot, contexte: Contexte, onglet: OngletRetours, tmp_path: Path
) -> None:
    autre = tmp_path / "autre.csv"
    autre.write_text("Code UG;Nom;Prénom;Loyer\nA;B;C;3\n", encoding="utf-8")
    onglet.choisir(autre)
    calme(qtbot, contexte)
    assert "liste de locataires" in onglet.bandeau.texte()
    assert onglet.pile.currentIndex() == 0


def test_esc_leaves_for_a_moment(
    qtbot: QtBot, contexte: Contexte, onglet: OngletRetours, dossier: Dossier
) -> None:
    assert not onglet.reprise.isVisible()
    onglet.choisir(dossier.fichier(*FICHIER))
    calme(qtbot, contexte)
    qtbot.keyClick(onglet.vue.table, Qt.Key.Key_G)
    assert len(onglet.vue.modele.decisions) == 1
    qtbot.keyClick(onglet.vue.table, Qt.Key.Key_Escape)
    assert onglet.pile.currentIndex() == 0
    assert onglet.reprise.isVisible()
    assert onglet.reprise.text().startswith("Revenir à «")
    qtbot.keyClick(onglet.reprise, Qt.Key.Key_Space)
    assert onglet.pile.currentWidget() is onglet.vue
    assert len(onglet.vue.modele.decisions) == 1
    onglet.revenir()
    assert not onglet.reprise.isVisible()
