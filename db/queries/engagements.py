"""The commitments register of a household, with who was told and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.orm import Session, aliased

from app.domain.accompagnement import Canal, EtatEngagement
from app.domain.engagements import RaisonReport
from db.models import Annonce, Engagement, Intervenant, Personne
from db.queries.lignes import INTERVENANT, Derives, nom_complet, table


@dataclass(frozen=True, slots=True)
class EngagementRegistre:
    """A promise: what, by whom to whom, for when, what became of it, and how it was told.

    `suivi_le` is the day it was moved to. The last fields are those of its announcement, when
    moving or breaking it had to be told.
    """

    table: ClassVar[str] = "engagement"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "par": INTERVENANT,
            "personne": ("personne.prenom", "personne.nom"),
            "suivi_le": ("engagement.pour_le",),
            "annonce_id": ("annonce.id",),
            "dite_le": ("annonce.dite_le",),
            "canal": ("annonce.canal",),
            "a_qui": ("annonce.a_qui",),
        }
    )

    id: UUID
    texte: str
    pris_le: date
    pour_le: date | None
    etat: EtatEngagement
    regle_le: date | None
    motif: str | None
    raison: RaisonReport | None
    etape_code: str | None
    suite_de_id: UUID | None
    par: str | None = None
    personne: str | None = None
    suivi_le: date | None = None
    annonce_id: UUID | None = None
    dite_le: date | None = None
    canal: Canal | None = None
    a_qui: str | None = None


def registre(session: Session, menage_id: UUID) -> tuple[EngagementRegistre, ...]:
    """Every promise: those to keep by day, then the others, the latest settled first."""
    suite = aliased(Engagement)
    requete = (
        select(
            Engagement.id,
            Engagement.texte,
            Engagement.pris_le,
            Engagement.pour_le,
            Engagement.etat,
            Engagement.regle_le,
            Engagement.motif,
            Engagement.raison,
            Engagement.etape_code,
            Engagement.suite_de_id,
            nom_complet(table("intervenant")),
            nom_complet(table("personne")),
            suite.pour_le,
            Annonce.id,
            Annonce.dite_le,
            Annonce.canal,
            Annonce.a_qui,
        )
        .outerjoin(Intervenant, Intervenant.id == Engagement.par_id)
        .outerjoin(Personne, Personne.id == Engagement.personne_id)
        .outerjoin(suite, suite.suite_de_id == Engagement.id)
        .outerjoin(Annonce, Annonce.engagement_id == Engagement.id)
        .where(Engagement.menage_id == menage_id)
        .order_by(
            Engagement.etat != EtatEngagement.A_TENIR,
            case((Engagement.etat == EtatEngagement.A_TENIR, Engagement.pour_le)).nulls_last(),
            Engagement.regle_le.desc(),
            Engagement.id.desc(),
        )
    )
    vues: dict[UUID, EngagementRegistre] = {}
    for ligne in session.execute(requete):
        champs: list[Any] = list(ligne)
        champs[10:12] = [champs[10] or None, champs[11] or None]
        vues.setdefault(champs[0], EngagementRegistre(*champs))
    return tuple(vues.values())
