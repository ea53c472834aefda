"""Plans of moves: drafts one compares, the one that was adopted, and their lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, Text, UniqueConstraint, false

from app.core.i18n import N_
from app.domain.partage import Partage, Retention
from app.domain.planification.mots import EtatPlan, Solution
from db.models.base import Base, Mapped, choix, cle, colonne, fk
from db.types import Instant

_B, _E = Partage.BAILLEUR, Partage.EQUIPE
_SUIVI = Retention.SUIVI


class Plan(Base):
    """A plan of moves for an estate: a draft until somebody adopts it.

    `bilan` keeps, objective by objective, the value reached and the bound proven, and by how many
    days each batch uses its slack; `empreinte` tells whether the record changed since then.
    """

    __tablename__ = "plan_relogement"

    id: Mapped[UUID] = cle(_SUIVI)
    cite_id: Mapped[UUID] = fk("cite.id", _SUIVI, partage=_B)
    nom: Mapped[str] = colonne(_E, _SUIVI, N_("Plan"), Text)
    etat: Mapped[EtatPlan] = choix(EtatPlan, _E, _SUIVI, N_("État"), server_default="essai")
    cree_le: Mapped[datetime] = colonne(_E, _SUIVI, N_("Calculé le"), Instant())
    adopte_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Adopté le"), Date)
    graine: Mapped[int] = colonne(_E, _SUIVI, N_("Graine"), Integer, server_default="0")
    empreinte: Mapped[str] = colonne(_E, _SUIVI, N_("Empreinte des données"), Text)
    bilan: Mapped[Any] = colonne(_E, _SUIVI, N_("Bilan"), JSON)
    depuis_id: Mapped[UUID | None] = fk(
        "plan_relogement.id", _SUIVI, nullable=True, libelle=N_("Copie du plan")
    )


class PlanLigne(Base):
    """What a plan foresees for a household: which home, which days, or why nothing.

    `fixe` pins the line for
    the next computation; `motif` is the reason given for a line a person placed against a rule.
    """

    __tablename__ = "plan_ligne"
    __table_args__ = (UniqueConstraint("plan_id", "menage_id"),)

    id: Mapped[UUID] = cle(_SUIVI)
    plan_id: Mapped[UUID] = fk("plan_relogement.id", _SUIVI, index=False)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    solution: Mapped[Solution] = choix(Solution, _E, _SUIVI, N_("Solution"))
    logement_id: Mapped[UUID | None] = fk("logement.id", _SUIVI, partage=_B, nullable=True)
    depart: Mapped[date | None] = colonne(_E, _SUIVI, N_("Départ"), Date, groupe="dates")
    retour: Mapped[date | None] = colonne(_E, _SUIVI, N_("Retour"), Date, groupe="dates")
    fixe: Mapped[bool] = colonne(_E, _SUIVI, N_("Ne pas déplacer"), Boolean, server_default=false())
    motif: Mapped[str | None] = colonne(_E, _SUIVI, N_("Raison de l’écart"), Text)
