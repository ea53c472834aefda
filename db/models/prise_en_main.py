"""Visits where a renovated home is taken in hand: what was shown, to whom."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Text, UniqueConstraint

from app.core.i18n import N_
from app.domain.partage import Partage, Retention
from app.domain.prises_en_main import EtatPointMontre, EtatPriseEnMain, MomentPriseEnMain
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_B, _E = Partage.BAILLEUR, Partage.EQUIPE
_SUIVI = Retention.SUIVI


class PriseEnMain(Base):
    """A guided visit of the renovated home, foreseen on a day, held on another.

    `tache_id` is what reminds the team of a visit to come.
    """

    __tablename__ = "prise_en_main"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    logement_id: Mapped[UUID | None] = fk("logement.id", _SUIVI, partage=_B, nullable=True)
    moment: Mapped[MomentPriseEnMain] = choix(MomentPriseEnMain, _B, _SUIVI, N_("Visite"))
    etat: Mapped[EtatPriseEnMain] = choix(
        EtatPriseEnMain, _B, _SUIVI, N_("État"), server_default="prevue", groupe="etat"
    )
    prevue_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Prévue le"), Date)
    faite_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Faite le"), Date, groupe="etat")
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, nullable=True)
    tache_id: Mapped[UUID | None] = fk("tache.id", _SUIVI, nullable=True)
    guide_remis: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Langue du guide remis"), Text, au_menage=True
    )
    remarque: Mapped[str | None] = colonne(_E, _SUIVI, N_("Remarque"), Text, au_menage=True)


class PointPriseEnMain(Base):
    """A point of the checklist, shown to somebody (None: to the whole household)."""

    __tablename__ = "point_prise_en_main"
    __table_args__ = (UniqueConstraint("prise_id", "code", "personne_id"),)

    id: Mapped[UUID] = cle(_SUIVI)
    prise_id: Mapped[UUID] = fk("prise_en_main.id", _SUIVI, index=False)
    code: Mapped[str] = colonne(_E, _SUIVI, N_("Point"), Text, au_menage=True)
    personne_id: Mapped[UUID | None] = fk(
        "personne.id", _SUIVI, nullable=True, index=False, libelle=N_("Montré à")
    )
    etat: Mapped[EtatPointMontre] = choix(
        EtatPointMontre, _E, _SUIVI, N_("Où il en est"), au_menage=True
    )
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Précision"), Text, au_menage=True)
