"""Life after the return: what a home costs, what it burns, what the team goes on offering."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Integer, Text

from app.core.i18n import N_
from app.domain.apres import (
    Energie,
    EtatSoutien,
    GenreAction,
    GenreSoutien,
    MomentLoyer,
    SourceConso,
    SourceLoyer,
)
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, choix, cle, colonne, fk
from db.types import Centiemes

_B, _E, _C = Partage.BAILLEUR, Partage.EQUIPE, Partage.CONFIDENTIEL
_SUIVI, _SOCLE = Retention.SUIVI, Retention.SOCLE


class Quittance(Base):
    """What a household paid a month, as one source told it on a day; rows are added.

    Amounts in euros a month; one that nobody knows stays None. `troisieme_ligne` is the tenant's
    share of the energy savings (third line of the receipt), outside rent and APL.
    """

    __tablename__ = "quittance"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    logement_id: Mapped[UUID | None] = fk("logement.id", _SUIVI, partage=_B, nullable=True)
    moment: Mapped[MomentLoyer] = choix(MomentLoyer, _B, _SUIVI, N_("Moment"))
    le: Mapped[date] = colonne(_B, _SUIVI, N_("Au"), Date)
    source: Mapped[SourceLoyer] = choix(SourceLoyer, _B, _SUIVI, N_("Source"))
    loyer: Mapped[Decimal | None] = colonne(_B, _SUIVI, N_("Loyer (€)"), Centiemes, groupe="loyer")
    charges: Mapped[Decimal | None] = colonne(
        _B, _SUIVI, N_("Charges (€)"), Centiemes, groupe="loyer"
    )
    troisieme_ligne: Mapped[Decimal | None] = colonne(
        _B, _SUIVI, N_("Troisième ligne (€)"), Centiemes, groupe="loyer"
    )
    apl: Mapped[Decimal | None] = colonne(_B, _SUIVI, N_("APL/RLS (€)"), Centiemes, groupe="loyer")
    ressources: Mapped[Decimal | None] = colonne(
        _C, _SUIVI, N_("Ressources par mois (€)"), Centiemes, au_menage=True
    )
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Précision"), Text, au_menage=True)


class VolontaireEnergie(Base):
    """The household agreed that its energy bills be followed, from a day; withdrawable."""

    __tablename__ = "volontaire_energie"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    personne_id: Mapped[UUID | None] = fk("personne.id", _SUIVI, nullable=True, index=False)
    accord_le: Mapped[date] = colonne(_E, _SUIVI, N_("A accepté le"), Date, au_menage=True)
    retire_le: Mapped[date | None] = colonne(_E, _SUIVI, N_("Retiré le"), Date, au_menage=True)


class ConsoEnergie(Base):
    """What a volunteer burned from a day to a day (`au` excluded), as a bill or a meter tells.

    `dju`: unified degree days of the period (base 18 °C), when somebody looked them up.
    """

    __tablename__ = "conso_energie"
    __table_args__ = (CheckConstraint("au > du", name="dates"),)

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    logement_id: Mapped[UUID | None] = fk("logement.id", _SUIVI, nullable=True, index=False)
    energie: Mapped[Energie] = choix(Energie, _C, _SUIVI, N_("Énergie"), au_menage=True)
    du: Mapped[date] = colonne(_C, _SUIVI, N_("Du"), Date, groupe="periode", au_menage=True)
    au: Mapped[date] = colonne(_C, _SUIVI, N_("Au"), Date, groupe="periode", au_menage=True)
    kwh: Mapped[Decimal | None] = colonne(
        _C, _SUIVI, N_("Consommation (kWh)"), Centiemes, au_menage=True
    )
    montant: Mapped[Decimal | None] = colonne(
        _C, _SUIVI, N_("Dépense (€)"), Centiemes, au_menage=True
    )
    dju: Mapped[int | None] = colonne(_C, _SUIVI, N_("Degrés-jours"), Integer, au_menage=True)
    source: Mapped[SourceConso] = choix(SourceConso, _C, _SUIVI, N_("Source"), au_menage=True)
    precision: Mapped[str | None] = colonne(_C, _SUIVI, N_("Précision"), Text, au_menage=True)


class ActionCollective(Base):
    """A collective action of an estate, on a day or from a day on."""

    __tablename__ = "action_collective"

    id: Mapped[UUID] = cle(_SOCLE)
    cite_id: Mapped[UUID] = fk("cite.id", _SOCLE, partage=_B)
    nom: Mapped[str] = colonne(_B, _SOCLE, N_("Action"), Text)
    genre: Mapped[GenreAction] = choix(GenreAction, _B, _SOCLE, N_("Genre"))
    le: Mapped[date | None] = colonne(_B, _SOCLE, N_("Le"), Date)
    lieu: Mapped[str | None] = colonne(_B, _SOCLE, N_("Lieu"), Text)
    precision: Mapped[str | None] = colonne(_B, _SOCLE, N_("Précision"), Text)


class SoutienRetour(Base):
    """What the team goes on offering a household: coaching, ARA, rules of upkeep, neighbours.

    `quoi` says which works (ARA), which rule, which gestures.
    """

    __tablename__ = "soutien_retour"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    genre: Mapped[GenreSoutien] = choix(GenreSoutien, _E, _SUIVI, N_("Soutien"), au_menage=True)
    etat: Mapped[EtatSoutien] = choix(
        EtatSoutien, _E, _SUIVI, N_("Où il en est"), groupe="etat", au_menage=True
    )
    le: Mapped[date] = colonne(_E, _SUIVI, N_("Le"), Date, groupe="etat", au_menage=True)
    quoi: Mapped[str | None] = colonne(_E, _SUIVI, N_("De quoi il s’agit"), Text, au_menage=True)
    action_id: Mapped[UUID | None] = fk("action_collective.id", _SUIVI, nullable=True)
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, nullable=True)
