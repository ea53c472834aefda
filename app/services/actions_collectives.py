"""Collective actions of an estate: from one event to a group that lives on its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.apres import EtatSoutien, GenreAction, GenreSoutien
from app.services.champs import poser, valider
from app.services.chargement import charger, obligatoire
from app.services.menages.ecriture import charger_menage
from db.models import ActionCollective, Cite, SoutienRetour
from db.queries import soutiens as lecture
from db.queries.soutiens import ActionLigne, Participant
from db.uow import Transaction, UnitOfWork

__all__ = [
    "ActionLigne",
    "CreerAction",
    "GenreAction",
    "LireParticipants",
    "ListerActions",
    "ModifierAction",
    "NoterParticipant",
    "Participant",
    "RetirerAction",
    "RetirerParticipant",
    "creer",
    "lister",
    "modifier",
    "noter_participant",
    "participants",
    "retirer",
    "retirer_participant",
]
_CHAMPS = frozenset({"lieu", "precision"})


@dataclass(frozen=True, slots=True)
class CreerAction:
    """An action of an estate; without a day it is one that goes on."""

    cite_id: UUID
    nom: str
    genre: GenreAction = GenreAction.PONCTUELLE
    le: date | None = None
    lieu: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True)
class ModifierAction:
    """The action as it is now."""

    action_id: UUID
    nom: str
    genre: GenreAction
    le: date | None = None
    lieu: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True)
class RetirerAction:
    """It was noted by mistake."""

    action_id: UUID


@dataclass(frozen=True, slots=True)
class NoterParticipant:
    """A household came, will come or would like to; the one already noted changes state."""

    action_id: UUID
    menage_id: UUID
    etat: EtatSoutien = EtatSoutien.FAIT


@dataclass(frozen=True, slots=True)
class RetirerParticipant:
    """The household did not take part."""

    soutien_id: UUID


@dataclass(frozen=True, slots=True)
class ListerActions:
    """Ask for the actions of an estate."""

    cite_id: UUID


@dataclass(frozen=True, slots=True)
class LireParticipants:
    """Ask who is noted in an action."""

    action_id: UUID


def creer(cmd: CreerAction, uow: UnitOfWork) -> Changes:
    """The action; raises `EntreeInvalide("saisie.obligatoire")` without a name."""
    nom = obligatoire(cmd.nom, _("le nom de l’action"))
    dits = valider(ActionCollective, {"lieu": cmd.lieu, "precision": cmd.precision}, _CHAMPS)
    with uow.ecriture("action_collective.creer") as tx:
        charger(tx.session, Cite, cmd.cite_id)
        ligne = ActionCollective(
            id=tx.ids.new(), cite_id=cmd.cite_id, nom=nom, genre=cmd.genre, le=cmd.le, **dits
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def modifier(cmd: ModifierAction, uow: UnitOfWork) -> Changes:
    """The action as it is now; raises as `creer`."""
    nom = obligatoire(cmd.nom, _("le nom de l’action"))
    dits = valider(ActionCollective, {"lieu": cmd.lieu, "precision": cmd.precision}, _CHAMPS)
    with uow.ecriture("action_collective.modifier") as tx:
        ligne = charger(tx.session, ActionCollective, cmd.action_id)
        if not poser(ligne, {"nom": nom, "genre": cmd.genre, "le": cmd.le, **dits}):
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _changes(tx, ligne)


def retirer(cmd: RetirerAction, uow: UnitOfWork) -> Changes:
    """The estate without it; raises `RegleMetier("action.participants")` once somebody is in."""
    with uow.ecriture("action_collective.retirer") as tx:
        ligne = charger(tx.session, ActionCollective, cmd.action_id)
        deja = select(SoutienRetour.id).where(SoutienRetour.action_id == ligne.id).limit(1)
        if tx.session.scalar(deja) is not None:
            raise RegleMetier("action.participants")
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne)


def noter_participant(cmd: NoterParticipant, uow: UnitOfWork) -> Changes:
    """The household noted in the action, once.

    Raises `EntreeInvalide("action.futur")` for one who came to something that has not begun.
    """
    with uow.ecriture("action_collective.participer") as tx:
        action = charger(tx.session, ActionCollective, cmd.action_id)
        charger_menage(tx.session, cmd.menage_id)
        aujourdhui = tx.clock.today()
        if cmd.etat is EtatSoutien.FAIT and action.le is not None and action.le > aujourdhui:
            raise EntreeInvalide("action.futur", jour=action.le)
        ligne = tx.session.scalar(
            select(SoutienRetour).where(
                SoutienRetour.action_id == action.id, SoutienRetour.menage_id == cmd.menage_id
            )
        )
        jour = action.le if action.le and cmd.etat is not EtatSoutien.INTERESSE else aujourdhui
        if ligne is None:
            ligne = SoutienRetour(
                id=tx.ids.new(),
                menage_id=cmd.menage_id,
                genre=GenreSoutien.ACTION_COLLECTIVE,
                action_id=action.id,
                par_id=tx.auteur_id,
                etat=cmd.etat,
                le=jour,
            )
            tx.session.add(ligne)
        elif not poser(ligne, {"etat": cmd.etat, "le": jour}):
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _participation(tx, ligne)


def retirer_participant(cmd: RetirerParticipant, uow: UnitOfWork) -> Changes:
    """The action without that household."""
    with uow.ecriture("action_collective.retirer_participant") as tx:
        ligne = charger(tx.session, SoutienRetour, cmd.soutien_id)
        tx.session.delete(ligne)
        tx.commit()
    return _participation(tx, ligne)


def lister(demande: ListerActions, uow: UnitOfWork) -> tuple[ActionLigne, ...]:
    """The actions of the estate with how many households came, will come, are tempted."""
    with uow.lecture() as session:
        return lecture.actions(session, demande.cite_id)


def participants(demande: LireParticipants, uow: UnitOfWork) -> tuple[Participant, ...]:
    """The households noted in the action, by name."""
    with uow.lecture() as session:
        return lecture.participants(session, demande.action_id)


def _changes(tx: Transaction, ligne: ActionCollective) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        actions_collectives={ligne.id},
        cites={ligne.cite_id},
    )


def _participation(tx: Transaction, ligne: SoutienRetour) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        soutiens={ligne.id},
        actions_collectives={ligne.action_id} if ligne.action_id else (),
    )
