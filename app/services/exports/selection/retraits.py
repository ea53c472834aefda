"""What a recipient must erase, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class RaisonRetrait(StrEnum):
    """Why the recipient must erase something."""

    EFFACE = "efface"
    ACCORD_RETIRE = "accord_retire"
    HORS_PERIMETRE = "hors_perimetre"


@dataclass(frozen=True, slots=True)
class Retrait:
    """A row the recipient must erase; for a household, all that is about it.

    Erasing comes first, then the rows of the package: what was about a household merged into
    another one comes back about that one.
    """

    table: str
    id: UUID
    raison: RaisonRetrait
