"""The one window: lock screen, first steps or shell; it closes only when the base is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

import resources
from ui.theme import Theme


class MainWindow(QMainWindow):
    """Shows one screen at a time.

    `fermeture` asks the application to close the base; it then calls `close` with
    `peut_fermer = True`. `peinte` is emitted once, when the first screen is on screen. `echap`
    tells an Esc nothing on screen had a use for.
    """

    fermeture = Signal()
    peinte = Signal()
    echap = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._peinte = False
        self.peut_fermer = False
        self.setWindowTitle("Voyette")
        self.ecrans = QStackedWidget()
        self.setCentralWidget(self.ecrans)
        self.menuBar().hide()
        self.setMinimumSize(QSize(720, 480))
        self.resize(self._taille())

    def montrer(self, ecran: QWidget) -> None:
        """Show this screen; screens are kept until `retirer`."""
        if self.ecrans.indexOf(ecran) < 0:
            self.ecrans.addWidget(ecran)
        self.ecrans.setCurrentWidget(ecran)

    def retirer(self, ecran: QWidget) -> None:
        """Destroy a screen and everything it shows."""
        self.ecrans.removeWidget(ecran)
        ecran.hide()
        ecran.deleteLater()

    def fermer_dialogues(self) -> None:
        """Close every other window of the app: nothing stays readable behind the lock screen."""
        for fenetre in QApplication.topLevelWidgets():
            if fenetre is not self and fenetre.isVisible():
                fenetre.close()

    def event(self, event: QEvent) -> bool:
        """Notice the first painting."""
        fait = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._peinte:
            self._peinte = True
            # Loading the SVG reader takes 5 ms: not before the first painting.
            self.setWindowIcon(QIcon(str(resources.chemin("icons", "voyette.svg"))))
            self.peinte.emit()
        return fait

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """What a form or a strip closes with Esc never comes here: a shortcut would be first."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.echap.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt name
        """Close when the base is closed; ask for it otherwise."""
        if self.peut_fermer:
            event.accept()
            return
        event.ignore()
        self.fermeture.emit()

    def _taille(self) -> QSize:
        ecran = QGuiApplication.primaryScreen()
        voulue = QSize(1280, 800)
        return voulue if ecran is None else voulue.boundedTo(ecran.availableSize())
