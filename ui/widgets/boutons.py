"""Buttons are verbs; one primary per screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget


class Bouton(QPushButton):
    """A button; `role` is principal, discret, lien, danger or empty. Enter presses it too."""

    def __init__(
        self,
        texte: str,
        action: Callable[[], object] | None = None,
        role: str = "",
        parent: QWidget | None = None,
        *,
        icone: QIcon | None = None,
        nom_accessible: str = "",
    ) -> None:
        super().__init__(texte, parent)
        if role:
            self.setProperty("role", role)
        if icone is not None:
            self.setIcon(icone)
            self.setIconSize(QSize(18, 18))
        if nom_accessible:
            self.setAccessibleName(nom_accessible)
            self.setToolTip(nom_accessible)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if action is not None:
            self.clicked.connect(lambda _coche=False: action())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter presses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)


class Puce(QPushButton):
    """A chip one turns on and off with click, Space or Enter; a check mark says it is on.

    `basculee` carries the new state when the person changed it.
    """

    basculee = Signal(bool)

    def __init__(self, texte: str, valeur: object = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texte = texte
        self.valeur = valeur if valeur is not None else texte
        self.setProperty("role", "puce")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._ecrire)
        self.clicked.connect(self.basculee)
        self._ecrire(False)

    def renommer(self, texte: str) -> None:
        """Say something else (a new count), keeping its state and the focus."""
        self._texte = texte
        self._ecrire(self.isChecked())

    def _ecrire(self, coche: bool) -> None:
        self.setText(f"✓ {self._texte}" if coche else self._texte)
        self.setAccessibleName(self._texte)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Wide enough for the bold of a chip that is on, which Qt does not measure."""
        gras = QFont(self.font())
        gras.setBold(True)
        dit = self.text().replace("&&", "&")
        maigre = self.fontMetrics().horizontalAdvance(dit)
        return super().sizeHint() + QSize(QFontMetrics(gras).horizontalAdvance(dit) - maigre + 2, 0)

    def setText(self, texte: str) -> None:  # noqa: N802 - Qt name
        """Show the text as it is: `&` in data is a letter, not a mnemonic."""
        super().setText(texte.replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter turns it, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)
