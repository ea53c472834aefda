"""Files the bailleur dropped: kept aside and why, opened, decided, applied, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.envois import EtatRetour, GenreRetour
from app.domain.reclamations import EtatReclamation
from app.services.exports.retours_fichiers import ListerRetours, lister
from db.uow import UnitOfWork
from tests.integration.retours.cas import Dossier
from tests.ui.pages.test_echanges_retours import FICHIER, calme
from ui.contexte import Contexte
from ui.pages.echanges.fichiers.onglet import VueFichiersRecus
from ui.widgets import Bouton

E = EtatReclamation


@pytest.fixture
def dossier(uow: UnitOfWork, tmp_path: Path) -> Dossier:
    d = Dossier(uow, tmp_path, 5)
    d.passer("R-0002", E.PLANIFIEE, le=date(2026, 10, 20))
    d.passer("R-0003", E.FAITE, E.CONTESTEE, le=date(2026, 10, 20))
    return d


@pytest.fixture
def vue(qtbot: QtBot, contexte: Contexte, dossier: Dossier) -> Iterator[VueFichiersRecus]:
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    vue = VueFichiersRecus(contexte)
    vue.setParent(fenetre)
    for widget in (vue, fenetre):
        widget.resize(1150, 560)
    fenetre.show()
    contexte.store.changed.connect(lambda c: vue.rafraichir() if vue.concernee(c) else None)
    vue.rafraichir()
    calme(qtbot, contexte)
    yield vue
    fenetre.hide()


def cliquer(qtbot: QtBot, contexte: Contexte, bouton: QWidget) -> None:
    qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)


def prendre(qtbot: QtBot, contexte: Contexte, vue: VueFichiersRecus, chemin: Path) -> None:
    """Take a file in, and look at it."""
    vue.choisir(chemin)
    calme(qtbot, contexte)
    qtbot.waitUntil(lambda: vue.titre.text() == chemin.name)


def test_a_file_is_opened_decided_applied_and_undone(
    qtbot: QtBot, contexte: Contexte, vue: VueFichiersRecus, dossier: Dossier, uow: UnitOfWork
) -> None:
    assert vue.vide.isVisible()
    prendre(qtbot, contexte, vue, dossier.fichier(*FICHIER))
    assert "Réponses aux réclamations" in vue.recit.text()
    assert "Rien ne prouve qui l’a écrit" in vue.recit.text()
    cliquer(qtbot, contexte, vue.ouvrir)
    apercu = vue.vue
    qtbot.waitUntil(apercu.isVisible)
    assert apercu.lesquelles.currentText() == "À décider (3)"
    assert apercu.table.currentIndex().row() == 0
    assert "plus ancien" in apercu.detail.toPlainText()
    assert not apercu.bouton.isEnabled()
    for rang, touche in enumerate((Qt.Key.Key_G, Qt.Key.Key_E), 1):  # as fast as one types
        qtbot.keyClick(apercu, touche)
        assert apercu.table.currentIndex().row() == rang
    prendre_leur = next(b for b in apercu.boutons if "Prendre" in b.text())
    cliquer(qtbot, contexte, prendre_leur)
    assert len(apercu.modele.decisions) == 2, "a refusal asks for its reason"
    qtbot.keyClicks(apercu.raison, "Hors garantie")
    cliquer(qtbot, contexte, prendre_leur)
    assert len(apercu.modele.decisions) == 3
    apercu.reste.setChecked(True)
    assert not apercu.bouton.isEnabled(), "nobody said who wrote it"
    apercu.croire.setChecked(True)
    cliquer(qtbot, contexte, apercu.bouton)
    assert dossier.ligne("R-0001").etat is E.TRANSMISE
    assert dossier.ligne("R-0002").etat is E.PLANIFIEE
    assert dossier.ligne("R-0004").etat is E.REJETEE
    assert "reprise" in vue.bandeau.texte()
    (annuler,) = [b for b in vue.bandeau.findChildren(Bouton) if "Annuler" in b.text()]
    cliquer(qtbot, contexte, annuler)
    assert dossier.ligne("R-0004").etat is E.RECUE
    (fichier,) = lister(ListerRetours(), uow)
    assert fichier.etat is EtatRetour.A_LIRE, "it may be read again"


def test_what_cannot_be_read_is_kept_aside_with_a_sentence(
    qtbot: QtBot, contexte: Contexte, vue: VueFichiersRecus, tmp_path: Path
) -> None:
    facture = tmp_path / "facture.csv"
    facture.write_text("a;b\n1;2\n", encoding="utf-8")
    prendre(qtbot, contexte, vue, facture)
    assert vue.pourquoi.text().startswith("Mis de côté : ")
    assert len(vue.pourquoi.text()) > 40
    assert not vue.ouvrir.isVisible()
    cliquer(qtbot, contexte, vue.relire)
    assert vue.bandeau.texte(), "nothing changed: it still cannot be read"


def test_a_person_keeps_a_file_aside_and_says_why(
    qtbot: QtBot, contexte: Contexte, vue: VueFichiersRecus, dossier: Dossier, uow: UnitOfWork
) -> None:
    prendre(qtbot, contexte, vue, dossier.fichier(*FICHIER))
    assert not vue.ecarter.isEnabled()
    qtbot.keyClicks(vue.raison, "Ce fichier est celui du mois dernier")
    cliquer(qtbot, contexte, vue.ecarter)
    (fichier,) = lister(ListerRetours(), uow)
    assert (fichier.etat, fichier.genre) == (EtatRetour.ECARTE, GenreRetour.RECLAMATIONS)
    assert "mois dernier" in vue.pourquoi.text()
    cliquer(qtbot, contexte, vue.relire)
    (fichier,) = lister(ListerRetours(), uow)
    assert fichier.etat is EtatRetour.A_LIRE
    assert vue.ouvrir.isVisible()


def test_esc_goes_back_to_the_files_and_decisions_wait(
    qtbot: QtBot, contexte: Contexte, vue: VueFichiersRecus, dossier: Dossier
) -> None:
    prendre(qtbot, contexte, vue, dossier.fichier(*FICHIER))
    cliquer(qtbot, contexte, vue.ouvrir)
    apercu = vue.vue
    qtbot.waitUntil(apercu.isVisible)
    qtbot.keyClick(apercu, Qt.Key.Key_G)
    decidees = dict(apercu.modele.decisions)
    assert len(decidees) == 1
    vues: list[object] = []
    apercu.abandonne.connect(lambda: vues.append(None))
    for rang, champ in enumerate((apercu.table, apercu.detail, apercu.lesquelles), 1):
        qtbot.keyClick(champ, Qt.Key.Key_Escape)
        assert len(vues) == rang, champ
        assert vue.pile.currentIndex() == 0
        assert vue.ouvrir.isVisible()
        cliquer(qtbot, contexte, vue.ouvrir)
        qtbot.waitUntil(apercu.isVisible)
        assert apercu.modele.decisions == decidees
        assert not apercu.bouton.isEnabled(), "who wrote it is asked again"


def test_a_person_says_what_a_file_is(
    qtbot: QtBot, contexte: Contexte, vue: VueFichiersRecus, tmp_path: Path, uow: UnitOfWork
) -> None:
    propose = tmp_path / "locataires.csv"
    propose.write_text(
        "Code UG;Nom;Prénom;Verdict de la commission\r\nNOU00001;Exemple;Anne;non\r\n",
        encoding="utf-8",
    )
    prendre(qtbot, contexte, vue, propose)
    (fichier,) = lister(ListerRetours(), uow)
    assert fichier.etat is EtatRetour.ECARTE
    assert vue.genre.isVisible()
    assert vue.genre.count() == 7
    assert vue.genre.accessibleName() or vue._ligne_genre.findChild(QLabel) is not None
    vue.genre.setFocus()
    rang = vue.genre.findText("Nouveaux locataires")
    for _pas in range(rang):
        qtbot.keyClick(vue.genre, Qt.Key.Key_Down)
    assert vue.relire.text() == "Lire ainsi"
    vue.relire.setFocus()
    qtbot.keyClick(vue.relire, Qt.Key.Key_Space)
    calme(qtbot, contexte)
    (fichier,) = lister(ListerRetours(), uow)
    assert (fichier.etat, fichier.genre) == (EtatRetour.A_LIRE, GenreRetour.LOCATAIRES)
    assert not vue.genre.isVisible()
    assert vue.ouvrir.isVisible()
    assert vue.window().focusWidget() is vue.ouvrir
