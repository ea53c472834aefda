"""Attachments: noted, decided, told; a decision not yet told stays visible until it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.domain.attachements import (
    Decision,
    NatureAttachement,
    verifier_decision,
    verifier_dit,
    verifier_jour,
)
from app.services.champs import poser, valider
from app.services.chargement import charger, facultatif, obligatoire
from app.services.menages.ecriture import charger_menage
from db.models import Attachement, DecisionAttachement, Personne, Photo, Visite
from db.queries import attachements as lectures
from db.queries.attachements import AttachementFiche, DecisionFiche, PhotoFiche
from db.uow import Transaction, UnitOfWork

__all__ = [
    "AttachementFiche",
    "CorrigerAttachement",
    "DeciderAttachement",
    "DecisionFiche",
    "DireDecision",
    "LireAttachements",
    "NoterAttachement",
    "PhotoFiche",
    "RetirerAttachement",
    "RetirerDecision",
    "corriger",
    "decider",
    "dire",
    "lire",
    "noter",
    "retirer",
    "retirer_decision",
]
_TEXTES = frozenset({"titre", "lieu", "description"})


@dataclass(frozen=True, slots=True)
class LireAttachements:
    """Ask for the attachments of a household."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class NoterAttachement:
    """Something somebody of the household holds dear; `signale_le` None means today."""

    menage_id: UUID
    nature: NatureAttachement
    titre: str
    lieu: str = ""
    description: str = ""
    personne_id: UUID | None = None
    signale_le: date | None = None
    visite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CorrigerAttachement:
    """The same, put right; every field is what it must become."""

    attachement_id: UUID
    nature: NatureAttachement
    titre: str
    signale_le: date
    lieu: str = ""
    description: str = ""
    personne_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RetirerAttachement:
    """It was noted by mistake: gone with its decisions and photos, as long as nobody undoes it."""

    attachement_id: UUID


@dataclass(frozen=True, slots=True)
class DeciderAttachement:
    """What is decided, by whom, why; decisions made before stay in the record.

    `dit` is what the household was told the same day, when it was.
    """

    attachement_id: UUID
    decision: Decision
    decidee_par: str
    motif: str = ""
    decidee_le: date | None = None
    dit: str = ""


@dataclass(frozen=True, slots=True)
class DireDecision:
    """The household was told: in which words, when (today when None), by whom (me when None)."""

    decision_id: UUID
    dit: str
    dit_le: date | None = None
    dit_par_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RetirerDecision:
    """That decision was noted by mistake."""

    decision_id: UUID


def lire(cmd: LireAttachements, uow: UnitOfWork) -> tuple[AttachementFiche, ...]:
    """The household's attachments with decisions and photos, oldest first."""
    with uow.lecture() as session:
        return lectures.lire(session, cmd.menage_id)


def noter(cmd: NoterAttachement, uow: UnitOfWork) -> Changes:
    """The new attachment.

    Raises `EntreeInvalide` ("saisie.obligatoire", "attachement.futur",
    "attachement.autre_menage").
    """
    textes = _textes(cmd.titre, cmd.lieu, cmd.description)
    with uow.ecriture("attachement.noter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        _du_menage(tx.session, cmd.menage_id, cmd.personne_id, cmd.visite_id)
        ligne = Attachement(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            nature=cmd.nature,
            personne_id=cmd.personne_id,
            visite_id=cmd.visite_id,
            signale_le=_jour(cmd.signale_le, tx),
            **textes,
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne.id, ligne.menage_id)


def corriger(cmd: CorrigerAttachement, uow: UnitOfWork) -> Changes:
    """The attachment put right; nothing is written when nothing changed. Raises as `noter`."""
    valeurs: dict[str, object] = dict(_textes(cmd.titre, cmd.lieu, cmd.description))
    with uow.ecriture("attachement.corriger") as tx:
        ligne = charger(tx.session, Attachement, cmd.attachement_id)
        _du_menage(tx.session, ligne.menage_id, cmd.personne_id, None)
        valeurs |= {
            "nature": cmd.nature,
            "personne_id": cmd.personne_id,
            "signale_le": _jour(cmd.signale_le, tx),
        }
        if not poser(ligne, valeurs):
            return Changes(principal=ligne.id)
        tx.commit()
    return _changes(tx, ligne.id, ligne.menage_id)


def retirer(cmd: RetirerAttachement, uow: UnitOfWork) -> Changes:
    """The attachment gone, with its decisions and photos; undoing brings everything back."""
    with uow.ecriture("attachement.retirer") as tx:
        ligne = charger(tx.session, Attachement, cmd.attachement_id)
        for table in (DecisionAttachement, Photo):
            tx.session.execute(delete(table).where(table.attachement_id == ligne.id))
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne.id, ligne.menage_id)


