"""Reading réceptions: the day of each dwelling, an estate at a glance, what is left to lift."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.reclamations import OUVERTES
from app.services.receptions.commandes import LireReceptions, ListerReserves
from db.queries import receptions as requetes
from db.queries import reclamations as lues
from db.queries.lignes import liste, parmi
from db.queries.receptions import ReceptionLigne, ReceptionTranche
from db.queries.reclamations import ReclamationLigne
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class ReceptionsCite:
    """The réceptions of an estate on `jour`: its dwellings, its whole batches, its réserves."""

    jour: date
    lignes: tuple[ReceptionLigne, ...]
    tranches: tuple[ReceptionTranche, ...]
    reserves: tuple[ReclamationLigne, ...]

    def de(self, logement_id: UUID) -> tuple[ReclamationLigne, ...]:
        """The réserves still open of one dwelling."""
        return tuple(r for r in self.reserves if r.logement_id == logement_id)


def dates(
    session: Session, logement_ids: Collection[UUID], jour: date | None = None
) -> Mapping[UUID, date]:
    """The day the works of each dwelling were received; those not received are left out.

    Its own réception, else that of its batch, else the day foreseen for the batch, once past on
    `jour` (None: past or not; a defect told before it falls under no guarantee anyway).
    """
    return requetes.dates(session, logement_ids, jour)


def date_de(session: Session, logement_id: UUID, jour: date | None = None) -> date | None:
    """The same for one dwelling, None while its works are not received."""
    return requetes.dates(session, (logement_id,), jour).get(logement_id)


def lire(demande: LireReceptions, uow: UnitOfWork) -> ReceptionsCite:
    """Where the réception of each dwelling of the estate stands, and its open réserves."""
    jour, maintenant = uow.clock.today(), uow.clock.now()
    with uow.lecture() as session:
        return ReceptionsCite(
            jour,
            requetes.lignes(session, demande.cite_id, jour, maintenant, demande.tranche_id),
            requetes.tranches(session, demande.cite_id),
            reserves(session, ListerReserves(demande.cite_id, demande.tranche_id)),
        )


def lister_reserves(demande: ListerReserves, uow: UnitOfWork) -> tuple[ReclamationLigne, ...]:
    """The réserves asked for, by dwelling then reference."""
    with uow.lecture() as session:
        return reserves(session, demande)


def reserves(session: Session, demande: ListerReserves) -> tuple[ReclamationLigne, ...]:
    """The same, in an open read."""
    c = lues.r.c
    requete = lues.requete().where(c.reception_id.is_not(None))
    if demande.ouvertes:
        requete = requete.where(c.etat.in_(OUVERTES))
    for nom in ("cite_id", "tranche_id", "responsable_id"):
        valeur = getattr(demande, nom)
        if valeur is not None:
            requete = requete.where(c[nom] == valeur)
    if demande.logement_ids:
        requete = requete.where(c.logement_id.in_(parmi("ids"))).params(
            ids=liste(demande.logement_ids)
        )
    trouvees = lues.lignes(session, requete)
    return tuple(sorted(trouvees, key=lambda li: (li.adresse or "", li.reference)))
