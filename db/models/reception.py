"""Réception of the works, and inventories of a home at exit and at return."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Text, UniqueConstraint

from app.core.i18n import N_
from app.domain.partage import Partage, Retention
from app.domain.receptions import EtatElement, MomentEtatDesLieux, ResultatReception
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_B, _E = Partage.BAILLEUR, Partage.EQUIPE
_SUIVI, _SOCLE = Retention.SUIVI, Retention.SOCLE


class Reception(Base):
    """The works of one dwelling, or of a whole batch, are received on a day.

    That of the dwelling counts before that of its batch. Its réserves are complaints that name
    it; `levees_le` is the day the last one was lifted.
    """

    __tablename__ = "reception"
    __table_args__ = (CheckConstraint("(logement_id IS NULL) <> (tranche_id IS NULL)", name="de"),)

    id: Mapped[UUID] = cle(_SOCLE)
    logement_id: Mapped[UUID | None] = fk("logement.id", _SOCLE, partage=_B, nullable=True)
    tranche_id: Mapped[UUID | None] = fk("tranche.id", _SOCLE, partage=_B, nullable=True)
    le: Mapped[date] = colonne(_B, _SOCLE, N_("Réception du"), Date)
    resultat: Mapped[ResultatReception] = choix(ResultatReception, _B, _SOCLE, N_("Résultat"))
    levees_le: Mapped[date | None] = colonne(_B, _SOCLE, N_("Réserves levées le"), Date)
    precision: Mapped[str | None] = colonne(_B, _SOCLE, N_("Précision"), Text)


class EtatDesLieux(Base):
    """The inventory of a home, with the household, on leaving it or on entering it."""

    __tablename__ = "etat_des_lieux"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    logement_id: Mapped[UUID] = fk("logement.id", _SUIVI, partage=_B)
    demenagement_id: Mapped[UUID | None] = fk("demenagement.id", _SUIVI, partage=_B, nullable=True)
    moment: Mapped[MomentEtatDesLieux] = choix(MomentEtatDesLieux, _B, _SUIVI, N_("Moment"))
    le: Mapped[date] = colonne(_B, _SUIVI, N_("Fait le"), Date)
    presents: Mapped[str | None] = colonne(_E, _SUIVI, N_("Présents"), Text, au_menage=True)
    remarque: Mapped[str | None] = colonne(_B, _SUIVI, N_("Remarque"), Text)
    signe_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Signé le"), Date)


class LigneEtatDesLieux(Base):
    """One element of one room as it was found."""

    __tablename__ = "ligne_etat_des_lieux"
    __table_args__ = (UniqueConstraint("etat_id", "piece", "element"),)

    id: Mapped[UUID] = cle(_SUIVI)
    etat_id: Mapped[UUID] = fk("etat_des_lieux.id", _SUIVI, partage=_B, index=False)
    piece: Mapped[str] = colonne(_B, _SUIVI, N_("Pièce"), Text)
    element: Mapped[str] = colonne(_B, _SUIVI, N_("Élément"), Text)
    etat: Mapped[EtatElement] = choix(EtatElement, _B, _SUIVI, N_("État"))
    precision: Mapped[str | None] = colonne(_B, _SUIVI, N_("Précision"), Text)
