"""Inventories of a household's homes, their elements, photos, keys and meters.

Row types follow `fiche_modele`: documents project them by sharing class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.receptions import EtatElement, MomentEtatDesLieux
from db.models import (
    CleLogement,
    Demenagement,
    EtatDesLieux,
    LigneEtatDesLieux,
    Occupation,
    PhotoDefaut,
    Reclamation,
    ReleveCompteur,
)
from db.queries.fiche_modele import LogementFiche
from db.queries.lignes import Derives, colonnes, liste, parmi, table
from db.queries.papiers import ClePapier, RelevePapier
from db.queries.reclamation import PhotoLue

_RIEN: Derives = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EtatLu:
    """An inventory, without its elements."""

    table: ClassVar[str] = "etat_des_lieux"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    menage_id: UUID
    logement_id: UUID
    demenagement_id: UUID | None
    moment: MomentEtatDesLieux
    le: date
    presents: str | None
    remarque: str | None
    signe_le: date | None


@dataclass(frozen=True, slots=True)
class ElementLu:
    """One element of one room."""

    table: ClassVar[str] = "ligne_etat_des_lieux"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    etat_id: UUID
    piece: str
    element: str
    etat: EtatElement
    precision: str | None


@dataclass(frozen=True, slots=True)
class DefautSignale:
    """A complaint already opened about a place of that home."""

    id: UUID
    reference: str
    lieu: str | None
    description: str


def du_menage(session: Session, menage_id: UUID) -> tuple[EtatLu, ...]:
    """The inventories of a household, the oldest first."""
    requete = (
        select(*colonnes(EtatLu))
        .where(EtatDesLieux.menage_id == menage_id)
        .order_by(EtatDesLieux.le, EtatDesLieux.id)
    )
    return tuple(EtatLu(*ligne) for ligne in session.execute(requete))


def elements(session: Session, etat_ids: Sequence[UUID]) -> Mapping[UUID, tuple[ElementLu, ...]]:
    """The elements of these inventories, in the order they were noted."""
    lus: defaultdict[UUID, list[ElementLu]] = defaultdict(list)
    requete = (
        select(*colonnes(ElementLu))
        .where(LigneEtatDesLieux.etat_id.in_(parmi("ids")))
        .order_by(LigneEtatDesLieux.id)
    )
    for ligne in session.execute(requete, {"ids": liste(etat_ids)}):
        lu = ElementLu(*ligne)
        lus[lu.etat_id].append(lu)
    return {etat_id: tuple(siens) for etat_id, siens in lus.items()}


def photos(session: Session, etat_ids: Sequence[UUID]) -> Mapping[UUID, tuple[PhotoLue, ...]]:
    """The photos of these inventories, without their bytes."""
    lues: defaultdict[UUID, list[PhotoLue]] = defaultdict(list)
    requete = (
        select(PhotoDefaut.etat_id, *colonnes(PhotoLue))
        .where(PhotoDefaut.etat_id.in_(parmi("ids")))
        .order_by(PhotoDefaut.id)
    )
    for etat_id, *ligne in session.execute(requete, {"ids": liste(etat_ids)}):
        lues[etat_id].append(PhotoLue(*ligne))
    return {etat_id: tuple(siennes) for etat_id, siennes in lues.items()}


def logements(session: Session, menage_id: UUID) -> tuple[LogementFiche, ...]:
    """The homes of a household: those it lived in or will, those its moves leave or reach."""
    siens = select(Occupation.logement_id).where(Occupation.menage_id == menage_id)
    quittes = select(Demenagement.depuis_id).where(
        Demenagement.menage_id == menage_id, Demenagement.depuis_id.is_not(None)
    )
    rejoints = select(Demenagement.vers_id).where(Demenagement.menage_id == menage_id)
    decrits = select(EtatDesLieux.logement_id).where(EtatDesLieux.menage_id == menage_id)
    logement = table("logement")
    requete = (
        select(*colonnes(LogementFiche))
        .where(logement.c.id.in_(siens.union(quittes, rejoints, decrits)))
        .order_by(logement.c.voie, logement.c.numero)
    )
    return tuple(LogementFiche(*ligne) for ligne in session.execute(requete))


def natures(session: Session, menage_id: UUID) -> Mapping[UUID, str]:
    """How the household lives in each of its homes, the latest stay telling."""
    requete = (
        select(Occupation.logement_id, Occupation.nature)
        .where(Occupation.menage_id == menage_id)
        .order_by(Occupation.debut, Occupation.id)
    )
    return {logement_id: nature.value for logement_id, nature in session.execute(requete)}


def cles(session: Session, menage_id: UUID, logement_id: UUID) -> tuple[ClePapier, ...]:
    """The keys of that home given to the household or given back, move after move."""
    requete = (
        select(*colonnes(ClePapier))
        .join(Demenagement, Demenagement.id == CleLogement.demenagement_id)
        .where(Demenagement.menage_id == menage_id, CleLogement.logement_id == logement_id)
        .order_by(CleLogement.le, CleLogement.id)
    )
    return tuple(ClePapier(*ligne) for ligne in session.execute(requete))


def releves(session: Session, menage_id: UUID, logement_id: UUID) -> tuple[RelevePapier, ...]:
    """The meters of that home as the moves of the household read them."""
    requete = (
        select(*colonnes(RelevePapier))
        .join(Demenagement, Demenagement.id == ReleveCompteur.demenagement_id)
        .where(Demenagement.menage_id == menage_id, ReleveCompteur.logement_id == logement_id)
        .order_by(ReleveCompteur.le, ReleveCompteur.id)
    )
    return tuple(RelevePapier(*ligne) for ligne in session.execute(requete))


def signales(session: Session, logement_id: UUID, depuis: date) -> tuple[DefautSignale, ...]:
    """The complaints opened about that home since a day, whatever became of them."""
    requete = (
        select(Reclamation.id, Reclamation.reference, Reclamation.lieu, Reclamation.description)
        .where(Reclamation.logement_id == logement_id, Reclamation.ouverte_le >= depuis)
        .order_by(Reclamation.id)
    )
    return tuple(DefautSignale(*ligne) for ligne in session.execute(requete))
