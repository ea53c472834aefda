"""Appointments with households."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.i18n import _
from app.domain.accompagnement import verifier_echeance
from app.services.chargement import charger, facultatif, obligatoire
from db.models import Menage, RendezVous
from db.uow import Transaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class CreerRendezVous:
    """An appointment; `intervenant_id` None means me."""

    menage_id: UUID
    jour: date
    objet: str
    heure: time | None = None
    lieu: str = ""
    intervenant_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DeplacerRendezVous:
    """The appointment is on another day or at another hour."""

    rendez_vous_id: UUID
    jour: date
    heure: time | None = None


@dataclass(frozen=True, slots=True)
class AnnulerRendezVous:
    """The appointment will not take place."""

    rendez_vous_id: UUID


def creer(cmd: CreerRendezVous, uow: UnitOfWork) -> Changes:
    """An appointment; raises `EntreeInvalide` for a day already gone or without its purpose."""
    with uow.ecriture("rendez_vous.creer") as tx:
        charger(tx.session, Menage, cmd.menage_id)
        verifier_echeance(cmd.jour, tx.clock.today())
        ligne = RendezVous(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            jour=cmd.jour,
            heure=cmd.heure,
            objet=obligatoire(cmd.objet, _("l’objet du rendez-vous")),
            lieu=facultatif(cmd.lieu),
            intervenant_id=cmd.intervenant_id or tx.auteur_id,
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def deplacer(cmd: DeplacerRendezVous, uow: UnitOfWork) -> Changes:
    """The appointment is moved; raises `RegleMetier("rendez_vous.annule")` once cancelled."""
    with uow.ecriture("rendez_vous.deplacer") as tx:
        ligne = _maintenu(tx, cmd.rendez_vous_id)
        verifier_echeance(cmd.jour, tx.clock.today())
        ligne.jour, ligne.heure = cmd.jour, cmd.heure
        tx.commit()
    return _changes(tx, ligne)


def annuler(cmd: AnnulerRendezVous, uow: UnitOfWork) -> Changes:
    """The appointment is cancelled; it stays in the household's thread."""
    with uow.ecriture("rendez_vous.annuler") as tx:
        ligne = _maintenu(tx, cmd.rendez_vous_id)
        ligne.annule_le = tx.clock.today()
        tx.commit()
    return _changes(tx, ligne)


def _maintenu(tx: Transaction, rendez_vous_id: UUID) -> RendezVous:
    ligne = charger(tx.session, RendezVous, rendez_vous_id)
    if ligne.annule_le is not None:
        raise RegleMetier("rendez_vous.annule", jour=ligne.annule_le)
    return ligne


def _changes(tx: Transaction, ligne: RendezVous) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        rendez_vous={ligne.id},
    )
