"""The end of a follow-up: why it ends, and what must be settled or explicitly left before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.menages import Suivi


class MotifCloture(StrEnum):
    """Reason of the end of the support."""

    PARCOURS_TERMINE = "parcours_termine"
    DEPART = "depart"
    SOUHAIT = "souhait"
    DECES = "deces"
    AUTRE = "autre"


class Ouverte(Protocol):
    """Something that waits for a household: a promise, a task, a complaint…"""

    @property
    def id(self) -> UUID:
        """Its id."""


def verifier_cloture(suivi: Suivi, le: date, aujourdhui: date) -> None:
    """Raise when the follow-up is closed already, or would be closed tomorrow.

    `RegleMetier("cloture.deja")`, `EntreeInvalide("cloture.futur")`.
    """
    if suivi is Suivi.CLOS:
        raise RegleMetier("cloture.deja")
    if le > aujourdhui:
        raise EntreeInvalide("cloture.futur", jour=le)


def verifier_reouverture(suivi: Suivi) -> None:
    """Raise `RegleMetier("cloture.pas_close")` when the follow-up is not closed."""
    if suivi is not Suivi.CLOS:
        raise RegleMetier("cloture.pas_close")


def oubliees(ouvertes: Sequence[Ouverte], laissees: Collection[UUID]) -> list[Ouverte]:
    """What is still open and that nobody said was left as it is: nothing is dropped in silence."""
    return [o for o in ouvertes if o.id not in laissees]
