"""Complaints as lists show them: one row each, with the names of what it refers to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, literal_column, select
from sqlalchemy.orm import Session

from app.domain.reclamations import EtatReclamation, NatureReclamation, Urgence
from app.domain.reclamations_delais import Horloge, Ponctualite, ponctualite
from db.queries.lignes import Derives, colonnes, table
from db.queries.relogement import adresse_de

r = table("reclamation")
RANG: ColumnElement[int] = literal_column("reclamation.rowid")
"""Where a row stands in its table: what an index gives without reading the row."""
_menage, _logement = table("menage"), table("logement")
_tranche, _responsable = table("tranche"), table("responsable")
_dossier = table("dossier_collectif")


@dataclass(frozen=True, slots=True)
class ReclamationLigne:
    """A complaint of the list. `menage` is None for a réserve of an empty home.

    `adresse` is that of the dwelling. `echeance` (aware UTC) is when `horloge` runs out.
    """

    table: ClassVar[str] = "reclamation"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "menage": ("menage.nom",),
            "adresse": (
                "logement.numero",
                "logement.repetition",
                "logement.voie",
                "logement.code_ug",
            ),
            "code_ug": ("logement.code_ug",),
            "tranche": ("tranche.nom",),
            "responsable": ("responsable.nom", "responsable.lot"),
            "dossier": ("dossier_collectif.reference",),
        }
    )

    id: UUID
    reference: str
    nature: NatureReclamation
    etat: EtatReclamation
    etat_le: date | None
    ouverte_le: date
    categorie: str
    lieu: str | None
    urgence: Urgence
    description: str
    menage_id: UUID | None
    menage: str | None
    logement_id: UUID | None
    adresse: str | None
    code_ug: str | None
    cite_id: UUID | None
    tranche_id: UUID | None
    tranche: str | None
    responsable_id: UUID | None
    responsable: str | None
    dossier_id: UUID | None
    dossier: str | None
    echeance: datetime | None
    horloge: Horloge | None
    faite_le: date | None
    close_le: date | None
    rouvertures: int

    def ponctualite(self, maintenant: datetime) -> Ponctualite:
        """How the clock now running stands."""
        return ponctualite(self.echeance, maintenant)

    def jours(self, jour: date) -> int:
        """Days it has been open on `jour`, or was until it ended."""
        return ((self.close_le or jour) - self.ouverte_le).days


def nom_responsable() -> ColumnElement[str]:
    """ "Régie", or "Bâti 62 (menuiserie)"; NULL without one."""
    c = _responsable.c
    return case((c.lot.is_(None), c.nom), else_=c.nom + " (" + func.coalesce(c.lot, "") + ")")


_COLONNES = colonnes(
    ReclamationLigne,
    menage=_menage.c.nom,
    adresse=adresse_de(_logement),
    code_ug=_logement.c.code_ug,
    tranche=_tranche.c.nom,
    responsable=nom_responsable(),
    dossier=_dossier.c.reference,
)


def requete() -> Select[Any]:
    """The rows of `ReclamationLigne`, each with the names of what it refers to."""
    return (
        select(*_COLONNES)
        .select_from(r)
        .outerjoin(_menage, _menage.c.id == r.c.menage_id)
        .outerjoin(_logement, _logement.c.id == r.c.logement_id)
        .outerjoin(_tranche, _tranche.c.id == r.c.tranche_id)
        .outerjoin(_responsable, _responsable.c.id == r.c.responsable_id)
        .outerjoin(_dossier, _dossier.c.id == r.c.dossier_id)
    )


def lignes(session: Session, select_: Select[Any]) -> tuple[ReclamationLigne, ...]:
    """Rows of `requete`."""
    return tuple(ReclamationLigne(*ligne) for ligne in session.execute(select_))
