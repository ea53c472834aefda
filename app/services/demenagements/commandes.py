"""What one asks about moves: planning one, changing it, keeping its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from app.domain.demenagements import (
    VIVANTS,
    Creneau,
    EtatDemenagement,
    EtatPoint,
    Fluide,
    MomentReleve,
    SensCle,
    SensDemenagement,
)
from app.domain.engagements import RaisonReport


@dataclass(frozen=True, slots=True)
class PrevoirDemenagement:
    """Plan the move of a household to `vers_id` on `jour`.

    `fin_prevue` is when it should leave the temporary home again; `motif` why that day although
    nobody works then.
    """

    menage_id: UUID
    sens: SensDemenagement
    vers_id: UUID
    jour: date
    creneau: Creneau = Creneau.JOURNEE
    heure: time | None = None
    equipe_id: UUID | None = None
    pilote_id: UUID | None = None
    fin_prevue: date | None = None
    plan_id: UUID | None = None
    fixe: bool = False
    motif: str = ""


@dataclass(frozen=True, slots=True)
class DeplacerDemenagement:
    """Another day, half of the day or hour, for a reason the household can be told.

    `explication` may stay empty unless `raison` is "autre". `motif`: as for planning.
    `vers_id` and `fin_prevue` None: as they are.
    """

    id: UUID
    jour: date
    creneau: Creneau = Creneau.JOURNEE
    heure: time | None = None
    raison: RaisonReport = RaisonReport.AUTRE
    explication: str = ""
    motif: str = ""
    vers_id: UUID | None = None
    fin_prevue: date | None = None
    plan_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PreciserDemenagement:
    """Who is there on the day, whether the planner may move it, what to know."""

    id: UUID
    equipe_id: UUID | None
    pilote_id: UUID | None
    fixe: bool = False
    remarque: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmerDemenagement:
    """The household and the movers both agreed on that day."""

    id: UUID


@dataclass(frozen=True, slots=True)
class FaireDemenagement:
    """The move took place on `jour`; the household really lives there from then on."""

    id: UUID
    jour: date


@dataclass(frozen=True, slots=True)
class AnnulerDemenagement:
    """The move will not take place, for a reason."""

    id: UUID
    motif: str


@dataclass(frozen=True, slots=True)
class PointerListe:
    """Where a line of the checklist stands, with what one wants to remember of it."""

    id: UUID
    code: str
    etat: EtatPoint
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class ReleverCompteur:
    """A meter as read; `confirme` keeps an index lower than the one before."""

    id: UUID
    logement_id: UUID
    fluide: Fluide
    moment: MomentReleve
    valeur: str
    le: date
    numero: str = ""
    confirme: bool = False


@dataclass(frozen=True, slots=True)
class RemettreCle:
    """Keys given to the household or given back by it."""

    id: UUID
    logement_id: UUID
    sens: SensCle
    quoi: str
    nombre: int
    le: date
    a_qui: str = ""


@dataclass(frozen=True, slots=True)
class RetirerReleve:
    """That reading was a mistake."""

    releve_id: UUID


@dataclass(frozen=True, slots=True)
class RetirerCle:
    """That line of keys was a mistake."""

    cle_id: UUID


@dataclass(frozen=True, slots=True)
class LireDemenagement:
    """Ask for the file of a move."""

    id: UUID


@dataclass(frozen=True, slots=True)
class ListerDemenagements:
    """Ask for moves by day: of an estate, between two days (included), of a crew, of a household.

    `etats` None: all but the cancelled ones.
    """

    cite_id: UUID | None = None
    du: date | None = None
    au: date | None = None
    equipe_id: UUID | None = None
    etats: frozenset[EtatDemenagement] | None = VIVANTS | {EtatDemenagement.FAIT}
    menage_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChoisirDemenagement:
    """Ask for what one needs to plan a move of a household: homes, crews, pilotes."""

    menage_id: UUID
