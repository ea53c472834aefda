"""Promises made to households: kept, moved with their reason, or broken with theirs.

A promise moved or broken must be told: it opens an `Annonce` in the same transaction, or records
at once who was told, how and when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.i18n import _
from app.domain.accompagnement import EtatEngagement, regler_engagement, verifier_echeance
from app.domain.engagements import AnnonceFaite, RaisonReport
from app.services import annonces
from app.services.chargement import charger, facultatif, obligatoire
from app.services.paroles import promesse_deplacee, promesse_rompue
from db.models import Engagement, Etape, Menage, Personne
from db.queries import engagements as lecture
from db.queries.engagements import EngagementRegistre
from db.uow import Transaction, UnitOfWork

__all__ = [
    "AnnonceFaite",
    "DeplacerEngagement",
    "EngagementRegistre",
    "LireRegistre",
    "PreciserEngagement",
    "PrendreEngagement",
    "RaisonReport",
    "RompreEngagement",
    "TenirEngagement",
    "deplacer",
    "preciser",
    "prendre",
    "registre",
    "rompre",
    "tenir",
]


@dataclass(frozen=True, slots=True)
class PrendreEngagement:
    """Promise something outside a visit; `par_id` None means me.

    `personne_id` is whom it was said to, `etape_code` the milestone whose date is promised.
    """

    menage_id: UUID
    texte: str
    pour_le: date | None = None
    par_id: UUID | None = None
    personne_id: UUID | None = None
    etape_code: str | None = None


@dataclass(frozen=True, slots=True)
class TenirEngagement:
    """The promise was kept (today unless `le`)."""

    engagement_id: UUID
    le: date | None = None


@dataclass(frozen=True, slots=True)
class DeplacerEngagement:
    """The promise is moved to another day, for a reason the household can be told.

    `motif` may stay empty unless `raison` is "autre". Without `annonce` the household remains to
    be told.
    """

    engagement_id: UUID
    pour_le: date
    motif: str = ""
    raison: RaisonReport = RaisonReport.AUTRE
    annonce: AnnonceFaite | None = None


@dataclass(frozen=True, slots=True)
class RompreEngagement:
    """The promise will not be kept, for a reason the household can be told."""

    engagement_id: UUID
    motif: str = ""
    raison: RaisonReport = RaisonReport.AUTRE
    annonce: AnnonceFaite | None = None


@dataclass(frozen=True, slots=True)
class PreciserEngagement:
    """Say which milestone a promise gives the date of, and whom it was said to (None: nobody)."""

    engagement_id: UUID
    etape_code: str | None = None
    personne_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LireRegistre:
    """Ask for every promise made to a household, with what became of it and who was told."""

    menage_id: UUID


def registre(demande: LireRegistre, uow: UnitOfWork) -> tuple[EngagementRegistre, ...]:
    """The promises of a household: those to keep first, late ones before, then the latest."""
    with uow.lecture() as session:
        return lecture.registre(session, demande.menage_id)


def prendre(cmd: PrendreEngagement, uow: UnitOfWork) -> Changes:
    """A promise to keep; without a date it is accepted and shown as undated.

    Raises `RegleMetier("engagement.personne_ailleurs")` for somebody of another household.
    """
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
            personne_id=_personne(tx, cmd.menage_id, cmd.personne_id),
            etape_code=facultatif(cmd.etape_code),
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def preciser(cmd: PreciserEngagement, uow: UnitOfWork) -> Changes:
    """The promise with its milestone and its person; raises as `prendre` for somebody else's."""
    with uow.ecriture("engagement.preciser") as tx:
        ligne = charger(tx.session, Engagement, cmd.engagement_id)
        ligne.etape_code = facultatif(cmd.etape_code)
        ligne.personne_id = _personne(tx, ligne.menage_id, cmd.personne_id)
        tx.commit()
    return _changes(tx, ligne)


def tenir(cmd: TenirEngagement, uow: UnitOfWork) -> Changes:
    """The promise is kept; raises `RegleMetier("engagement.deja_regle")`."""
    with uow.ecriture("engagement.tenir") as tx:
        ligne = regler(tx, cmd.engagement_id, EtatEngagement.TENU)
        ligne.regle_le = cmd.le or tx.clock.today()
        tx.commit()
    return _changes(tx, ligne)


