"""The height of the household page: the story, a tab, or both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import Clavier
from ui.contexte import Contexte
from ui.pages.menage import PageMenage

HAUTE, BASSE = 700, 420


@pytest.fixture
def page(qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget) -> PageMenage:
    menage_id = factories.menage(uow)
    factories.visite(uow, menage_id, texte="Inquiète pour son armoire.")
    contexte.navigation.inscrire("menage", lambda: PageMenage(contexte))
    pile.resize(1180, HAUTE)
    pile.show()
    contexte.navigation.aller("menage", menage_id=menage_id)
    page = contexte.navigation.page
    assert isinstance(page, PageMenage)
    qtbot.waitUntil(lambda: page.fiche is not None and page.fil.modele.total > 0, timeout=5000)
    return page


def test_un_onglet_prend_toute_la_hauteur_et_la_rend(
    page: PageMenage, contexte: Contexte, pile: QStackedWidget
) -> None:
    assert page.fil.isVisible()
    page.details.montrer("promesses")
    page.details.agrandir.click()
    assert not page.fil.isVisible()
    assert not page.attente.isVisible()
    assert page.details.agrandir.text() == "Revoir le fil"
    lieu = contexte.navigation.lieu
    assert lieu is not None
    assert lieu.arguments["ample"] is True  # the way back knows it
    page.details.agrandir.click()
    assert page.fil.isVisible()
    assert page.fil.vue.hasFocus() or not pile.isActiveWindow()


def test_le_choix_vaut_pour_le_menage_suivant(
    page: PageMenage, contexte: Contexte, uow: UnitOfWork, qtbot: QtBot
) -> None:
    page.details.agrandir.click()
    autre = factories.menage(uow, nom="Benali Karim")
    contexte.navigation.aller("menage", menage_id=autre)
    qtbot.waitUntil(lambda: page.fiche is not None and page.fiche.menage.id == autre, timeout=5000)
    assert page.partage.ample


def test_sur_un_ecran_bas_c_est_le_fil_ou_un_onglet(
    page: PageMenage, contexte: Contexte, pile: QStackedWidget, qtbot: QtBot
) -> None:
    pile.resize(1180, BASSE)
    qtbot.waitUntil(lambda: page.details.height() < 80, timeout=5000)  # its bar alone
    assert page.fil.isVisible()
    clavier = Clavier(qtbot, contexte, pile)
    actions = {a.raccourci: a for a in page.commandes()}
    actions["Alt+6"].declencher()
    assert page.partage.ample
    qtbot.waitUntil(lambda: page.details.height() > 150, timeout=5000)
    actions["F6"].declencher()
    assert page.fil.vue.hasFocus()
    bouton_de_souris = Qt.MouseButton.LeftButton
    barre = page.details.tabBar()
    centre = barre.tabRect(barre.currentIndex()).center()
    qtbot.mouseClick(barre, bouton_de_souris, pos=centre)  # the tab already current opens too
    assert page.partage.ample
    assert clavier.focus.isVisible()


def test_une_saisie_fermee_rend_le_clavier_d_ou_il_venait(
    page: PageMenage, contexte: Contexte, pile: QStackedWidget, qtbot: QtBot
) -> None:
    clavier = Clavier(qtbot, contexte, pile)
    actions = {a.raccourci: a for a in page.commandes()}
    actions["Alt+6"].declencher()
    qtbot.waitUntil(page.details.premier().hasFocus, timeout=5000)
    qtbot.waitUntil(lambda: page._equipe is not None, timeout=5000)
    page.ouvrir("engagement")
    assert clavier.ici == "Ce qui est promis"
    clavier.touche(Qt.Key.Key_Escape)
    assert clavier.focus is page.details.premier()


def test_mettre_en_veille_ramene_ce_qui_attend(page: PageMenage) -> None:
    page.details.agrandir.click()
    veille = next(a for a in page.commandes() if a.nom == "menage_veille")
    veille.declencher()
    assert page.fil.isVisible()
