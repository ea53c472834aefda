"""Rules of what leaves for calendars: hours of a half-day, what a calendar must take back."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from app.domain.demenagements import Creneau

_HEURES = {Creneau.MATIN: (time(8), time(12)), Creneau.APRES_MIDI: (time(13), time(17))}
_MIDI, _SOIR, _NUIT = time(12), time(17), time(23, 59)


class GenreEvenement(StrEnum):
    """What an entry of a calendar is about."""

    DEMENAGEMENT = "demenagement"
    PERMANENCE = "permanence"
    RENDEZ_VOUS = "rendez_vous"
    PASSAGE = "passage"


class EtatEvenement(StrEnum):
    """How sure an entry is, in the three states calendars know."""

    ENVISAGE = "envisage"
    CONFIRME = "confirme"
    ANNULE = "annule"


@dataclass(frozen=True, slots=True)
class Evenement:
    """An entry. Without `debut` it takes the day; without `fin` it only says when it begins.

    `version` grows with each change of the record it comes from.
    """

    uid: str
    genre: GenreEvenement
    jour: date
    debut: time | None
    fin: time | None
    etat: EtatEvenement
    version: int
    titre: str
    lieu: str = ""
    details: str = ""

    @property
    def empreinte(self) -> int:
        """A number that changes when anything a calendar shows changes."""
        dit = (self.jour, self.debut, self.fin, self.etat, self.titre, self.lieu, self.details)
        return zlib.crc32(repr(dit).encode())


@dataclass(frozen=True, slots=True)
class Sorti:
    """An entry as it left last time, for the same choice."""

    jour: date
    version: int
    empreinte: int
    annule: bool = False


def horaires(creneau: Creneau, heure: time | None) -> tuple[time | None, time | None]:
    """When a move begins and ends: 8–12, 13–17, or the whole day when nothing else is known."""
    if heure is None:
        return _HEURES.get(creneau, (None, None))
    fin = _MIDI if creneau is Creneau.MATIN and heure < _MIDI else _SOIR
    if heure >= fin:
        fin = min(_NUIT, time(min(heure.hour + 2, 23), heure.minute))
    return heure, fin if fin > heure else None


def a_sortir(
    actuels: Mapping[str, Evenement], sortis: Mapping[str, Sorti], du: date, au: date
) -> tuple[Evenement, ...]:
    """What leaves for a calendar that already holds `sortis`, by day.

    Entries of the period; those that left it, on their new day; those cancelled, or that no longer
    belong to this choice, as cancelled. What was cancelled before it ever left stays out. Versions
    never go back: an undone change still reaches the calendar.
    """
    partent = [
        _avec_suite(e, sortis.get(uid))
        for uid, e in actuels.items()
        if _concerne(e, sortis.get(uid), du, au)
    ]
    disparus = [
        _disparu(uid, s) for uid, s in sortis.items() if uid not in actuels and du <= s.jour <= au
    ]
    return tuple(sorted((*partent, *disparus), key=lambda e: (e.jour, e.debut or time.min, e.uid)))


def _concerne(e: Evenement, sorti: Sorti | None, du: date, au: date) -> bool:
    if e.etat is EtatEvenement.ANNULE and sorti is None:
        return False
    return du <= e.jour <= au or (sorti is not None and du <= sorti.jour <= au)


def _avec_suite(e: Evenement, sorti: Sorti | None) -> Evenement:
    if sorti is None:
        return e
    change = e.empreinte != sorti.empreinte
    return replace(e, version=max(e.version, sorti.version + change))


def _disparu(uid: str, sorti: Sorti) -> Evenement:
    """A record that is gone, or is somebody else's now; its words are gone with it."""
    genre = GenreEvenement(uid.partition("-")[0])
    version = sorti.version if sorti.annule else sorti.version + 1
    return Evenement(uid, genre, sorti.jour, None, None, EtatEvenement.ANNULE, version, titre="")
