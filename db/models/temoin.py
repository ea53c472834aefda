"""Witnesses, and the meetings where they tell another household how it went."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Text

from app.core.i18n import N_
from app.domain.partage import Partage, Retention
from app.domain.temoins import EtatRencontre
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_E = Partage.EQUIPE
_SUIVI = Retention.SUIVI


class Temoin(Base):
    """A household that agreed to testify, from a day; withdrawable."""

    __tablename__ = "temoin"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    personne_id: Mapped[UUID | None] = fk(
        "personne.id", _SUIVI, nullable=True, index=False, libelle=N_("Qui témoigne")
    )
    accord_le: Mapped[date] = colonne(_E, _SUIVI, N_("A accepté le"), Date, au_menage=True)
    retire_le: Mapped[date | None] = colonne(_E, _SUIVI, N_("Retiré le"), Date, au_menage=True)
    modalite: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Comment le joindre, quand"), Text, au_menage=True
    )
    precision: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("De quoi il parle volontiers"), Text, au_menage=True
    )


class Rencontre(Base):
    """A meeting between a household and a witness: proposed, accepted, held."""

    __tablename__ = "rencontre"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    temoin_id: Mapped[UUID] = fk("temoin.id", _SUIVI)
    etat: Mapped[EtatRencontre] = choix(
        EtatRencontre, _E, _SUIVI, N_("Où elle en est"), server_default="proposee", groupe="etat"
    )
    etat_le: Mapped[date] = colonne(_E, _SUIVI, N_("Depuis le"), Date, groupe="etat")
    prevue_le: Mapped[date | None] = colonne(_E, _SUIVI, N_("Prévue le"), Date, au_menage=True)
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, nullable=True)
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Ce qui en ressort"), Text)
