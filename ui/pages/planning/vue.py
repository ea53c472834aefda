"""What the timeline draws: bars, rows and bands, plain values already in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.planification.instance import Periode, Placement
from app.domain.planification.mots import Solution


class GenreBarre(StrEnum):
    """What a bar tells: a stay, a home for good, nothing found, nothing to plan, taken besides."""

    SEJOUR = "sejour"
    DEFINITIF = "definitif"
    SANS = "sans"
    HORS = "hors"
    PRIS = "pris"


@dataclass(frozen=True, slots=True)
class Barre:
    """A household somewhere for a while; `fin` is the first day it is no longer there.

    `debut` None: since before what is shown; `fin` None: for good. `nettoye` is the first day the
    home is ready again. `texte` is written in the bar, `dire` words it all. `menage_id` None: not a
    household of the plan. `rang` is the batch's, which gives colour and pattern. `deja_parti`: only
    the return may still move.
    """

    menage_id: UUID | None
    texte: str
    rang: int = 0
    genre: GenreBarre = GenreBarre.SEJOUR
    debut: date | None = None
    fin: date | None = None
    nettoye: date | None = None
    fixe: bool = False
    faute: bool = False
    logement_id: UUID | None = None
    deja_parti: bool = False
    dire: Callable[[], str] = str

    @property
    def bulle(self) -> str:
        """All of it in sentences, worded when asked for: eight hundred at once take long."""
        return self.dire()


@dataclass(frozen=True, slots=True)
class Rangee:
    """A row of the timeline: a home or a household, or the title of a group (no bar).

    `depot`: the home one gives a household by dropping it here. `absences` are days the home cannot
    be used, `travaux` the works of a household's batch (end excluded) and the batch's rank.
    """

    titre: str
    detail: str = ""
    barres: tuple[Barre, ...] = ()
    groupe: bool = False
    depot: UUID | None = None
    absences: tuple[Periode, ...] = ()
    travaux: tuple[date, date, int] | None = None


@dataclass(frozen=True, slots=True)
class Bandeau:
    """Works of a batch over the rows; `fin` is the first day after them."""

    nom: str
    rang: int
    debut: date
    fin: date
    bulle: str = ""


@dataclass(frozen=True, slots=True)
class Deplace:
    """Where somebody would put a household: home and days not yet given to the plan."""

    menage_id: UUID
    solution: Solution
    logement_id: UUID | None
    depart: date | None
    retour: date | None

    def placement(self) -> Placement:
        """What the planner understands; placed by hand, it is pinned."""
        return Placement(self.solution, self.logement_id, self.depart, self.retour, fixe=True)
