"""What the services of plans hand back: a plan as one looks at it, already in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.demenagements import EtatDemenagement, GenreEquipe, SensDemenagement
from app.domain.planification.instance import Instance, Periode, Placement
from app.domain.planification.mots import EtatPlan, Objectif, Solution
from app.domain.planification.plan import PlanPropose, Score


class NatureEcart(StrEnum):
    """How the line of a household differs from another plan's."""

    NOUVEAU = "nouveau"
    PERDU = "perdu"
    LOGEMENT = "logement"
    DATES = "dates"
    SOLUTION = "solution"


@dataclass(frozen=True, slots=True)
class PhraseLue:
    """Something said about a plan: its code, the sentence, and the household it is about."""

    code: str
    texte: str
    menage_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ScoreLu:
    """An objective: its name and its value in words; `score` has the figures."""

    objectif: Objectif
    libelle: str
    texte: str
    score: Score


@dataclass(frozen=True, slots=True)
class PlanResume:
    """A plan in a list. Served households have a home (or a return); `hors_plan` need none."""

    id: UUID
    cite_id: UUID
    nom: str
    etat: EtatPlan
    cree_le: datetime
    adopte_le: date | None
    depuis_id: UUID | None
    graine: int
    empreinte: str
    scores: tuple[ScoreLu, ...]
    menages: int
    servis: int
    sans_solution: int
    hors_plan: int
    fixes: int


@dataclass(frozen=True, slots=True)
class EcartLu:
    """How a line differs from the same household's in another plan (`avant`), in words."""

    nature: NatureEcart
    avant: Placement | None
    texte: str


@dataclass(frozen=True, slots=True)
class LignePlan:
    """What a plan foresees for a household: its bar, its row.

    `logement` is the name of the planned home, `origine` the address of its own. `depart` of one
    already away is the day it left. `raison`: why nothing is planned. `motif`: why a rule was set
    aside. `besoins`: what it needs of a home, in words. `confirme`: a move of it is confirmed, or
    done.
    """

    menage_id: UUID
    menage: str
    origine_id: UUID | None
    origine: str
    tranche_id: UUID | None
    tranche: str
    solution: Solution
    logement_id: UUID | None
    logement: str
    depart: date | None
    retour: date | None
    fixe: bool
    confirme: bool
    motif: str
    raison: str
    personnes: int
    besoins: tuple[str, ...]
    promis_depart: date | None
    promis_retour: date | None
    violations: tuple[PhraseLue, ...]
    ecart: EcartLu | None

    @property
    def jours_absents(self) -> int | None:
        """Days away from home, when both days are known."""
        if self.depart is None or self.retour is None:
            return None
        return (self.retour - self.depart).days

    @property
    def promesse_rompue(self) -> bool:
        """Whether a day told to the household is not the planned one."""
        return (self.promis_depart is not None and self.promis_depart != self.depart) or (
            self.promis_retour is not None and self.promis_retour != self.retour
        )


@dataclass(frozen=True, slots=True)
class SejourPrevu:
    """A bar in the row of a home: from the day somebody enters to the day it leaves.

    `au` is the day of leaving (None: it stays); cleaning goes on until `pret_le`, the first day
    somebody else may enter. `menage_id` None: it is taken outside of this plan.
    """

    menage_id: UUID | None
    menage: str
    du: date | None
    au: date | None
    pret_le: date | None
    solution: Solution | None
    fixe: bool = False


@dataclass(frozen=True, slots=True)
class LogementPlan:
    """A row of the timeline by dwelling: a home one may plan with, and who is in it when.

    `nettoyage` in calendar days.
    """

    id: UUID
    nom: str
    adresse: str
    chambres: int
    definitif: bool
    plain_pied: bool
    animaux: bool
    jardin: bool
    garage: bool
    disponible: Periode
    nettoyage: int
    sejours: tuple[SejourPrevu, ...]


@dataclass(frozen=True, slots=True)
class BandeTranche:
    """Works of a batch: as foreseen (`prevu_*`) and as this plan has them, `decalage` days later.

    Days are None when the batch has none yet.
    """

    id: UUID
    nom: str
    prevu_debut: date | None
    prevu_fin: date | None
    debut: date | None
    fin: date | None
    decalage: int
    marge: int
    menages: int


