"""The state of an estate on any day: its dwellings, its vacancy, its free temporary homes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from app.domain import parc_date as domaine
from app.domain.logements import EtatLogement
from app.domain.menages import verifier_periode
from app.domain.parc_date import (
    Contradiction,
    Ecart,
    LogementConnu,
    LogementDate,
    Presence,
    Situation,
    Vacance,
)
from app.domain.parc_registre import Registre
from app.domain.planification.instance import Periode
from app.domain.renouvellement import MenageOrigine, Renouvellement, Sort
from app.domain.renouvellement import renouvellement as _renouvellement
from db.queries import parc_date as lecture
from db.uow import UnitOfWork

__all__ = [
    "Contradiction",
    "DisponibiliteTiroir",
    "Ecart",
    "LireDisponibilites",
    "LireParcDate",
    "LireRenouvellement",
    "LogementConnu",
    "LogementDate",
    "MenageOrigine",
    "ParcDate",
    "Periode",
    "Presence",
    "Renouvellement",
    "Situation",
    "Sort",
    "Vacance",
    "disponibilites",
    "lire",
    "renouvellement",
]


@dataclass(frozen=True, slots=True)
class LireParcDate:
    """Ask how the dwellings of an estate stand on a day (today when None)."""

    cite_id: UUID
    jour: date | None = None


@dataclass(frozen=True, slots=True)
class LireDisponibilites:
    """Ask when each temporary home is free from a day (today when None) to another, included.

    Without a last day, a period nothing ends stays open.
    """

    cite_id: UUID
    du: date | None = None
    au: date | None = None


@dataclass(frozen=True, slots=True)
class LireRenouvellement:
    """Ask who lived in the estate on a day and has no home there any more on another."""

    cite_id: UUID
    du: date
    au: date


@dataclass(frozen=True, slots=True)
class ParcDate:
    """The dwellings of an estate on a day, in walking order, and what they come to."""

    jour: date
    aujourdhui: date
    logements: tuple[LogementDate, ...]
    comptes: Mapping[Situation, int]
    vacance: Vacance

    @property
    def contradictions(self) -> int:
        """How many dwellings have facts that cannot be right together."""
        return sum(bool(li.contradictions) for li in self.logements)


@dataclass(frozen=True, slots=True)
class DisponibiliteTiroir:
    """When a temporary home is free: empty, cleaned, within the days it may serve."""

    logement: LogementConnu
    libres: tuple[Periode, ...]


def lire(demande: LireParcDate, uow: UnitOfWork) -> ParcDate:
    """Every dwelling on that day; the coming days are told as they are foreseen."""
    registre = _registre(demande.cite_id, uow)
    jour = demande.jour or registre.aujourdhui
    lignes = tuple(registre.etat(lo, jour) for lo in registre.parc.logements)
    return ParcDate(
        jour,
        registre.aujourdhui,
        lignes,
        MappingProxyType(Counter(li.situation for li in lignes)),
        domaine.vacance(lignes),
    )


def disponibilites(demande: LireDisponibilites, uow: UnitOfWork) -> tuple[DisponibiliteTiroir, ...]:
    """The temporary homes in walking order, each with its free periods.

    Raises `EntreeInvalide("saisie.periode")`.
    """
    registre = _registre(demande.cite_id, uow)
    du = demande.du or registre.aujourdhui
    verifier_periode(du, demande.au)
    return tuple(
        DisponibiliteTiroir(lo, registre.libres(lo, du, demande.au))
        for lo in registre.parc.logements
        if lo.etat is EtatLogement.TIROIR
    )


def renouvellement(demande: LireRenouvellement, uow: UnitOfWork) -> Renouvellement:
    """What became of the households of origin; raises `EntreeInvalide("saisie.periode")`."""
    verifier_periode(demande.du, demande.au)
    return _renouvellement(_registre(demande.cite_id, uow), demande.du, demande.au)


def _registre(cite_id: UUID, uow: UnitOfWork) -> Registre:
    aujourdhui = uow.clock.today()
    with uow.lecture() as session:
        return Registre(lecture.lire(session, cite_id, aujourdhui), aujourdhui)
