"""Promises made to households: kept, moved with their reason, or broken with theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.changes import Changes
from app.core.i18n import _
from app.domain.accompagnement import EtatEngagement, regler_engagement, verifier_echeance
from app.services.chargement import charger, obligatoire
from db.models import Engagement, Menage
from db.uow import Transaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class PrendreEngagement:
    """Promise something outside a visit; `par_id` None means me."""

    menage_id: UUID
    texte: str
    pour_le: date | None = None
    par_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TenirEngagement:
    """The promise was kept (today unless `le`)."""

    engagement_id: UUID
    le: date | None = None


@dataclass(frozen=True, slots=True)
class DeplacerEngagement:
    """The promise is moved to another day, for a reason the household can be told."""

    engagement_id: UUID
    pour_le: date
    motif: str


@dataclass(frozen=True, slots=True)
class RompreEngagement:
    """The promise will not be kept, for a reason the household can be told."""

    engagement_id: UUID
    motif: str


def prendre(cmd: PrendreEngagement, uow: UnitOfWork) -> Changes:
    """A promise to keep; without a date it is accepted and shown as undated."""
    with uow.ecriture("engagement.prendre") as tx:
        charger(tx.session, Menage, cmd.menage_id)
        verifier_echeance(cmd.pour_le, tx.clock.today())
        ligne = Engagement(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            texte=obligatoire(cmd.texte, _("ce qui est promis")),
            pris_le=tx.clock.today(),
            pour_le=cmd.pour_le,
            par_id=cmd.par_id or tx.auteur_id,
            etat=EtatEngagement.A_TENIR,
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def tenir(cmd: TenirEngagement, uow: UnitOfWork) -> Changes:
    """The promise is kept; raises `RegleMetier("engagement.deja_regle")`."""
    with uow.ecriture("engagement.tenir") as tx:
        ligne = _regler(tx, cmd.engagement_id, EtatEngagement.TENU, None)
        ligne.regle_le = cmd.le or tx.clock.today()
        tx.commit()
    return _changes(tx, ligne)


def deplacer(cmd: DeplacerEngagement, uow: UnitOfWork) -> Changes:
    """The promise is marked moved with its reason, and a new one is to be kept on the new day.

    Raises `EntreeInvalide` without a reason or for a day already gone.
    """
    with uow.ecriture("engagement.deplacer") as tx:
        motif = obligatoire(cmd.motif, _("la raison du report"))
        ligne = _regler(tx, cmd.engagement_id, EtatEngagement.DEPLACE, motif)
        verifier_echeance(cmd.pour_le, tx.clock.today())
        suite = Engagement(
            id=tx.ids.new(),
            menage_id=ligne.menage_id,
            texte=ligne.texte,
            pris_le=tx.clock.today(),
            pour_le=cmd.pour_le,
            par_id=ligne.par_id,
            etat=EtatEngagement.A_TENIR,
        )
        tx.session.add(suite)
        tx.commit()
    return Changes.of(
        principal=suite.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        engagements={ligne.id, suite.id},
    )


def rompre(cmd: RompreEngagement, uow: UnitOfWork) -> Changes:
    """The promise is broken, with its reason."""
    with uow.ecriture("engagement.rompre") as tx:
        motif = obligatoire(cmd.motif, _("la raison"))
        ligne = _regler(tx, cmd.engagement_id, EtatEngagement.ROMPU, motif)
        tx.commit()
    return _changes(tx, ligne)


def _regler(
    tx: Transaction, engagement_id: UUID, vers: EtatEngagement, motif: str | None
) -> Engagement:
    ligne = charger(tx.session, Engagement, engagement_id)
    ligne.etat = regler_engagement(ligne.etat, vers)
    ligne.regle_le = tx.clock.today()
    ligne.motif = motif
    return ligne


def _changes(tx: Transaction, ligne: Engagement) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        engagements={ligne.id},
    )
