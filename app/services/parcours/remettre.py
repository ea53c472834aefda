"""An estate or a batch back to the template of the catalogue; how many households it touches."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from app.core.changes import Changes
from app.services.chargement import charger
from db.models import Cite, ParcoursAjustement
from db.queries import pratiques as lecture
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class RemettreModele:
    """Forget every line changed for an estate, or for one of its batches; the template stays."""

    cite_id: UUID
    tranche_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CompterSuivis:
    """Ask how many followed households a change there would touch."""

    cite_id: UUID
    tranche_id: UUID | None = None


def remettre(cmd: RemettreModele, uow: UnitOfWork) -> Changes:
    """The lines as the catalogue has them (for a batch: as its estate has them)."""
    a = ParcoursAjustement
    la = a.tranche_id.is_(None) if cmd.tranche_id is None else a.tranche_id == cmd.tranche_id
    with uow.ecriture("parcours.remettre") as tx:
        charger(tx.session, Cite, cmd.cite_id)
        siens = tx.session.scalars(select(a.id).where(a.cite_id == cmd.cite_id, la)).all()
        if not siens:
            return Changes.of(principal=cmd.cite_id)
        tx.session.execute(delete(a).where(a.cite_id == cmd.cite_id, la))
        tx.commit()
    return Changes.of(
        principal=cmd.cite_id,
        operation=tx.operation,
        cites={cmd.cite_id},
        tranches={cmd.tranche_id} if cmd.tranche_id else (),
        parcours_ajustements=siens,
    )


def compter(q: CompterSuivis, uow: UnitOfWork) -> int:
    """How many households are followed there."""
    with uow.lecture() as session:
        effectifs = lecture.effectifs(session, q.cite_id, q.tranche_id, uow.clock.today())
    return sum(effectifs.values())
