"""Plans of an estate: their headers and how many households each serves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.planification.mots import EtatPlan, Solution
from db.models import Plan, PlanLigne


@dataclass(frozen=True, slots=True)
class PlanEntete:
    """A plan without its lines."""

    id: UUID
    cite_id: UUID
    nom: str
    etat: EtatPlan
    cree_le: datetime
    adopte_le: date | None
    graine: int
    empreinte: str
    bilan: Any
    depuis_id: UUID | None


@dataclass(frozen=True, slots=True)
class PlanComptes:
    """How many lines of a plan say what, and how many are pinned."""

    solutions: Mapping[Solution, int]
    fixes: int


def entetes(session: Session, cite_id: UUID) -> tuple[PlanEntete, ...]:
    """The plans of an estate: the adopted one first, then the latest."""
    lus = _entetes(session, Plan.cite_id == cite_id)
    return tuple(sorted(lus, key=lambda p: p.etat is not EtatPlan.ADOPTE))


def entete(session: Session, plan_id: UUID) -> PlanEntete | None:
    """The plan of that id."""
    return next(iter(_entetes(session, Plan.id == plan_id)), None)


def adopte(session: Session, cite_id: UUID) -> PlanEntete | None:
    """The adopted plan of an estate."""
    filtres = (Plan.cite_id == cite_id, Plan.etat == EtatPlan.ADOPTE)
    return next(iter(_entetes(session, *filtres)), None)


def _entetes(session: Session, *filtres: ColumnElement[bool]) -> tuple[PlanEntete, ...]:
    p = Plan
    requete: Any = (
        select(
            p.id, p.cite_id, p.nom, p.etat, p.cree_le, p.adopte_le, p.graine, p.empreinte,
            p.bilan, p.depuis_id,
        )
        .where(*filtres)
        .order_by(p.cree_le.desc(), p.id.desc())
    )  # fmt: skip
    return tuple(PlanEntete(*ligne) for ligne in session.execute(requete))


def comptes(session: Session, plan_ids: Sequence[UUID]) -> Mapping[UUID, PlanComptes]:
    """What the lines of these plans say, counted in one statement."""
    li = PlanLigne
    solutions: dict[UUID, Counter[Solution]] = defaultdict(Counter)
    fixes: Counter[UUID] = Counter()
    if plan_ids:
        for plan_id, solution, fixe, n in session.execute(
            select(li.plan_id, li.solution, li.fixe, func.count())
            .where(li.plan_id.in_(plan_ids))
            .group_by(li.plan_id, li.solution, li.fixe)
        ):
            solutions[plan_id][solution] += n
            fixes[plan_id] += n if fixe else 0
    return {id_: PlanComptes(solutions[id_], fixes[id_]) for id_ in plan_ids}
