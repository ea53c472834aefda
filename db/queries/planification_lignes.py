"""Rows of the record plans of moves are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from app.domain.accompagnement import CodeSouhait
from app.domain.demenagements import Creneau, EtatDemenagement, GenreEquipe, SensDemenagement
from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.menages import Lien, StatutMenage, Suivi
from app.domain.planification.mots import Solution
from app.domain.relogements import Trajectoire


@dataclass(frozen=True, slots=True)
class TrancheLigne:
    """A batch and its works."""

    id: UUID
    nom: str
    debut: date | None
    fin: date | None
    reception: date | None
    marge: int | None


@dataclass(frozen=True, slots=True)
class LogementLigne:
    """A home: what it is, where, when it may serve."""

    id: UUID
    code_ug: str
    cite_id: UUID
    tranche_id: UUID | None
    numero: str | None
    repetition: str | None
    voie: str | None
    commune: str | None
    typologie: str | None
    nb_pieces: int | None
    chambres: int | None
    plain_pied: bool | None
    jardin: bool | None
    garage: bool | None
    animaux: bool | None
    disponible_du: date | None
    disponible_au: date | None
    nettoyage: int | None
    x: int | None
    y: int | None
    etat: EtatLogement


@dataclass(frozen=True, slots=True)
class SejourLigne:
    """A stay of the ledger."""

    id: UUID
    menage_id: UUID
    logement_id: UUID
    nature: NatureOccupation
    debut: date | None
    fin: date | None
    fin_prevue: date | None


@dataclass(frozen=True, slots=True)
class MenageLigne:
    """A household."""

    id: UUID
    nom: str
    statut: StatutMenage
    suivi: Suivi
    fusionne: bool
    nb_occupants: int | None


@dataclass(frozen=True, slots=True)
class PersonneLigne:
    """A person of a household, with what tells its age."""

    menage_id: UUID
    lien: Lien
    naissance: date | None
    age: int | None
    age_le: date | None


@dataclass(frozen=True, slots=True)
class BesoinsLigne:
    """What somebody typed of the needs of a household; None: unsaid."""

    menage_id: UUID
    chambres: int | None
    plain_pied: bool | None
    appareil: bool | None
    animaux: bool | None
    jardin: bool | None
    garage: bool | None
    scolarises: bool | None
    apres_le: date | None
    un_seul: bool


@dataclass(frozen=True, slots=True)
class DemenagementLigne:
    """A move that is not cancelled."""

    id: UUID
    menage_id: UUID
    sens: SensDemenagement
    vers_id: UUID
    jour: date
    creneau: Creneau
    heure: time | None
    equipe_id: UUID | None
    pilote_id: UUID | None
    etat: EtatDemenagement
    fixe: bool
    plan_id: UUID | None


@dataclass(frozen=True, slots=True)
class LigneLigne:
    """A line of a plan."""

    plan_id: UUID
    menage_id: UUID
    solution: Solution
    logement_id: UUID | None
    depart: date | None
    retour: date | None
    fixe: bool
    motif: str | None


@dataclass(frozen=True, slots=True)
class PromesseLigne:
    """A day told to a household for one of its moves."""

    menage_id: UUID
    etape_code: str
    pour_le: date


@dataclass(frozen=True, slots=True)
class IndisponibiliteLigne:
    """Days on which a household, a crew or a whole estate cannot move."""

    menage_id: UUID | None
    equipe_id: UUID | None
    cite_id: UUID | None
    du: date
    au: date


@dataclass(frozen=True, slots=True)
class EquipeLigne:
    """A crew."""

    id: UUID
    nom: str
    genre: GenreEquipe
    capacite: int
    jours: str


@dataclass(frozen=True, slots=True)
class Releve:
    """All of it, in the order of their ids unless said otherwise.

    `trajectoires` and `souhaits` give the latest of each household, `modeles` the template of its
    journey. `adoptees` are the lines of the
    adopted plan, `fixees` the pinned ones of the plan one starts from.
    """

    tranches: tuple[TrancheLigne, ...]
    logements: tuple[LogementLigne, ...]
    sejours: tuple[SejourLigne, ...]
    menages: tuple[MenageLigne, ...]
    personnes: tuple[PersonneLigne, ...]
    besoins: tuple[BesoinsLigne, ...]
    exprimes: frozenset[tuple[UUID, str]]
    trajectoires: Mapping[UUID, Trajectoire]
    souhaits: Mapping[UUID, CodeSouhait]
    modeles: Mapping[UUID, str]
    enquetes: frozenset[UUID]
    demenagements: tuple[DemenagementLigne, ...]
    adoptees: tuple[LigneLigne, ...]
    fixees: tuple[LigneLigne, ...]
    promesses: tuple[PromesseLigne, ...]
    indisponibilites: tuple[IndisponibiliteLigne, ...]
    liens: tuple[tuple[UUID, UUID], ...]
    equipes: tuple[EquipeLigne, ...]
    sans_logement: int
