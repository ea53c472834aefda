"""The curve of feelings as plain numbers: the same one is painted on screen and drawn on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.menages import FaitsDatesDuParcours
from app.domain.ressentis import (
    Bande,
    PointTon,
    RessentiDate,
    Tendance,
    bandes,
    lisser,
    points,
    tendance,
)

ETENDUE_MIN = 60  # days a curve shows at least
MARGE = 5  # days left free on both sides
GRADUATIONS_MAX = 8
PEU = 12  # up to so many points the line goes through them, beyond it is smoothed
_PAS = (1, 2, 3, 6, 12, 24, 60)  # months between two graduations


@dataclass(frozen=True, slots=True)
class Repere:
    """A day marked on the curve (a move), with its word."""

    jour: date
    mot: str


@dataclass(frozen=True, slots=True)
class Courbe:
    """What is drawn from `debut` to `fin`; `ligne` is the height of the line at each point.

    Heights go from -1 (painful) to 1 (agreeable).
    """

    debut: date
    fin: date
    points: tuple[PointTon, ...]
    ligne: tuple[float, ...]
    bandes: tuple[Bande, ...]
    reperes: tuple[Repere, ...]
    graduations: tuple[date, ...]
    tendance: Tendance

    def x(self, jour: date) -> float:
        """Where a day stands, from 0 to 1."""
        return (jour - self.debut).days / ((self.fin - self.debut).days or 1)


def tracer(
    ressentis: Iterable[RessentiDate],
    faits: FaitsDatesDuParcours,
    reperes: Iterable[Repere],
    jour: date,
) -> Courbe | None:
    """The curve as on `jour`, or None when nobody said anything yet."""
    suite = points(ressentis)
    if not suite:
        return None
    marge = timedelta(days=MARGE)
    fin = max(jour, suite[-1].jour) + marge
    debut = min(suite[0].jour - marge, fin - timedelta(days=ETENDUE_MIN))
    return Courbe(
        debut=debut,
        fin=fin,
        points=suite,
        ligne=tuple(p.valeur for p in suite) if len(suite) <= PEU else lisser(suite),
        bandes=bandes(faits, debut, fin),
        reperes=tuple(sorted((r for r in reperes if debut <= r.jour <= fin), key=lambda r: r.jour)),
        graduations=graduer(debut, fin),
        tendance=tendance(suite, jour),
    )


def graduer(debut: date, fin: date, maximum: int = GRADUATIONS_MAX) -> tuple[date, ...]:
    """First days of months between the two, a whole number of months apart, at most `maximum`."""
    mois = range(debut.year * 12 + debut.month - 1, fin.year * 12 + fin.month)
    tous = [date(m // 12, m % 12 + 1, 1) for m in mois]
    dedans = [j for j in tous if debut <= j <= fin]
    for pas in _PAS:
        choisis = [j for j in dedans if (j.year * 12 + j.month - 1) % pas == 0]
        if len(choisis) <= maximum:
            break
    return tuple(choisis[:maximum])
