"""Pages one over the other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Pile(QStackedWidget):
    """Pages one over the other; only the one shown decides how much room is needed."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """What the page shown needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize(0, 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """What the page shown would like."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else QSize(0, 0)

    def heightForWidth(self, largeur: int) -> int:  # noqa: N802 - Qt name
        """What the page shown needs at that width, whatever the others would."""
        page = self.currentWidget()
        return page.heightForWidth(largeur) if page is not None else -1
