"""Row types of what is followed with a household: milestones, needs, promises, what must be told.

See `fiche_modele` for what a field may travel with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from app.domain.accompagnement import Canal, CodeSouhait, EtatEngagement, FamilleBesoin, Partenaire
from app.domain.engagements import RaisonReport
from db.queries.lignes import INTERVENANT, Derives

_RIEN: Derives = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EtapeFiche:
    """A milestone: foreseen, done, or set aside with its reason."""

    table: ClassVar[str] = "etape"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    code: str
    prevue_le: date | None
    faite_le: date | None
    ecartee_le: date | None
    motif: str | None


@dataclass(frozen=True, slots=True)
class SouhaitFiche:
    """What the household wished, some day."""

    table: ClassVar[str] = "souhait"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    code: CodeSouhait
    precision: str | None
    exprime_le: date | None


@dataclass(frozen=True, slots=True)
class BesoinFiche:
    """A need, answered or not."""

    table: ClassVar[str] = "besoin"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    visite_id: UUID | None
    famille: FamilleBesoin
    code: str
    precision: str | None
    ouvert_le: date
    repondu_le: date | None
    reponse: str | None


@dataclass(frozen=True, slots=True)
class RessentiFiche:
    """A feeling, with its strength (1 light – 5 strong) when it was noted."""

    table: ClassVar[str] = "ressenti"
    derives: ClassVar[Derives] = MappingProxyType({"personne": ("personne.prenom", "personne.nom")})

    id: UUID
    visite_id: UUID | None
    jour: date
    code: str
    intensite: int | None
    personne: str | None


@dataclass(frozen=True, slots=True)
class EngagementFiche:
    """A promise made to the household."""

    table: ClassVar[str] = "engagement"
    derives: ClassVar[Derives] = MappingProxyType({"par": INTERVENANT})

    id: UUID
    visite_id: UUID | None
    texte: str
    pris_le: date
    pour_le: date | None
    etat: EtatEngagement
    regle_le: date | None
    motif: str | None
    raison: RaisonReport | None
    etape_code: str | None
    suite_de_id: UUID | None
    par: str | None


@dataclass(frozen=True, slots=True)
class TacheFiche:
    """Something the team must do for the household."""

    table: ClassVar[str] = "tache"
    derives: ClassVar[Derives] = MappingProxyType({"affectee_a": INTERVENANT})

    id: UUID
    visite_id: UUID | None
    titre: str
    pour_le: date | None
    faite_le: date | None
    affectee_a: str | None


@dataclass(frozen=True, slots=True)
class RendezVousFiche:
    """An appointment."""

    table: ClassVar[str] = "rendez_vous"
    derives: ClassVar[Derives] = MappingProxyType({"intervenant": INTERVENANT})

    id: UUID
    jour: date
    heure: time | None
    objet: str
    lieu: str | None
    annule_le: date | None
    intervenant: str | None


@dataclass(frozen=True, slots=True)
class ConsentementFiche:
    """An agreement (or a refusal) to share with a partner."""

    table: ClassVar[str] = "consentement"
    derives: ClassVar[Derives] = MappingProxyType({"personne": ("personne.prenom", "personne.nom")})

    id: UUID
    partenaire: Partenaire
    objet: str | None
    accorde: bool
    donne_le: date
    retire_le: date | None
    support: str | None
    personne: str | None


@dataclass(frozen=True, slots=True)
class OrientationFiche:
    """A referral."""

    table: ClassVar[str] = "orientation"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    visite_id: UUID | None
    vers: str
    jour: date


@dataclass(frozen=True, slots=True)
class AnnonceFiche:
    """Something the household must be told, and whether somebody did."""

    table: ClassVar[str] = "annonce"
    derives: ClassVar[Derives] = MappingProxyType({"par": INTERVENANT})

    id: UUID
    engagement_id: UUID | None
    changement_id: UUID | None
    objet: str
    ouverte_le: date
    dite_le: date | None
    canal: Canal | None
    a_qui: str | None
    precision: str | None
    par: str | None
