"""Complaints, as far as a visit needs them: opened with a reference, followed, closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, text

from app.core.changes import Changes
from app.core.i18n import _
from app.domain.reclamations import EtatReclamation, passer, reference_suivante
from app.services.chargement import charger, obligatoire
from db.models import Menage, MenageResume, Reclamation
from db.uow import Transaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class OuvrirReclamation:
    """A complaint about a home; `logement_id` None means the home the household is known by."""

    menage_id: UUID
    categorie: str
    description: str
    logement_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChangerEtatReclamation:
    """Where the complaint stands now."""

    reclamation_id: UUID
    etat: EtatReclamation


@dataclass(frozen=True, slots=True)
class CloreReclamation:
    """The complaint is settled."""

    reclamation_id: UUID


def ouvrir(cmd: OuvrirReclamation, uow: UnitOfWork) -> Changes:
    """A complaint under the next reference; raises `EntreeInvalide` without a description."""
    with uow.ecriture("reclamation.ouvrir") as tx:
        charger(tx.session, Menage, cmd.menage_id)
        ligne = preparer(tx, next(references(tx)), cmd, visite_id=None)
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def changer_etat(cmd: ChangerEtatReclamation, uow: UnitOfWork) -> Changes:
    """The complaint is in another state since today; raises `RegleMetier("reclamation.etat")`."""
    with uow.ecriture("reclamation.changer_etat") as tx:
        ligne = charger(tx.session, Reclamation, cmd.reclamation_id)
        ligne.etat = passer(ligne.etat, cmd.etat)
        ligne.etat_le = tx.clock.today()
        tx.commit()
    return _changes(tx, ligne)


def clore(cmd: CloreReclamation, uow: UnitOfWork) -> Changes:
    """The complaint is closed today."""
    return changer_etat(ChangerEtatReclamation(cmd.reclamation_id, EtatReclamation.CLOSE), uow)


def references(tx: Transaction) -> Iterator[str]:
    """The next free references, in order, inside an open write."""
    derniere = tx.connection.execute(
        text(
            "SELECT reference FROM reclamation WHERE reference GLOB 'R-[0-9]*'"
            " ORDER BY CAST(substr(reference, 3) AS INTEGER) DESC LIMIT 1"
        )
    ).scalar()
    while True:
        derniere = reference_suivante(derniere)
        yield derniere


def preparer(
    tx: Transaction, reference: str, cmd: OuvrirReclamation, *, visite_id: UUID | None
) -> Reclamation:
    """The row of a new complaint, to be added by whoever holds the transaction."""
    logement_id = cmd.logement_id or tx.session.scalar(
        select(MenageResume.logement_id).where(MenageResume.menage_id == cmd.menage_id)
    )
    return Reclamation(
        id=tx.ids.new(),
        menage_id=cmd.menage_id,
        logement_id=logement_id,
        visite_id=visite_id,
        reference=reference,
        categorie=obligatoire(cmd.categorie, _("la catégorie de la réclamation")),
        description=obligatoire(cmd.description, _("la description de la réclamation")),
        etat=EtatReclamation.RECUE,
        etat_le=tx.clock.today(),
        ouverte_le=tx.clock.today(),
    )


def _changes(tx: Transaction, ligne: Reclamation) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        reclamations={ligne.id},
    )