def deplacer(cmd: DeplacerEngagement, uow: UnitOfWork) -> Changes:
    """The promise is marked moved with its reason, and a new one is to be kept on the new day.

    The typed date of its milestone follows when it was that same day. Raises `EntreeInvalide`
    without a reason or for a day already gone, `RegleMetier("engagement.meme_jour")`.
    """
    with uow.ecriture("engagement.deplacer") as tx:
        motif = _motif(cmd.raison, cmd.motif)
        verifier_echeance(cmd.pour_le, tx.clock.today())
        ligne = charger(tx.session, Engagement, cmd.engagement_id)
        ancien = ligne.pour_le
        if ancien == cmd.pour_le:
            raise RegleMetier("engagement.meme_jour", jour=ancien)
        suite = reporter(tx, ligne.id, cmd.pour_le, cmd.raison, motif)
        _etape_suit(tx, ligne, ancien, cmd.pour_le)
        dite = annonces.ouvrir(
            tx,
            ligne.menage_id,
            promesse_deplacee(ligne.texte, ancien, cmd.pour_le),
            engagement_id=ligne.id,
            faite=cmd.annonce,
        )
        tx.commit()
    return Changes.of(
        principal=suite.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        engagements={ligne.id, suite.id},
        **dite.touches(),
    )


def rompre(cmd: RompreEngagement, uow: UnitOfWork) -> Changes:
    """The promise is broken, with its reason; the household is to be told."""
    with uow.ecriture("engagement.rompre") as tx:
        ligne = regler(
            tx, cmd.engagement_id, EtatEngagement.ROMPU, cmd.raison, _motif(cmd.raison, cmd.motif)
        )
        dite = annonces.ouvrir(
            tx,
            ligne.menage_id,
            promesse_rompue(ligne.texte, ligne.pour_le),
            engagement_id=ligne.id,
            faite=cmd.annonce,
        )
        tx.commit()
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        engagements={ligne.id},
        **dite.touches(),
    )


def reporter(
    tx: Transaction, engagement_id: UUID, pour_le: date, raison: RaisonReport, motif: str | None
) -> Engagement:
    """The promise marked moved, and the one that replaces it, in the open transaction."""
    ligne = regler(tx, engagement_id, EtatEngagement.DEPLACE, raison, motif)
    suite = Engagement(
        id=tx.ids.new(),
        menage_id=ligne.menage_id,
        texte=ligne.texte,
        pris_le=tx.clock.today(),
        pour_le=pour_le,
        par_id=ligne.par_id,
        etat=EtatEngagement.A_TENIR,
        personne_id=ligne.personne_id,
        etape_code=ligne.etape_code,
        suite_de_id=ligne.id,
    )
    tx.session.add(suite)
    tx.session.flush()
    return suite


def regler(
    tx: Transaction,
    engagement_id: UUID,
    vers: EtatEngagement,
    raison: RaisonReport | None = None,
    motif: str | None = None,
) -> Engagement:
    """The promise in its final state; raises `RegleMetier("engagement.deja_regle")`."""
    ligne = charger(tx.session, Engagement, engagement_id)
    ligne.etat = regler_engagement(ligne.etat, vers)
    ligne.regle_le = tx.clock.today()
    ligne.raison, ligne.motif = raison, motif
    return ligne


def _motif(raison: RaisonReport, motif: str) -> str | None:
    """The words of the reason; "autre" alone says nothing to anybody."""
    if raison is RaisonReport.AUTRE:
        return obligatoire(motif, _("la raison du report"))
    return facultatif(motif)


def _personne(tx: Transaction, menage_id: UUID, personne_id: UUID | None) -> UUID | None:
    if personne_id is not None:
        personne = charger(tx.session, Personne, personne_id)
        if personne.menage_id != menage_id:
            raise RegleMetier("engagement.personne_ailleurs", nom=personne.nom)
    return personne_id


def _etape_suit(tx: Transaction, ligne: Engagement, ancien: date | None, nouveau: date) -> None:
    """The milestone typed for the promised day is foreseen for the new one."""
    if ligne.etape_code is None or ancien is None:
        return
    etape = tx.session.scalar(
        select(Etape).where(Etape.menage_id == ligne.menage_id, Etape.code == ligne.etape_code)
    )
    if etape is not None and etape.faite_le is None and etape.prevue_le == ancien:
        etape.prevue_le = nouveau


def _changes(tx: Transaction, ligne: Engagement) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        engagements={ligne.id},
    )
