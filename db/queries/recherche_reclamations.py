"""Complaints found by a reference: ours, or the one the bailleur gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.reclamations import EtatReclamation
from db.queries.lignes import Derives, table
from db.queries.relogement import adresse_de

_r, _menage, _logement = table("reclamation"), table("menage"), table("logement")
_APRES = "\uffff"


@dataclass(frozen=True, slots=True)
class ReclamationTrouvee:
    """A complaint found; `menage` is "" for a réserve of an empty home."""

    table: ClassVar[str] = "reclamation"
    derives: ClassVar[Derives] = {
        "menage": ("menage.nom",),
        "adresse": ("logement.numero", "logement.repetition", "logement.voie", "logement.code_ug"),
    }

    id: UUID
    reference: str
    reference_bailleur: str | None
    categorie: str
    etat: EtatReclamation
    menage: str
    adresse: str


def chercher(
    session: Session, notre: str | None, du_bailleur: str, limite: int
) -> tuple[ReclamationTrouvee, ...]:
    """Those of our reference `notre`, and those whose bailleur’s begins with `du_bailleur`."""
    conditions = []
    if notre is not None:
        conditions.append(_r.c.reference == notre)
    if du_bailleur:
        conditions += [
            _r.c.reference_bailleur.between(forme, forme + _APRES)
            for forme in dict.fromkeys((du_bailleur, du_bailleur.upper(), du_bailleur.lower()))
        ]
    if not conditions:
        return ()
    requete = (
        select(
            _r.c.id,
            _r.c.reference,
            _r.c.reference_bailleur,
            _r.c.categorie,
            _r.c.etat,
            _menage.c.nom,
            adresse_de(_logement),
        )
        .select_from(
            _r.outerjoin(_menage, _menage.c.id == _r.c.menage_id).outerjoin(
                _logement, _logement.c.id == _r.c.logement_id
            )
        )
        .where(or_(*conditions))
        .order_by(_r.c.reference)
        .limit(limite)
    )
    return tuple(
        ReclamationTrouvee(id_, reference, leur, categorie, etat, menage or "", adresse or "")
        for id_, reference, leur, categorie, etat, menage, adresse in session.execute(requete)
    )
