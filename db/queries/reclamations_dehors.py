"""Open complaints for those outside the team: what a meeting or a reminder needs of each.

Row types follow `fiche_modele`: `app.services.reclamations_dehors` projects them by sharing class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accompagnement import Canal, Partenaire
from app.domain.demenagements import Creneau
from app.domain.reclamations import (
    ATTENDUS,
    OUVERTES,
    EtatPassage,
    GenreEchange,
    Interlocuteur,
    SensEchange,
)
from db.models import Consentement, EchangeReclamation, PassageReclamation
from db.queries.fiche_suivi import ConsentementFiche
from db.queries.lignes import Derives, colonnes, liste, parmi, table
from db.queries.reclamations import ReclamationLigne, lignes, r, requete

_responsable, _personne = table("responsable"), table("personne")
_echange = table("echange_reclamation")


@dataclass(frozen=True, slots=True)
class EchangeDehors:
    """The last word exchanged: with whom and how, never what was said."""

    table: ClassVar[str] = "echange_reclamation"
    derives: ClassVar[Derives] = MappingProxyType(
        {"responsable": ("responsable.nom", "responsable.lot")}
    )

    genre: GenreEchange
    sens: SensEchange
    interlocuteur: Interlocuteur
    canal: Canal | None
    le: date
    responsable: str | None


@dataclass(frozen=True, slots=True)
class PassageDehors:
    """The appointment still expected."""

    table: ClassVar[str] = "passage_reclamation"
    derives: ClassVar[Derives] = MappingProxyType({})

    jour: date
    creneau: Creneau
    heure: time | None
    etat: EtatPassage


def ouvertes(
    session: Session,
    *,
    cite_ids: Iterable[UUID] = (),
    responsable_id: UUID | None = None,
    ids: Iterable[UUID] | None = None,
) -> tuple[ReclamationLigne, ...]:
    """Complaints somebody must still act in; of these estates, or of every one."""
    voulue = requete().where(r.c.etat.in_(OUVERTES))
    if cites := list(cite_ids):
        voulue = voulue.where(r.c.cite_id.in_(cites))
    if responsable_id is not None:
        voulue = voulue.where(r.c.responsable_id == responsable_id)
    if ids is not None:
        voulue = voulue.where(r.c.id.in_(list(ids)))
    return lignes(session, voulue.order_by(r.c.reference))


def derniers_echanges(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, EchangeDehors]:
    """The latest word exchanged about each."""
    c = _echange.c
    requete_ = (
        select(c.reclamation_id, *colonnes(EchangeDehors, responsable=_responsable.c.nom))
        .outerjoin(_responsable, _responsable.c.id == c.responsable_id)
        .where(c.reclamation_id.in_(parmi("ids")))
        .order_by(c.le, c.id)
    )
    lus = session.execute(requete_, {"ids": liste(ids)})
    return {id_: EchangeDehors(*reste) for id_, *reste in lus}


def passages_attendus(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, PassageDehors]:
    """The next appointment still expected of each."""
    p = PassageReclamation
    lus = session.execute(
        select(p.reclamation_id, p.jour, p.creneau, p.heure, p.etat)
        .where(p.reclamation_id.in_(parmi("ids")), p.etat.in_(ATTENDUS))
        .order_by(p.jour.desc(), p.id),
        {"ids": liste(ids)},
    )
    return {id_: PassageDehors(*quand) for id_, *quand in map(tuple[Any, ...], lus)}


def relances(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, tuple[date, ...]]:
    """The days somebody was reminded of each, oldest first."""
    e = EchangeReclamation
    jours: defaultdict[UUID, list[date]] = defaultdict(list)
    for id_, le in session.execute(
        select(e.reclamation_id, e.le)
        .where(e.reclamation_id.in_(parmi("ids")), e.genre == GenreEchange.RELANCE)
        .order_by(e.le, e.id),
        {"ids": liste(ids)},
    ):
        jours[id_].append(le)
    return {id_: tuple(lus) for id_, lus in jours.items()}


def references_bailleur(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The bailleur's own reference of those that have one."""
    c = r.c
    lues = session.execute(
        select(c.id, c.reference_bailleur).where(
            c.id.in_(parmi("ids")), c.reference_bailleur.is_not(None)
        ),
        {"ids": liste(ids)},
    )
    return {ligne.id: ligne.reference_bailleur for ligne in lues}


def consentements(
    session: Session, menage_ids: Iterable[UUID]
) -> Mapping[UUID, tuple[ConsentementFiche, ...]]:
    """What each of these households said of sharing with the bailleur."""
    c = Consentement
    par_menage: defaultdict[UUID, list[ConsentementFiche]] = defaultdict(list)
    for menage_id, id_, accorde, donne_le, retire_le in session.execute(
        select(c.menage_id, c.id, c.accorde, c.donne_le, c.retire_le).where(
            c.menage_id.in_(parmi("ids")), c.partenaire == Partenaire.BAILLEUR
        ),
        {"ids": liste(menage_ids)},
    ):
        par_menage[menage_id].append(
            ConsentementFiche(
                id_, Partenaire.BAILLEUR, None, accorde, donne_le, retire_le, None, None
            )
        )
    return {menage_id: tuple(lus) for menage_id, lus in par_menage.items()}
