"""The planning by hand: a bar moved, pinned, given another home, by keyboard or mouse."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.uow import UnitOfWork
from tests.integration.services.planification.test_plans import lire
from tests.ui.pages.clavier import CTRL, Clavier, K
from tests.ui.pages.planning.conftest import SHIFT, aller, sur
from ui.contexte import Contexte


def test_arrows_go_from_bar_to_bar_and_enter_opens(
    clavier: Clavier, contexte: Contexte, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    assert page.frise.menage_courant == deux[1]
    clavier.touche(K.Key_Down)
    assert page.frise.menage_courant == deux[0]
    assert "Bernard" in page.frise.accessibleDescription()
    clavier.entree()
    assert contexte.navigation.lieu is not None
    assert contexte.navigation.lieu.arguments["menage_id"] == deux[0]
    assert contexte.navigation.lieu.nom == "menage"
    contexte.navigation.retour()
    clavier.calme()
    clavier.touche(K.Key_M)
    assert contexte.navigation.lieu.nom == "demenagement"


def test_a_working_day_later_then_enter_places(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[0])
    clavier.touche(K.Key_Right, SHIFT)
    clavier.calme()
    assert page.frise.apercu is not None
    assert page.frise.apercu.depart == date(2027, 2, 16)
    assert page.frise.apercu_mal is False
    assert "Aucune règle" in page.actes.placement.fautes.text()
    clavier.entree()
    clavier.calme()
    ligne = lire(uow, plan_id).ligne(deux[0])
    assert ligne is not None
    assert (ligne.depart, ligne.fixe) == (date(2027, 2, 16), True)
    assert page.actes.placement.isHidden()


def test_against_a_rule_a_reason_is_asked_in_the_page(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[0])
    for _jour in range(12):  # after the works have begun
        clavier.touche(K.Key_Right, SHIFT)
    clavier.calme()
    assert page.frise.apercu_mal is True
    clavier.entree()
    assert clavier.focus is page.actes.placement.motif
    clavier.entree()
    assert "Quelques mots" in page.actes.placement.motif.accessibleDescription()
    clavier.taper("accord de la famille")
    clavier.entree()
    clavier.calme()
    ligne = lire(uow, plan_id).ligne(deux[0])
    assert ligne is not None
    assert ligne.motif == "accord de la famille"
    assert ligne.violations
    assert not page.soucis.isHidden()


def test_esc_leaves_things_as_they_were(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[0])
    clavier.touche(K.Key_Right, SHIFT)
    clavier.calme()
    clavier.touche(K.Key_Escape)
    assert page.frise.apercu is None
    assert page.actes.placement.isHidden()
    assert lire(uow, plan_id).ligne(deux[0]).depart == date(2027, 2, 15)  # type: ignore[union-attr]


def test_another_home_and_another_return(
    clavier: Clavier, contexte: Contexte, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[0])
    clavier.touche(K.Key_Down, CTRL)
    assert page.frise.apercu is not None
    assert page.frise.apercu.logement_id == deux[3]
    clavier.touche(K.Key_Right, CTRL | SHIFT)
    assert page.frise.apercu.depart == date(2027, 2, 15)
    assert page.frise.apercu.retour == date(2027, 7, 6)
    clavier.touche(K.Key_Left, CTRL)
    assert page.frise.apercu.depart == date(2027, 2, 12)
    clavier.touche(K.Key_Escape)
    clavier.calme()


def test_whoever_has_none_can_be_given_a_home(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[1])
    clavier.touche(K.Key_Right, SHIFT)
    clavier.entree()
    assert page.actes.placement.bouton.isHidden()  # nowhere to place it yet
    assert "Choisissez d’abord un logement" in page.actes.placement.fautes.text()
    clavier.touche(K.Key_Escape)
    clavier.touche(K.Key_Down, CTRL)
    clavier.touche(K.Key_Down, CTRL)
    for _jour in range(8):
        clavier.touche(K.Key_Left, CTRL)
    clavier.touche(K.Key_Right, CTRL | SHIFT)
    clavier.calme()
    assert page.frise.apercu_mal is False, page.actes.placement.fautes.text()
    clavier.entree()
    clavier.calme()
    ligne = lire(uow, plan_id).ligne(deux[1])
    assert ligne is not None
    assert ligne.logement_id == deux[3]
    assert page.soucis.isHidden()


def test_the_mouse_drags_a_bar_to_another_home(
    qtbot: QtBot, clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID,
    deux: tuple[UUID, ...],
) -> None:  # fmt: skip
    page = aller(clavier, contexte)
    frise = page.frise
    sur(page, clavier, deux[0])
    assert frise.courante is not None
    rect = frise.trame.rect(frise.courante)
    frise.montrer(rect)
    dx = frise.large_titres() - frise.horizontalScrollBar().value()
    dy = frise.haut_tete() - frise.verticalScrollBar().value()
    depart = QPoint(int(rect.left() + 40 + dx), int(rect.center().y() + dy))
    vue = frise.viewport()
    QTest.mousePress(vue, Qt.MouseButton.LeftButton, pos=depart)
    for pas in range(1, 8):
        arrivee = depart + QPoint(0, 4 * pas)
        QTest.mouseMove(vue, arrivee)
        _glisser(vue, arrivee)
    assert frise.apercu is not None
    assert frise.apercu.logement_id == deux[3]
    QTest.mouseRelease(vue, Qt.MouseButton.LeftButton, pos=depart + QPoint(0, 28))
    clavier.calme()
    ligne = lire(uow, plan_id).ligne(deux[0])
    assert ligne is not None
    assert ligne.logement_id == deux[3]


def _glisser(vue: Any, ou: QPoint) -> None:
    """A move with the button held: offscreen, `QTest.mouseMove` holds none."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    bouton = Qt.MouseButton.LeftButton
    evenement = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(ou), QPointF(vue.mapToGlobal(ou)), bouton, bouton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(vue, evenement)


def test_pinned_and_free_again(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[0])
    for attendu in (True, False):
        clavier.touche(K.Key_P)
        clavier.calme()
        assert lire(uow, plan_id).ligne(deux[0]).fixe is attendu  # type: ignore[union-attr]
        assert page.frise.menage_courant == deux[0]
