"""Contacts with a household and what was said, felt and passed on."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, Integer, Text, Time, UniqueConstraint

from app.core.i18n import N_
from app.domain.accompagnement import Canal, FamilleBesoin, NatureNote
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_B, _E, _C = Partage.BAILLEUR, Partage.EQUIPE, Partage.CONFIDENTIEL
_SUIVI = Retention.SUIVI


class Visite(Base):
    """One contact, whatever its channel; without household it is an anonymous passage."""

    __tablename__ = "visite"
    __table_args__ = (Index("ix_visite_menage_id_jour", "menage_id", "jour", "heure"),)

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID | None] = fk("menage.id", _SUIVI, partage=_B, nullable=True, index=False)
    permanence_id: Mapped[UUID | None] = fk("permanence.id", _SUIVI, partage=_B, nullable=True)
    canal: Mapped[Canal] = choix(Canal, _B, _SUIVI, N_("Contact"))
    jour: Mapped[date] = colonne(_B, _SUIVI, N_("Jour"), Date, groupe="quand", index=True)
    heure: Mapped[time | None] = colonne(_B, _SUIVI, N_("Heure"), Time, groupe="quand")
    intervenant_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)


class VisiteMotif(Base):
    """A reason of a visit (code of the catalogue, or free words of an old file)."""

    __tablename__ = "visite_motif"
    __table_args__ = (UniqueConstraint("visite_id", "code"),)

    id: Mapped[UUID] = cle(_SUIVI)
    visite_id: Mapped[UUID] = fk("visite.id", _SUIVI, partage=_B, index=False)
    code: Mapped[str] = colonne(_B, _SUIVI, N_("Motif"), Text)


class Ressenti(Base):
    """How somebody of the household feels, on one visit (1 light – 5 strong)."""

    __tablename__ = "ressenti"
    __table_args__ = (
        CheckConstraint("intensite IS NULL OR intensite BETWEEN 1 AND 5", name="intensite"),
    )

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_E)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, nullable=True)
    personne_id: Mapped[UUID | None] = fk("personne.id", _SUIVI, nullable=True, index=False)
    jour: Mapped[date] = colonne(_E, _SUIVI, N_("Jour"), Date, au_menage=True)
    code: Mapped[str] = colonne(_E, _SUIVI, N_("Ressenti"), Text, au_menage=True)
    intensite: Mapped[int | None] = colonne(_E, _SUIVI, N_("Intensité"), Integer)


class Besoin(Base):
    """A need of the household, opened one day, answered another; never a diagnosis."""

    __tablename__ = "besoin"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_E)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, nullable=True)
    famille: Mapped[FamilleBesoin] = choix(
        FamilleBesoin, _E, _SUIVI, N_("Famille de besoin"), au_menage=True
    )
    code: Mapped[str] = colonne(_E, _SUIVI, N_("Besoin"), Text, au_menage=True)
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Précision"), Text)
    ouvert_le: Mapped[date] = colonne(_E, _SUIVI, N_("Exprimé le"), Date, au_menage=True)
    repondu_le: Mapped[date | None] = colonne(
        _E, _SUIVI, N_("Répondu le"), Date, groupe="reponse", au_menage=True
    )
    reponse: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Réponse apportée"), Text, groupe="reponse", au_menage=True
    )


class Orientation(Base):
    """A referral to somebody else, given during a visit."""

    __tablename__ = "orientation"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID | None] = fk("menage.id", _SUIVI, nullable=True)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, nullable=True)
    vers: Mapped[str] = colonne(_E, _SUIVI, N_("Orienté·e vers"), Text, au_menage=True)
    jour: Mapped[date] = colonne(_E, _SUIVI, N_("Jour"), Date, au_menage=True)


class Note(Base):
    """A narrative: rows are added, never overwritten; a correction names what it replaces.

    The column is open up to the bailleur, but each row leaves only as far as its own
    `visibilite` allows.
    """

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_menage_id_ecrite_a", "menage_id", "ecrite_a"),)

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID | None] = fk("menage.id", _SUIVI, partage=_B, nullable=True, index=False)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, partage=_B, nullable=True)
    permanence_id: Mapped[UUID | None] = fk("permanence.id", _SUIVI, nullable=True)
    nature: Mapped[NatureNote] = choix(NatureNote, _B, _SUIVI, N_("Nature de la note"))
    texte: Mapped[str] = colonne(_B, _SUIVI, N_("Ce qui s’est dit"), Text)
    visibilite: Mapped[Partage] = choix(Partage, _B, _SUIVI, N_("Visible par"))
    auteur_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)
    ecrite_a: Mapped[datetime] = colonne(_B, _SUIVI, N_("Écrite le"))
    jour: Mapped[date] = colonne(_B, _SUIVI, N_("Jour"), Date)
    remplace_id: Mapped[UUID | None] = fk("note.id", _SUIVI, nullable=True)


class Tache(Base):
    """Something the team must do, for a household or not, by a date."""

    __tablename__ = "tache"
    __table_args__ = (Index("ix_tache_faite_le_pour_le", "faite_le", "pour_le", "affectee_a_id"),)

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID | None] = fk("menage.id", _SUIVI, nullable=True)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, nullable=True)
    permanence_id: Mapped[UUID | None] = fk("permanence.id", _SUIVI, nullable=True)
    titre: Mapped[str] = colonne(_E, _SUIVI, N_("À faire"), Text)
    pour_le: Mapped[date | None] = colonne(_E, _SUIVI, N_("Pour le"), Date)
    affectee_a_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True)
    faite_le: Mapped[date | None] = colonne(_E, _SUIVI, N_("Fait le"), Date)


class RendezVous(Base):
    """An appointment with a household."""

    __tablename__ = "rendez_vous"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    jour: Mapped[date] = colonne(
        _E, _SUIVI, N_("Jour"), Date, groupe="quand", au_menage=True, index=True
    )
    heure: Mapped[time | None] = colonne(
        _E, _SUIVI, N_("Heure"), Time, groupe="quand", au_menage=True
    )
    objet: Mapped[str] = colonne(_E, _SUIVI, N_("Objet"), Text, au_menage=True)
    lieu: Mapped[str | None] = colonne(_E, _SUIVI, N_("Lieu"), Text, au_menage=True)
    intervenant_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True)
    annule_le: Mapped[date | None] = colonne(_E, _SUIVI, N_("Annulé le"), Date, au_menage=True)
