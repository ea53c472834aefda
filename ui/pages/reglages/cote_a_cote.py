"""A list and the form of what is chosen in it: side by side, or one under the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme

LARGEUR_FORMULAIRE = 300
_LISTE_MIN = 560  # narrower than that, the list would cut its words


class CoteACote(QWidget):
    """The form goes under the list when both do not fit; Enter in a field is `valide`."""

    valide = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.liste = QVBoxLayout()
        self.liste.setSpacing(8)
        self._cote = QWidget()
        self.formulaire_ = QVBoxLayout(self._cote)
        self.formulaire_.setContentsMargins(0, 0, 0, 0)
        self.formulaire_.setSpacing(12)
        self._boite = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._boite.setContentsMargins(0, 12, 0, 0)
        self._boite.setSpacing(24)
        self._boite.addLayout(self.liste, 1)
        self._boite.addWidget(self._cote)
        self._disposer(QBoxLayout.Direction.LeftToRight)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """As narrow as the form: they can always go one under the other."""
        return QSize(self._cote.minimumSizeHint().width(), self._boite.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Choose the direction the width allows."""
        super().resizeEvent(event)
        voulu = self._theme.px(_LISTE_MIN + LARGEUR_FORMULAIRE) + self._boite.spacing()
        sens = QBoxLayout.Direction
        direction = sens.LeftToRight if voulu <= self.width() else sens.TopToBottom
        if direction is not self._boite.direction():
            self._disposer(direction)
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Enter in a field is ours."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter saves what was typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.valide.emit()
        else:
            super().keyPressEvent(event)

    def _disposer(self, direction: QBoxLayout.Direction) -> None:
        self._boite.setDirection(direction)
        largeur = self._theme.px(LARGEUR_FORMULAIRE)
        if direction is QBoxLayout.Direction.LeftToRight:
            self._cote.setFixedWidth(largeur)
        else:
            self._cote.setMinimumWidth(largeur)
            self._cote.setMaximumWidth(self._theme.px(640))
