"""What the team must do: created, done, postponed, handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.i18n import _
from app.domain.accompagnement import verifier_echeance
from app.services.chargement import charger, obligatoire
from app.services.prises_en_main.dans import suivre_tache
from db.models import Intervenant, Menage, Tache
from db.uow import Transaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class CreerTache:
    """Something to do, for a household or not; `affectee_a_id` None means me."""

    titre: str
    pour_le: date | None = None
    menage_id: UUID | None = None
    affectee_a_id: UUID | None = None
    permanence_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class FaireTache:
    """It is done (today unless `le`); `rouvrir` takes the same command."""

    tache_id: UUID
    le: date | None = None


@dataclass(frozen=True, slots=True)
class ReporterTache:
    """It is to be done on another day, or on no day in particular (None)."""

    tache_id: UUID
    pour_le: date | None


@dataclass(frozen=True, slots=True)
class AffecterTache:
    """Somebody else does it; None leaves it to everyone."""

    tache_id: UUID
    intervenant_id: UUID | None


def creer(cmd: CreerTache, uow: UnitOfWork) -> Changes:
    """A task to do; raises `EntreeInvalide` without words or for a day already gone."""
    with uow.ecriture("tache.creer") as tx:
        if cmd.menage_id is not None:
            charger(tx.session, Menage, cmd.menage_id)
        verifier_echeance(cmd.pour_le, tx.clock.today())
        ligne = Tache(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            permanence_id=cmd.permanence_id,
            titre=obligatoire(cmd.titre, _("ce qu’il y a à faire")),
            pour_le=cmd.pour_le,
            affectee_a_id=cmd.affectee_a_id or tx.auteur_id,
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def faire(cmd: FaireTache, uow: UnitOfWork) -> Changes:
    """The task is done; raises `RegleMetier("tache.deja_faite")`."""
    with uow.ecriture("tache.faire") as tx:
        ligne = _a_faire(tx, cmd.tache_id)
        ligne.faite_le = cmd.le or tx.clock.today()
        tx.commit()
    return _changes(tx, ligne)


def rouvrir(cmd: FaireTache, uow: UnitOfWork) -> Changes:
    """The task is to be done again."""
    with uow.ecriture("tache.rouvrir") as tx:
        ligne = charger(tx.session, Tache, cmd.tache_id)
        ligne.faite_le = None
        tx.commit()
    return _changes(tx, ligne)


def reporter(cmd: ReporterTache, uow: UnitOfWork) -> Changes:
    """The task waits until another day, as the visit it reminds of does.

    Raises `EntreeInvalide` for a day already gone.
    """
    with uow.ecriture("tache.reporter") as tx:
        ligne = _a_faire(tx, cmd.tache_id)
        verifier_echeance(cmd.pour_le, tx.clock.today())
        ligne.pour_le = cmd.pour_le
        suivre_tache(tx, ligne)
        tx.commit()
    return _changes(tx, ligne)


def affecter(cmd: AffecterTache, uow: UnitOfWork) -> Changes:
    """The task is somebody else's."""
    with uow.ecriture("tache.affecter") as tx:
        ligne = _a_faire(tx, cmd.tache_id)
        if cmd.intervenant_id is not None:
            charger(tx.session, Intervenant, cmd.intervenant_id)
        ligne.affectee_a_id = cmd.intervenant_id
        tx.commit()
    return _changes(tx, ligne)


def _a_faire(tx: Transaction, tache_id: UUID) -> Tache:
    ligne = charger(tx.session, Tache, tache_id)
    if ligne.faite_le is not None:
        raise RegleMetier("tache.deja_faite", jour=ligne.faite_le)
    return ligne


def _changes(tx: Transaction, ligne: Tache) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id} if ligne.menage_id else (),
        taches={ligne.id},
    )
