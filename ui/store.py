"""One broadcast: what an action changed, for every view that is concerned."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.core.changes import Changes


class Store(QObject):
    """Tells the views what changed; keeps nothing itself."""

    changed = Signal(object)  # Changes

    def publier(self, changes: Changes) -> None:
        """Tell every listener, on the GUI thread, unless nothing changed."""
        if changes.ids:
            self.changed.emit(changes)
