"""Ctrl+K finds a complaint by its reference and opens it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from app.services import reclamations
from app.services.reclamations import OuvrirReclamation
from db.uow import UnitOfWork
from tests import factories
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.palette import Palette
from ui.recherche_menages import chercher

K = Qt.Key


class PageReclamationTemoin(Page):
    """Remembers which complaint was opened."""

    nom = "reclamation"
    titre = "Réclamation"
    vues: list[dict[str, Any]] = []  # noqa: RUF012 - reset by the test

    def afficher(self, **arguments: Any) -> None:
        self.vues.append(arguments)


def test_une_reference_ouvre_sa_reclamation(
    qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork
) -> None:
    PageReclamationTemoin.vues = []
    contexte.navigation.inscrire("reclamation", lambda: PageReclamationTemoin(contexte))
    menage_id = factories.menage(uow)
    ouverte = reclamations.ouvrir(
        OuvrirReclamation(menage_id, "menuiseries", "volet", reference_bailleur="SAV-77"), uow
    )
    palette = Palette(
        (),
        contexte.theme,
        lambda texte, repondre, qui: chercher(contexte, texte, repondre, qui),
    )
    qtbot.addWidget(palette)
    palette.choisie.connect(lambda action: action.declencher())
    palette.show()
    qtbot.keyClicks(palette.champ, "r1")
    qtbot.waitUntil(lambda: palette.liste.count() > 0, timeout=5000)
    premier = palette.liste.item(0)
    assert premier.text() == "R-0001 (SAV-77) · Portes, fenêtres, volets · Wójcik Jadwiga"
    action = premier.data(Qt.ItemDataRole.UserRole)
    assert isinstance(action, Action)
    assert action.genre == "réclamation"
    qtbot.keyClick(palette.champ, K.Key_Return)
    assert PageReclamationTemoin.vues == [{"reclamation_id": ouverte.principal}]
