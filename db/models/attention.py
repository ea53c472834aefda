"""Who needs attention now: the derived row of each household, and reasons put to sleep."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Index, Integer, Text
from sqlalchemy.orm import mapped_column

from app.core.i18n import N_
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, cle, colonne, declare, fk
from db.types import Guid

_E, _C = Partage.EQUIPE, Partage.CONFIDENTIEL
_SUIVI = Retention.SUIVI


class AttentionPause(Base):
    """Reasons of attention somebody knows about and puts to sleep until a day, saying why.

    `raisons` lists the codes of the rules it covers: another reason wakes the household up.
    """

    __tablename__ = "attention_pause"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    raisons: Mapped[Any] = colonne(_E, _SUIVI, N_("Raisons"), JSON())
    posee_le: Mapped[date] = colonne(_E, _SUIVI, N_("Depuis le"), Date)
    jusqu_au: Mapped[date] = colonne(_E, _SUIVI, N_("Jusqu’au"), Date)
    motif: Mapped[str] = colonne(_E, _SUIVI, N_("Pourquoi"), Text)
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)
    levee_le: Mapped[date | None] = colonne(_E, _SUIVI, N_("Levée le"), Date)


class MenageParcours(Base):
    """One derived row per household: progress of its journey, attention score and reasons.

    Made by `db.attention`, never a source of truth. `score` leaves out sleeping reasons; `raisons`
    is a JSON list of `{"code", "points", "params", "dort"}`. `revoir_le` is the next day on which
    the calendar alone may change the row (None: never).
    """

    __tablename__ = "menage_parcours"
    __table_args__ = (
        Index("ix_menage_parcours_score", "score", "menage_id"),
        Index("ix_menage_parcours_revoir_le", "revoir_le"),
    )
    __journal__ = False

    menage_id: Mapped[UUID] = mapped_column(Guid(), primary_key=True, info=declare(_C, _SUIVI))
    modele: Mapped[str] = colonne(_C, _SUIVI, "", Text)
    fait: Mapped[int] = colonne(_C, _SUIVI, "", Integer)
    total: Mapped[int] = colonne(_C, _SUIVI, "", Integer)
    en_retard: Mapped[int] = colonne(_C, _SUIVI, "", Integer)
    prochaine_code: Mapped[str | None] = colonne(_C, _SUIVI, "", Text)
    prochaine_le: Mapped[date | None] = colonne(_C, _SUIVI, "", Date)
    a_annoncer: Mapped[int] = colonne(_C, _SUIVI, "", Integer)
    temoin: Mapped[bool] = colonne(_C, _SUIVI, "", Boolean)
    score: Mapped[int] = colonne(_C, _SUIVI, "", Integer)
    raisons: Mapped[str] = colonne(_C, _SUIVI, "", Text)
    revoir_le: Mapped[date | None] = colonne(_C, _SUIVI, "", Date)


class AttentionAFaire(Base):
    """Households whose row of `menage_parcours` must be computed again."""

    __tablename__ = "attention_a_faire"
    __journal__ = False

    menage_id: Mapped[str] = mapped_column(
        Text, primary_key=True, info=declare(_C, Retention.TECHNIQUE)
    )
