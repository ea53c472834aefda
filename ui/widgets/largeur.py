"""Whether the window is narrow for the text it shows: a large text on a small screen is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

CARACTERES = 150  # of the average width, across the whole window


class GuetLargeur(QObject):
    """Watches the window of a widget; `change` carries whether it became narrow, or wide again."""

    change = Signal(bool)

    def __init__(self, widget: QWidget, caracteres: int = CARACTERES) -> None:
        super().__init__(widget)
        self._widget = widget
        self._caracteres = caracteres
        self._fenetre: QWidget | None = None
        self.etroit = False
        widget.installEventFilter(self)

    def eventFilter(self, objet: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt name
        """Measure when shown, when the window changes size, when the text does."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.FontChange):
            self._suivre()
            self._mesurer()
        return super().eventFilter(objet, event)

    def _suivre(self) -> None:
        fenetre = self._widget.window()
        if fenetre is not self._fenetre:
            if self._fenetre is not None:
                self._fenetre.removeEventFilter(self)
            self._fenetre = fenetre
            if fenetre is not self._widget:
                fenetre.installEventFilter(self)

    def _mesurer(self) -> None:
        tient = self._widget.window().width() / max(
            1, self._widget.fontMetrics().averageCharWidth()
        )
        etroit = tient < self._caracteres
        if etroit != self.etroit:
            self.etroit = etroit
            self.change.emit(etroit)
