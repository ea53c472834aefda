"""Words exchanged about a complaint: with its household, with whoever must repair."""

from __future__ import annotations

from app.core.changes import Changes
from app.domain.reclamations import GenreEchange, Interlocuteur
from app.services.chargement import charger
from app.services.reclamations import dans
from app.services.reclamations.commandes import NoterEchange, Repondre
from app.services.reclamations.touches import changes
from db.models import Reclamation
from db.uow import UnitOfWork


def noter_echange(cmd: NoterEchange, uow: UnitOfWork) -> Changes:
    """The exchange kept; raises as `dans.noter_echange` does."""
    return _noter(cmd, uow, "reclamation.noter_echange")


def repondre(cmd: Repondre, uow: UnitOfWork) -> Changes:
    """What the household was answered; the first answer stops its clock."""
    reponse = NoterEchange(
        cmd.reclamation_id,
        cmd.texte,
        Interlocuteur.MENAGE,
        GenreEchange.REPONSE,
        canal=cmd.canal,
        le=cmd.le,
        heure=cmd.heure,
    )
    return _noter(reponse, uow, "reclamation.repondre")


def _noter(cmd: NoterEchange, uow: UnitOfWork, libelle: str) -> Changes:
    with uow.ecriture(libelle) as tx:
        ligne = charger(tx.session, Reclamation, cmd.reclamation_id)
        dans.noter_echange(
            tx,
            ligne,
            texte=cmd.texte,
            interlocuteur=cmd.interlocuteur,
            genre=cmd.genre,
            sens=cmd.sens,
            canal=cmd.canal,
            le=cmd.le,
            heure=cmd.heure,
            responsable_id=cmd.responsable_id,
        )
        tx.commit()
    return changes(tx, (ligne,))
