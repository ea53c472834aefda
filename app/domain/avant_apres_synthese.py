"""Figures of many households: bands and medians that tell nobody's own.

Bands are protected as survey results are (ADR 0045). A median is told only when what is shown
already says in which band the middle is: it then tells nothing of the hidden cells. It is rounded,
so that it is nobody's exact amount.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.domain.enquetes.secret import proteger

RESTE = tuple(map(Decimal, (100, 200, 300, 400, 500)))
ECART = tuple(map(Decimal, (-50, -10, 10, 50)))
TAUX = tuple(map(Decimal, ("0.10", "0.20", "0.30", "0.40")))
KWH_M2 = tuple(map(Decimal, (100, 150, 200, 300)))
EUROS_AN = tuple(map(Decimal, (600, 1000, 1500, 2000, 2500)))


@dataclass(frozen=True, slots=True)
class Rang:
    """How many households per band (below the first bound, from each bound on), None when hidden.

    `connus` and `inconnus` say how many figures we have and miss: that tells of our records, not
    of anybody's money, so it is always told. `mediane` is None when hidden, or without figures.
    """

    bornes: tuple[Decimal, ...]
    effectifs: tuple[int | None, ...]
    connus: int
    inconnus: int
    mediane: Decimal | None

    @property
    def masques(self) -> bool:
        """Whether a cell is hidden."""
        return None in self.effectifs


def resumer(
    valeurs: Sequence[Decimal | None], bornes: Sequence[Decimal], seuil: int, pas: Decimal
) -> Rang:
    """The row of these figures; `pas` is what a median is rounded to."""
    connues = sorted(v for v in valeurs if v is not None)
    effectifs = [0] * (len(bornes) + 1)
    for valeur in connues:
        effectifs[bisect_right(bornes, valeur)] += 1
    vus = proteger(effectifs, seuil) if connues else tuple(effectifs)
    mediane = _mediane(connues, pas) if connues and _milieu_dit(vus, len(connues)) else None
    return Rang(tuple(bornes), vus, len(connues), len(valeurs) - len(connues), mediane)


def resumer_ecart(
    valeurs: Sequence[Decimal | None], cotes: tuple[Rang, Rang], seuil: int, pas: Decimal
) -> Rang:
    """The row of the changes between two rows already told (`cotes`: before, after).

    Three rows linked by arithmetic tell more than each: bands are told only when nothing at all is
    hidden, the median alone from twice `seuil` on.
    """
    connues = sorted(v for v in valeurs if v is not None)
    effectifs = [0] * (len(ECART) + 1)
    for valeur in connues:
        effectifs[bisect_right(ECART, valeur)] += 1
    vus = proteger_ecart(effectifs, cotes[0].effectifs, cotes[1].effectifs, seuil)
    mediane = _mediane(connues, pas) if len(connues) >= 2 * seuil else None
    return Rang(ECART, vus, len(connues), len(valeurs) - len(connues), mediane)


def proteger_ecart(
    effectifs: Sequence[int],
    avant: Sequence[int | None],
    apres: Sequence[int | None],
    seuil: int,
) -> tuple[int | None, ...]:
    """The counts of the changes, all hidden as soon as one count of the three rows is."""
    vus = proteger(effectifs, seuil) if any(effectifs) else tuple(effectifs)
    return (None,) * len(vus) if None in (*avant, *apres, *vus) else vus


def _mediane(triees: Sequence[Decimal], pas: Decimal) -> Decimal:
    n = len(triees)
    milieu = (triees[(n - 1) // 2] + triees[n // 2]) / 2
    return (milieu / pas).quantize(Decimal(1), ROUND_HALF_UP) * pas


def _milieu_dit(vus: Sequence[int | None], n: int) -> bool:
    """Whether the shown cells alone say where the middle is, wherever the hidden ones are."""
    caches = [i for i, effectif in enumerate(vus) if effectif is None]
    if len(caches) == len(vus):
        return False
    reste = n - sum(v for v in vus if v is not None)
    extremes = set()
    for ou in (caches[0], caches[-1]) if caches else (0,):
        essai = [v or 0 for v in vus]
        essai[ou] += reste
        extremes.add((_bande(essai, (n - 1) // 2), _bande(essai, n // 2)))
    return len(extremes) == 1 and all(vus[b] is not None for b in extremes.pop())


def _bande(effectifs: Sequence[int], rang: int) -> int:
    """The band that holds the value of that rank."""
    cumul = 0
    for bande, n in enumerate(effectifs):
        cumul += n
        if rang < cumul:
            return bande
    return len(effectifs) - 1
