"""Charters of operations as they hold for an estate and for each of its batches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.chartes import NOMS, Charte, CharteEcrite, resoudre
from db.models import CharteRelogement, Tranche


def charte(session: Session, cite_id: UUID, tranche_id: UUID | None = None) -> Charte:
    """The charter that holds for that estate, or for that batch of it; one statement."""
    return toutes(session, cite_id).pour(tranche_id)


@dataclass(frozen=True, slots=True)
class Chartes:
    """What is written for an estate and its batches, ready to be asked for any of them."""

    ecrites: Mapping[UUID | None, CharteEcrite]

    def pour(self, tranche_id: UUID | None = None) -> Charte:
        """The charter that holds for that batch, for the estate when None."""
        tranche = self.ecrites.get(tranche_id) if tranche_id else None
        return resoudre(self.ecrites.get(None), tranche)


def toutes(session: Session, cite_id: UUID) -> Chartes:
    """The charters of the estate and of its batches; one statement."""
    return Chartes(MappingProxyType(_ecrites(session, cite_id)))


def par_tranche(session: Session, cite_id: UUID) -> Mapping[UUID, Charte]:
    """The charter that holds for each batch of the estate; two statements."""
    chartes = toutes(session, cite_id)
    ids = session.scalars(select(Tranche.id).where(Tranche.cite_id == cite_id))
    return MappingProxyType({t: chartes.pour(t) for t in ids})


def ligne(session: Session, cite_id: UUID, tranche_id: UUID | None) -> CharteRelogement | None:
    """The row written at that very level, None when nobody set anything there."""
    niveau = CharteRelogement.tranche_id
    return session.scalars(
        select(CharteRelogement)
        .where(
            CharteRelogement.cite_id == cite_id,
            niveau.is_(None) if tranche_id is None else niveau == tranche_id,
        )
        .order_by(CharteRelogement.id)
    ).first()


def _ecrites(session: Session, cite_id: UUID) -> dict[UUID | None, CharteEcrite]:
    """What is written, by batch; None is the estate. Of two rows of a level, the first counts."""
    lignes = session.execute(
        select(
            CharteRelogement.tranche_id,
            CharteRelogement.ordre,
            *(getattr(CharteRelogement, nom) for nom in NOMS),
        )
        .where(CharteRelogement.cite_id == cite_id)
        .order_by(CharteRelogement.id)
    )
    lues: dict[UUID | None, CharteEcrite] = {}
    for tranche_id, ordre, *valeurs in lignes:
        connues = {n: v for n, v in zip(NOMS, valeurs, strict=True) if v is not None}
        lues.setdefault(tranche_id, CharteEcrite(MappingProxyType(connues), ordre))
    return lues
