"""The Qt application itself, before any window."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication


def qt_pret() -> QApplication:
    """The running Qt application, or a new one; it ends when our window says so, not before."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(qt, QApplication):
        raise TypeError("a QCoreApplication without windows already runs")
    qt.setApplicationName("Voyette")
    qt.setStyle("Fusion")
    qt.setQuitOnLastWindowClosed(False)
    return qt
