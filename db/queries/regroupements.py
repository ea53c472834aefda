"""Complaints that look like one defect: the same category and place in homes of one batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from app.domain.reclamations import EtatReclamation
from db.models import Reclamation, Tranche

LOGEMENTS_MIN = 3
_ECARTEES = (EtatReclamation.REJETEE, EtatReclamation.CLOSE)


@dataclass(frozen=True, slots=True)
class Semblables:
    """Complaints of several homes, by reference."""

    categorie: str
    lieu: str | None
    tranche_id: UUID | None
    tranche: str
    ids: tuple[UUID, ...]
    references: tuple[str, ...]
    logements: int
    premiere: date
    derniere: date


def semblables(session: Session, cite_id: UUID | None, depuis: date) -> tuple[Semblables, ...]:
    """Those opened since `depuis`, in no case yet, seen in three homes or more; widest first.

    One statement. At least one of them must still be open.
    """
    ids, references = func.group_concat(Reclamation.id), func.group_concat(Reclamation.reference)
    logements = func.count(distinct(Reclamation.logement_id))
    requete = (
        select(
            Reclamation.categorie,
            Reclamation.lieu,
            Reclamation.tranche_id,
            Tranche.nom,
            ids,
            references,
            logements,
            func.min(Reclamation.ouverte_le),
            func.max(Reclamation.ouverte_le),
        )
        .join(Tranche, Tranche.id == Reclamation.tranche_id)
        .where(
            Reclamation.ouverte_le >= depuis,
            Reclamation.dossier_id.is_(None),
            Reclamation.etat.not_in(_ECARTEES),
        )
        .group_by(Reclamation.tranche_id, Reclamation.categorie, Reclamation.lieu)
        .having(
            logements >= LOGEMENTS_MIN,
            func.count().filter(Reclamation.etat != EtatReclamation.CONFIRMEE) > 0,
        )
    )
    if cite_id is not None:
        requete = requete.where(Reclamation.cite_id == cite_id)
    trouves = [_lue(*ligne) for ligne in session.execute(requete)]
    return tuple(sorted(trouves, key=lambda s: (-s.logements, s.premiere, s.categorie)))


def _lue(
    categorie: str,
    lieu: str | None,
    tranche_id: UUID | None,
    tranche: str,
    ids: str,
    references: str,
    *reste: Any,
) -> Semblables:
    """One group; its complaints in the order of their references."""
    paires = sorted(
        zip(references.split(","), ids.split(","), strict=True), key=lambda p: (len(p[0]), p[0])
    )
    return Semblables(
        categorie,
        lieu,
        tranche_id,
        tranche,
        tuple(UUID(hex=i) for _r, i in paires),
        tuple(r for r, _i in paires),
        *reste,
    )
