"""A move day and its file: crew, checklist, keys, meter readings, changes of date."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Index,
    Integer,
    Text,
    Time,
    UniqueConstraint,
    false,
)

from app.core.i18n import N_
from app.domain.demenagements import (
    Creneau,
    EtatDemenagement,
    EtatPoint,
    Fluide,
    GenreEquipe,
    MomentReleve,
    SensCle,
    SensDemenagement,
)
from app.domain.engagements import RaisonReport
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_B, _E = Partage.BAILLEUR, Partage.EQUIPE
_SUIVI, _SOCLE = Retention.SUIVI, Retention.SOCLE


class Equipe(Base):
    """Movers, or the pilotes sociaux: how many moves a day they can attend, on which weekdays.

    `jours` lists ISO weekdays ("12345": Monday to Friday). `cite_id` None: every estate.
    """

    __tablename__ = "equipe"
    __table_args__ = (CheckConstraint("capacite BETWEEN 1 AND 50", name="capacite"),)

    id: Mapped[UUID] = cle(_SOCLE)
    cite_id: Mapped[UUID | None] = fk("cite.id", _SOCLE, partage=_B, nullable=True)
    genre: Mapped[GenreEquipe] = choix(GenreEquipe, _B, _SOCLE, N_("Genre d’équipe"))
    nom: Mapped[str] = colonne(_B, _SOCLE, N_("Équipe"), Text)
    organisme: Mapped[str | None] = colonne(_B, _SOCLE, N_("Entreprise"), Text)
    telephone: Mapped[str | None] = colonne(_B, _SOCLE, N_("Téléphone"), Text)
    courriel: Mapped[str | None] = colonne(_B, _SOCLE, N_("Courriel"), Text)
    capacite: Mapped[int] = colonne(
        _B, _SOCLE, N_("Déménagements par jour"), Integer, server_default="2"
    )
    jours: Mapped[str] = colonne(_B, _SOCLE, N_("Jours travaillés"), Text, server_default="12345")
    actif: Mapped[bool] = colonne(_B, _SOCLE, N_("En activité"), Boolean, server_default="1")


class Demenagement(Base):
    """The move of a household on a day, from a home to another. A cancelled one is kept.

    `fixe` pins it: the planner never moves it. `version` counts its changes, for calendars.
    """

    __tablename__ = "demenagement"
    __table_args__ = (Index("ix_demenagement_jour", "jour", "etat"),)

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    sens: Mapped[SensDemenagement] = choix(SensDemenagement, _B, _SUIVI, N_("Déménagement"))
    depuis_id: Mapped[UUID | None] = fk(
        "logement.id", _SUIVI, partage=_B, nullable=True, libelle=N_("Depuis")
    )
    vers_id: Mapped[UUID] = fk("logement.id", _SUIVI, partage=_B, libelle=N_("Vers"))
    jour: Mapped[date] = colonne(_B, _SUIVI, N_("Jour"), Date, groupe="quand")
    creneau: Mapped[Creneau] = choix(
        Creneau, _B, _SUIVI, N_("Créneau"), server_default="journee", groupe="quand"
    )
    heure: Mapped[time | None] = colonne(_B, _SUIVI, N_("Heure"), Time, groupe="quand")
    equipe_id: Mapped[UUID | None] = fk(
        "equipe.id", _SUIVI, partage=_B, nullable=True, libelle=N_("Déménageurs")
    )
    pilote_id: Mapped[UUID | None] = fk(
        "intervenant.id", _SUIVI, partage=_B, nullable=True, libelle=N_("Pilote social")
    )
    etat: Mapped[EtatDemenagement] = choix(
        EtatDemenagement, _B, _SUIVI, N_("État"), server_default="prevu", groupe="etat"
    )
    etat_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("État du"), Date, groupe="etat")
    fixe: Mapped[bool] = colonne(_E, _SUIVI, N_("Ne pas déplacer"), Boolean, server_default=false())
    plan_id: Mapped[UUID | None] = fk("plan_relogement.id", _SUIVI, nullable=True)
    motif: Mapped[str | None] = colonne(_E, _SUIVI, N_("Raison de l’écart"), Text)
    remarque: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("À savoir le jour même"), Text, au_menage=True
    )
    version: Mapped[int] = colonne(_E, _SUIVI, N_("Version"), Integer, server_default="0")


class ReportDemenagement(Base):
    """The date of a move changed: from which day to which, and why."""

    __tablename__ = "report_demenagement"

    id: Mapped[UUID] = cle(_SUIVI)
    demenagement_id: Mapped[UUID] = fk("demenagement.id", _SUIVI, partage=_B)
    le: Mapped[date] = colonne(_B, _SUIVI, N_("Décidé le"), Date)
    jour_avant: Mapped[date] = colonne(_B, _SUIVI, N_("Jour prévu avant"), Date)
    jour_apres: Mapped[date] = colonne(_B, _SUIVI, N_("Nouveau jour"), Date)
    raison: Mapped[RaisonReport] = choix(RaisonReport, _B, _SUIVI, N_("Cause du report"))
    explication: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Raison donnée au ménage"), Text, au_menage=True
    )


class PointDemenagement(Base):
    """A line of the checklist of a move (catalogue `demenagement`), once somebody touched it."""

    __tablename__ = "point_demenagement"
    __table_args__ = (UniqueConstraint("demenagement_id", "code"),)

    id: Mapped[UUID] = cle(_SUIVI)
    demenagement_id: Mapped[UUID] = fk("demenagement.id", _SUIVI, index=False)
    code: Mapped[str] = colonne(_E, _SUIVI, N_("Point"), Text, au_menage=True)
    etat: Mapped[EtatPoint] = choix(
        EtatPoint, _E, _SUIVI, N_("Où il en est"), groupe="etat", au_menage=True
    )
    le: Mapped[date | None] = colonne(
        _E, _SUIVI, N_("Fait le"), Date, groupe="etat", au_menage=True
    )
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Précision"), Text, au_menage=True)


class ReleveCompteur(Base):
    """A meter read in a home, on leaving it or on entering it. `valeur` is what the meter shows."""

    __tablename__ = "releve_compteur"

    id: Mapped[UUID] = cle(_SUIVI)
    demenagement_id: Mapped[UUID] = fk("demenagement.id", _SUIVI, partage=_B)
    logement_id: Mapped[UUID] = fk("logement.id", _SUIVI, partage=_B)
    fluide: Mapped[Fluide] = choix(Fluide, _B, _SUIVI, N_("Compteur"))
    moment: Mapped[MomentReleve] = choix(MomentReleve, _B, _SUIVI, N_("Relevé à"))
    numero: Mapped[str | None] = colonne(_B, _SUIVI, N_("Numéro du compteur"), Text)
    valeur: Mapped[str] = colonne(_B, _SUIVI, N_("Index"), Text)
    le: Mapped[date] = colonne(_B, _SUIVI, N_("Relevé le"), Date)


class CleLogement(Base):
    """Keys given to a household or given back: what, how many, when."""

    __tablename__ = "cle_logement"
    __table_args__ = (CheckConstraint("nombre BETWEEN 1 AND 99", name="nombre"),)

    id: Mapped[UUID] = cle(_SUIVI)
    demenagement_id: Mapped[UUID] = fk("demenagement.id", _SUIVI, partage=_B)
    logement_id: Mapped[UUID] = fk("logement.id", _SUIVI, partage=_B)
    sens: Mapped[SensCle] = choix(SensCle, _B, _SUIVI, N_("Clés"))
    quoi: Mapped[str] = colonne(_B, _SUIVI, N_("Quelles clés"), Text)
    nombre: Mapped[int] = colonne(_B, _SUIVI, N_("Nombre"), Integer, server_default="1")
    le: Mapped[date] = colonne(_B, _SUIVI, N_("Le"), Date)
    a_qui: Mapped[str | None] = colonne(_E, _SUIVI, N_("À qui"), Text, au_menage=True)


class ModeleDocument(Base):
    """The team's own wording of a document with fields; the shipped one is in the catalogues."""

    __tablename__ = "modele_document"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[UUID] = cle(_SOCLE)
    code: Mapped[str] = colonne(_E, _SOCLE, N_("Document"), Text)
    titre: Mapped[str] = colonne(_E, _SOCLE, N_("Titre"), Text)
    texte: Mapped[str] = colonne(_E, _SOCLE, N_("Texte"), Text)
