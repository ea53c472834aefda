"""Taking a screen away for good: what it showed does not stay in memory behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget


def effacer(ecran: QWidget) -> None:
    """Destroy a screen and all that is in it, from the event loop; it may be the one calling.

    Qt holds the slots connected to its objects, slots hold Python objects, and these hold the
    screen again: once Qt has destroyed it, that ring would still keep the households it showed.
    """
    objets = [ecran, *ecran.findChildren(QObject)]
    ecran.destroyed.connect(lambda: QTimer.singleShot(0, lambda: _lacher(objets)))
    ecran.deleteLater()


def _lacher(objets: Sequence[QObject]) -> None:
    """Let go of what each of them holds, now that nothing can call it any more."""
    for objet in objets:
        vars(objet).clear()
