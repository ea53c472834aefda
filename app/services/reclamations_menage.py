"""Complaints of one household, for its page: the guarantee each falls under, its photos."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.domain.garanties import GarantieDuJour, garantie
from db.queries.fiche_reclamations import ReclamationFiche, compter_photos
from db.queries.receptions import dates
from db.uow import UnitOfWork

__all__ = ["ComplementReclamation", "LireComplements", "complements"]


@dataclass(frozen=True, slots=True)
class LireComplements:
    """Ask what the sheet of a household does not tell of its complaints."""

    menage_id: UUID
    reclamations: tuple[ReclamationFiche, ...]


@dataclass(frozen=True, slots=True)
class ComplementReclamation:
    """The guarantee of a defect as seen today, and how many photos show it."""

    garantie: GarantieDuJour
    photos: int


def complements(demande: LireComplements, uow: UnitOfWork) -> dict[UUID, ComplementReclamation]:
    """By complaint; the guarantee runs from the réception of the works of its dwelling."""
    jour = uow.clock.today()
    logements = {r.logement_id for r in demande.reclamations if r.logement_id is not None}
    with uow.lecture() as session:
        recues = dates(session, logements, jour)
        photos = compter_photos(session, demande.menage_id)
    regles = uow.accompagnement.reclamations
    return {
        r.id: ComplementReclamation(
            garantie(
                recues.get(r.logement_id) if r.logement_id else None,
                r.ouverte_le,
                regles.garanties(r.categorie),
                jour,
            ),
            photos.get(r.id, 0),
        )
        for r in demande.reclamations
    }
