"""What every tab of an estate offers to the view that holds it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.services.cites import BailleurLigne, CiteLigne


class OngletCite(QWidget):
    """A tab of one estate, built the first time it is looked at.

    `montrer` is called when the estate changes, `rafraichir` when it must be read again, `recevoir`
    when the estate itself has been read.
    """

    def montrer(self, cite_id: UUID) -> None:
        """Show this estate."""

    def rafraichir(self) -> None:
        """Read what is shown again, keeping what is selected and typed."""

    def recevoir(self, cite: CiteLigne, bailleurs: tuple[BailleurLigne, ...]) -> None:
        """Take the facts of the estate itself."""
