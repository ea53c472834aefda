"""Complaints and réserves: who must act, by when, what was said, proposed and done."""

from __future__ import annotations

from datetime import date, datetime, time
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
    true,
)

from app.core.i18n import N_
from app.domain.accompagnement import Canal
from app.domain.demenagements import Creneau
from app.domain.partage import Partage, Retention
from app.domain.reclamations import (
    EtatPassage,
    EtatReclamation,
    GenreEchange,
    GenreResponsable,
    Interlocuteur,
    MotifReclamation,
    NatureReclamation,
    OrigineReclamation,
    SensEchange,
    SourceSuivi,
    Urgence,
)
from app.domain.reclamations_delais import Horloge
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_B, _E, _C = Partage.BAILLEUR, Partage.EQUIPE, Partage.CONFIDENTIEL
_SUIVI, _SOCLE = Retention.SUIVI, Retention.SOCLE


class Responsable(Base):
    """Who repairs: the bailleur's own workers, a contractor and its lot, the commune.

    `cite_id` None: for every estate.
    """

    __tablename__ = "responsable"

    id: Mapped[UUID] = cle(_SOCLE)
    cite_id: Mapped[UUID | None] = fk("cite.id", _SOCLE, partage=_B, nullable=True)
    genre: Mapped[GenreResponsable] = choix(GenreResponsable, _B, _SOCLE, N_("Genre"))
    nom: Mapped[str] = colonne(_B, _SOCLE, N_("Responsable"), Text)
    lot: Mapped[str | None] = colonne(_B, _SOCLE, N_("Lot"), Text)
    contact: Mapped[str | None] = colonne(_B, _SOCLE, N_("Interlocuteur"), Text)
    telephone: Mapped[str | None] = colonne(_B, _SOCLE, N_("Téléphone"), Text)
    courriel: Mapped[str | None] = colonne(_B, _SOCLE, N_("Courriel"), Text)
    adresse: Mapped[str | None] = colonne(_B, _SOCLE, N_("Adresse"), Text)
    actif: Mapped[bool] = colonne(_B, _SOCLE, N_("En activité"), Boolean, server_default=true())


class DelaiReclamation(Base):
    """The team's own delays for an urgency, and for a category when it differs.

    `categorie` "" means all of them. A delay left empty: no such clock. What no row tells comes
    from the catalogue.
    """

    __tablename__ = "delai_reclamation"
    __table_args__ = (
        UniqueConstraint("categorie", "urgence"),
        CheckConstraint("reponse_heures BETWEEN 1 AND 2000", name="reponse"),
        CheckConstraint("securisation_heures BETWEEN 1 AND 2000", name="securisation"),
        CheckConstraint("reparation_jours BETWEEN 1 AND 400", name="reparation"),
    )

    id: Mapped[UUID] = cle(_SOCLE)
    categorie: Mapped[str] = colonne(_E, _SOCLE, N_("Catégorie"), Text, server_default="")
    urgence: Mapped[Urgence] = choix(Urgence, _E, _SOCLE, N_("Urgence"))
    reponse_heures: Mapped[int | None] = colonne(
        _E, _SOCLE, N_("Première réponse (heures ouvrées)"), Integer, groupe="delais"
    )
    securisation_heures: Mapped[int | None] = colonne(
        _E, _SOCLE, N_("Mise en sécurité (heures)"), Integer, groupe="delais"
    )
    reparation_jours: Mapped[int | None] = colonne(
        _E, _SOCLE, N_("Réparation (jours ouvrés)"), Integer, groupe="delais"
    )


class DossierCollectif(Base):
    """The same defect in several homes, followed as one case."""

    __tablename__ = "dossier_collectif"

    id: Mapped[UUID] = cle(_SOCLE)
    cite_id: Mapped[UUID | None] = fk("cite.id", _SOCLE, partage=_B, nullable=True)
    reference: Mapped[str] = colonne(_B, _SOCLE, N_("Référence"), Text, unique=True)
    titre: Mapped[str] = colonne(_B, _SOCLE, N_("Défaut commun"), Text)
    categorie: Mapped[str | None] = colonne(_B, _SOCLE, N_("Catégorie"), Text)
    responsable_id: Mapped[UUID | None] = fk("responsable.id", _SOCLE, partage=_B, nullable=True)
    description: Mapped[str | None] = colonne(_B, _SOCLE, N_("Description"), Text)
    ouvert_le: Mapped[date] = colonne(_B, _SOCLE, N_("Ouvert le"), Date)
    clos_le: Mapped[date | None] = colonne(_B, _SOCLE, N_("Clos le"), Date)


