"""Attachments of a household, what is decided for each, and photos kept inside the base."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, LargeBinary, Text

from app.core.i18n import N_
from app.domain.attachements import AccordPhoto, Decision, NatureAttachement
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_E, _C = Partage.EQUIPE, Partage.CONFIDENTIEL
_SUIVI = Retention.SUIVI


class Attachement(Base):
    """An object somebody holds dear, or something they made in their home."""

    __tablename__ = "attachement"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    nature: Mapped[NatureAttachement] = choix(
        NatureAttachement, _E, _SUIVI, N_("Nature"), au_menage=True
    )
    titre: Mapped[str] = colonne(_E, _SUIVI, N_("Attachement"), Text, au_menage=True)
    lieu: Mapped[str | None] = colonne(_E, _SUIVI, N_("Où dans le logement"), Text, au_menage=True)
    description: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Ce qu’il représente"), Text, au_menage=True
    )
    personne_id: Mapped[UUID | None] = fk(
        "personne.id", _SUIVI, nullable=True, index=False, libelle=N_("À qui")
    )
    signale_le: Mapped[date] = colonne(_E, _SUIVI, N_("Signalé le"), Date, au_menage=True)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, nullable=True)


class DecisionAttachement(Base):
    """A decision for an attachment: rows are added, the latest one holds."""

    __tablename__ = "decision_attachement"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    attachement_id: Mapped[UUID] = fk("attachement.id", _SUIVI)
    decision: Mapped[Decision] = choix(Decision, _E, _SUIVI, N_("Décision"), au_menage=True)
    decidee_le: Mapped[date] = colonne(_E, _SUIVI, N_("Décidé le"), Date, au_menage=True)
    decidee_par: Mapped[str | None] = colonne(_E, _SUIVI, N_("Décidé par"), Text, au_menage=True)
    motif: Mapped[str | None] = colonne(_E, _SUIVI, N_("Raison"), Text)
    dit_le: Mapped[date | None] = colonne(
        _E, _SUIVI, N_("Dit au ménage le"), Date, groupe="dit", au_menage=True
    )
    dit: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Ce qui a été dit"), Text, groupe="dit", au_menage=True
    )
    dit_par_id: Mapped[UUID | None] = fk(
        "intervenant.id", _SUIVI, nullable=True, index=False, groupe="dit"
    )


class Contenu(Base):
    """The bytes of a photo or of a printed document; never journaled, never shared as such.

    Rows are added once and never changed: what refers to them is journaled.
    """

    __tablename__ = "contenu"
    __journal__ = False

    id: Mapped[UUID] = cle(_SUIVI)
    genre: Mapped[str] = colonne(_C, _SUIVI, "", Text)
    empreinte: Mapped[str] = colonne(_C, _SUIVI, "", Text)
    taille: Mapped[int] = colonne(_C, _SUIVI, "", Integer)
    octets: Mapped[bytes] = colonne(_C, _SUIVI, "", LargeBinary)


class Photo(Base):
    """A photo of a household's record, and how far somebody agreed it may go."""

    __tablename__ = "photo"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    attachement_id: Mapped[UUID | None] = fk("attachement.id", _SUIVI, nullable=True)
    legende: Mapped[str | None] = colonne(_E, _SUIVI, N_("Légende"), Text, au_menage=True)
    prise_le: Mapped[date | None] = colonne(_E, _SUIVI, N_("Prise le"), Date, au_menage=True)
    largeur: Mapped[int] = colonne(_E, _SUIVI, N_("Largeur"), Integer)
    hauteur: Mapped[int] = colonne(_E, _SUIVI, N_("Hauteur"), Integer)
    contenu_id: Mapped[UUID] = fk("contenu.id", _SUIVI, partage=_C)
    vignette_id: Mapped[UUID] = fk("contenu.id", _SUIVI, partage=_C)
    accord: Mapped[AccordPhoto] = choix(
        AccordPhoto, _E, _SUIVI, N_("Accord donné pour"), groupe="accord", au_menage=True
    )
    accord_le: Mapped[date] = colonne(
        _E, _SUIVI, N_("Accord donné le"), Date, groupe="accord", au_menage=True
    )
    accord_de_id: Mapped[UUID | None] = fk(
        "personne.id", _SUIVI, nullable=True, index=False, groupe="accord"
    )


class Document(Base):
    """A printed document kept as it was handed over."""

    __tablename__ = "document"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    genre: Mapped[str] = colonne(_E, _SUIVI, N_("Document"), Text, au_menage=True)
    titre: Mapped[str] = colonne(_E, _SUIVI, N_("Titre"), Text, au_menage=True)
    fait_le: Mapped[date] = colonne(_E, _SUIVI, N_("Fait le"), Date, au_menage=True)
    contenu_id: Mapped[UUID] = fk("contenu.id", _SUIVI, partage=_C)
