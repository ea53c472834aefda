"""What one may ask about the réception of works and its réserves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.domain.receptions import ResultatReception
from app.domain.reclamations import Urgence


@dataclass(frozen=True, slots=True)
class Recevoir:
    """The works of these dwellings, or of the whole batch when none is named, on a day.

    With both, the dwellings must belong to the batch; each gets a réception of its own.
    """

    le: date
    resultat: ResultatReception
    logement_ids: tuple[UUID, ...] = ()
    tranche_id: UUID | None = None
    precision: str = ""


@dataclass(frozen=True, slots=True)
class CorrigerReception:
    """The réception as it must be read."""

    reception_id: UUID
    le: date
    resultat: ResultatReception
    precision: str = ""


@dataclass(frozen=True, slots=True)
class AnnulerReception:
    """The réception was a mistake: it never took place."""

    reception_id: UUID


@dataclass(frozen=True, slots=True)
class NoterReserve:
    """A defect noted at a réception, in one dwelling, on that day unless `le` says another.

    `logement_id` None: the dwelling of the réception itself.
    """

    reception_id: UUID
    categorie: str
    description: str
    logement_id: UUID | None = None
    lieu: str | None = None
    urgence: Urgence | None = None
    responsable_id: UUID | None = None
    le: date | None = None


@dataclass(frozen=True, slots=True)
class LeverReserves:
    """These réserves were lifted on a day; or every open one of a contractor, of a dwelling."""

    le: date
    reclamation_ids: tuple[UUID, ...] = ()
    responsable_id: UUID | None = None
    logement_id: UUID | None = None
    cite_id: UUID | None = None
    precision: str = ""


@dataclass(frozen=True, slots=True)
class LireReceptions:
    """Ask where the réception of each dwelling of an estate stands."""

    cite_id: UUID
    tranche_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ListerReserves:
    """Ask for réserves: of an estate, a batch, dwellings, a contractor; open ones unless told."""

    cite_id: UUID | None = None
    tranche_id: UUID | None = None
    logement_ids: tuple[UUID, ...] = field(default=())
    responsable_id: UUID | None = None
    ouvertes: bool = True