class Reclamation(Base):
    """A complaint about a home, or a réserve noted at réception (maybe of an empty home).

    `etat` is the last row of its history. `echeance` is the clock that runs out first among
    those still running, None when nobody waits any more. `cite_id` and `tranche_id` follow those
    of its dwelling.
    """

    __tablename__ = "reclamation"
    __table_args__ = (
        # All that lists, boards and indicators choose and count by: they never read the table.
        Index(
            "ix_reclamation_etat",
            "etat",
            "echeance",
            "cite_id",
            "tranche_id",
            "categorie",
            "responsable_id",
            "urgence",
            "nature",
            "ouverte_le",
            "faite_le",
            "close_le",
            "rouvertures",
        ),
        Index("ix_reclamation_cite", "cite_id", "etat", "echeance", "close_le"),
    )

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID | None] = fk("menage.id", _SUIVI, partage=_B, nullable=True)
    logement_id: Mapped[UUID | None] = fk("logement.id", _SUIVI, partage=_B, nullable=True)
    cite_id: Mapped[UUID | None] = fk("cite.id", _SUIVI, partage=_B, nullable=True, index=False)
    tranche_id: Mapped[UUID | None] = fk(
        "tranche.id", _SUIVI, partage=_B, nullable=True, index=False
    )
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, partage=_B, nullable=True)
    reception_id: Mapped[UUID | None] = fk("reception.id", _SUIVI, partage=_B, nullable=True)
    dossier_id: Mapped[UUID | None] = fk("dossier_collectif.id", _SUIVI, partage=_B, nullable=True)
    reference: Mapped[str] = colonne(_B, _SUIVI, N_("Référence"), Text, unique=True)
    reference_bailleur: Mapped[str | None] = colonne(
        _B, _SUIVI, N_("Référence du bailleur"), Text, index=True
    )
    nature: Mapped[NatureReclamation] = choix(
        NatureReclamation, _B, _SUIVI, N_("Nature"), server_default="reclamation"
    )
    origine: Mapped[OrigineReclamation] = choix(
        OrigineReclamation, _B, _SUIVI, N_("Signalée par"), server_default="autre"
    )
    categorie: Mapped[str] = colonne(_B, _SUIVI, N_("Catégorie"), Text)
    lieu: Mapped[str | None] = colonne(_B, _SUIVI, N_("Où dans le logement"), Text)
    urgence: Mapped[Urgence] = choix(Urgence, _B, _SUIVI, N_("Urgence"), server_default="normale")
    description: Mapped[str] = colonne(_B, _SUIVI, N_("Description"), Text)
    responsable_id: Mapped[UUID | None] = fk(
        "responsable.id", _SUIVI, partage=_B, nullable=True, libelle=N_("Responsable")
    )
    contact: Mapped[str | None] = colonne(_B, _SUIVI, N_("Interlocuteur"), Text)
    etat: Mapped[EtatReclamation] = choix(
        EtatReclamation, _B, _SUIVI, N_("État"), server_default="recue", groupe="etat"
    )
    etat_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Depuis le"), Date, groupe="etat")
    ouverte_le: Mapped[date] = colonne(_B, _SUIVI, N_("Ouverte le"), Date, groupe="ouverture")
    ouverte_a: Mapped[time | None] = colonne(_B, _SUIVI, N_("Heure"), Time, groupe="ouverture")
    repondue_a: Mapped[datetime | None] = colonne(_B, _SUIVI, N_("Première réponse"))
    securisee_a: Mapped[datetime | None] = colonne(_B, _SUIVI, N_("Mise en sécurité"))
    faite_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Réparée le"), Date, groupe="etat")
    close_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Close le"), Date, groupe="etat")
    motif_cloture: Mapped[MotifReclamation | None] = choix(
        MotifReclamation, _B, _SUIVI, N_("Raison de la clôture"), groupe="etat"
    )
    rouvertures: Mapped[int] = colonne(
        _B, _SUIVI, N_("Fois rouverte"), Integer, server_default="0", groupe="etat"
    )
    repondre_avant: Mapped[datetime | None] = colonne(
        _B, _SUIVI, N_("Première réponse avant"), groupe="delais"
    )
    securiser_avant: Mapped[datetime | None] = colonne(
        _B, _SUIVI, N_("Mise en sécurité avant"), groupe="delais"
    )
    reparer_avant: Mapped[datetime | None] = colonne(
        _B, _SUIVI, N_("Réparation avant"), groupe="delais"
    )
    echeance: Mapped[datetime | None] = colonne(
        _B, _SUIVI, N_("Prochaine échéance"), groupe="echeance"
    )
    horloge: Mapped[Horloge | None] = choix(
        Horloge, _B, _SUIVI, N_("Ce qui est attendu"), groupe="echeance"
    )