@dataclass(frozen=True, slots=True)
class MouvementPlan:
    """A move of the plan on its day; crews are those of the move once adopted, else proposed."""

    menage_id: UUID
    menage: str
    sens: SensDemenagement
    jour: date
    depuis: str
    vers: str
    logement_id: UUID
    fixe: bool
    equipe_id: UUID | None = None
    equipe: str = ""
    pilote_equipe_id: UUID | None = None
    pilote: str = ""
    etat: EtatDemenagement | None = None


@dataclass(frozen=True, slots=True)
class JourPlan:
    """A day with moves, and how many could take place; `ouvre` False on a day nobody works."""

    jour: date
    mouvements: tuple[MouvementPlan, ...]
    capacite: int
    ouvre: bool


@dataclass(frozen=True, slots=True)
class EquipeLue:
    """A crew, as the calendar shows it."""

    id: UUID
    nom: str
    genre: GenreEquipe
    capacite: int


@dataclass(frozen=True, slots=True)
class PlanLu:
    """A plan with all its screens need.

    `perime`: the record changed since it was computed. `violations` are those of no household (a
    day with too many moves…). `remarques`: what was absurd or missing in the record. `noms` names
    households, homes, batches and crews by id. `instance` and `propose` are what to hand to the
    solver, `propose` without the households one plans nothing for. `fermetures` and `vacances` are
    days to shade.
    """

    resume: PlanResume
    cite: str
    aujourdhui: date
    perime: bool
    adopte_id: UUID | None
    tranches: tuple[BandeTranche, ...]
    lignes: tuple[LignePlan, ...]
    logements: tuple[LogementPlan, ...]
    jours: tuple[JourPlan, ...]
    equipes: tuple[EquipeLue, ...]
    violations: tuple[PhraseLue, ...]
    remarques: tuple[PhraseLue, ...]
    feries: frozenset[date]
    fermetures: tuple[Periode, ...]
    vacances: tuple[Periode, ...]
    noms: Mapping[UUID, str]
    instance: Instance
    propose: PlanPropose

    def ligne(self, menage_id: UUID) -> LignePlan | None:
        """The line of a household."""
        return next((li for li in self.lignes if li.menage_id == menage_id), None)


@dataclass(frozen=True, slots=True)
class LigneComparee:
    """A household whose line is not the same in both plans."""

    menage_id: UUID
    menage: str
    tranche: str
    ecart: EcartLu
    apres: Placement | None


@dataclass(frozen=True, slots=True)
class ScoreCompare:
    """An objective in both plans; `mieux` tells which is better: -1 the first, 1 the second."""

    objectif: Objectif
    libelle: str
    a: ScoreLu | None
    b: ScoreLu | None
    mieux: int


@dataclass(frozen=True, slots=True)
class Comparaison:
    """Two plans side by side: objectives, and the households whose line differs."""

    a: PlanResume
    b: PlanResume
    scores: tuple[ScoreCompare, ...]
    lignes: tuple[LigneComparee, ...]
    identiques: int


@dataclass(frozen=True, slots=True)
class ControlePlanning:
    """What the independent checker finds in the moves and stays the base foresees."""

    cite_id: UUID
    cite: str
    menages: int
    mouvements: int
    violations: tuple[PhraseLue, ...]
    remarques: tuple[PhraseLue, ...]


@dataclass(frozen=True, slots=True)
class ExplicationLue:
    """Why a line is what it is, and what would unblock it, in sentences."""

    titre: str
    lignes: tuple[str, ...]
    deblocages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppelLu:
    """A household to call because of a change: what it had been told, where to reach it."""

    menage_id: UUID
    menage: str
    telephone: str
    texte: str


@dataclass(frozen=True, slots=True)
class GlissementLu:
    """What a slip of `jours` days of a batch does (negative: earlier); nothing is written.

    `deplaces` are the lines that change, `promesses` the days told that no longer hold, `appels`
    whom to call, soonest first, `sans_solution` who loses a home. `propose` is what to keep as a
    draft (`EnregistrerPlan`), once the dates of the batch were changed on the page of the estate.
    """

    tranche: str
    tranche_id: UUID
    jours: int
    debut: date
    fin: date
    deplaces: tuple[LigneComparee, ...]
    promesses: tuple[PhraseLue, ...]
    appels: tuple[AppelLu, ...]
    sans_solution: tuple[PhraseLue, ...]
    propose: PlanPropose
