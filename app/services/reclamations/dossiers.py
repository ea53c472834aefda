"""Collective cases read: the same defect in several homes, followed as one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from db.queries import dossiers_collectifs as lecture
from db.queries.dossiers_collectifs import DossierLigne
from db.uow import UnitOfWork

__all__ = ["DossierLigne", "ListerDossiers", "lister"]


@dataclass(frozen=True, slots=True)
class ListerDossiers:
    """Ask for the cases of an estate (every one when None); `clos`: ended ones too."""

    cite_id: UUID | None = None
    clos: bool = False


def lister(demande: ListerDossiers, uow: UnitOfWork) -> tuple[DossierLigne, ...]:
    """The cases, open ones first, the latest first: one statement."""
    with uow.lecture() as session:
        return lecture.lister(session, demande.cite_id, uow.clock.now(), clos=demande.clos)
