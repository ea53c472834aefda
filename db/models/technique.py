"""What the base keeps about itself: devices, operations, journal, imports, sendings, drafts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import mapped_column

from app.core.i18n import N_
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, cle, colonne, declare, fk
from db.types import Guid

_E, _C = Partage.EQUIPE, Partage.CONFIDENTIEL
_TECH = Retention.TECHNIQUE


class Appareil(Base):
    """A copy of the base on a machine; a restored or copied base becomes a new one."""

    __tablename__ = "appareil"
    __journal__ = False

    id: Mapped[UUID] = cle(_TECH)
    depuis: Mapped[datetime] = colonne(_C, _TECH, N_("Depuis"))
    motif: Mapped[str] = colonne(_C, _TECH, N_("Pourquoi"), Text)


class Operation(Base):
    """One journaled action, numbered per device; wall time is for display only."""

    __tablename__ = "operation"
    __table_args__ = (UniqueConstraint("appareil_id", "n"),)
    __journal__ = False

    num: Mapped[int] = mapped_column(Integer, primary_key=True, info=declare(_C, _TECH))
    appareil_id: Mapped[UUID] = fk("appareil.id", _TECH, partage=_C, index=False)
    n: Mapped[int] = colonne(_C, _TECH, N_("Numéro"), Integer)
    auteur_id: Mapped[UUID | None] = colonne(_C, _TECH, N_("Auteur"), Guid(), nullable=True)
    auteur_nom: Mapped[str | None] = colonne(_C, _TECH, N_("Auteur"), Text)
    libelle: Mapped[str] = colonne(_C, _TECH, N_("Action"), Text)
    origine: Mapped[str] = colonne(_C, _TECH, N_("Origine"), Text)
    quand: Mapped[datetime] = colonne(_C, _TECH, N_("Quand"))
    annule_num: Mapped[int | None] = colonne(_C, _TECH, N_("Annule l’action"), Integer, index=True)


class OperationCourante(Base):
    """The single row triggers read to know in which operation they write.

    `resume_le` is the last day the derived rows were brought up to date for; `regles` the
    fingerprint of the templates and attention rules they were made with.
    """

    __tablename__ = "operation_courante"
    __table_args__ = (CheckConstraint("id = 1", name="unique"),)
    __journal__ = False

    id: Mapped[int] = mapped_column(Integer, primary_key=True, info=declare(_C, _TECH))
    num: Mapped[int | None] = mapped_column(
        Integer, ForeignKey("operation.num"), info=declare(_C, _TECH)
    )
    resume_le: Mapped[date | None] = colonne(_C, _TECH, "", Date)
    regles: Mapped[str | None] = colonne(_C, _TECH, "", Text)


class LigneJournal(Base):
    """What one operation did to one merge group of one row; written by triggers only.

    `genre` is I (insert: whole row in `apres`), U (one merge group, before and after) or
    D (delete: whole row in `avant`).
    """

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_table_nom_ligne_id", "table_nom", "ligne_id", "seq"),
        Index("ix_journal_menage_id_seq", "menage_id", "seq"),
        CheckConstraint("genre IN ('I', 'U', 'D')", name="genre"),
    )
    __journal__ = False

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, info=declare(_C, _TECH))
    operation_num: Mapped[int] = mapped_column(
        Integer, ForeignKey("operation.num"), index=True, info=declare(_C, _TECH)
    )
    table_nom: Mapped[str] = colonne(_C, _TECH, "", Text)
    ligne_id: Mapped[str] = colonne(_C, _TECH, "", Text)
    menage_id: Mapped[str | None] = colonne(_C, _TECH, "", Text)
    genre: Mapped[str] = colonne(_C, _TECH, "", Text)
    groupe: Mapped[str] = colonne(_C, _TECH, "", Text)
    avant: Mapped[Any | None] = colonne(_C, _TECH, "", JSON(none_as_null=True))
    apres: Mapped[Any | None] = colonne(_C, _TECH, "", JSON(none_as_null=True))


class ImportLot(Base):
    """One file loaded into the base: what it was, what it did, under which operation."""

    __tablename__ = "import_lot"

    id: Mapped[UUID] = cle(_TECH)
    profil: Mapped[str] = colonne(_E, _TECH, N_("Profil"), Text)
    fichier: Mapped[str] = colonne(_E, _TECH, N_("Fichier"), Text)
    empreinte: Mapped[str] = colonne(_E, _TECH, N_("Empreinte"), Text, index=True)
    bailleur_id: Mapped[UUID | None] = fk("bailleur.id", _TECH, nullable=True)
    importe_a: Mapped[datetime] = colonne(_E, _TECH, N_("Importé le"))
    nb_nouveaux: Mapped[int] = colonne(_E, _TECH, N_("Nouveaux"), Integer)
    nb_modifies: Mapped[int] = colonne(_E, _TECH, N_("Modifiés"), Integer)
    nb_identiques: Mapped[int] = colonne(_E, _TECH, N_("Identiques"), Integer)
    nb_rejetes: Mapped[int] = colonne(_E, _TECH, N_("Rejetés"), Integer)
    operation_appareil: Mapped[str] = colonne(_C, _TECH, "", Text)
    operation_n: Mapped[int] = colonne(_C, _TECH, "", Integer)


class ImportCorrespondance(Base):
    """A column mapping a person settled once, remembered per bailleur and profile."""

    __tablename__ = "import_correspondance"
    __table_args__ = (UniqueConstraint("bailleur", "profil", "entete"),)
    __journal__ = False

    id: Mapped[UUID] = cle(_TECH)
    bailleur: Mapped[str] = colonne(_E, _TECH, N_("Bailleur"), Text)
    profil: Mapped[str] = colonne(_E, _TECH, N_("Profil"), Text)
    entete: Mapped[str] = colonne(_E, _TECH, N_("En-tête"), Text)
    champ: Mapped[str | None] = colonne(_E, _TECH, N_("Champ"), Text)


class Envoi(Base):
    """What left the base: what, to whom, when, how many."""

    __tablename__ = "envoi"

    id: Mapped[UUID] = cle(_TECH)
    quoi: Mapped[str] = colonne(_E, _TECH, N_("Quoi"), Text)
    destinataire: Mapped[str] = colonne(_E, _TECH, N_("Pour qui"), Text)
    nb_lignes: Mapped[int] = colonne(_E, _TECH, N_("Combien"), Integer)
    detail: Mapped[Any | None] = colonne(_E, _TECH, N_("Détail"), JSON(none_as_null=True))
    prepare_a: Mapped[datetime] = colonne(_E, _TECH, N_("Quand"))


class Reglage(Base):
    """A setting of the base, shared by all who use it."""

    __tablename__ = "reglage"

    id: Mapped[UUID] = cle(_TECH)
    nom: Mapped[str] = colonne(_E, _TECH, N_("Réglage"), Text, unique=True)
    valeur: Mapped[Any | None] = colonne(_E, _TECH, N_("Valeur"), JSON(none_as_null=True))


class Brouillon(Base):
    """What was being typed in a form: never journaled, erased when the form is saved."""

    __tablename__ = "brouillon"
    __journal__ = False

    id: Mapped[UUID] = cle(_TECH)
    formulaire: Mapped[str] = colonne(_C, _TECH, "", Text, unique=True)
    contenu: Mapped[Any] = colonne(_C, _TECH, "", JSON())
    maj_a: Mapped[datetime] = colonne(_C, _TECH, "")


class MenageResume(Base):
    """One derived row per household for lists, filters and search; rebuilt by `db.resume`.

    `num` is the stable integer the full-text index refers to. `depart_le` and `retour_le` are the
    facts the phase is deduced from on any day.
    """

    __tablename__ = "menage_resume"
    __table_args__ = (
        Index("ix_menage_resume_nom_tri", "nom_tri", "num"),
        Index("ix_menage_resume_adresse_tri", "adresse_tri", "num"),
        Index("ix_menage_resume_derniere_visite", "derniere_visite", "num"),
        Index("ix_menage_resume_cite_id_nom_tri", "cite_id", "nom_tri", "num"),
        Index("ix_menage_resume_suivi_derniere_visite", "suivi", "derniere_visite", "cite_id"),
    )
    __journal__ = False

    num: Mapped[int] = mapped_column(Integer, primary_key=True, info=declare(_C, Retention.SUIVI))
    menage_id: Mapped[UUID] = colonne(_C, Retention.SUIVI, "", Guid(), unique=True)
    nom: Mapped[str] = colonne(_C, Retention.SUIVI, "", Text)
    nom_tri: Mapped[str] = colonne(_C, Retention.SUIVI, "", Text)
    titulaires: Mapped[str] = colonne(_C, Retention.SUIVI, "", Text)
    telephones: Mapped[str] = colonne(_C, Retention.SUIVI, "", Text)
    adresse: Mapped[str] = colonne(_C, Retention.SUIVI, "", Text)
    adresse_tri: Mapped[str] = colonne(_C, Retention.SUIVI, "", Text)
    code_ug: Mapped[str | None] = colonne(_C, Retention.SUIVI, "", Text, index=True)
    typologie: Mapped[str | None] = colonne(_C, Retention.SUIVI, "", Text)
    logement_id: Mapped[UUID | None] = colonne(_C, Retention.SUIVI, "", Guid())
    adresse_actuelle: Mapped[str | None] = colonne(_C, Retention.SUIVI, "", Text)
    cite_id: Mapped[UUID | None] = colonne(_C, Retention.SUIVI, "", Guid())
    tranche_id: Mapped[UUID | None] = colonne(_C, Retention.SUIVI, "", Guid(), index=True)
    nb_personnes: Mapped[int] = colonne(_C, Retention.SUIVI, "", Integer)
    depart_le: Mapped[date | None] = colonne(_C, Retention.SUIVI, "", Date)
    retour_le: Mapped[date | None] = colonne(_C, Retention.SUIVI, "", Date)
    phase_forcee: Mapped[str | None] = colonne(_C, Retention.SUIVI, "", Text)
    derniere_visite: Mapped[date | None] = colonne(_C, Retention.SUIVI, "", Date)
    nb_visites: Mapped[int] = colonne(_C, Retention.SUIVI, "", Integer)
    prochaine_echeance: Mapped[date | None] = colonne(_C, Retention.SUIVI, "", Date)
    referents: Mapped[str] = colonne(_C, Retention.SUIVI, "", Text)
    suivi: Mapped[str] = colonne(_C, Retention.SUIVI, "", Text)
    texte: Mapped[str] = colonne(_C, Retention.SUIVI, "", Text)


class ResumeAFaire(Base):
    """Households whose derived row must be recomputed before the transaction ends."""

    __tablename__ = "resume_a_faire"
    __journal__ = False

    menage_id: Mapped[str] = mapped_column(
        Text, primary_key=True, info=declare(_C, Retention.TECHNIQUE)
    )
