"""The guarantees of works, which run from their réception, not from the household's return.

Parfait achèvement one year (code civil, art. 1792-6), bon fonctionnement two years (art. 1792-3),
décennale ten years (art. 1792-4-1). What falls under each is a habit kept in the catalogue of
complaints: a person decides, this only says what still runs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

_FEVRIER, _BISSEXTE = 2, 29


class Garantie(StrEnum):
    """Under which guarantee a defect falls; INCONNUE when no réception is known."""

    GPA = "gpa"
    BON_FONCTIONNEMENT = "bon_fonctionnement"
    DECENNALE = "decennale"
    AUCUNE = "aucune"
    INCONNUE = "inconnue"


ANNEES: MappingProxyType[Garantie, int] = MappingProxyType(
    {Garantie.GPA: 1, Garantie.BON_FONCTIONNEMENT: 2, Garantie.DECENNALE: 10}
)


@dataclass(frozen=True, slots=True)
class GarantieDuJour:
    """The guarantee of a defect: until which day, how many days are left on the day asked.

    `jours` is negative once it is over: a defect notified in time remains due. `fin` None: none.
    """

    code: Garantie
    fin: date | None = None
    jours: int | None = None


def fin(reception: date, garantie: Garantie) -> date:
    """The last day a defect may be notified under that guarantee."""
    annee = reception.year + ANNEES[garantie]
    if (reception.month, reception.day) == (_FEVRIER, _BISSEXTE):
        return date(annee, _FEVRIER, 28)
    return reception.replace(year=annee)


def garantie(
    reception: date | None, signale_le: date, possibles: Collection[Garantie], jour: date
) -> GarantieDuJour:
    """The guarantee a defect notified on `signale_le` falls under, seen from `jour`.

    `possibles` are those its category may fall under; parfait achèvement covers any defect of
    the works. A defect notified before the réception is a matter of the site: INCONNUE.
    """
    if reception is None or signale_le < reception:
        return GarantieDuJour(Garantie.INCONNUE)
    for code in ANNEES:
        if code in possibles:
            terme = fin(reception, code)
            if signale_le <= terme:
                return GarantieDuJour(code, terme, (terme - jour).days)
    return GarantieDuJour(Garantie.AUCUNE)
