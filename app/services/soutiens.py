"""What the team goes on offering a household after its return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.apres import EtatSoutien, GenreSoutien
from app.services.champs import poser, valider
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from app.services.prises_en_main.commandes import LirePrises
from app.services.prises_en_main.lecture import PrisesMenage, lire_prises
from db.models import ActionCollective, MenageResume, SoutienRetour
from db.queries import soutiens as lecture
from db.queries.soutiens import ActionLigne, CampagneApres, SoutienFiche
from db.uow import Transaction, UnitOfWork

__all__ = [
    "ActionLigne",
    "ApresLu",
    "CampagneApres",
    "CorrigerSoutien",
    "EtatSoutien",
    "GenreSoutien",
    "LireApres",
    "NoterSoutien",
    "RetirerSoutien",
    "SoutienFiche",
    "corriger",
    "lire",
    "noter",
    "retirer",
]


@dataclass(frozen=True, slots=True)
class NoterSoutien:
    """A session, works, rules explained, a welcome, an action joined; `le` None is today.

    `quoi` says which; `action_id` is the collective action, when it is one.
    """

    menage_id: UUID
    genre: GenreSoutien
    etat: EtatSoutien
    le: date | None = None
    quoi: str = ""
    action_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CorrigerSoutien:
    """Where it stands now, and since when."""

    soutien_id: UUID
    etat: EtatSoutien
    le: date
    quoi: str = ""
    action_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RetirerSoutien:
    """It was noted by mistake."""

    soutien_id: UUID


@dataclass(frozen=True, slots=True)
class LireApres:
    """Ask for all that follows the return of a household."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class ApresLu:
    """Visits of the home, what was offered, the estate's actions and its surveys "after"."""

    jour: date
    cite_id: UUID | None
    prises: PrisesMenage
    soutiens: tuple[SoutienFiche, ...]
    actions: tuple[ActionLigne, ...]
    campagnes: tuple[CampagneApres, ...]


def noter(cmd: NoterSoutien, uow: UnitOfWork) -> Changes:
    """What was offered, told or done; raises as `_verifier`."""
    with uow.ecriture("soutien.noter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        jour = cmd.le or tx.clock.today()
        valeurs = _verifier(tx, cmd.genre, cmd.etat, jour, cmd.quoi, cmd.action_id)
        ligne = SoutienRetour(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            genre=cmd.genre,
            par_id=tx.auteur_id,
            **valeurs,
        )
        tx.session.add(ligne)
        tx.commit()
    return changes(tx, ligne)


def corriger(cmd: CorrigerSoutien, uow: UnitOfWork) -> Changes:
    """Where it stands now; raises as `_verifier`."""
    with uow.ecriture("soutien.corriger") as tx:
        ligne = charger(tx.session, SoutienRetour, cmd.soutien_id)
        valeurs = _verifier(tx, ligne.genre, cmd.etat, cmd.le, cmd.quoi, cmd.action_id)
        if not poser(ligne, valeurs):
            return Changes.of(principal=ligne.id)
        tx.commit()
    return changes(tx, ligne)


def retirer(cmd: RetirerSoutien, uow: UnitOfWork) -> Changes:
    """The household without it; the history keeps it."""
    with uow.ecriture("soutien.retirer") as tx:
        ligne = charger(tx.session, SoutienRetour, cmd.soutien_id)
        tx.session.delete(ligne)
        tx.commit()
    return changes(tx, ligne)


def lire(demande: LireApres, uow: UnitOfWork) -> ApresLu:
    """All that follows the return; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        resume = session.execute(
            select(MenageResume.cite_id).where(MenageResume.menage_id == demande.menage_id)
        ).one_or_none()
        if resume is None:
            raise RegleMetier("general.introuvable")
        cite_id: UUID | None = resume[0]
        siens = lecture.du_menage(session, demande.menage_id)
        actions = lecture.actions(session, cite_id) if cite_id else ()
        campagnes = lecture.campagnes_apres(session, cite_id, demande.menage_id) if cite_id else ()
    prises = lire_prises(LirePrises(demande.menage_id), uow)
    return ApresLu(uow.clock.today(), cite_id, prises, siens, actions, campagnes)


def changes(tx: Transaction, ligne: SoutienRetour) -> Changes:
    """What writing that row touched."""
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        soutiens={ligne.id},
        actions_collectives={ligne.action_id} if ligne.action_id else (),
    )


def _verifier(
    tx: Transaction,
    genre: GenreSoutien,
    etat: EtatSoutien,
    jour: date,
    quoi: str,
    action_id: UUID | None,
) -> Mapping[str, object]:
    """The values ready for the row.

    Raises `EntreeInvalide("soutien.futur")` for something told on a day to come that is not
    "foreseen", `EntreeInvalide("saisie.nir")`, `RegleMetier("general.introuvable")`.
    """
    if jour > tx.clock.today() and etat is not EtatSoutien.PREVU:
        raise EntreeInvalide("soutien.futur", jour=jour)
    if action_id is not None:
        if genre is not GenreSoutien.ACTION_COLLECTIVE:
            raise ValueError("only a collective action is an action of the estate")
        action = charger(tx.session, ActionCollective, action_id)
        if etat is EtatSoutien.FAIT and action.le is not None and action.le > tx.clock.today():
            raise EntreeInvalide("action.futur", jour=action.le)
    dit = valider(SoutienRetour, {"quoi": quoi}, frozenset({"quoi"}))
    return {"etat": etat, "le": jour, "quoi": dit["quoi"], "action_id": action_id}
