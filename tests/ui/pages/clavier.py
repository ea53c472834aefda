"""A pair of hands on the keyboard: keys go wherever the focus is, never to a chosen widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.changes import Changes
from ui.contexte import Contexte
from ui.navigation import Page

AUCUN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
K = Qt.Key


class Clavier:
    """What a person without a mouse does."""

    def __init__(self, qtbot: QtBot, contexte: Contexte, fenetre: QWidget) -> None:
        self._qtbot = qtbot
        self._contexte = contexte
        fenetre.show()
        fenetre.activateWindow()
        self.attendre(fenetre.isActiveWindow)

    @property
    def focus(self) -> QWidget:
        """Where keys go now."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    @property
    def ici(self) -> str:
        """The accessible name of where one is: what a screen reader says."""
        return self.focus.accessibleName()

    def taper(self, texte: str) -> None:
        """Type letters; those a test keyboard has no key for are inserted as a method would."""
        champ = self.focus
        if texte.isascii():
            QTest.keyClicks(champ, texte)
        elif isinstance(champ, QPlainTextEdit):
            champ.insertPlainText(texte)
        else:
            assert isinstance(champ, QLineEdit)
            champ.insert(texte)
            champ.textEdited.emit(champ.text())

    def touche(self, touche: Qt.Key, modificateur: Qt.KeyboardModifier = AUCUN) -> None:
        """Press one key."""
        QTest.keyClick(self.focus, touche, modificateur)

    def entree(self) -> None:
        """Enter."""
        self.touche(K.Key_Return)

    def calme(self) -> None:
        """Wait until no work is under way and every answer was delivered."""
        self.attendre(lambda: self._contexte.jobs.en_cours == 0)

    def attendre(self, vrai: Callable[[], bool]) -> None:
        """Wait for something to be true."""
        self._qtbot.waitUntil(vrai, timeout=5000)


def installer(contexte: Contexte, *pages: type[Page]) -> None:
    """Register pages, and refresh them as the shell does."""
    for page in pages:
        contexte.navigation.inscrire(page.nom, lambda p=page: p(contexte))  # type: ignore[misc]  # default binds the class

    def change(changes: Changes) -> None:
        for ouverte in contexte.navigation.pages_ouvertes():
            if ouverte.concernee(changes):
                ouverte.rafraichir()

    contexte.store.changed.connect(change)
