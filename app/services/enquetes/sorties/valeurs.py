"""An answer, kept as text, becomes a number, a day or a text of a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from math import isfinite
from types import MappingProxyType
from typing import Any

from app.domain.enquetes.formulaire import GenreQuestion
from app.services.exports.tableaux import cellule_csv, inerte

Valeur = str | int | float | date | datetime | time | None


def _nombre(ecrit: str) -> float:
    lu = float(ecrit)
    if not isfinite(lu):
        raise ValueError(ecrit)
    return lu


def _instant(ecrit: str) -> datetime:
    return datetime.fromisoformat(ecrit.replace("Z", "+00:00"))


_LECTEURS: Mapping[GenreQuestion, tuple[type, Callable[[str], Valeur]]] = MappingProxyType(
    {
        GenreQuestion.ENTIER: (int, int),
        GenreQuestion.DECIMAL: (float, _nombre),
        GenreQuestion.ECHELLE: (float, _nombre),
        GenreQuestion.JOUR: (date, lambda t: date.fromisoformat(t[:10])),
        GenreQuestion.INSTANT: (datetime, _instant),
        GenreQuestion.HEURE: (time, lambda t: time.fromisoformat(t[:8])),
    }
)


def genre_de(genre: GenreQuestion) -> type:
    """How the answers to that kind of question are written in a cell."""
    return _LECTEURS[genre][0] if genre in _LECTEURS else str


def typee(genre: GenreQuestion, ecrit: str) -> Valeur:
    """The value of an answer; one that does not read as its kind stays a text."""
    if not ecrit:
        return None
    if genre not in _LECTEURS:
        return ecrit
    try:
        return _LECTEURS[genre][1](ecrit)
    except ValueError:
        return ecrit


def cellule_iso(valeur: Any) -> str:
    """A cell of a comma-separated file: points in numbers, ISO days, as Kobo and ODK write them."""
    match valeur:
        case bool() | None:
            return cellule_csv(valeur)
        case int() | float():
            return repr(valeur)
        case datetime():
            return valeur.isoformat(timespec="milliseconds")
        case date():
            return valeur.isoformat()
        case str():
            return inerte(valeur)
    return cellule_csv(valeur)
