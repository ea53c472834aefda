"""Going to a field: the focus, and the page scrolled so that it can be seen."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

MARGE = 80  # pixels kept around the field


def aller_au_champ(champ: QWidget) -> None:
    """Give `champ` the focus, and bring it into view on a small screen or with a large text."""
    champ.setFocus()
    # After the layout has given it its place: it may just have been shown.
    QTimer.singleShot(0, champ, lambda: _montrer(champ))


def _montrer(champ: QWidget) -> None:
    parent = champ.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(champ, 0, MARGE)
        parent = parent.parentWidget()
