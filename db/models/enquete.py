"""Questionnaires (XLSForm), campaigns, and what households answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, Text, UniqueConstraint, true
from sqlalchemy.orm import mapped_column

from app.core.i18n import N_
from app.domain.enquetes.campagnes import EtatEnquete, EtatSuivi, MomentCampagne
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, choix, cle, colonne, declare, fk
from db.types import Guid

_B, _E, _C = Partage.BAILLEUR, Partage.EQUIPE, Partage.CONFIDENTIEL
_SOCLE, _SUIVI = Retention.SOCLE, Retention.SUIVI


class Questionnaire(Base):
    """One version of a form. `identifiant` is the same across versions; answers keep theirs.

    `source_id` holds the spreadsheet as it was loaded, `xform_id` its compiled text.
    """

    __tablename__ = "questionnaire"
    __table_args__ = (UniqueConstraint("identifiant", "version", "empreinte"),)

    id: Mapped[UUID] = cle(_SOCLE)
    identifiant: Mapped[str] = colonne(_E, _SOCLE, N_("Identifiant"), Text, index=True)
    version: Mapped[str] = colonne(_E, _SOCLE, N_("Version"), Text)
    titre: Mapped[str] = colonne(_E, _SOCLE, N_("Questionnaire"), Text)
    langue: Mapped[str] = colonne(_E, _SOCLE, N_("Langue"), Text)
    fichier: Mapped[str] = colonne(_E, _SOCLE, N_("Fichier"), Text)
    empreinte: Mapped[str] = colonne(_E, _SOCLE, N_("Empreinte"), Text)
    nb_questions: Mapped[int] = colonne(_E, _SOCLE, N_("Questions"), Integer)
    charge_le: Mapped[datetime] = colonne(_E, _SOCLE, N_("Chargé le"))
    actif: Mapped[bool] = colonne(_E, _SOCLE, N_("En usage"), Boolean, server_default=true())
    source_id: Mapped[UUID] = fk("contenu.id", _SOCLE, partage=_C)
    xform_id: Mapped[UUID] = fk("contenu.id", _SOCLE, partage=_C)


class QuestionnaireReglage(Base):
    """What a person settled for a question: its field of the record, who may get its answer.

    By form, not by version: comparable questions stay comparable. `chemin` is the path of the
    question without the root ("foyer/nb_occupants").
    """

    __tablename__ = "questionnaire_reglage"
    __table_args__ = (UniqueConstraint("identifiant", "chemin"),)

    id: Mapped[UUID] = cle(_SOCLE)
    identifiant: Mapped[str] = colonne(_E, _SOCLE, N_("Questionnaire"), Text)
    chemin: Mapped[str] = colonne(_E, _SOCLE, N_("Question"), Text)
    champ: Mapped[str | None] = colonne(_E, _SOCLE, N_("Champ de la fiche"), Text)
    partage: Mapped[Partage | None] = choix(Partage, _E, _SOCLE, N_("Peut être reçu par"))


class QuestionnairePiece(Base):
    """A file a form needs beside it (choices or a table of `pulldata`), by name."""

    __tablename__ = "questionnaire_piece"
    __table_args__ = (UniqueConstraint("identifiant", "nom"),)

    id: Mapped[UUID] = cle(_SOCLE)
    identifiant: Mapped[str] = colonne(_E, _SOCLE, N_("Questionnaire"), Text)
    nom: Mapped[str] = colonne(_E, _SOCLE, N_("Fichier"), Text)
    contenu_id: Mapped[UUID] = fk("contenu.id", _SOCLE, partage=_C)


class Campagne(Base):
    """A questionnaire to ask to the households of an estate, by a day."""

    __tablename__ = "campagne"

    id: Mapped[UUID] = cle(_SOCLE)
    cite_id: Mapped[UUID] = fk("cite.id", _SOCLE)
    tranche_id: Mapped[UUID | None] = fk("tranche.id", _SOCLE, nullable=True)
    identifiant: Mapped[str] = colonne(_E, _SOCLE, N_("Questionnaire"), Text)
    titre: Mapped[str] = colonne(_E, _SOCLE, N_("Campagne"), Text)
    moment: Mapped[MomentCampagne] = choix(MomentCampagne, _E, _SOCLE, N_("Moment"))
    ouverte_le: Mapped[date] = colonne(_E, _SOCLE, N_("Ouverte le"), Date)
    echeance: Mapped[date | None] = colonne(_E, _SOCLE, N_("À finir pour le"), Date)
    close_le: Mapped[date | None] = colonne(_E, _SOCLE, N_("Close le"), Date)


class CampagneMenage(Base):
    """Where a household of a campaign stands; attempts themselves are visits."""

    __tablename__ = "campagne_menage"
    __table_args__ = (UniqueConstraint("campagne_id", "menage_id"),)

    id: Mapped[UUID] = cle(_SUIVI)
    campagne_id: Mapped[UUID] = fk("campagne.id", _SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    etat: Mapped[EtatSuivi] = choix(
        EtatSuivi, _E, _SUIVI, N_("Où elle en est"), server_default="a_faire", groupe="etat"
    )
    etat_le: Mapped[date | None] = colonne(_E, _SUIVI, N_("Depuis le"), Date, groupe="etat")
    motif: Mapped[str | None] = colonne(_E, _SUIVI, N_("Raison"), Text, groupe="etat")


class Enquete(Base):
    """One questionnaire filled with a household. `reponses` is the nested mapping of its answers.

    The column is confidential: each answer leaves only as far as its question allows. What is
    being typed is in `enquete_saisie`.
    """

    __tablename__ = "enquete"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    questionnaire_id: Mapped[UUID] = fk("questionnaire.id", _SUIVI)
    campagne_id: Mapped[UUID | None] = fk("campagne.id", _SUIVI, nullable=True)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, nullable=True)
    etat: Mapped[EtatEnquete] = choix(
        EtatEnquete, _E, _SUIVI, N_("État"), server_default="en_cours", groupe="etat",
        au_menage=True,
    )  # fmt: skip
    commencee_le: Mapped[date] = colonne(_E, _SUIVI, N_("Commencée le"), Date, au_menage=True)
    terminee_le: Mapped[date | None] = colonne(
        _E, _SUIVI, N_("Terminée le"), Date, groupe="etat", au_menage=True
    )
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)
    origine: Mapped[str] = colonne(_E, _SUIVI, N_("D’où elle vient"), Text, server_default="saisie")
    reference: Mapped[str | None] = colonne(_E, _SUIVI, N_("Référence d’origine"), Text, index=True)
    reponses: Mapped[Any] = colonne(_C, _SUIVI, N_("Réponses"), JSON(), server_default="{}")


class EnqueteSaisie(Base):
    """What is being typed in a questionnaire, saved at each answer; not journaled.

    It outlives the end of the questionnaire: undoing that end finds the answers here.
    """

    __tablename__ = "enquete_saisie"
    __journal__ = False

    id: Mapped[UUID] = cle(_SUIVI)
    enquete_id: Mapped[UUID] = mapped_column(
        Guid(), ForeignKey("enquete.id"), unique=True, info=declare(_C, _SUIVI)
    )
    reponses: Mapped[Any] = colonne(_C, _SUIVI, "", JSON())
    ou: Mapped[str | None] = colonne(_C, _SUIVI, "", Text)
    langue: Mapped[str | None] = colonne(_C, _SUIVI, "", Text)
    repondues: Mapped[int] = colonne(_C, _SUIVI, "", Integer)
    posees: Mapped[int] = colonne(_C, _SUIVI, "", Integer)
    maj_a: Mapped[datetime] = colonne(_C, _SUIVI, "")


class EnquetePiece(Base):
    """A photo, a signature or a file given as an answer; the answer is its `nom`."""

    __tablename__ = "enquete_piece"
    __table_args__ = (UniqueConstraint("enquete_id", "nom"),)

    id: Mapped[UUID] = cle(_SUIVI)
    enquete_id: Mapped[UUID] = fk("enquete.id", _SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    chemin: Mapped[str] = colonne(_C, _SUIVI, N_("Question"), Text)
    nom: Mapped[str] = colonne(_C, _SUIVI, N_("Fichier"), Text)
    contenu_id: Mapped[UUID] = fk("contenu.id", _SUIVI, partage=_C)
