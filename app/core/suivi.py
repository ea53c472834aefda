"""How long work tells where it is, and learns that it must stop."""

from __future__ import annotations

from typing import Protocol


class Annule(Exception):
    """The person asked to stop: the work leaves nothing half done behind it."""


class Suivi(Protocol):
    """What a long service receives to report its progress."""

    @property
    def annule(self) -> bool:
        """Whether the person asked to stop."""
        ...

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        """Say that `fait` of `total` is done; raises `Annule` when asked to stop."""
        ...


class SuiviMuet:
    """Nobody watches, nobody stops (tests, command line)."""

    annule: bool = False

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        """Nothing to tell anyone."""
