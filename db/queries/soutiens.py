"""Life after the return: what a household was offered, collective actions of an estate.

Row types follow `fiche_modele`: documents project them by sharing class.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.domain.apres import EtatSoutien, GenreAction, GenreSoutien
from app.domain.enquetes.campagnes import EtatSuivi, MomentCampagne
from db.models import (
    ActionCollective,
    Campagne,
    CampagneMenage,
    Intervenant,
    MenageResume,
    SoutienRetour,
)
from db.queries.lignes import Derives, nom_complet


@dataclass(frozen=True, slots=True)
class SoutienFiche:
    """Something offered to a household after its return; `action` names a collective action."""

    table: ClassVar[str] = "soutien_retour"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "action": ("action_collective.nom",),
            "qui": ("intervenant.prenom", "intervenant.nom"),
        }
    )

    id: UUID
    menage_id: UUID
    genre: GenreSoutien
    etat: EtatSoutien
    le: date
    quoi: str | None
    action_id: UUID | None
    par_id: UUID | None
    visite_id: UUID | None
    action: str | None
    qui: str | None


@dataclass(frozen=True, slots=True)
class ActionLigne:
    """A collective action of an estate, with how many households came, will come, are tempted."""

    table: ClassVar[str] = "action_collective"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "venus": ("soutien_retour.etat",),
            "attendus": ("soutien_retour.etat",),
            "interesses": ("soutien_retour.etat",),
        }
    )

    id: UUID
    cite_id: UUID
    nom: str
    genre: GenreAction
    le: date | None
    lieu: str | None
    precision: str | None
    venus: int
    attendus: int
    interesses: int


@dataclass(frozen=True, slots=True)
class Participant:
    """A household noted in a collective action; `id` is that of its participation."""

    id: UUID
    menage_id: UUID
    nom: str
    adresse: str
    etat: EtatSoutien
    le: date


@dataclass(frozen=True, slots=True)
class CampagneApres:
    """A survey asked after the return; `etat` None when the household is not in it."""

    id: UUID
    titre: str
    identifiant: str
    ouverte_le: date
    close_le: date | None
    etat: EtatSuivi | None


def du_menage(session: Session, menage_id: UUID) -> tuple[SoutienFiche, ...]:
    """What the household was offered, the latest first."""
    s = SoutienRetour
    lignes = session.execute(
        select(
            *(s.id, s.menage_id, s.genre, s.etat, s.le, s.quoi, s.action_id, s.par_id, s.visite_id),
            ActionCollective.nom,
            case((Intervenant.id.is_not(None), nom_complet(Intervenant.__table__))),
        )
        .outerjoin(ActionCollective, ActionCollective.id == s.action_id)
        .outerjoin(Intervenant, Intervenant.id == s.par_id)
        .where(s.menage_id == menage_id)
        .order_by(s.le.desc(), s.id.desc())
    )
    return tuple(SoutienFiche(*tuple(ligne)) for ligne in lignes)


def actions(session: Session, cite_id: UUID) -> tuple[ActionLigne, ...]:
    """The collective actions of an estate, dated ones first, the latest first; one statement."""
    a, s = ActionCollective, SoutienRetour

    def combien(etat: EtatSoutien) -> Any:
        return func.count(func.distinct(case((s.etat == etat, s.menage_id))))

    lignes = session.execute(
        select(
            *(a.id, a.cite_id, a.nom, a.genre, a.le, a.lieu, a.precision),
            combien(EtatSoutien.FAIT),
            combien(EtatSoutien.PREVU),
            combien(EtatSoutien.INTERESSE),
        )
        .outerjoin(s, s.action_id == a.id)
        .where(a.cite_id == cite_id)
        .group_by(a.id)
        .order_by(a.le.is_(None), a.le.desc(), a.nom, a.id)
    )
    return tuple(ActionLigne(*tuple(ligne)) for ligne in lignes)


def participants(session: Session, action_id: UUID) -> tuple[Participant, ...]:
    """The households noted in an action, by name."""
    s, r = SoutienRetour, MenageResume
    lignes = session.execute(
        select(s.id, s.menage_id, r.nom, r.adresse, s.etat, s.le)
        .join(r, r.menage_id == s.menage_id)
        .where(s.action_id == action_id)
        .order_by(r.nom_tri, s.id)
    )
    return tuple(Participant(*ligne) for ligne in lignes)


def campagnes_apres(session: Session, cite_id: UUID, menage_id: UUID) -> tuple[CampagneApres, ...]:
    """The surveys "after" of an estate, open ones first, and where the household stands."""
    c, m = Campagne, CampagneMenage
    lignes = session.execute(
        select(c.id, c.titre, c.identifiant, c.ouverte_le, c.close_le, m.etat)
        .outerjoin(m, (m.campagne_id == c.id) & (m.menage_id == menage_id))
        .where(c.cite_id == cite_id, c.moment == MomentCampagne.APRES)
        .order_by(c.close_le.is_not(None), c.ouverte_le.desc(), c.id)
    )
    return tuple(CampagneApres(*ligne) for ligne in lignes)
