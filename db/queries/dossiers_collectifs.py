"""Collective cases listed: how many complaints each holds, how many are open, how many late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from app.domain.reclamations import FINIES
from db.queries.lignes import Derives, colonnes, table
from db.queries.reclamations import nom_responsable

_dossier, _r = table("dossier_collectif"), table("reclamation")
_responsable = table("responsable")


@dataclass(frozen=True, slots=True)
class DossierLigne:
    """A case of the list; `membres` counts its complaints, `ouvertes` those not finished."""

    table: ClassVar[str] = "dossier_collectif"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "responsable": ("responsable.nom", "responsable.lot"),
            "membres": ("reclamation.dossier_id",),
            "ouvertes": ("reclamation.etat",),
            "en_retard": ("reclamation.echeance",),
        }
    )

    id: UUID
    reference: str
    titre: str
    categorie: str | None
    description: str | None
    responsable_id: UUID | None
    responsable: str | None
    ouvert_le: date
    clos_le: date | None
    membres: int
    ouvertes: int
    en_retard: int


def lister(
    session: Session, cite_id: UUID | None, maintenant: datetime, *, clos: bool
) -> tuple[DossierLigne, ...]:
    """The cases of an estate (every one when None), the latest first; `clos`: ended ones too."""
    c = _dossier.c
    comptes: dict[str, Any] = {
        "membres": func.count(_r.c.id),
        "ouvertes": func.coalesce(func.sum(cast(_r.c.etat.not_in(tuple(FINIES)), Integer)), 0),
        "en_retard": func.coalesce(func.sum(cast(_r.c.echeance < maintenant, Integer)), 0),
    }
    requete = (
        select(*colonnes(DossierLigne, responsable=nom_responsable(), **comptes))
        .select_from(
            _dossier.outerjoin(_responsable, _responsable.c.id == c.responsable_id).outerjoin(
                _r, _r.c.dossier_id == c.id
            )
        )
        .group_by(c.id)
        .order_by(c.clos_le.is_not(None), c.ouvert_le.desc(), c.reference.desc())
    )
    if cite_id is not None:
        requete = requete.where(c.cite_id == cite_id)
    if not clos:
        requete = requete.where(c.clos_le.is_(None))
    return tuple(DossierLigne(*ligne) for ligne in session.execute(requete))
