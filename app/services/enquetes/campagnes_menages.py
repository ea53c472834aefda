"""One household of a campaign: nobody answered, a refusal, another time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import Canal, verifier_jour_visite
from app.domain.enquetes.campagnes import MOTIF_ABSENT, EtatSuivi, MotifRefus
from app.services.enquetes.campagnes import changes, ouverte_encore
from app.services.enquetes.campagnes_suite import revenir
from db.models import CampagneMenage, Visite, VisiteMotif
from db.uow import Transaction, UnitOfWork

__all__ = [
    "CANAUX_ABSENCE",
    "Canal",
    "MotifRefus",
    "NoterAbsence",
    "NoterRefus",
    "RemettreAPlusTard",
    "noter_absence",
    "noter_refus",
    "remettre",
]
CANAUX_ABSENCE = (Canal.DOMICILE, Canal.TELEPHONE)


@dataclass(frozen=True, slots=True)
class NoterAbsence:
    """Somebody came or called, nobody answered."""

    campagne_id: UUID
    menage_id: UUID
    canal: Canal
    jour: date


@dataclass(frozen=True, slots=True)
class NoterRefus:
    """The household does not want to answer, for a reason."""

    campagne_id: UUID
    menage_id: UUID
    motif: MotifRefus
    precision: str = ""


@dataclass(frozen=True, slots=True)
class RemettreAPlusTard:
    """Another time: not a refusal. A refusal noted by mistake is taken back too."""

    campagne_id: UUID
    menage_id: UUID
    precision: str = ""


def noter_absence(cmd: NoterAbsence, uow: UnitOfWork) -> Changes:
    """One more attempt, logged as a visit at home or by phone with its reason.

    Raises `EntreeInvalide` ("campagne.canal", "visite.jour_futur"…), `RegleMetier`
    ("campagne.close", "campagne.pas_dedans", "campagne.deja_faite").
    """
    if cmd.canal not in CANAUX_ABSENCE:
        raise EntreeInvalide("campagne.canal")
    verifier_jour_visite(cmd.jour, uow.clock.today())
    with uow.ecriture("campagne.absence") as tx:
        suivi = _suivi(tx, cmd.campagne_id, cmd.menage_id)
        visite = Visite(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            canal=cmd.canal,
            jour=cmd.jour,
            intervenant_id=tx.auteur_id,
        )
        tx.session.add(visite)
        tx.session.flush()
        tx.session.add(VisiteMotif(id=tx.ids.new(), visite_id=visite.id, code=MOTIF_ABSENT))
        if suivi.etat in (EtatSuivi.A_FAIRE, EtatSuivi.ABSENT):
            suivi.etat = EtatSuivi.ABSENT
            suivi.etat_le = max(suivi.etat_le or cmd.jour, cmd.jour)
        tx.commit()
    return changes(tx, cmd.campagne_id, cmd.menage_id, visites={visite.id})


def noter_refus(cmd: NoterRefus, uow: UnitOfWork) -> Changes:
    """The household refused; raises as `noter_absence` does, and "campagne.refus_precise" when
    "another reason" is not told.
    """
    precision = " ".join(cmd.precision.split())
    if cmd.motif is MotifRefus.AUTRE and not precision:
        raise EntreeInvalide("campagne.refus_precise")
    with uow.ecriture("campagne.refus") as tx:
        suivi = _suivi(tx, cmd.campagne_id, cmd.menage_id)
        suivi.etat, suivi.etat_le = EtatSuivi.REFUS, tx.clock.today()
        suivi.motif = f"{cmd.motif.value}|{precision}" if precision else cmd.motif.value
        tx.commit()
    return changes(tx, cmd.campagne_id, cmd.menage_id)


def remettre(cmd: RemettreAPlusTard, uow: UnitOfWork) -> Changes:
    """The household is still to be surveyed, another time; raises as `noter_absence` does."""
    with uow.ecriture("campagne.remettre") as tx:
        suivi = _suivi(tx, cmd.campagne_id, cmd.menage_id)
        if suivi.etat is EtatSuivi.REFUS:
            revenir(tx, suivi)
        suivi.motif = " ".join(cmd.precision.split()) or None
        suivi.etat_le = tx.clock.today()
        tx.commit()
    return changes(tx, cmd.campagne_id, cmd.menage_id)


def _suivi(tx: Transaction, campagne_id: UUID, menage_id: UUID) -> CampagneMenage:
    ouverte_encore(tx, campagne_id)
    suivi = tx.session.scalar(
        select(CampagneMenage).where(
            CampagneMenage.campagne_id == campagne_id, CampagneMenage.menage_id == menage_id
        )
    )
    if suivi is None:
        raise RegleMetier("campagne.pas_dedans")
    if suivi.etat is EtatSuivi.FAITE:
        raise RegleMetier("campagne.deja_faite")
    return suivi
