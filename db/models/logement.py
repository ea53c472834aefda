"""Dwellings and the dated ledger of who lives in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Index, Integer, Text

from app.core.i18n import N_
from app.domain.logements import ClasseDpe, EtatLogement, NatureOccupation
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, choix, cle, colonne, fk
from db.types import Centiemes

_B, _E, _C = Partage.BAILLEUR, Partage.EQUIPE, Partage.CONFIDENTIEL
_SOCLE, _SUIVI = Retention.SOCLE, Retention.SUIVI


class Logement(Base):
    """A dwelling, known to the bailleur by its code UG.

    `disponible_du` and `disponible_au` (included) say when it may serve as a temporary home, or
    be given for good; `etat` which of the two it is.
    """

    __tablename__ = "logement"

    id: Mapped[UUID] = cle(_SOCLE)
    code_ug: Mapped[str] = colonne(_B, _SOCLE, N_("Code UG"), Text, unique=True)
    cite_id: Mapped[UUID] = fk("cite.id", _SOCLE, partage=_B, libelle=N_("Cité"))
    tranche_id: Mapped[UUID | None] = fk(
        "tranche.id", _SOCLE, partage=_B, nullable=True, libelle=N_("Tranche")
    )
    numero: Mapped[str | None] = colonne(_B, _SOCLE, N_("Numéro"), Text, groupe="adresse")
    repetition: Mapped[str | None] = colonne(_B, _SOCLE, N_("Bis, ter…"), Text, groupe="adresse")
    voie: Mapped[str | None] = colonne(_B, _SOCLE, N_("Voie"), Text, groupe="adresse")
    complement: Mapped[str | None] = colonne(
        _B, _SOCLE, N_("Complément d’adresse"), Text, groupe="adresse"
    )
    code_postal: Mapped[str | None] = colonne(_B, _SOCLE, N_("Code postal"), Text, groupe="commune")
    commune: Mapped[str | None] = colonne(_B, _SOCLE, N_("Commune"), Text, groupe="commune")
    code_insee: Mapped[str | None] = colonne(_B, _SOCLE, N_("Code commune"), Text, groupe="commune")
    typologie: Mapped[str | None] = colonne(_B, _SOCLE, N_("Typologie"), Text, groupe="taille")
    nb_pieces: Mapped[int | None] = colonne(
        _B, _SOCLE, N_("Nombre de pièces"), Integer, groupe="taille"
    )
    surface: Mapped[Decimal | None] = colonne(_B, _SOCLE, N_("Surface habitable (m²)"), Centiemes)
    annee: Mapped[int | None] = colonne(_B, _SOCLE, N_("Année de construction"), Integer)
    type_construction: Mapped[str | None] = colonne(_B, _SOCLE, N_("Individuel ou collectif"), Text)
    conventionne: Mapped[bool | None] = colonne(_B, _SOCLE, N_("Conventionné"), Boolean)
    qpv: Mapped[bool | None] = colonne(_B, _SOCLE, N_("En quartier prioritaire"), Boolean)
    dpe_avant: Mapped[ClasseDpe | None] = choix(
        ClasseDpe, _B, _SOCLE, N_("DPE avant travaux"), groupe="dpe_avant"
    )
    ges_avant: Mapped[ClasseDpe | None] = choix(
        ClasseDpe, _B, _SOCLE, N_("GES avant travaux"), groupe="dpe_avant"
    )
    dpe_avant_date: Mapped[date | None] = colonne(
        _B, _SOCLE, N_("Date du DPE avant travaux"), Date, groupe="dpe_avant"
    )
    dpe_apres: Mapped[ClasseDpe | None] = choix(
        ClasseDpe, _B, _SOCLE, N_("DPE après travaux"), groupe="dpe_apres"
    )
    ges_apres: Mapped[ClasseDpe | None] = choix(
        ClasseDpe, _B, _SOCLE, N_("GES après travaux"), groupe="dpe_apres"
    )
    dpe_apres_date: Mapped[date | None] = colonne(
        _B, _SOCLE, N_("Date du DPE après travaux"), Date, groupe="dpe_apres"
    )
    loyer_conventionne: Mapped[Decimal | None] = colonne(
        _B, _SOCLE, N_("Loyer conventionné (€)"), Centiemes
    )
    plain_pied: Mapped[bool | None] = colonne(_B, _SOCLE, N_("De plain-pied"), Boolean)
    jardin: Mapped[bool | None] = colonne(_B, _SOCLE, N_("Jardin"), Boolean)
    dependances: Mapped[str | None] = colonne(_B, _SOCLE, N_("Dépendances"), Text)
    garage: Mapped[bool | None] = colonne(_B, _SOCLE, N_("Garage"), Boolean)
    animaux: Mapped[bool | None] = colonne(_B, _SOCLE, N_("Animaux admis"), Boolean)
    chambres: Mapped[int | None] = colonne(_B, _SOCLE, N_("Nombre de chambres"), Integer)
    disponible_du: Mapped[date | None] = colonne(
        _B, _SOCLE, N_("Disponible à partir du"), Date, groupe="disponible"
    )
    disponible_au: Mapped[date | None] = colonne(
        _B, _SOCLE, N_("Disponible jusqu’au"), Date, groupe="disponible"
    )
    nettoyage_jours: Mapped[int | None] = colonne(
        _B, _SOCLE, N_("Remise en état entre deux ménages (jours)"), Integer
    )
    x: Mapped[int | None] = colonne(_B, _SOCLE, N_("X Lambert 93 (m)"), Integer, groupe="position")
    y: Mapped[int | None] = colonne(_B, _SOCLE, N_("Y Lambert 93 (m)"), Integer, groupe="position")
    etat: Mapped[EtatLogement] = choix(
        EtatLogement, _B, _SOCLE, N_("État du logement"), server_default="occupe"
    )


class Occupation(Base):
    """A household living in a dwelling from a day to a day: a ledger, never overwritten.

    `debut` is None when nobody knows since when; `fin` is the first day the household no longer
    lives there; `fin_prevue` is only an intention.
    """

    __tablename__ = "occupation"
    __table_args__ = (
        CheckConstraint("fin IS NULL OR debut IS NULL OR fin >= debut", name="dates"),
        Index("ix_occupation_menage_id_debut", "menage_id", "debut"),
    )

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B, index=False)
    logement_id: Mapped[UUID] = fk("logement.id", _SUIVI, partage=_B)
    nature: Mapped[NatureOccupation] = choix(
        NatureOccupation, _B, _SUIVI, N_("Nature de l’occupation")
    )
    debut: Mapped[date | None] = colonne(_B, _SUIVI, N_("Du"), Date, groupe="periode")
    fin: Mapped[date | None] = colonne(_B, _SUIVI, N_("Au"), Date, groupe="periode")
    fin_prevue: Mapped[date | None] = colonne(_B, _SUIVI, N_("Fin prévue"), Date)
