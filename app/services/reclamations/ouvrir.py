"""Opening a complaint, saying what it is, putting right how it came to be known."""

from __future__ import annotations

from app.core.changes import Changes
from app.core.i18n import _
from app.domain.reclamations import EtatReclamation
from app.services.champs import poser
from app.services.chargement import charger, facultatif, obligatoire
from app.services.reclamations import dans
from app.services.reclamations.cadre import SANS_HORLOGE, Cadre
from app.services.reclamations.commandes import (
    CorrigerOuverture,
    OuvrirReclamation,
    QualifierReclamation,
)
from app.services.reclamations.touches import changes
from db.models import Reclamation, Responsable
from db.uow import UnitOfWork


def ouvrir(cmd: OuvrirReclamation, uow: UnitOfWork) -> Changes:
    """A complaint under the next reference; raises as `dans.ouvrir` does."""
    with uow.ecriture("reclamation.ouvrir") as tx:
        ligne = dans.ouvrir(tx, cmd)
        tx.commit()
    return changes(tx, (ligne,))


def qualifier(cmd: QualifierReclamation, uow: UnitOfWork) -> Changes:
    """What it is, how urgent, who must act; its clocks follow, a received one is qualified.

    Raises `EntreeInvalide` ("saisie.obligatoire", "reclamation.futur",
    "reclamation.avant_ouverture"); nothing is written when nothing changes.
    """
    with uow.ecriture("reclamation.qualifier") as tx:
        ligne = charger(tx.session, Reclamation, cmd.reclamation_id)
        if cmd.responsable_id is not None:
            charger(tx.session, Responsable, cmd.responsable_id)
        change = poser(
            ligne,
            {
                "categorie": obligatoire(cmd.categorie, _("la catégorie de la réclamation")),
                "lieu": facultatif(cmd.lieu),
                "urgence": cmd.urgence,
                "description": obligatoire(cmd.description, _("la description de la réclamation")),
                "responsable_id": cmd.responsable_id,
                "contact": facultatif(cmd.contact),
                "reference_bailleur": facultatif(cmd.reference_bailleur),
            },
        )
        recue = ligne.etat is EtatReclamation.RECUE
        if not (change or recue):
            return Changes.of(principal=ligne.id)
        tx.session.flush()
        if recue:
            dans.changer_etat(tx, ligne, EtatReclamation.QUALIFIEE, le=cmd.le)
        if ligne.etat not in SANS_HORLOGE:  # what was due to one that is over stays as it was
            Cadre(tx).regler_seule(ligne)
        tx.commit()
    return changes(tx, (ligne,))


def corriger_ouverture(cmd: CorrigerOuverture, uow: UnitOfWork) -> Changes:
    """The day, hour and way it came to be known are put right; its clocks follow.

    Raises `EntreeInvalide("reclamation.futur")`, `RegleMetier("reclamation.deja_suivie")` when it
    would be opened after something that happened to it.
    """
    with uow.ecriture("reclamation.corriger_ouverture") as tx:
        ligne = charger(tx.session, Reclamation, cmd.reclamation_id)
        valeurs = dans.ouverture(tx, ligne, cmd.ouverte_le, cmd.ouverte_a)
        if not poser(ligne, {**valeurs, "origine": cmd.origine}):
            return Changes.of(principal=ligne.id)
        tx.session.flush()
        Cadre(tx).regler_seule(ligne)
        tx.commit()
    return changes(tx, (ligne,))
