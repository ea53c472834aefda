"""The dated milestones of a household's journey, its wishes, its complaints."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Text, UniqueConstraint

from app.core.i18n import N_
from app.domain.accompagnement import CodeSouhait, EtatReclamation
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_B, _E = Partage.BAILLEUR, Partage.EQUIPE
_SUIVI = Retention.SUIVI


class Etape(Base):
    """A milestone of the journey: foreseen on a day, done on another."""

    __tablename__ = "etape"
    __table_args__ = (UniqueConstraint("menage_id", "code"),)

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B, index=False)
    code: Mapped[str] = colonne(_B, _SUIVI, N_("Étape"), Text)
    prevue_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Prévue le"), Date)
    faite_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Faite le"), Date)


class Souhait(Base):
    """What the household wishes after the works; changes of mind are further rows."""

    __tablename__ = "souhait"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    code: Mapped[CodeSouhait] = choix(CodeSouhait, _B, _SUIVI, N_("Souhait"))
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Précision"), Text, au_menage=True)
    exprime_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Exprimé le"), Date)


class Reclamation(Base):
    """A complaint about a home: reference, what is wrong, where it stands."""

    __tablename__ = "reclamation"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    logement_id: Mapped[UUID | None] = fk("logement.id", _SUIVI, partage=_B, nullable=True)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, partage=_B, nullable=True)
    reference: Mapped[str] = colonne(_B, _SUIVI, N_("Référence"), Text, unique=True)
    categorie: Mapped[str] = colonne(_B, _SUIVI, N_("Catégorie"), Text)
    description: Mapped[str] = colonne(_B, _SUIVI, N_("Description"), Text)
    etat: Mapped[EtatReclamation] = choix(
        EtatReclamation, _B, _SUIVI, N_("État"), server_default="recue", groupe="etat"
    )
    etat_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Depuis le"), Date, groupe="etat")
    ouverte_le: Mapped[date] = colonne(_B, _SUIVI, N_("Ouverte le"), Date)
