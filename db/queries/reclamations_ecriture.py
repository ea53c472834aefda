"""What writing a complaint reads first: references, delays of the team, réceptions, look-alikes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.domain.reclamations import FINIES, EtatReclamation, NatureReclamation, Urgence
from app.domain.reclamations_delais import Delais
from db.models import (
    DelaiReclamation,
    MenageResume,
    Reclamation,
    SuiviReclamation,
)
from db.queries import receptions

_DERNIERES = {
    table: text(
        f"SELECT reference FROM {table} WHERE reference GLOB :forme"  # noqa: S608 - our names
        " ORDER BY length(reference) DESC, reference DESC LIMIT 1"
    )
    for table in ("reclamation", "dossier_collectif")
}


def derniere_reference(session: Session, table: str, lettre: str) -> str | None:
    """The highest reference of that kind given so far."""
    trouvee: str | None = session.scalar(_DERNIERES[table], {"forme": f"{lettre}-[0-9]*"})
    return trouvee


def delais_equipe(session: Session) -> Mapping[tuple[str, Urgence], Delais]:
    """The team's own delays, by category ("" for all) and urgency."""
    lignes = session.execute(
        select(
            DelaiReclamation.categorie,
            DelaiReclamation.urgence,
            DelaiReclamation.reponse_heures,
            DelaiReclamation.securisation_heures,
            DelaiReclamation.reparation_jours,
        )
    )
    return {(r[0], r[1]): Delais(r[2], r[3], r[4]) for r in lignes}


def logement_connu(session: Session, menage_id: UUID) -> UUID | None:
    """The home a household is known by."""
    return session.scalar(
        select(MenageResume.logement_id).where(MenageResume.menage_id == menage_id)
    )


def dernieres_contestations(session: Session, ids: Collection[UUID] | None) -> Mapping[UUID, date]:
    """The day each complaint was last contested; `ids` None: all the open ones."""
    requete = (
        select(SuiviReclamation.reclamation_id, func.max(SuiviReclamation.le))
        .where(SuiviReclamation.etat == EtatReclamation.CONTESTEE)
        .group_by(SuiviReclamation.reclamation_id)
    )
    if ids is not None:
        requete = requete.where(SuiviReclamation.reclamation_id.in_(ids))
    return {r[0]: r[1] for r in session.execute(requete)}


def reception_du_logement(session: Session, logement_id: UUID, jour: date) -> date | None:
    """When the works of that home were received, as `services.receptions.dates` tells it."""
    return receptions.dates(session, (logement_id,), jour).get(logement_id)


def reserves_ouvertes(session: Session, reception_id: UUID) -> int:
    """How many réserves of a réception nobody has lifted yet."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Reclamation)
            .where(
                Reclamation.reception_id == reception_id,
                Reclamation.nature == NatureReclamation.RESERVE,
                Reclamation.etat.not_in(FINIES),
            )
        )
        or 0
    )


def membres_ouverts(session: Session, dossier_id: UUID) -> int:
    """How many complaints of a case somebody must still act upon."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Reclamation)
            .where(Reclamation.dossier_id == dossier_id, Reclamation.etat.not_in(FINIES))
        )
        or 0
    )
