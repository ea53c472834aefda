"""Where a complaint stands: its states, and the clocks that stop."""

from __future__ import annotations

from app.core.changes import Changes
from app.services.chargement import charger
from app.services.reclamations import dans
from app.services.reclamations.commandes import ChangerEtatReclamation, Securiser
from app.services.reclamations.touches import changes
from db.models import Reclamation
from db.uow import UnitOfWork


def changer_etat(cmd: ChangerEtatReclamation, uow: UnitOfWork) -> Changes:
    """The complaint is in another state; raises as `dans.changer_etat` does."""
    with uow.ecriture("reclamation.changer_etat") as tx:
        ligne = charger(tx.session, Reclamation, cmd.reclamation_id)
        dans.changer_etat(
            tx,
            ligne,
            cmd.etat,
            le=cmd.le,
            source=cmd.source,
            motif=cmd.motif,
            raison=cmd.raison,
        )
        tx.commit()
    return changes(tx, (ligne,))


def securiser(cmd: Securiser, uow: UnitOfWork) -> Changes:
    """The danger is out of the way, that clock stops; raises as `dans.securiser` does."""
    with uow.ecriture("reclamation.securiser") as tx:
        ligne = charger(tx.session, Reclamation, cmd.reclamation_id)
        dans.securiser(tx, ligne, le=cmd.le, heure=cmd.heure)
        tx.commit()
    return changes(tx, (ligne,))
