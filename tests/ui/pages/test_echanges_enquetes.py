"""Answers to questionnaires on the exchanges page, as a hand would take them in and let them go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.partage import Destinataire
from app.services.enquetes import saisies
from app.services.enquetes.saisies import LireEnquetes
from db.uow import UnitOfWork
from tests import factories
from tests.integration.enquetes.formulaires import charger, remplir
from ui.contexte import Contexte
from ui.pages.echanges import PageEchanges
from ui.pages.echanges.enquetes.onglet import OngletEnquetes
from ui.widgets import Bouton


def calme(qtbot: QtBot, contexte: Contexte) -> None:
    """Wait until nothing is being worked on."""
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


@pytest.fixture
def form(uow: UnitOfWork, tmp_path: Path) -> UUID:
    return charger(uow, tmp_path)


@pytest.fixture
def onglet(qtbot: QtBot, contexte: Contexte, form: UUID) -> Iterator[OngletEnquetes]:
    """The tab, reached as the other pages reach it."""
    page = PageEchanges(contexte)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    page.afficher(onglet="enquetes")
    calme(qtbot, contexte)
    assert page.enquetes is not None
    yield page.enquetes
    page.hide()


def test_answers_are_looked_at_decided_kept_then_undone(
    qtbot: QtBot, contexte: Contexte, onglet: OngletEnquetes, uow: UnitOfWork, tmp_path: Path
) -> None:
    menage_id = factories.menage(uow, logement_id=factories.logement(uow, code_ug="UG77"))
    autre = factories.menage(uow, "Benali", "Karim")
    fichier = tmp_path / "kobo.csv"
    fichier.write_text(
        "ug;nb;_uuid;perdue\nUG77;2;aaaa;x\nZZ;3;bbbb;\nUG77;99;cccc;\n", encoding="utf-8"
    )
    assert onglet.formulaire.currentData() == "essai"
    entree = onglet.entree
    entree.choisir(fichier)
    calme(qtbot, contexte)
    vue = entree.vue
    assert entree.pile.currentWidget() is vue
    assert not vue.bouton.isEnabled()
    etats = [vue.modele.index(i, 1).data() for i in range(3)]
    assert etats == ["? à décider", "✕ à revoir", "+ nouvelle"]
    assert "perdue" in vue.motifs.toPlainText()

    # The one nobody knows: searched by name, chosen with the keyboard.
    qtbot.keyClicks(vue.cherche, "benali")
    qtbot.keyClick(vue.cherche, Qt.Key.Key_Return)
    calme(qtbot, contexte)
    assert vue.candidats.count() == 1
    qtbot.keyClick(vue.candidats, Qt.Key.Key_Return)
    assert vue.modele.index(0, 1).data() == "✓ à décider"
    assert vue.bouton.text() == "Importer 2 enquêtes"
    vue.reste.setChecked(True)
    qtbot.mouseClick(vue.bouton, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)
    assert "2 enquêtes enregistrées" in entree.bandeau.texte()
    for connu in (menage_id, autre):
        assert len(saisies.lister(LireEnquetes(connu), uow)) == 1
    (annuler,) = [b for b in entree.bandeau.findChildren(Bouton) if "Annuler" in b.text()]
    annuler.click()
    calme(qtbot, contexte)
    assert saisies.lister(LireEnquetes(menage_id), uow) == ()


def test_another_column_may_name_the_household(
    qtbot: QtBot, contexte: Contexte, onglet: OngletEnquetes, uow: UnitOfWork, tmp_path: Path
) -> None:
    factories.menage(uow, numero_contrat="L42")
    fichier = tmp_path / "k.csv"
    fichier.write_text("nb;bail\n2;L42\n", encoding="utf-8")
    onglet.entree.choisir(fichier)
    calme(qtbot, contexte)
    vue = onglet.entree.vue
    assert vue.bouton.text() == "Rien à importer"
    vue.colonne.setCurrentIndex(vue.colonne.findData("bail"))
    vue.colonne.activated.emit(vue.colonne.currentIndex())
    calme(qtbot, contexte)
    assert vue.bouton.text() == "Importer 1 enquête"
    assert vue.bouton.isEnabled()


def test_a_file_that_cannot_be_used_is_said(
    qtbot: QtBot, contexte: Contexte, onglet: OngletEnquetes, tmp_path: Path
) -> None:
    fichier = tmp_path / "autre.csv"
    fichier.write_text("a;b\n1;2\n", encoding="utf-8")
    onglet.entree.choisir(fichier)
    calme(qtbot, contexte)
    assert onglet.entree.pile.currentIndex() == 0
    assert "ne contient pas de réponses" in onglet.entree.bandeau.texte()


def test_what_leaves_is_seen_then_written(
    qtbot: QtBot,
    contexte: Contexte,
    onglet: OngletEnquetes,
    uow: UnitOfWork,
    form: UUID,
    tmp_path: Path,
) -> None:
    sortie = onglet.sortie
    onglet.onglets.setCurrentWidget(sortie)
    calme(qtbot, contexte)
    assert sortie.phrase.text().startswith("Aucune enquête terminée")
    assert not sortie.bouton.isEnabled()
    remplir(uow, form, factories.menage(uow))
    sortie.dossier.setText(str(tmp_path / "sortie"))
    sortie.lire()
    calme(qtbot, contexte)
    assert "7 questions confidentielles partent" in sortie.phrase.text()
    sortie.pour.setCurrentIndex(sortie.pour.findData(Destinataire.BAILLEUR))
    sortie.pour.activated.emit(1)
    calme(qtbot, contexte)
    assert "confidentielle" not in sortie.phrase.text()
    restent = [sortie.restent.item(i).text() for i in range(sortie.restent.count())]
    assert "Un chien ? – pour l’équipe" in restent
    assert not sortie.pieces.isEnabled()
    qtbot.mouseClick(sortie.bouton, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)
    assert "1 enquête est dans" in sortie.bandeau.texte()
    (dossier,) = (tmp_path / "sortie").iterdir()
    assert (dossier / "enquete.xlsx").is_file()
