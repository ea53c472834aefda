"""A complaint told during a visit: category and words are enough, the rest is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.reclamations import Urgence
from app.services.catalogues import charger
from ui.visite.reclamation import LigneReclamation

K = Qt.Key


@pytest.fixture
def ligne(qtbot: QtBot) -> Iterator[LigneReclamation]:
    """The line, in a window, before a button."""
    catalogues = charger(None)
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    boite = QVBoxLayout(fenetre)
    ligne = LigneReclamation(catalogues.reclamations, catalogues.lieux, "fr")
    boite.addWidget(ligne)
    bouton = QPushButton("Enregistrer")
    boite.addWidget(bouton)
    champs = [*ligne.champs(), bouton]
    for avant, apres in pairwise(champs):
        QWidget.setTabOrder(avant, apres)
    fenetre.show()
    fenetre.activateWindow()
    qtbot.waitUntil(fenetre.isActiveWindow, timeout=5000)
    yield ligne
    fenetre.close()


def _taper(ligne: LigneReclamation, texte: str) -> None:
    ligne.description.setText(texte)
    ligne.description.textEdited.emit(texte)


def test_la_categorie_propose_l_urgence_et_les_mots_le_lieu(ligne: LigneReclamation) -> None:
    ligne.categorie.setFocus()
    QTest.keyClicks(ligne.categorie, "Plo")
    ligne.categorie.activated.emit(ligne.categorie.currentIndex())
    _taper(ligne, "Fuite sous l’évier de la cuisine")
    (saisie,) = ligne.valeurs()
    assert (saisie.categorie, saisie.lieu, saisie.urgence) == (
        "plomberie",
        "cuisine",
        Urgence.RAPIDE,
    )


@pytest.mark.parametrize(
    ("mots", "lieu"),
    [
        ("volets des chambres bloqués", "chambre"),
        ("l’eau coule dans la salle de bains", "salle_d_eau"),
        ("prise du séjour morte", "sejour"),
        ("ça ne marche pas", None),
    ],
)
def test_le_lieu_se_lit_dans_les_mots(ligne: LigneReclamation, mots: str, lieu: str | None) -> None:
    _taper(ligne, mots)
    assert ligne.valeurs()[0].lieu == lieu


def test_ce_qu_une_main_a_choisi_n_est_plus_propose(ligne: LigneReclamation) -> None:
    ligne.lieu.setFocus()
    QTest.keyClicks(ligne.lieu, "Cu")
    ligne.lieu.activated.emit(ligne.lieu.currentIndex())
    ligne.urgence.setCurrentIndex(0)
    ligne.urgence.activated.emit(0)
    _taper(ligne, "volet de la chambre")
    ligne.categorie.setCurrentIndex(1)
    ligne.categorie.activated.emit(1)
    (saisie,) = ligne.valeurs()
    assert (saisie.lieu, saisie.urgence) == ("cuisine", Urgence.IMMEDIATE)
    garde = ligne.contenu()
    ligne.vider()
    assert ligne.valeurs() == ()
    ligne.restaurer(garde)
    assert ligne.valeurs() == (saisie,)


def test_entree_passe_tab_s_arrete_a_tout(ligne: LigneReclamation) -> None:
    ligne.description.setFocus()
    _taper(ligne, "volet de la chambre")
    QTest.keyClick(ligne.description, K.Key_Tab)
    assert ligne.lieu.hasFocus()
    ligne.description.setFocus()
    QTest.keyClick(ligne.description, K.Key_Return)
    suivant = ligne.window().focusWidget()
    assert isinstance(suivant, QPushButton)


@pytest.fixture
def seule(qtbot: QtBot) -> Iterator[LigneReclamation]:
    """The line in a window that gives it the width one wants, whatever the letters are."""
    catalogues = charger(None)
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    ligne = LigneReclamation(catalogues.reclamations, catalogues.lieux, "fr", fenetre)
    fenetre.show()
    qtbot.waitExposed(fenetre)
    yield ligne
    fenetre.close()


def _sous(ligne: LigneReclamation, largeur: int) -> int:
    """How far under the category the room is at that width."""
    ligne.resize(largeur, 200)
    disposition = ligne.layout()
    assert disposition is not None
    disposition.activate()
    ici = QPoint(0, 0)
    return ligne.lieu.mapTo(ligne, ici).y() - ligne.categorie.mapTo(ligne, ici).y()


def test_etroite_la_ligne_en_fait_deux(seule: LigneReclamation) -> None:
    assert _sous(seule, 4000) == 0
    assert _sous(seule, 300) > 0
    assert _sous(seule, 4000) == 0


def test_en_plus_grandes_lettres_elle_en_fait_deux_plus_tot(
    qtbot: QtBot, seule: LigneReclamation
) -> None:
    juste = next(largeur for largeur in range(300, 4000, 20) if _sous(seule, largeur) == 0)
    seule.setStyleSheet("* { font-size: 60px; }")
    qtbot.waitUntil(lambda: _sous(seule, juste) > 0, timeout=5000)
