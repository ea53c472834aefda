"""What one may print of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from app.services.planification.plan_lu import PlanLu


class FormatFrise(StrEnum):
    """The paper of the timeline, landscape."""

    A4 = "a4"
    A3 = "a3"


@dataclass(frozen=True, slots=True)
class ImprimerFrise:
    """Print to the PDF file `sortie` the timeline of a plan, by home or by household."""

    plan: PlanLu
    sortie: Path
    papier: FormatFrise = FormatFrise.A4
    par_menage: bool = False


@dataclass(frozen=True, slots=True)
class ImprimerSemaine:
    """Print the moves a plan foresees from a Monday on; adopted or not."""

    plan: PlanLu
    sortie: Path
    lundi: date
