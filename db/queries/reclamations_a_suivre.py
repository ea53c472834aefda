"""Complaints today asks for: late, near, repaired but not confirmed, appointments of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.demenagements import Creneau
from app.domain.reclamations import ATTENDUS, OUVERTES, EtatPassage, EtatReclamation
from app.domain.reclamations_delais import PROCHE
from db.queries.lignes import Derives, table
from db.queries.reclamations import (
    RANG,
    ReclamationLigne,
    nom_responsable,
    r,
    requete,
)
from db.queries.relogement import adresse_de

_passage, _menage = table("passage_reclamation"), table("menage")
_logement, _responsable = table("logement"), table("responsable")
_referent = table("referent")


@dataclass(frozen=True, slots=True)
class PassageDuJour:
    """Somebody comes today to repair."""

    table: ClassVar[str] = "passage_reclamation"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "reference": ("reclamation.reference",),
            "categorie": ("reclamation.categorie",),
            "menage_id": ("reclamation.menage_id",),
            "menage": ("menage.nom",),
            "adresse": (
                "logement.numero",
                "logement.repetition",
                "logement.voie",
                "logement.code_ug",
            ),
            "responsable": ("responsable.nom", "responsable.lot"),
        }
    )

    id: UUID
    reclamation_id: UUID
    jour: date
    creneau: Creneau
    heure: time | None
    etat: EtatPassage
    reference: str
    categorie: str
    menage_id: UUID | None
    menage: str | None
    adresse: str | None
    responsable: str | None


@dataclass(frozen=True, slots=True)
class ReclamationsASuivre:
    """The first of each, and how many there are. Late ones come oldest first."""

    en_retard: tuple[ReclamationLigne, ...]
    nb_en_retard: int
    proches: tuple[ReclamationLigne, ...]
    nb_proches: int
    a_confirmer: tuple[ReclamationLigne, ...]
    nb_a_confirmer: int
    passages: tuple[PassageDuJour, ...]


def lire(
    session: Session,
    *,
    cite_id: UUID | None,
    qui_id: UUID | None,
    jour: date,
    maintenant: datetime,
    limite: int,
) -> ReclamationsASuivre:
    """Of an estate when given; of the households somebody follows, and those nobody does.

    Five statements, whatever there is.
    """
    c = r.c
    ou = [*_lieu(cite_id), *_suivies(qui_id, jour)]
    courantes = c.etat.in_(OUVERTES)
    retard = _premieres(session, [courantes, c.echeance < maintenant, *ou], c.echeance, limite)
    proches = _premieres(
        session,
        [courantes, c.echeance.between(maintenant, maintenant + PROCHE), *ou],
        c.echeance,
        limite,
    )
    faites = _premieres(session, [c.etat == EtatReclamation.FAITE, *ou], c.faite_le, limite)
    return ReclamationsASuivre(*retard, *proches, *faites, _passages(session, ou, jour))


def _premieres(
    session: Session, ou: list[ColumnElement[bool]], cle: ColumnElement[Any], limite: int
) -> tuple[tuple[ReclamationLigne, ...], int]:
    """The first rows by that column and how many there are, in one statement."""
    choisies = (
        select(RANG.label("rang"), cle.label("cle"), func.count().over().label("nombre"))
        .select_from(r)
        .where(*ou)
        .order_by(cle, RANG)
        .limit(limite)
        .subquery("choisies")
    )
    lues = session.execute(
        requete()
        .add_columns(choisies.c.nombre)
        .join(choisies, choisies.c.rang == RANG)
        .order_by(choisies.c.cle, RANG)
    ).all()
    return tuple(ReclamationLigne(*li[:-1]) for li in lues), lues[0][-1] if lues else 0


def _passages(
    session: Session, ou: list[ColumnElement[bool]], jour: date
) -> tuple[PassageDuJour, ...]:
    p = _passage.c
    lues: Any = session.execute(
        select(
            p.id,
            p.reclamation_id,
            p.jour,
            p.creneau,
            p.heure,
            p.etat,
            r.c.reference,
            r.c.categorie,
            r.c.menage_id,
            _menage.c.nom,
            adresse_de(_logement),
            nom_responsable(),
        )
        .select_from(_passage)
        .join(r, r.c.id == p.reclamation_id)
        .outerjoin(_menage, _menage.c.id == r.c.menage_id)
        .outerjoin(_logement, _logement.c.id == r.c.logement_id)
        .outerjoin(
            _responsable, _responsable.c.id == func.coalesce(p.responsable_id, r.c.responsable_id)
        )
        .where(p.jour == jour, p.etat.in_(ATTENDUS), *ou)
        .order_by(p.heure.is_(None), p.heure, p.id)
    )
    return tuple(PassageDuJour(*ligne) for ligne in lues)


def _lieu(cite_id: UUID | None) -> list[ColumnElement[bool]]:
    return [] if cite_id is None else [r.c.cite_id == cite_id]


def _suivies(qui_id: UUID | None, jour: date) -> list[ColumnElement[bool]]:
    """Those of the households somebody follows, and of those nobody follows."""
    if qui_id is None:
        return []
    ref = _referent.c
    court = (
        select(ref.id)
        .where(ref.menage_id == r.c.menage_id)
        .where(or_(ref.debut.is_(None), ref.debut <= jour))
        .where(or_(ref.fin.is_(None), ref.fin > jour))
    )
    return [or_(~court.exists(), court.where(ref.intervenant_id == qui_id).exists())]


__all__ = ["PassageDuJour", "ReclamationsASuivre", "lire"]
