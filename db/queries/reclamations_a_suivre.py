"""Complaints today asks for: late, near, repaired but not confirmed, appointments of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, TextClause, bindparam, func, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.domain.demenagements import Creneau
from app.domain.reclamations import ATTENDUS, OUVERTES, EtatPassage, EtatReclamation
from app.domain.reclamations_delais import PROCHE
from db.queries.lignes import Derives, Enonce, colonnes, table
from db.queries.reclamations import (
    RANG,
    ReclamationLigne,
    nom_responsable,
    r,
    requete,
)
from db.queries.relogement import adresse_de
from db.types import Instant

_passage, _menage = table("passage_reclamation"), table("menage")
_logement, _responsable = table("logement"), table("responsable")


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


_OUVERTES = text("reclamation.etat IN ({})".format(", ".join(f"'{e}'" for e in OUVERTES)))
# Of an estate when one is given; of the households somebody follows and of those nobody does: one
# look at the referents of each, NULL when there is none.
_OU = text(
    "(:cite_id IS NULL OR reclamation.cite_id = :cite_id)"
    " AND (:qui_id IS NULL OR coalesce((SELECT max(f.intervenant_id = :qui_id) FROM referent f"
    " WHERE f.menage_id = reclamation.menage_id AND (f.debut IS NULL OR f.debut <= :jour)"
    " AND (f.fin IS NULL OR f.fin > :jour)), 1) = 1)"
)


def _premieres(cle: ColumnElement[Any], *ou: ColumnElement[bool] | TextClause) -> Enonce:
    """The first rows by that column and how many there are, in one statement compiled once."""
    choisies = (
        select(RANG.label("rang"), cle.label("cle"), func.count().over().label("nombre"))
        .select_from(r)
        .where(*ou, _OU)
        .order_by(cle, RANG)
        .limit(bindparam("limite", type_=Integer))
        .subquery("choisies")
    )
    return Enonce(
        requete()
        .add_columns(choisies.c.nombre)
        .join(choisies, choisies.c.rang == RANG)
        .order_by(choisies.c.cle, RANG)
    )


def _passages() -> Enonce:
    p = _passage.c
    noms = {
        "reference": r.c.reference,
        "categorie": r.c.categorie,
        "menage_id": r.c.menage_id,
        "menage": _menage.c.nom,
        "adresse": adresse_de(_logement),
        "responsable": nom_responsable(),
    }
    attendus = text(
        "passage_reclamation.etat IN ({})".format(", ".join(f"'{e}'" for e in sorted(ATTENDUS)))
    )
    return Enonce(
        select(*colonnes(PassageDuJour, **noms))
        .select_from(_passage)
        .join(r, r.c.id == p.reclamation_id)
        .outerjoin(_menage, _menage.c.id == r.c.menage_id)
        .outerjoin(_logement, _logement.c.id == r.c.logement_id)
        .outerjoin(
            _responsable, _responsable.c.id == func.coalesce(p.responsable_id, r.c.responsable_id)
        )
        .where(text("passage_reclamation.jour = :jour"), attendus, _OU)
        .order_by(p.heure.is_(None), p.heure, p.id)
    )


_EN_RETARD = _premieres(r.c.echeance, _OUVERTES, text("reclamation.echeance < :maintenant"))
_PROCHES = _premieres(
    r.c.echeance, _OUVERTES, text("reclamation.echeance BETWEEN :maintenant AND :bientot")
)
_FAITES = _premieres(r.c.faite_le, text(f"reclamation.etat = '{EtatReclamation.FAITE}'"))
_PASSAGES = _passages()


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

    Four statements, whatever there is.
    """
    connexion = session.connection()
    params = {
        "cite_id": cite_id.hex if cite_id else None,
        "qui_id": qui_id.hex if qui_id else None,
        "jour": jour.isoformat(),
        "maintenant": _texte(maintenant),
        "bientot": _texte(maintenant + PROCHE),
        "limite": limite,
    }

    def premieres(enonce: Enonce) -> tuple[tuple[ReclamationLigne, ...], int]:
        lues = enonce.lignes(connexion, **params)
        return tuple(ReclamationLigne(*li[:-1]) for li in lues), lues[0][-1] if lues else 0

    passages = _PASSAGES.lire(connexion, PassageDuJour, **params)
    return ReclamationsASuivre(
        *premieres(_EN_RETARD), *premieres(_PROCHES), *premieres(_FAITES), passages
    )


def _texte(instant: datetime) -> str | None:
    """An instant as the base keeps it."""
    return Instant().process_bind_param(instant, sqlite.dialect())


__all__ = ["PassageDuJour", "ReclamationsASuivre", "lire"]
