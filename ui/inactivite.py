"""Notices that nobody is there any more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

_SIGNES_DE_VIE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Inactivite(QObject):
    """Emits `absence` after `minutes` without key nor mouse in any window of the app.

    Only windows are watched, not every object of the application: a filter on the application
    would run Python for each event of each widget.
    """

    absence = Signal()

    def __init__(self, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fenetres: list[QWindow] = []
        self._minuteur = QTimer(self)
        self._minuteur.setSingleShot(True)
        self._minuteur.timeout.connect(self.absence)
        self.regler(minutes)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._surveiller)

    def regler(self, minutes: float) -> None:
        """Wait that long from now on."""
        self._minuteur.setInterval(round(minutes * 60_000))
        if self._minuteur.isActive():
            self._minuteur.start()

    def demarrer(self) -> None:
        """Start watching (unlock)."""
        self._minuteur.start()
        self._surveiller(QGuiApplication.focusWindow())

    def arreter(self) -> None:
        """Stop watching (lock)."""
        self._minuteur.stop()
        for fenetre in self._fenetres:
            if isValid(fenetre):
                fenetre.removeEventFilter(self)
        self._fenetres = []

    def _surveiller(self, fenetre: QWindow | None) -> None:
        self._fenetres = [f for f in self._fenetres if isValid(f)]
        if fenetre is not None and self._minuteur.isActive() and fenetre not in self._fenetres:
            self._fenetres.append(fenetre)
            fenetre.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt name
        """A sign of life starts the wait again; nothing is ever swallowed."""
        if self._minuteur.isActive() and event.type() in _SIGNES_DE_VIE:
            self._minuteur.start()
        return super().eventFilter(watched, event)
