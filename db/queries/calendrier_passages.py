"""Visits for repairs as calendars tell them: when, where, who comes; not a word of the defect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.demenagements import Creneau
from app.domain.reclamations import EtatPassage
from db.models import (
    Logement,
    Menage,
    PassageReclamation,
    Reclamation,
    Referent,
    Responsable,
)
from db.queries.calendrier import adresse_complete
from db.queries.lignes import Derives


@dataclass(frozen=True, slots=True)
class PassageDate:
    """A visit for a repair in a calendar; `menage` is "" in an empty home."""

    table: ClassVar[str] = "passage_reclamation"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "reference": ("reclamation.reference",),
            "menage": ("menage.nom",),
            "adresse": (
                "logement.numero",
                "logement.repetition",
                "logement.voie",
                "logement.commune",
            ),
            "code": ("logement.code_ug",),
            "responsable": ("responsable.nom",),
        }
    )

    id: UUID
    jour: date
    creneau: Creneau
    heure: time | None
    etat: EtatPassage
    reference: str
    menage: str
    adresse: str
    code: str | None
    responsable: str | None


def passages(
    session: Session, *, cite_id: UUID | None = None, intervenant_id: UUID | None = None
) -> tuple[PassageDate, ...]:
    """Every visit of that choice, cancelled ones too.

    Of a person: those of the households this person follows on that day.
    """
    p, r = PassageReclamation, Reclamation
    requete: Any = (
        select(
            p.id,
            p.jour,
            p.creneau,
            p.heure,
            p.etat,
            r.reference,
            func.coalesce(Menage.nom, ""),
            func.coalesce(adresse_complete(Logement), ""),
            Logement.code_ug,
            Responsable.nom,
        )
        .join(r, r.id == p.reclamation_id)
        .outerjoin(Menage, Menage.id == r.menage_id)
        .outerjoin(Logement, Logement.id == r.logement_id)
        .outerjoin(Responsable, Responsable.id == func.coalesce(p.responsable_id, r.responsable_id))
    )
    if cite_id is not None:
        requete = requete.where(r.cite_id == cite_id)
    if intervenant_id is not None:
        suit = exists().where(
            Referent.menage_id == r.menage_id,
            Referent.intervenant_id == intervenant_id,
            or_(Referent.debut.is_(None), Referent.debut <= p.jour),
            or_(Referent.fin.is_(None), Referent.fin > p.jour),
        )
        requete = requete.where(suit)
    return tuple(PassageDate(*ligne) for ligne in session.execute(requete))
