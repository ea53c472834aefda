"""A hand on the whole windowed app: it types, presses keys, and reads what is on screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.application import Application
from ui.navigation import Page
from ui.palette import Palette

T = TypeVar("T", bound=QWidget)
ENTREE = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
MAJ = Qt.KeyboardModifier.ShiftModifier
SANS = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True)
class Main:
    """Drives one running app."""

    qtbot: QtBot
    app: Application

    def touche(self, touche: Qt.Key, modifie: Qt.KeyboardModifier = SANS) -> None:
        """Press a key where the focus is."""
        self.qtbot.keyClick(self.focus(), touche, modifie)

    def taper(self, texte: str) -> None:
        """Type where the focus is."""
        self.qtbot.keyClicks(self.focus(), texte)

    def focus(self) -> QWidget:
        """Where the keys of a real keyboard would go."""
        return QApplication.focusWidget() or self.app.fenetre

    def calme(self) -> None:
        """Wait until nothing is being read or written any more."""
        self.qtbot.waitUntil(lambda: self.app.jobs.en_cours == 0, timeout=15_000)

    def attendre(self, condition: Callable[[], bool]) -> None:
        """Wait for what a person would wait for."""
        self.qtbot.waitUntil(condition, timeout=15_000)

    def pause(self, champ: QWidget) -> None:
        """Wait until a search field has asked for what it holds: no hand is faster."""
        self.attendre(lambda: not any(t.isActive() for t in champ.findChildren(QTimer)))

    def page(self, genre: type[T]) -> T:
        """The page shown, once it is of that kind."""
        self.attendre(lambda: isinstance(self.app.contexte.navigation.page, genre))
        trouvee = self.app.contexte.navigation.page
        assert isinstance(trouvee, genre)
        assert isinstance(trouvee, Page)
        self.calme()
        return trouvee

    def aller(self, cherche: str) -> None:
        """Ctrl+K, a few letters, Enter."""
        self.touche(Qt.Key.Key_K, CTRL)
        self.attendre(lambda: any(p.isVisible() for p in self.app.fenetre.findChildren(Palette)))
        palette = next(p for p in self.app.fenetre.findChildren(Palette) if p.isVisible())
        self.qtbot.keyClicks(palette.champ, cherche)
        self.attendre(lambda: palette.liste.count() > 0)
        self.calme()
        self.qtbot.keyClick(palette.champ, ENTREE)
        self.app.fenetre.activateWindow()  # a desktop does it when a dialog closes
        self.attendre(self.app.fenetre.isActiveWindow)
        self.calme()

    def verrouiller(self) -> None:
        """Ctrl+L."""
        with self.qtbot.waitSignal(self.app.verrouillee, timeout=15_000):
            self.touche(Qt.Key.Key_L, CTRL)

    def ouvrir(self, phrase: str) -> None:
        """Type the passphrase on the lock screen."""
        self.attendre(lambda: self.app.verrou.utilisateur.count() > 0)
        self.qtbot.keyClicks(self.app.verrou.phrase.champ, phrase)
        with self.qtbot.waitSignal(self.app.ouverte, timeout=15_000):
            self.qtbot.keyClick(self.app.verrou.phrase.champ, ENTREE)
        self.calme()

    def dit(self) -> str:
        """What the foot of the window says."""
        assert self.app.seance is not None
        return self.app.seance.coquille.etat.message.text()
