"""Closing a household's follow-up, with a summary printed and kept; taking it up again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.i18n import _, date_longue
from app.domain.catalogues import Catalogues
from app.domain.clotures import (
    MotifCloture,
    oubliees,
    verifier_cloture,
    verifier_reouverture,
)
from app.domain.menages import Suivi
from app.services import catalogues, documents_gardes
from app.services.chargement import obligatoire
from app.services.documents_gardes import GenreDocument
from app.services.menages.ecriture import charger_menage
from app.services.menages.reouverture import marquer_rouvert
from db.models import Cloture
from db.queries.clotures import ClotureFiche, DocumentFiche, lire_clotures
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import Attente
from db.uow import Transaction, UnitOfWork

__all__ = [
    "CloreSuivi",
    "ClotureFiche",
    "DocumentFiche",
    "LireClotures",
    "LireReste",
    "MotifCloture",
    "RouvrirSuivi",
    "clore",
    "lister",
    "reste",
    "rouvrir",
]


@dataclass(frozen=True, slots=True)
class LireReste:
    """Ask what is still open for a household."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class LireClotures:
    """Ask when and why a household's follow-up ended."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class CloreSuivi:
    """End the follow-up on `le` (today when None).

    `bilan` is what the household will read of it; `laisses` names what is still open and is left
    as it is, knowingly: the summary says so.
    """

    menage_id: UUID
    motif: MotifCloture
    bilan: str
    le: date | None = None
    laisses: frozenset[UUID] = frozenset()
    catalogues: Catalogues | None = None


@dataclass(frozen=True, slots=True)
class RouvrirSuivi:
    """Follow the household again, saying why."""

    menage_id: UUID
    motif: str


def reste(demande: LireReste, uow: UnitOfWork) -> tuple[Attente, ...]:
    """What must be settled, or explicitly left, before the follow-up ends; late things first.

    Raises `RegleMetier("menage.introuvable")`.
    """
    with uow.lecture() as session:
        fiche = lire_fiche(session, demande.menage_id, uow.clock.today())
    if fiche is None:
        raise RegleMetier("menage.introuvable")
    return fiche.attente


def lister(demande: LireClotures, uow: UnitOfWork) -> tuple[ClotureFiche, ...]:
    """The ends of that household's follow-up, newest first."""
    with uow.lecture() as session:
        return lire_clotures(session.connection(), demande.menage_id)


def clore(cmd: CloreSuivi, uow: UnitOfWork) -> Changes:
    """The follow-up ended, its summary printed and kept; all of it is one action, undone as one.

    Raises `EntreeInvalide` ("saisie.obligatoire" without a summary, "cloture.futur"),
    `RegleMetier` ("menage.introuvable", "menage.fusionne", "cloture.deja", "cloture.reste" with
    what is still open).
    """
    with uow.ecriture("menage.clore") as tx:
        menage = charger_menage(tx.session, cmd.menage_id)
        le = cmd.le or tx.clock.today()
        verifier_cloture(menage.suivi, le, tx.clock.today())
        bilan = obligatoire(cmd.bilan, _("le bilan"))
        _verifier_reste(tx, cmd)
        cloture = Cloture(
            id=tx.ids.new(),
            menage_id=menage.id,
            le=le,
            motif=cmd.motif,
            bilan=bilan,
            par_id=tx.auteur_id,
        )
        menage.suivi = Suivi.CLOS
        tx.session.add(cloture)
        tx.session.flush()
        cloture.document_id = _imprimer_le_bilan(tx, cmd, le)
        tx.commit()
    return Changes.of(
        principal=cloture.id,
        operation=tx.operation,
        menages={menage.id},
        clotures={cloture.id},
        documents={cloture.document_id},
    )


def _verifier_reste(tx: Transaction, cmd: CloreSuivi) -> None:
    fiche = lire_fiche(tx.session, cmd.menage_id, tx.clock.today())
    attente: Sequence[Attente] = fiche.attente if fiche is not None else ()
    laissees = {a.objet.id for a in attente} & cmd.laisses
    manquent = oubliees([a.objet for a in attente], laissees)
    if manquent:
        raise RegleMetier("cloture.reste", nombre=len(manquent))


def _imprimer_le_bilan(tx: Transaction, cmd: CloreSuivi, le: date) -> UUID:
    """The summary, composed from what this very transaction now says, and kept in the base."""
    # Drawing libraries load on first use only.
    from app.services.documents.bilan import composer_bilan, matiere  # noqa: PLC0415

    mots = cmd.catalogues or catalogues.charger()
    octets = composer_bilan(matiere(tx, cmd.menage_id), mots, tx.clock.now())
    document = documents_gardes.garder(
        tx,
        cmd.menage_id,
        GenreDocument.BILAN,
        _("Bilan de l’accompagnement, {date}").format(date=date_longue(le)),
        octets,
        le,
    )
    return document.id


def rouvrir(cmd: RouvrirSuivi, uow: UnitOfWork) -> Changes:
    """The household is followed again; what was kept stays kept.

    Raises `EntreeInvalide("saisie.obligatoire")` without a reason,
    `RegleMetier("cloture.pas_close")`.
    """
    with uow.ecriture("menage.rouvrir") as tx:
        menage = charger_menage(tx.session, cmd.menage_id)
        verifier_reouverture(menage.suivi)
        motif = obligatoire(cmd.motif, _("la raison de la réouverture"))
        menage.suivi = Suivi.OUVERT
        derniere = marquer_rouvert(tx, menage.id, motif)
        tx.commit()
    return Changes.of(
        principal=menage.id,
        operation=tx.operation,
        menages={menage.id},
        clotures=[derniere] if derniere else [],
    )
