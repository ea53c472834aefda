"""Plans of moves: keeping, reading, comparing, changing by hand, adopting them."""

from __future__ import annotations

from app.core.changes import Changes
from app.domain.planification.verification import Violation
from app.services.planification.commandes import (
    AdopterPlan,
    ComparerPlans,
    CopierPlan,
    EnregistrerPlan,
    EssayerPlacement,
    ExpliquerLigne,
    FixerLigne,
    GlisserTranche,
    LirePlan,
    ListerPlans,
    PlacerMenage,
    RenommerPlan,
    SupprimerPlan,
    VerifierPlanning,
)
from app.services.planification.plan_lu import (
    Comparaison,
    ControlePlanning,
    ExplicationLue,
    PhraseLue,
    PlanLu,
    PlanResume,
)
from db.uow import UnitOfWork


def enregistrer(cmd: EnregistrerPlan, uow: UnitOfWork) -> Changes:
    """The draft: `Changes.principal` is its id, noun `plans`."""
    raise NotImplementedError


def lister(demande: ListerPlans, uow: UnitOfWork) -> tuple[PlanResume, ...]:
    """The plans of an estate: the adopted one first, then the latest."""
    raise NotImplementedError


def lire(demande: LirePlan, uow: UnitOfWork) -> PlanLu:
    """The plan, checked against the record of today."""
    raise NotImplementedError


def comparer(demande: ComparerPlans, uow: UnitOfWork) -> Comparaison:
    """Two plans of an estate side by side."""
    raise NotImplementedError


def essayer(demande: EssayerPlacement, uow: UnitOfWork) -> tuple[PhraseLue, ...]:
    """What that placement would break that is not broken without it; nothing is written."""
    raise NotImplementedError


def placer(cmd: PlacerMenage, uow: UnitOfWork) -> Changes:
    """The line placed by hand and pinned; raises `EntreeInvalide("planification.motif")`."""
    raise NotImplementedError


def fixer(cmd: FixerLigne, uow: UnitOfWork) -> Changes:
    """The line pinned or free."""
    raise NotImplementedError


def copier(cmd: CopierPlan, uow: UnitOfWork) -> Changes:
    """A draft with the same lines."""
    raise NotImplementedError


def renommer(cmd: RenommerPlan, uow: UnitOfWork) -> Changes:
    """The plan under another name."""
    raise NotImplementedError


def supprimer(cmd: SupprimerPlan, uow: UnitOfWork) -> Changes:
    """The plan is gone; raises `RegleMetier("planification.adopte")` for the adopted one."""
    raise NotImplementedError


def adopter(cmd: AdopterPlan, uow: UnitOfWork) -> Changes:
    """The plan adopted; raises `RegleMetier("planification.impossible")` naming the first line."""
    raise NotImplementedError


def verifier(demande: VerifierPlanning, uow: UnitOfWork) -> ControlePlanning:
    """What the independent checker says of the moves and stays the base foresees."""
    raise NotImplementedError


def expliquer(demande: ExpliquerLigne, uow: UnitOfWork) -> ExplicationLue:
    """Why a line is what it is."""
    raise NotImplementedError


def glisser(demande: GlisserTranche, uow: UnitOfWork) -> object:
    """What a slip of a batch does (the lead's `Glissement`)."""
    raise NotImplementedError


__all__ = ["Violation"]
