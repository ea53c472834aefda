"""Appointments for a repair: proposed, accepted, kept, missed by whom, cancelled, moved."""

from __future__ import annotations

from app.core.changes import Changes
from app.services.chargement import charger
from app.services.reclamations import dans
from app.services.reclamations.commandes import ChangerPassage, DeplacerPassage, ProposerPassage
from app.services.reclamations.touches import changes
from db.models import PassageReclamation, Reclamation
from db.uow import UnitOfWork


def proposer_passage(cmd: ProposerPassage, uow: UnitOfWork) -> Changes:
    """The appointment; the complaint is planned. Raises as `dans.proposer_passage` does."""
    with uow.ecriture("reclamation.proposer_passage") as tx:
        ligne = charger(tx.session, Reclamation, cmd.reclamation_id)
        dans.proposer_passage(
            tx,
            ligne,
            jour=cmd.jour,
            creneau=cmd.creneau,
            heure=cmd.heure,
            responsable_id=cmd.responsable_id,
            precision=cmd.precision,
            accepte=cmd.accepte,
        )
        tx.commit()
    return changes(tx, (ligne,))


def changer_passage(cmd: ChangerPassage, uow: UnitOfWork) -> Changes:
    """What became of it; a complaint nobody is to come for any more is sent again.

    Raises as `dans.changer_passage` does.
    """
    with uow.ecriture("reclamation.changer_passage") as tx:
        passage = charger(tx.session, PassageReclamation, cmd.passage_id)
        ligne = dans.changer_passage(
            tx, passage, cmd.etat, precision=cmd.precision, reparee=cmd.reparee
        )
        tx.commit()
    return changes(tx, (ligne,))


def deplacer_passage(cmd: DeplacerPassage, uow: UnitOfWork) -> Changes:
    """The appointment on another day; raises as `dans.deplacer_passage` does."""
    with uow.ecriture("reclamation.deplacer_passage") as tx:
        passage = charger(tx.session, PassageReclamation, cmd.passage_id)
        ligne = dans.deplacer_passage(
            tx,
            passage,
            jour=cmd.jour,
            creneau=cmd.creneau,
            heure=cmd.heure,
            precision=cmd.precision,
            accepte=cmd.accepte,
        )
        tx.commit()
    return changes(tx, (ligne,))
