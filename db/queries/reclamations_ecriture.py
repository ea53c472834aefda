"""What writing a complaint reads first: references, delays of the team, réceptions, look-alikes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.orm import Session

from app.domain.reclamations import FINIES, EtatReclamation, NatureReclamation, Urgence
from app.domain.reclamations_delais import Delais, Horloge
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


@dataclass(frozen=True, slots=True)
class HorlogesLues:
    """What the clocks of an open complaint depend on, and what they are now."""

    id: UUID
    menage_id: UUID | None
    categorie: str
    urgence: Urgence
    etat: EtatReclamation
    ouverte_le: date
    ouverte_a: time | None
    repondue_a: datetime | None
    securisee_a: datetime | None
    repondre_avant: datetime | None
    securiser_avant: datetime | None
    reparer_avant: datetime | None
    echeance: datetime | None
    horloge: Horloge | None


_COLONNES = tuple(getattr(Reclamation, f.name) for f in fields(HorlogesLues))


def horloges(
    session: Session,
    sans: Collection[EtatReclamation],
    categorie: str,
    urgence: Urgence | None,
) -> Iterator[HorlogesLues]:
    """The clocks of complaints in no state of `sans`, of a category ("" for all) and urgency."""
    requete = select(*_COLONNES).where(Reclamation.etat.not_in(sans))
    if categorie:
        requete = requete.where(Reclamation.categorie == categorie)
    if urgence is not None:
        requete = requete.where(Reclamation.urgence == urgence)
    return (HorlogesLues(*ligne) for ligne in session.execute(requete))


def poser_horloges(session: Session, lignes: Sequence[Mapping[str, Any]]) -> None:
    """Write clocks, one row an `id_`; every row names the same columns."""
    if lignes:
        colonnes: dict[str, Any] = {nom: bindparam(nom) for nom in lignes[0] if nom != "id_"}
        cible = update(Reclamation.__table__).where(  # type: ignore[arg-type]  # a Table
            Reclamation.__table__.c.id == bindparam("id_")
        )
        session.execute(cible.values(**colonnes), list(lignes))


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
