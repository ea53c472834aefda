"""The journey of a household: dated milestones, practices offered, wishes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Boolean, Date, Index, Integer, Text, UniqueConstraint, false

from app.core.i18n import N_
from app.domain.accompagnement import CodeSouhait
from app.domain.menages import Phase
from app.domain.parcours_modele import GenreElement
from app.domain.partage import Partage, Retention
from app.domain.pratiques import EtatPratique
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_B, _E = Partage.BAILLEUR, Partage.EQUIPE
_SUIVI = Retention.SUIVI


class Etape(Base):
    """A milestone of the journey: foreseen on a day, done on another, or of no concern.

    `motif` says why it deviates from the template: out of order, or set aside on `ecartee_le`.
    """

    __tablename__ = "etape"
    __table_args__ = (UniqueConstraint("menage_id", "code"),)

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B, index=False)
    code: Mapped[str] = colonne(_B, _SUIVI, N_("Étape"), Text)
    prevue_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Prévue le"), Date)
    faite_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Faite le"), Date)
    ecartee_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Écartée le"), Date, groupe="ecart")
    motif: Mapped[str | None] = colonne(_E, _SUIVI, N_("Raison de l’écart"), Text, groupe="ecart")


class Pratique(Base):
    """A good practice offered to a household: rows are added, the latest tells where it stands."""

    __tablename__ = "pratique"
    __table_args__ = (Index("ix_pratique_menage_id_code", "menage_id", "code", "le"),)

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B, index=False)
    code: Mapped[str] = colonne(_B, _SUIVI, N_("Bonne pratique"), Text)
    etat: Mapped[EtatPratique] = choix(EtatPratique, _B, _SUIVI, N_("Où elle en est"))
    le: Mapped[date] = colonne(_B, _SUIVI, N_("Le"), Date)
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, nullable=True)
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Précision"), Text)


class ParcoursAjustement(Base):
    """A line of the template changed for a whole estate, or for one batch, with its reason."""

    __tablename__ = "parcours_ajustement"
    __table_args__ = (UniqueConstraint("cite_id", "tranche_id", "genre", "code"),)

    id: Mapped[UUID] = cle(Retention.SOCLE)
    cite_id: Mapped[UUID] = fk("cite.id", Retention.SOCLE)
    tranche_id: Mapped[UUID | None] = fk("tranche.id", Retention.SOCLE, nullable=True)
    genre: Mapped[GenreElement] = choix(GenreElement, _E, Retention.SOCLE, N_("Ligne"))
    code: Mapped[str] = colonne(_E, Retention.SOCLE, N_("Code"), Text)
    phase: Mapped[Phase | None] = choix(Phase, _E, Retention.SOCLE, N_("Phase"))
    ancre: Mapped[str | None] = colonne(
        _E, Retention.SOCLE, N_("Compté depuis"), Text, groupe="echeance"
    )
    jours: Mapped[int | None] = colonne(
        _E, Retention.SOCLE, N_("Jours"), Integer, groupe="echeance"
    )
    retiree: Mapped[bool] = colonne(
        _E, Retention.SOCLE, N_("Retirée"), Boolean, server_default=false()
    )
    motif: Mapped[str | None] = colonne(_E, Retention.SOCLE, N_("Raison"), Text)


class Souhait(Base):
    """What the household wishes after the works; changes of mind are further rows."""

    __tablename__ = "souhait"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    code: Mapped[CodeSouhait] = choix(CodeSouhait, _B, _SUIVI, N_("Souhait"))
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Précision"), Text, au_menage=True)
    exprime_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Exprimé le"), Date)
