"""Estates and their works batches."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, Text, UniqueConstraint, false

from app.core.i18n import N_
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, cle, colonne, fk

_B, _E = Partage.BAILLEUR, Partage.EQUIPE
_SOCLE = Retention.SOCLE


class Cite(Base):
    """A miners' estate; from the shipped catalogue or added by the team."""

    __tablename__ = "cite"
    __table_args__ = (UniqueConstraint("nom", "communes"),)

    id: Mapped[UUID] = cle(_SOCLE)
    nom: Mapped[str] = colonne(_B, _SOCLE, N_("Cité"), Text, index=True)
    communes: Mapped[str] = colonne(_B, _SOCLE, N_("Communes"), Text, server_default="")
    epci: Mapped[str | None] = colonne(_B, _SOCLE, N_("EPCI"), Text)
    proprietaires: Mapped[str | None] = colonne(_B, _SOCLE, N_("Propriétaires"), Text)
    unesco: Mapped[str | None] = colonne(_B, _SOCLE, N_("Unesco"), Text)
    logements_estimes: Mapped[int | None] = colonne(_B, _SOCLE, N_("Logements estimés"), Integer)
    operation: Mapped[str | None] = colonne(_B, _SOCLE, N_("Opération"), Text)
    numero_mbm: Mapped[str | None] = colonne(_B, _SOCLE, N_("Numéro Mission Bassin Minier"), Text)
    bailleur_id: Mapped[UUID | None] = fk("bailleur.id", _SOCLE, partage=_B, nullable=True)
    fictive: Mapped[bool] = colonne(_B, _SOCLE, N_("Cité fictive"), Boolean, server_default=false())
    lieu_permanence: Mapped[str | None] = colonne(_B, _SOCLE, N_("Lieu de la permanence"), Text)
    telephone: Mapped[str | None] = colonne(_B, _SOCLE, N_("Ligne de la permanence"), Text)
    courriel: Mapped[str | None] = colonne(_B, _SOCLE, N_("Courriel de la permanence"), Text)
    parcours: Mapped[str | None] = colonne(_E, _SOCLE, N_("Parcours type"), Text)


class Tranche(Base):
    """A works batch of an estate, with its timetable."""

    __tablename__ = "tranche"
    __table_args__ = (UniqueConstraint("cite_id", "nom"),)

    id: Mapped[UUID] = cle(_SOCLE)
    cite_id: Mapped[UUID] = fk("cite.id", _SOCLE, partage=_B)
    nom: Mapped[str] = colonne(_B, _SOCLE, N_("Tranche"), Text)
    debut_travaux: Mapped[date | None] = colonne(
        _B, _SOCLE, N_("Début des travaux"), Date, groupe="travaux"
    )
    fin_travaux: Mapped[date | None] = colonne(
        _B, _SOCLE, N_("Fin des travaux"), Date, groupe="travaux"
    )
    reception: Mapped[date | None] = colonne(_B, _SOCLE, N_("Réception"), Date)
    marge_jours: Mapped[int | None] = colonne(_B, _SOCLE, N_("Marge (jours)"), Integer)
    parcours: Mapped[str | None] = colonne(_E, _SOCLE, N_("Parcours type"), Text)


class ContactCite(Base):
    """Whom to call in an estate for a subject, from a day to a day."""

    __tablename__ = "contact_cite"

    id: Mapped[UUID] = cle(_SOCLE)
    cite_id: Mapped[UUID] = fk("cite.id", _SOCLE, partage=_B)
    sujet: Mapped[str] = colonne(_B, _SOCLE, N_("Sujet"), Text)
    intervenant_id: Mapped[UUID | None] = fk("intervenant.id", _SOCLE, partage=_B, nullable=True)
    nom: Mapped[str | None] = colonne(_B, _SOCLE, N_("Nom"), Text)
    organisme: Mapped[str | None] = colonne(_B, _SOCLE, N_("Organisme"), Text)
    telephone: Mapped[str | None] = colonne(_B, _SOCLE, N_("Téléphone"), Text)
    courriel: Mapped[str | None] = colonne(_B, _SOCLE, N_("Courriel"), Text)
    disponible: Mapped[str | None] = colonne(_B, _SOCLE, N_("Quand appeler"), Text)
    rang: Mapped[int] = colonne(_E, _SOCLE, N_("Ordre"), Integer, server_default="0")
    depuis: Mapped[date | None] = colonne(_B, _SOCLE, N_("Depuis"), Date, groupe="periode")
    jusqu: Mapped[date | None] = colonne(_B, _SOCLE, N_("Jusqu’au"), Date, groupe="periode")
