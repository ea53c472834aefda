"""The weekly permanence and each held session."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Integer, Text, Time, UniqueConstraint

from app.core.i18n import N_
from app.domain.accompagnement import EtatPermanence
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_B, _E = Partage.BAILLEUR, Partage.EQUIPE
_SOCLE = Retention.SOCLE


class PermanenceSerie(Base):
    """A permanence that comes back every week (0 = Monday)."""

    __tablename__ = "permanence_serie"
    __table_args__ = (CheckConstraint("jour_semaine BETWEEN 0 AND 6", name="jour_semaine"),)

    id: Mapped[UUID] = cle(_SOCLE)
    cite_id: Mapped[UUID] = fk("cite.id", _SOCLE, partage=_B)
    jour_semaine: Mapped[int] = colonne(_B, _SOCLE, N_("Jour de la semaine"), Integer)
    debut: Mapped[time] = colonne(_B, _SOCLE, N_("De"), Time, groupe="heures")
    fin: Mapped[time | None] = colonne(_B, _SOCLE, N_("À"), Time, groupe="heures")
    lieu: Mapped[str] = colonne(_B, _SOCLE, N_("Lieu"), Text)
    depuis: Mapped[date] = colonne(_B, _SOCLE, N_("Depuis le"), Date)
    jusqu: Mapped[date | None] = colonne(_B, _SOCLE, N_("Jusqu’au"), Date)


class Permanence(Base):
    """One session held (or to be held) in an estate."""

    __tablename__ = "permanence"

    id: Mapped[UUID] = cle(_SOCLE)
    cite_id: Mapped[UUID] = fk("cite.id", _SOCLE, partage=_B)
    serie_id: Mapped[UUID | None] = fk("permanence_serie.id", _SOCLE, nullable=True)
    jour: Mapped[date] = colonne(_B, _SOCLE, N_("Jour"), Date, groupe="quand", index=True)
    debut: Mapped[time] = colonne(_B, _SOCLE, N_("De"), Time, groupe="quand")
    fin: Mapped[time | None] = colonne(_B, _SOCLE, N_("À"), Time, groupe="quand")
    lieu: Mapped[str] = colonne(_B, _SOCLE, N_("Lieu"), Text)
    etat: Mapped[EtatPermanence] = choix(
        EtatPermanence, _B, _SOCLE, N_("État"), server_default="prevue"
    )
    close_a: Mapped[datetime | None] = colonne(_E, _SOCLE, N_("Close à"))


class PermanenceIntervenant(Base):
    """A member of the team present at a session."""

    __tablename__ = "permanence_intervenant"
    __table_args__ = (UniqueConstraint("permanence_id", "intervenant_id"),)

    id: Mapped[UUID] = cle(_SOCLE)
    permanence_id: Mapped[UUID] = fk("permanence.id", _SOCLE, partage=_B)
    intervenant_id: Mapped[UUID] = fk("intervenant.id", _SOCLE, partage=_B)
