"""What one asks about the visits where a renovated home is taken in hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.prises_en_main import EtatPointMontre, MomentPriseEnMain


@dataclass(frozen=True, slots=True)
class PrevoirPrise:
    """A visit on a day to come; `par_id` None leaves it to whoever follows the household."""

    menage_id: UUID
    moment: MomentPriseEnMain
    prevue_le: date
    par_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DeplacerPrise:
    """The visit takes place on another day."""

    prise_id: UUID
    prevue_le: date


@dataclass(frozen=True, slots=True)
class AnnulerPrise:
    """The visit does not take place; none is foreseen again by itself for this return."""

    prise_id: UUID


@dataclass(frozen=True, slots=True)
class PointTenu:
    """What became of a point, for one person or for everybody present (None)."""

    code: str
    etat: EtatPointMontre
    personne_id: UUID | None = None
    precision: str = ""


@dataclass(frozen=True, slots=True)
class TenirPrise:
    """The visit took place on `faite_le`, or is put right; `presents` are persons of the household.

    `guide_remis` is the language of the guide left behind ("fr", "fr, en"…), "" when none was.
    """

    prise_id: UUID
    faite_le: date
    points: tuple[PointTenu, ...]
    presents: tuple[UUID, ...] = ()
    guide_remis: str = ""
    remarque: str = ""
    par_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LirePrise:
    """Ask for one visit and its checklist."""

    prise_id: UUID


@dataclass(frozen=True, slots=True)
class LirePrises:
    """Ask for the visits of a household, and the points to see again."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class PlanifierManquantes:
    """Foresee the visits of every household back home that has none; `cite_id` None: everywhere."""

    cite_id: UUID | None = None
