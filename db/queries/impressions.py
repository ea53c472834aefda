"""Which households a batch of documents is about, in the order of a walk through the estate."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.menages import Suivi
from db.models import Cite, MenageResume, Tranche


def du_lot(
    session: Session,
    *,
    cite_id: UUID | None = None,
    tranche_id: UUID | None = None,
    suivis: bool = True,
) -> tuple[UUID, ...]:
    """Households of an estate or of a tranche, by address; `suivis` leaves out closed ones."""
    requete = select(MenageResume.menage_id).order_by(MenageResume.adresse_tri, MenageResume.num)
    if cite_id is not None:
        requete = requete.where(MenageResume.cite_id == cite_id)
    if tranche_id is not None:
        requete = requete.where(MenageResume.tranche_id == tranche_id)
    if suivis:
        requete = requete.where(MenageResume.suivi == Suivi.OUVERT.value)
    return tuple(session.scalars(requete))


def nom_du_lot(
    session: Session, *, cite_id: UUID | None = None, tranche_id: UUID | None = None
) -> tuple[str, ...]:
    """The names a batch is known by: the estate, then the tranche; () when there is none."""
    noms: Sequence[str | None] = (
        session.scalar(select(Cite.nom).where(Cite.id == cite_id)) if cite_id else None,
        session.scalar(select(Tranche.nom).where(Tranche.id == tranche_id)) if tranche_id else None,
    )
    return tuple(nom for nom in noms if nom)
