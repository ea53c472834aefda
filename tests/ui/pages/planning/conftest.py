"""The plan of two households, and a person without a mouse in front of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QStackedWidget,
)
from pytestqt.qtbot import QtBot

from db.models import Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services.planification.conftest import DEBUT, FIN, Operation
from tests.integration.services.planification.test_plans import garder, tiroir
from tests.ui.pages.clavier import Clavier, installer
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.planning import PagePlanning

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Menage(Page):
    """Stands for the page of a household."""

    nom = "menage"

    def afficher(self, **arguments: Any) -> None:
        """Remember who was asked for."""
        self.recu = arguments


class Demenagement(Menage):
    """Stands for the page of a move."""

    nom = "demenagement"


class Cite(Menage):
    """Stands for the page of an estate."""

    nom = "cite"


@pytest.fixture
def operation(uow: UnitOfWork) -> Operation:
    """An estate with one batch."""
    cite_id = factories.cite(uow, nom="Cité fictive")
    tranche_id = uow.ids.new()
    factories.ecrire(
        uow,
        Tranche(id=tranche_id, cite_id=cite_id, nom="T1", debut_travaux=DEBUT, fin_travaux=FIN),
    )
    return Operation(uow, cite_id, tranche_id)


@pytest.fixture
def deux(operation: Operation) -> tuple[UUID, UUID, UUID, UUID]:
    """Two households, two temporary homes."""
    return (
        operation.menage("Bernard"),
        operation.menage("Wójcik"),
        operation.tiroir(numero="1", voie="Rue de Nice"),
        operation.tiroir(numero="2", voie="Rue de Nice"),
    )


@pytest.fixture
def plan_id(uow: UnitOfWork, deux: tuple[UUID, UUID, UUID, UUID]) -> UUID:
    """A draft: the first has a home, the second none."""
    return garder(uow, {deux[0]: tiroir(deux[2])}, "plan A")


@pytest.fixture
def clavier(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Clavier:
    """Hands, on a window that has the focus."""
    installer(contexte, PagePlanning, Menage, Demenagement, Cite)
    pile.resize(1200, 660)
    return Clavier(qtbot, contexte, pile)


def aller(clavier: Clavier, contexte: Contexte, **arguments: Any) -> PagePlanning:
    """The page, settled."""
    contexte.navigation.aller("planning", **arguments)
    clavier.calme()
    page = contexte.navigation.page
    assert isinstance(page, PagePlanning)
    return page


def sur(page: PagePlanning, clavier: Clavier, menage_id: UUID) -> None:
    """The keyboard on the bar of a household."""
    assert page.frise.viser(menage_id)
    page.frise.aller(page.frise.courante)
    page.frise.setFocus()
    clavier.calme()