def decider(cmd: DeciderAttachement, uow: UnitOfWork) -> Changes:
    """The new decision, to be told to the household.

    Raises `EntreeInvalide` ("saisie.obligatoire" without who decided, "attachement.raison",
    "attachement.futur").
    """
    par = obligatoire(cmd.decidee_par, _("Décidé par"))
    motif = valider(DecisionAttachement, {"motif": cmd.motif}, frozenset({"motif"}))["motif"]
    verifier_decision(cmd.decision, motif)
    with uow.ecriture("attachement.decider") as tx:
        attachement = charger(tx.session, Attachement, cmd.attachement_id)
        dit, jour = facultatif(cmd.dit), _jour(cmd.decidee_le, tx)
        ligne = DecisionAttachement(
            id=tx.ids.new(),
            menage_id=attachement.menage_id,
            attachement_id=attachement.id,
            decision=cmd.decision,
            decidee_le=jour,
            decidee_par=par,
            motif=motif,
            dit=dit,
            dit_le=jour if dit else None,
            dit_par_id=tx.auteur_id if dit else None,
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, attachement.id, attachement.menage_id)


def dire(cmd: DireDecision, uow: UnitOfWork) -> Changes:
    """What the household was told; said again, it is put right and the history keeps both.

    Raises `EntreeInvalide` ("saisie.obligatoire", "attachement.futur", "attachement.dit_avant").
    """
    dit = obligatoire(cmd.dit, _("Ce qui a été dit"))
    with uow.ecriture("attachement.dire") as tx:
        ligne = charger(tx.session, DecisionAttachement, cmd.decision_id)
        jour = cmd.dit_le or tx.clock.today()
        ligne.dit_le = verifier_dit(jour, ligne.decidee_le, tx.clock.today())
        ligne.dit = dit
        ligne.dit_par_id = cmd.dit_par_id or tx.auteur_id
        tx.commit()
    return _changes(tx, ligne.attachement_id, ligne.menage_id)


def retirer_decision(cmd: RetirerDecision, uow: UnitOfWork) -> Changes:
    """The decision gone; the one before holds again."""
    with uow.ecriture("attachement.retirer_decision") as tx:
        ligne = charger(tx.session, DecisionAttachement, cmd.decision_id)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne.attachement_id, ligne.menage_id)


def _textes(titre: str, lieu: str, description: str) -> dict[str, str | None]:
    obligatoire(titre, _("Attachement"))
    valeurs = {"titre": titre, "lieu": facultatif(lieu), "description": facultatif(description)}
    return valider(Attachement, valeurs, _TEXTES)


def _jour(jour: date | None, tx: Transaction) -> date:
    return verifier_jour(jour or tx.clock.today(), tx.clock.today())


def _du_menage(
    session: Session, menage_id: UUID, personne_id: UUID | None, visite_id: UUID | None
) -> None:
    """What an attachment names belongs to the same household."""
    for modele, id_ in ((Personne, personne_id), (Visite, visite_id)):
        if id_ is not None and menage_id != session.scalar(
            select(modele.menage_id).where(modele.id == id_)
        ):
            raise EntreeInvalide("attachement.autre_menage")


def _changes(tx: Transaction, attachement_id: UUID, menage_id: UUID) -> Changes:
    return Changes.of(
        principal=attachement_id,
        operation=tx.operation,
        menages={menage_id},
        attachements={attachement_id},
    )
