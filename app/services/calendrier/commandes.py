"""What one asks of the calendar. Light: the iCalendar library is not loaded here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from app.domain.calendrier import GenreEvenement
from db.queries.calendrier import EquipeChoisie

__all__ = [
    "ApercuCalendrier",
    "CalendrierEcrit",
    "ChoixCalendrier",
    "ChoixPossibles",
    "EcrireCalendrier",
    "EquipeChoisie",
    "LigneCalendrier",
    "LireChoix",
    "PersonneChoisie",
]


@dataclass(frozen=True, slots=True)
class ChoixCalendrier:
    """Whose calendar, of which days (both included; today and a year ahead by default).

    Of a person: the moves it attends, its appointments, its sessions. Of a crew: its moves alone.
    Without `noms` no household is named: addresses and codes only.
    """

    cite_id: UUID | None = None
    equipe_id: UUID | None = None
    intervenant_id: UUID | None = None
    du: date | None = None
    au: date | None = None
    noms: bool = True


@dataclass(frozen=True, slots=True)
class EcrireCalendrier:
    """Write that calendar to the file `sortie` (.ics)."""

    sortie: Path
    choix: ChoixCalendrier = ChoixCalendrier()


@dataclass(frozen=True, slots=True)
class LireChoix:
    """Ask what a calendar can be made of: crews and people."""


@dataclass(frozen=True, slots=True)
class PersonneChoisie:
    """A member of the team one may ask the calendar of."""

    id: UUID
    nom: str


@dataclass(frozen=True, slots=True)
class ChoixPossibles:
    """The crews and the people of the base."""

    equipes: tuple[EquipeChoisie, ...]
    personnes: tuple[PersonneChoisie, ...]


@dataclass(frozen=True, slots=True)
class LigneCalendrier:
    """An entry as it will show: its day, its hours in words ("" for the day), its words."""

    genre: GenreEvenement
    jour: date
    heures: str
    titre: str
    annule: bool


@dataclass(frozen=True, slots=True)
class ApercuCalendrier:
    """What would leave: entries by kind, those taken back, households that would not be named."""

    du: date
    au: date
    lignes: tuple[LigneCalendrier, ...]
    nombres: tuple[tuple[GenreEvenement, int], ...]
    annules: int
    sans_nom: int
    dehors: bool

    @property
    def total(self) -> int:
        """How many entries would leave, those taken back included."""
        return len(self.lignes)


@dataclass(frozen=True, slots=True)
class CalendrierEcrit:
    """The file, how many entries it holds and how many of them are taken back."""

    fichier: Path
    evenements: int
    annules: int
    envoi_id: UUID
