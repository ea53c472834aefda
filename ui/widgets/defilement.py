"""Parts that scroll when they do not fit, and going to a field so that it can be seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

MARGE = 80  # pixels kept around the field


def defilant(widget: QWidget) -> QScrollArea:
    """`widget` in a frameless vertical scroll."""
    zone = QScrollArea()
    zone.setWidgetResizable(True)
    zone.setFrameShape(QFrame.Shape.NoFrame)
    zone.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # It takes the room there is, and asks for none: what does not fit scrolls.
    zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    zone.setMinimumHeight(120)
    zone.setWidget(widget)
    return zone


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
