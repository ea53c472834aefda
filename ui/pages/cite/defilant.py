"""A part of the page that scrolls when it does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


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
