"""Days and pixels of the timeline: pure reckoning, no window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

PX_JOUR_MIN, PX_JOUR_MAX = 0.7, 36.0
PAS_ZOOM = 1.25
PX_SEMAINES = 2.6  # from here weeks are told under months
PX_JOURS = 17.0  # from here every day is told

_UN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Echelle:
    """A day is `px` pixels wide; `origine` is at x = 0. Ends of periods are first days after."""

    origine: date
    fin: date
    px: float

    def x(self, jour: date) -> float:
        """Where a day begins."""
        return (jour - self.origine).days * self.px

    def jour(self, x: float) -> date:
        """The day under that x."""
        return self.origine + timedelta(days=int(x // self.px))

    def jours(self, dx: float) -> int:
        """How many days a drag of `dx` pixels is."""
        return round(dx / self.px)

    @property
    def largeur(self) -> float:
        """Width of everything."""
        return self.x(self.fin)

    def zoom(self, facteur: float) -> Echelle:
        """Nearer or farther, within bounds."""
        px = min(max(self.px * facteur, PX_JOUR_MIN), PX_JOUR_MAX)
        return Echelle(self.origine, self.fin, px)


def cadrer(jours: Sequence[date], aujourdhui: date, px: float) -> Echelle:
    """A scale holding all these days and today, from the first of a month to the end of one."""
    debut = min([*jours, aujourdhui]) - timedelta(days=7)
    fin = max([*jours, aujourdhui + timedelta(days=60)]) + timedelta(days=14)
    return Echelle(debut.replace(day=1), _mois_suivant(fin), px)


def mois_entre(debut: date, fin: date) -> Iterator[date]:
    """The first days of months from the one of `debut` to `fin`."""
    jour = debut.replace(day=1)
    while jour < fin:
        yield jour
        jour = _mois_suivant(jour)


def lundis_entre(debut: date, fin: date) -> Iterator[date]:
    """The Mondays from the week of `debut` to `fin`."""
    jour = debut - timedelta(days=debut.weekday())
    while jour < fin:
        yield jour
        jour += timedelta(days=7)


def jours_entre(debut: date, fin: date) -> Iterator[date]:
    """Every day from `debut` to before `fin`."""
    while debut < fin:
        yield debut
        debut += _UN


def caler(jour: date, ouvre: Callable[[date], bool], sens: int = 1) -> date:
    """The nearest working day, `sens` first; the day itself when a month has none."""
    for ecart in range(31):
        for pas in (sens, -sens):
            vu = jour + timedelta(days=ecart * pas)
            if ouvre(vu):
                return vu
    return jour


def decaler(jour: date, pas: int, ouvre: Callable[[date], bool]) -> date:
    """The working day `pas` working days later (earlier when negative)."""
    sens = 1 if pas > 0 else -1
    reste = abs(pas)
    vu = jour
    for _tour in range(reste * 31):
        if not reste:
            break
        vu += timedelta(days=sens)
        if ouvre(vu):
            reste -= 1
    return jour if reste else vu


def etager(periodes: Sequence[tuple[date, date]]) -> list[tuple[int, int]]:
    """For each period (sorted by start, ends excluded) its lane, and the lanes of its cluster.

    Periods that do not meet share a lane; a cluster is a chain of periods that meet.
    """
    etages: list[int] = []
    groupes: list[int] = []
    hauteurs: list[int] = []
    libres: list[date] = []
    fin_groupe = date.min
    for debut, fin in periodes:
        if debut >= fin_groupe:
            libres, fin_groupe = [], date.min
            hauteurs.append(0)
        rang = next((i for i, libre in enumerate(libres) if libre <= debut), len(libres))
        if rang == len(libres):
            libres.append(fin)
        else:
            libres[rang] = fin
        fin_groupe = max(fin_groupe, fin)
        hauteurs[-1] = max(hauteurs[-1], len(libres))
        etages.append(rang)
        groupes.append(len(hauteurs) - 1)
    return [(e, hauteurs[g]) for e, g in zip(etages, groupes, strict=True)]


def _mois_suivant(jour: date) -> date:
    return (jour.replace(day=1) + timedelta(days=32)).replace(day=1)
