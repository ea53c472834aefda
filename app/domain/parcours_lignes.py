"""What the journey of a household is told with: facts that go in, lines that come out.

How lines follow from facts is in `app.domain.parcours`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from app.domain.logements import NatureOccupation
from app.domain.menages import Phase
from app.domain.parcours_modele import GenreElement, GenreParcours
from app.domain.pratiques import EtatPratique


class EtatLigne(StrEnum):
    """Where a line of the journey stands on a day.

    PASSEE: its day has gone by, and so has its phase: nothing was noted, nothing is late any more.
    """

    FAIT = "fait"
    EN_RETARD = "en_retard"
    BIENTOT = "bientot"
    A_VENIR = "a_venir"
    SANS_DATE = "sans_date"
    ECARTE = "ecarte"
    PASSEE = "passee"


class OrigineDate(StrEnum):
    """Where a due day comes from: typed by a person, a known fact, a rule of the template."""

    SAISIE = "saisie"
    FAIT = "fait"
    REGLE = "regle"


class SourceFait(StrEnum):
    """How a line is known to be done: noted by a person, or deduced from a fact."""

    NOTE = "note"
    DEDUIT = "deduit"


class FaitEtape(NamedTuple):
    """What is written about a milestone of the household."""

    prevue: date | None = None
    faite: date | None = None
    ecartee: date | None = None
    motif: str | None = None


class FaitPratique(NamedTuple):
    """The latest state of a practice, and its day."""

    etat: EtatPratique
    le: date


class SejourDate(NamedTuple):
    """A stay of the household; `fin` is the first day away, `fin_prevue` only an intention."""

    nature: NatureOccupation
    debut: date | None = None
    fin: date | None = None
    fin_prevue: date | None = None


@dataclass(slots=True)
class Faits:
    """All a household's journey is deduced from: milestones, practices, stays, works, entry.

    `sejours` goes from the oldest to the latest; works are those of the batch of its home.
    """

    etapes: Mapping[str, FaitEtape] = field(default_factory=lambda: MappingProxyType({}))
    pratiques: Mapping[str, FaitPratique] = field(default_factory=lambda: MappingProxyType({}))
    sejours: Sequence[SejourDate] = ()
    debut_travaux: date | None = None
    fin_travaux: date | None = None
    reception: date | None = None
    entree: date | None = None


class LigneParcours(NamedTuple):
    """One milestone or practice of the household, as on the day asked for."""

    code: str
    genre: GenreElement
    phase: Phase
    obligatoire: bool
    etat: EtatLigne
    due: date | None = None
    origine: OrigineDate | None = None
    ancre: str = ""
    jours: int = 0
    fait_le: date | None = None
    source: SourceFait | None = None
    pratique: EtatPratique | None = None
    motif: str | None = None


@dataclass(frozen=True, slots=True)
class ParcoursMenage:
    """The journey of a household on a day.

    `fait` of `total` lines are done, set aside ones not counted. `prochaine` is the next line due,
    or else the oldest late one, or else the first without a day. `revoir_le` is the next day on
    which the calendar alone may change these counts (None: never).
    """

    modele: str
    genre: GenreParcours
    lignes: tuple[LigneParcours, ...]
    fait: int
    total: int
    en_retard: int
    prochaine: LigneParcours | None
    revoir_le: date | None

    @property
    def manquantes(self) -> tuple[LigneParcours, ...]:
        """The lines whose day has gone by: `en_retard` of them."""
        return tuple(li for li in self.lignes if li.etat is EtatLigne.EN_RETARD)

    def de_phase(self, phase: Phase) -> tuple[LigneParcours, ...]:
        """The lines of one phase."""
        return tuple(li for li in self.lignes if li.phase is phase)
