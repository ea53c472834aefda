"""The history of a household, and of one action, to read it and to undo from there."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.changes import OperationId
from app.core.errors import RegleMetier
from db.queries import historique as lecture
from db.queries.historique import (
    ActionHistorique,
    Changement,
    Geste,
    Historique,
    LigneHistorique,
    Nomme,
)
from db.uow import UnitOfWork

__all__ = [
    "ActionHistorique",
    "Changement",
    "Geste",
    "Historique",
    "LigneHistorique",
    "LireHistorique",
    "LireOperation",
    "Nomme",
    "du_menage",
    "operation",
]


@dataclass(frozen=True, slots=True)
class LireHistorique:
    """Ask for actions `debut` to `debut + taille` on a household, newest first."""

    menage_id: UUID
    debut: int = 0
    taille: int = 50


@dataclass(frozen=True, slots=True)
class LireOperation:
    """Ask what one action did."""

    operation: OperationId


def du_menage(demande: LireHistorique, uow: UnitOfWork) -> Historique:
    """One page of its history, households merged into it included."""
    with uow.lecture() as session:
        return lecture.du_menage(session, demande.menage_id, demande.debut, demande.taille)


def operation(demande: LireOperation, uow: UnitOfWork) -> ActionHistorique:
    """What that action did; raises `RegleMetier("annulation.inconnue")`."""
    with uow.lecture() as session:
        trouvee = lecture.d_une_operation(session, demande.operation)
    if trouvee is None:
        raise RegleMetier("annulation.inconnue")
    return trouvee
