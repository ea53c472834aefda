"""A page made for tests: one field, its draft, one dialog."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.changes import Changes
from app.core.i18n import N_
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.widgets import SearchField


def cliquer(qtbot: QtBot, bouton: QAbstractButton) -> None:
    """Click once the button is enabled and laid out, as a hand would."""
    qtbot.waitUntil(lambda: bouton.isEnabled() and bouton.height() > 10)
    qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)


class PageSaisie(Page):
    """Types a note; the draft is offered back at once."""

    nom = "saisie"
    titre = N_("Verrouiller")  # any text of the catalogue
    icone = "visite"
    rang = 1
    aide = "visite"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.note = QLineEdit()
        self.note.setAccessibleName("Note")
        self.brouillon = contexte.brouillons.suivre("essai", self._contenu, self)
        self.note.textEdited.connect(self.brouillon.modifie)
        self.brouillon.restaurable.connect(lambda c: self.note.setText(c["note"]))
        self.vus: list[Any] = []
        self.relus = 0
        self.lue = False
        boite = QVBoxLayout(self)
        boite.addWidget(self.note)

    def _contenu(self) -> dict[str, str] | None:
        return {"note": self.note.text()} if self.note.text() else None

    def afficher(self, **arguments: Any) -> None:
        self.vus.append(arguments)
        self.brouillon.chercher()

    def premier_champ(self) -> QWidget:
        return self.note

    def commandes(self) -> list[Action]:
        ouvrir = Action("dialogue", "Ouvrir le dialogue", self.dialogue, "Ctrl+D")
        return (
            [ouvrir, Action("vider", "Vider", self.note.clear, "Alt+V")] if self.lue else [ouvrir]
        )

    def concernee(self, changes: Changes) -> bool:
        return changes.touche("menages")

    def rafraichir(self) -> None:
        self.relus += 1

    def dialogue(self) -> None:
        dialogue = QDialog(self)
        dialogue.setObjectName("dialogue_essai")
        dialogue.setModal(True)
        dialogue.open()


class PageListe(Page):
    """A second place to go, with a search field."""

    nom = "liste"
    titre = N_("Quitter")
    icone = "menages"
    rang = 2

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.champ = SearchField("Chercher dans la liste")
        boite = QVBoxLayout(self)
        boite.addWidget(self.champ)
