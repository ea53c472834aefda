"""What one may ask of plans: frozen commands, one per action."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.domain.engagements import RaisonReport
from app.domain.planification.instance import Placement
from app.domain.planification.plan import PlanPropose


@dataclass(frozen=True, slots=True)
class ChargerInstance:
    """All that a plan of an estate is computed from; None: the only estate with batches.

    `plan_id` is the plan one starts from: its pinned lines stay where they are.
    """

    cite_id: UUID | None = None
    plan_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class EnregistrerPlan:
    """Keep what the solver proposed as a draft; without a name it is given one.

    `depuis_id` is the plan one started from.
    """

    cite_id: UUID
    propose: PlanPropose
    graine: int
    empreinte: str
    nom: str = ""
    depuis_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ListerPlans:
    """Ask for the plans of an estate (None: the only one with batches)."""

    cite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LirePlan:
    """Ask for a plan with all its screens need."""

    plan_id: UUID


@dataclass(frozen=True, slots=True)
class ComparerPlans:
    """Ask what differs between two plans."""

    a: UUID
    b: UUID


@dataclass(frozen=True, slots=True)
class EssayerPlacement:
    """Ask what a placement made by hand would break; nothing is written."""

    plan_id: UUID
    menage_id: UUID
    placement: Placement


@dataclass(frozen=True, slots=True)
class PlacerMenage:
    """Place a household by hand; against a rule only with a reason."""

    plan_id: UUID
    menage_id: UUID
    placement: Placement
    motif: str = ""


@dataclass(frozen=True, slots=True)
class FixerLigne:
    """Pin the line of a household, or set it free."""

    plan_id: UUID
    menage_id: UUID
    fixe: bool


@dataclass(frozen=True, slots=True)
class CopierPlan:
    """A draft with the same lines; without a name it is given one."""

    plan_id: UUID
    nom: str = ""


@dataclass(frozen=True, slots=True)
class RenommerPlan:
    """Another name for a plan."""

    plan_id: UUID
    nom: str


@dataclass(frozen=True, slots=True)
class SupprimerPlan:
    """A draft, or a plan since replaced, is no longer of use."""

    plan_id: UUID


@dataclass(frozen=True, slots=True)
class AdopterPlan:
    """This plan is the one: its moves are foreseen, those of the former one follow or go.

    `motif`: why it is adopted although rules are broken, and what households are told of a day
    that moves; `raison` the cause of it.
    """

    plan_id: UUID
    motif: str = ""
    raison: RaisonReport = RaisonReport.AUTRE


@dataclass(frozen=True, slots=True)
class VerifierPlanning:
    """Ask the independent checker about what the base foresees (None: the only estate)."""

    cite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ExpliquerLigne:
    """Ask why a household has this home and these days, or none."""

    plan_id: UUID
    menage_id: UUID


@dataclass(frozen=True, slots=True)
class GlisserTranche:
    """Ask what happens when the works of a batch move by so many days; nothing is written."""

    plan_id: UUID
    tranche_id: UUID
    jours: int
