"""School holidays as a catalogue writes them: periods, each with its first and last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.catalogue_fautes import Faute, Table, uniques

_CHAMPS = ("code", "fr", "en", "du", "au")
_DUREE_MAX = 120  # days: beyond, a year was mistyped


@dataclass(frozen=True, slots=True)
class Vacances:
    """A period without school, both days included."""

    code: str
    fr: str
    en: str
    du: date
    au: date


def lire_vacances(contenu: Mapping[str, Any], fautes: list[Faute]) -> tuple[Vacances, ...]:
    """The periods of a `vacances.toml`; what is wrong is added to `fautes`."""
    racine = Table(contenu, (), fautes, ("periode",))
    lues = [(t, _periode(t)) for t in racine.tables("periode", _CHAMPS)]
    uniques((t, v.code) for t, v in lues if v is not None)
    return tuple(v for _t, v in lues if v is not None)


def reunir(livre: tuple[Vacances, ...], ajout: tuple[Vacances, ...]) -> tuple[Vacances, ...]:
    """Same codes replace, others are added; in the order of their days."""
    toutes = {v.code: v for v in livre} | {v.code: v for v in ajout}
    return tuple(sorted(toutes.values(), key=lambda v: (v.du, v.code)))


def _periode(table: Table) -> Vacances | None:
    code, fr = table.code(), table.texte("fr", requis=True)
    du, au = table.jour("du"), table.jour("au")
    if du is None or au is None:
        return None
    if not 0 <= (au - du).days <= _DUREE_MAX:
        table.refuser("periode_inversee", "au", maximum=_DUREE_MAX)
        return None
    return Vacances(code, fr, table.texte("en", defaut=fr), du, au)