class SuiviReclamation(Base):
    """A state a complaint reached: rows are added, the latest one holds."""

    __tablename__ = "suivi_reclamation"

    id: Mapped[UUID] = cle(_SUIVI)
    reclamation_id: Mapped[UUID] = fk("reclamation.id", _SUIVI, partage=_B)
    etat: Mapped[EtatReclamation] = choix(EtatReclamation, _B, _SUIVI, N_("État"))
    le: Mapped[date] = colonne(_B, _SUIVI, N_("Le"), Date)
    source: Mapped[SourceSuivi] = choix(
        SourceSuivi, _B, _SUIVI, N_("Dit par"), server_default="equipe"
    )
    motif: Mapped[MotifReclamation | None] = choix(MotifReclamation, _B, _SUIVI, N_("Raison"))
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Précision"), Text, au_menage=True)
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)


class EchangeReclamation(Base):
    """A word exchanged about a complaint: with whom, how, what; rows are added."""

    __tablename__ = "echange_reclamation"

    id: Mapped[UUID] = cle(_SUIVI)
    reclamation_id: Mapped[UUID] = fk("reclamation.id", _SUIVI, partage=_B)
    genre: Mapped[GenreEchange] = choix(
        GenreEchange, _B, _SUIVI, N_("Nature de l’échange"), server_default="echange"
    )
    sens: Mapped[SensEchange] = choix(SensEchange, _B, _SUIVI, N_("Sens"), server_default="emis")
    interlocuteur: Mapped[Interlocuteur] = choix(Interlocuteur, _B, _SUIVI, N_("Avec"))
    responsable_id: Mapped[UUID | None] = fk(
        "responsable.id", _SUIVI, partage=_B, nullable=True, index=False
    )
    canal: Mapped[Canal | None] = choix(Canal, _B, _SUIVI, N_("Par quel moyen"))
    le: Mapped[date] = colonne(_B, _SUIVI, N_("Le"), Date)
    texte: Mapped[str] = colonne(_E, _SUIVI, N_("Ce qui s’est dit"), Text, au_menage=True)
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)


class PassageReclamation(Base):
    """An appointment for a repair: proposed, accepted, kept or missed."""

    __tablename__ = "passage_reclamation"

    id: Mapped[UUID] = cle(_SUIVI)
    reclamation_id: Mapped[UUID] = fk("reclamation.id", _SUIVI, partage=_B)
    jour: Mapped[date] = colonne(_B, _SUIVI, N_("Jour"), Date, groupe="quand", index=True)
    creneau: Mapped[Creneau] = choix(
        Creneau, _B, _SUIVI, N_("Créneau"), server_default="journee", groupe="quand"
    )
    heure: Mapped[time | None] = colonne(_B, _SUIVI, N_("Heure"), Time, groupe="quand")
    responsable_id: Mapped[UUID | None] = fk(
        "responsable.id", _SUIVI, partage=_B, nullable=True, index=False
    )
    etat: Mapped[EtatPassage] = choix(
        EtatPassage, _B, _SUIVI, N_("Rendez-vous"), server_default="propose", groupe="etat"
    )
    etat_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Depuis le"), Date, groupe="etat")
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Précision"), Text, au_menage=True)


class PhotoDefaut(Base):
    """A photo of a defect, or of an element of an inventory; nobody should be seen on it.

    `montrable`: it may be shown to whoever repairs.
    """

    __tablename__ = "photo_defaut"
    __table_args__ = (
        CheckConstraint("(reclamation_id IS NULL) <> (etat_id IS NULL)", name="objet"),
    )

    id: Mapped[UUID] = cle(_SUIVI)
    reclamation_id: Mapped[UUID | None] = fk("reclamation.id", _SUIVI, nullable=True)
    etat_id: Mapped[UUID | None] = fk("etat_des_lieux.id", _SUIVI, nullable=True)
    legende: Mapped[str | None] = colonne(_E, _SUIVI, N_("Légende"), Text, au_menage=True)
    prise_le: Mapped[date | None] = colonne(_E, _SUIVI, N_("Prise le"), Date, au_menage=True)
    largeur: Mapped[int] = colonne(_E, _SUIVI, N_("Largeur"), Integer)
    hauteur: Mapped[int] = colonne(_E, _SUIVI, N_("Hauteur"), Integer)
    montrable: Mapped[bool] = colonne(
        _E, _SUIVI, N_("Peut être montrée à qui répare"), Boolean, server_default=true()
    )
    contenu_id: Mapped[UUID] = fk("contenu.id", _SUIVI, partage=_C)
    vignette_id: Mapped[UUID] = fk("contenu.id", _SUIVI, partage=_C)
