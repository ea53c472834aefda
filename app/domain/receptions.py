"""Réception of the works, and the inventory of a home at exit and at return."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.core.errors import EntreeInvalide, RegleMetier


class ResultatReception(StrEnum):
    """What was decided when the works were received."""

    SANS_RESERVE = "sans_reserve"
    AVEC_RESERVES = "avec_reserves"
    REFUSEE = "refusee"


class MomentEtatDesLieux(StrEnum):
    """On leaving a home, or on entering it."""

    SORTIE = "sortie"
    ENTREE = "entree"


class EtatElement(StrEnum):
    """How an element of a room looks."""

    NEUF = "neuf"
    BON = "bon"
    USAGE = "usage"
    MAUVAIS = "mauvais"
    ABSENT = "absent"


def verifier_jour(le: date, aujourdhui: date, premier_defaut: date | None = None) -> date:
    """The day of a réception.

    Raises `EntreeInvalide("reception.futur")` tomorrow, and
    `RegleMetier("reception.apres_reclamation")` when one of its own réserves was noted earlier.
    """
    if le > aujourdhui:
        raise EntreeInvalide("reception.futur", jour=le)
    if premier_defaut is not None and premier_defaut < le:
        raise RegleMetier("reception.apres_reclamation", jour=le, defaut=premier_defaut)
    return le
