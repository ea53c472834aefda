"""Households, their persons, who follows them, what they agreed to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, Text, false

from app.core.i18n import N_
from app.domain.accompagnement import Partenaire
from app.domain.menages import (
    Civilite,
    Information,
    Lien,
    Phase,
    Role,
    StatutMenage,
    Suivi,
)
from app.domain.partage import Partage, Retention
from app.domain.relogements import MotifDepart
from db.models.base import Base, Mapped, choix, cle, colonne, fk
from db.types import Centiemes

_B, _E, _C = Partage.BAILLEUR, Partage.EQUIPE, Partage.CONFIDENTIEL
_IDENTITE, _SUIVI = Retention.IDENTITE, Retention.SUIVI


class Menage(Base):
    """All who live in one home and are followed together."""

    __tablename__ = "menage"

    id: Mapped[UUID] = cle(_IDENTITE)
    nom: Mapped[str] = colonne(_B, _IDENTITE, N_("Ménage"), Text)
    numero_contrat: Mapped[str | None] = colonne(
        _B, _IDENTITE, N_("Numéro de contrat"), Text, index=True
    )
    statut: Mapped[StatutMenage] = choix(
        StatutMenage, _B, _SUIVI, N_("Statut"), server_default="locataire"
    )
    ayant_droit: Mapped[bool] = colonne(
        _B, _SUIVI, N_("Ayant droit ANGDM"), Boolean, server_default=false()
    )
    date_entree: Mapped[date | None] = colonne(_B, _SUIVI, N_("Entrée dans les lieux"), Date)
    nb_occupants: Mapped[int | None] = colonne(
        _B, _SUIVI, N_("Nombre d’occupants déclaré"), Integer
    )
    loyer: Mapped[Decimal | None] = colonne(
        _B, _SUIVI, N_("Loyer pratiqué (€)"), Centiemes, groupe="loyer"
    )
    charges: Mapped[Decimal | None] = colonne(
        _B, _SUIVI, N_("Charges (€)"), Centiemes, groupe="loyer"
    )
    apl: Mapped[Decimal | None] = colonne(_B, _SUIVI, N_("APL/RLS (€)"), Centiemes, groupe="loyer")
    loyer_date: Mapped[date | None] = colonne(
        _B, _SUIVI, N_("Loyer connu le"), Date, groupe="loyer"
    )
    ressources: Mapped[Decimal | None] = colonne(
        _C, _SUIVI, N_("Ressources par mois (€)"), Centiemes, groupe="ressources", au_menage=True
    )
    ressources_date: Mapped[date | None] = colonne(
        _C, _SUIVI, N_("Ressources connues le"), Date, groupe="ressources", au_menage=True
    )
    issu_de_id: Mapped[UUID | None] = fk(
        "menage.id", _SUIVI, nullable=True, libelle=N_("Parti du ménage")
    )
    langue: Mapped[str | None] = colonne(_E, _IDENTITE, N_("Langues parlées"), Text, au_menage=True)
    contact_prefere: Mapped[str | None] = colonne(
        _E, _IDENTITE, N_("Meilleur moment pour joindre"), Text, au_menage=True
    )
    phase_forcee: Mapped[Phase | None] = choix(
        Phase, _E, _SUIVI, N_("Phase fixée par l’équipe"), groupe="phase"
    )
    phase_motif: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Raison de la phase fixée"), Text, groupe="phase"
    )
    parcours: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Parcours propre au ménage"), Text, groupe="parcours"
    )
    parcours_motif: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Raison du parcours propre"), Text, groupe="parcours"
    )
    suivi: Mapped[Suivi] = choix(
        Suivi, _E, _SUIVI, N_("Suivi"), server_default="ouvert", au_menage=True
    )
    fusionne_dans_id: Mapped[UUID | None] = fk(
        "menage.id", _SUIVI, nullable=True, libelle=N_("Réuni avec")
    )


class Personne(Base):
    """Somebody who lives in the household, or is on its lease."""

    __tablename__ = "personne"

    id: Mapped[UUID] = cle(_IDENTITE)
    menage_id: Mapped[UUID] = fk("menage.id", _IDENTITE, partage=_B)
    civilite: Mapped[Civilite | None] = choix(Civilite, _B, _IDENTITE, N_("Civilité"))
    nom: Mapped[str] = colonne(_B, _IDENTITE, N_("Nom"), Text)
    prenom: Mapped[str | None] = colonne(_B, _IDENTITE, N_("Prénom"), Text)
    naissance: Mapped[date | None] = colonne(
        _E, _IDENTITE, N_("Date de naissance"), Date, groupe="age", au_menage=True
    )
    age: Mapped[int | None] = colonne(
        _E, _IDENTITE, N_("Âge noté"), Integer, groupe="age", au_menage=True
    )
    age_le: Mapped[date | None] = colonne(_E, _IDENTITE, N_("Âge noté le"), Date, groupe="age")
    lien: Mapped[Lien] = choix(
        Lien,
        _E,
        _IDENTITE,
        N_("Lien avec le titulaire"),
        server_default="titulaire",
        au_menage=True,
    )
    titulaire: Mapped[bool] = colonne(
        _B, _IDENTITE, N_("Titulaire du bail"), Boolean, server_default=false()
    )
    tel_fixe: Mapped[str | None] = colonne(_B, _IDENTITE, N_("Téléphone fixe"), Text)
    tel_mobile: Mapped[str | None] = colonne(_B, _IDENTITE, N_("Téléphone portable"), Text)
    courriel: Mapped[str | None] = colonne(_B, _IDENTITE, N_("Courriel"), Text)
    langue: Mapped[str | None] = colonne(_E, _IDENTITE, N_("Langue parlée"), Text, au_menage=True)
    contact_prefere: Mapped[str | None] = colonne(
        _E, _IDENTITE, N_("Préférence de contact"), Text, au_menage=True
    )
    information: Mapped[Information] = choix(
        Information,
        _E,
        _IDENTITE,
        N_("Peut être informé·e"),
        server_default="tout",
        groupe="information",
        au_menage=True,
    )
    information_precision: Mapped[str | None] = colonne(
        _E, _IDENTITE, N_("Précision sur ce qui peut être dit"), Text, groupe="information"
    )
    partie_le: Mapped[date | None] = colonne(
        _E, _IDENTITE, N_("N’est plus dans le ménage depuis le"), Date, groupe="depart"
    )
    partie_motif: Mapped[MotifDepart | None] = choix(
        MotifDepart, _E, _IDENTITE, N_("Pourquoi"), groupe="depart"
    )
    fusionne_dans_id: Mapped[UUID | None] = fk(
        "personne.id", _IDENTITE, nullable=True, libelle=N_("Réunie avec")
    )


class Intervenant(Base):
    """A member of the team or of a partner, who acts for households."""

    __tablename__ = "intervenant"

    id: Mapped[UUID] = cle(Retention.TECHNIQUE)
    nom: Mapped[str] = colonne(_B, Retention.TECHNIQUE, N_("Nom"), Text)
    prenom: Mapped[str | None] = colonne(_B, Retention.TECHNIQUE, N_("Prénom"), Text)
    fonction: Mapped[Role] = choix(
        Role, _B, Retention.TECHNIQUE, N_("Fonction"), server_default="mediatrice"
    )
    organisme: Mapped[str | None] = colonne(_B, Retention.TECHNIQUE, N_("Organisme"), Text)
    telephone: Mapped[str | None] = colonne(_B, Retention.TECHNIQUE, N_("Téléphone"), Text)
    courriel: Mapped[str | None] = colonne(_B, Retention.TECHNIQUE, N_("Courriel"), Text)
    actif: Mapped[bool] = colonne(
        _E, Retention.TECHNIQUE, N_("En poste"), Boolean, server_default="1"
    )


class Referent(Base):
    """A staff member in charge of a household, from a day to a day."""

    __tablename__ = "referent"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    intervenant_id: Mapped[UUID] = fk("intervenant.id", _SUIVI, partage=_B)
    role: Mapped[Role] = choix(Role, _B, _SUIVI, N_("Rôle"))
    debut: Mapped[date | None] = colonne(_B, _SUIVI, N_("Depuis"), Date, groupe="periode")
    fin: Mapped[date | None] = colonne(_B, _SUIVI, N_("Jusqu’au"), Date, groupe="periode")


class Consentement(Base):
    """An agreement of a household to share with one partner, dated and withdrawable."""

    __tablename__ = "consentement"

    id: Mapped[UUID] = cle(_IDENTITE)
    menage_id: Mapped[UUID] = fk("menage.id", _IDENTITE)
    personne_id: Mapped[UUID | None] = fk("personne.id", _IDENTITE, nullable=True)
    partenaire: Mapped[Partenaire] = choix(
        Partenaire, _E, _IDENTITE, N_("Partenaire"), au_menage=True
    )
    objet: Mapped[str | None] = colonne(_E, _IDENTITE, N_("Objet"), Text, au_menage=True)
    accorde: Mapped[bool] = colonne(
        _E, _IDENTITE, N_("Accord donné"), Boolean, groupe="accord", au_menage=True
    )
    donne_le: Mapped[date] = colonne(
        _E, _IDENTITE, N_("Recueilli le"), Date, groupe="accord", au_menage=True
    )
    retire_le: Mapped[date | None] = colonne(_E, _IDENTITE, N_("Retiré le"), Date, au_menage=True)
    support: Mapped[str | None] = colonne(
        _E, _IDENTITE, N_("Recueilli comment"), Text, au_menage=True
    )
