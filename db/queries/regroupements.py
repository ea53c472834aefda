"""Complaints that look like one defect: the same category and place in homes of one batch."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
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
    requete = (
        select(
            Reclamation.tranche_id,
            Tranche.nom,
            Reclamation.categorie,
            Reclamation.lieu,
            Reclamation.id,
            Reclamation.reference,
            Reclamation.logement_id,
            Reclamation.ouverte_le,
            Reclamation.etat,
        )
        .join(Tranche, Tranche.id == Reclamation.tranche_id)
        .where(
            Reclamation.ouverte_le >= depuis,
            Reclamation.dossier_id.is_(None),
            Reclamation.etat.not_in(_ECARTEES),
        )
        .order_by(Reclamation.reference)
    )
    if cite_id is not None:
        requete = requete.where(Reclamation.cite_id == cite_id)
    groupes = defaultdict(list)
    for ligne in session.execute(requete):
        groupes[ligne[:4]].append(ligne)
    trouves = []
    for (tranche_id, tranche, categorie, lieu), lignes in groupes.items():
        logements = len({r.logement_id for r in lignes})
        if logements < LOGEMENTS_MIN or all(r.etat is EtatReclamation.CONFIRMEE for r in lignes):
            continue
        trouves.append(
            Semblables(
                categorie,
                lieu,
                tranche_id,
                tranche,
                tuple(r.id for r in lignes),
                tuple(r.reference for r in lignes),
                logements,
                min(r.ouverte_le for r in lignes),
                max(r.ouverte_le for r in lignes),
            )
        )
    return tuple(sorted(trouves, key=lambda s: (-s.logements, s.premiere, s.categorie)))
