"""The rows of a table as CSV (French or international), JSON Lines, or a sheet; streams only.

Each column gets its writer once: what it read, worded for that format. Columns of days, words and
amounts hold few different values: their texts are kept.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

from app.services.exports.classeur import Feuille, contenu, contenu_brut
from app.services.exports.tableaux import cellule_csv, inerte

if TYPE_CHECKING:
    from app.services.exports.paquets.lecture import Lecture, TableComposee
    from app.services.exports.projection import Colonne

_GARDES = 1 << 12
"""Texts kept a column."""
_ILLISIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Plume = Callable[[Any], Any]
Lots = Iterable[Sequence[Sequence[Any]]]


class CelluleEcrite(str):
    """The kind of a column whose values are cells of a sheet already written."""


@dataclass(frozen=True, slots=True)
class Dialecte:
    """How CSV files are written."""

    nom: str
    separateur: str
    bom: bool
    cellule: Callable[[Any], str]


def cellule_internationale(valeur: Any) -> str:  # noqa: PLR0911 - one line a type reads best
    """One CSV cell for machines anywhere: point decimals, ISO days and instants, true/false."""
    match valeur:
        case None:
            return ""
        case bool():
            return "true" if valeur else "false"
        case Enum():
            return str(valeur.value)
        case UUID():
            return valeur.hex
        case datetime():
            return valeur.isoformat(timespec="seconds")
        case date() | time():
            return valeur.isoformat()
        case Decimal():
            return f"{valeur:.2f}"
        case int() | float():
            return repr(valeur)
        case _:
            return inerte(str(valeur))


FRANCAIS = Dialecte("csv_fr", ";", bom=True, cellule=cellule_csv)
INTERNATIONAL = Dialecte("csv_international", ",", bom=False, cellule=cellule_internationale)


def ecrire_csv(table: TableComposee, lots: Lots, flux: IO[bytes], dialecte: Dialecte) -> int:
    """One table as CSV; the number of rows."""
    tampon, n = io.StringIO(newline=""), 0
    sortie = csv.writer(tampon, delimiter=dialecte.separateur, lineterminator="\r\n")
    if dialecte.bom:
        flux.write("\ufeff".encode())
    sortie.writerow([c.nom for c in table.colonnes])
    plumes = _plumes(table, lambda c, lecture: _plume_csv(c, lecture, dialecte.cellule))
    for lot in lots:
        sortie.writerows(_ecrites(lot, plumes))
        n += len(lot)
        _vider(tampon, flux)
    _vider(tampon, flux)
    return n


def ecrire_jsonl(table: TableComposee, lots: Lots, flux: IO[bytes]) -> int:
    """One table as JSON Lines: UTF-8, one object a line, `null` for what is unknown."""
    plumes, n = _plumes(table, _plume_json), 0
    inconnus = [f"{json.dumps(c.nom)}:null" for c in table.colonnes]
    for lot in lots:
        objets = [
            f"{{{','.join([m or inconnu for m, inconnu in zip(ligne, inconnus, strict=True)])}}}\n"
            for ligne in _ecrites(lot, plumes)
        ]
        flux.write("".join(objets).encode())
        n += len(lot)
    return n


def ecrire_feuille(table: TableComposee, lots: Lots, feuille: Feuille) -> int:
    """One table as a sheet; the number of rows."""
    plumes, n = _plumes(table, _plume_xlsx), 0
    for lot in lots:
        feuille.contenus(_ecrites(lot, plumes))
        n += len(lot)
    return n


def lisible(texte: str) -> str:
    """A text every reader takes: signs that are no text are shown as �, formulas are inert."""
    if not texte.isprintable():
        texte = _ILLISIBLE.sub("\ufffd", texte)
    return inerte(texte)


def _plumes(
    table: TableComposee, tailler: Callable[[Colonne, Lecture | None], Plume | None]
) -> list[tuple[int, Plume]]:
    """The writers of the columns that need one, with their places."""
    faites = []
    for rang, (colonne, lecture) in enumerate(zip(table.colonnes, table.lectures, strict=True)):
        plume = tailler(colonne, lecture)
        if plume is not None:
            faites.append((rang, plume))
    return faites


def _ecrites(lot: Sequence[Sequence[Any]], plumes: Sequence[tuple[int, Plume]]) -> Iterable[Any]:
    """The rows of a batch once written, column after column; what is unknown stays None."""
    colonnes: list[Sequence[Any]] = list(zip(*lot, strict=True))
    for rang, plume in plumes:
        colonnes[rang] = [None if v is None else plume(v) for v in colonnes[rang]]
    return zip(*colonnes, strict=True)


def _plume_csv(
    colonne: Colonne, lecture: Lecture | None, cellule: Callable[[Any], str]
) -> Plume | None:
    if colonne.genre is UUID or colonne.genre is int:  # hexadecimal digits; csv writes numbers
        return lecture
    return _plume(colonne, lecture, cellule, lisible)


def _plume_json(colonne: Colonne, lecture: Lecture | None) -> Plume:
    cle = f"{json.dumps(colonne.nom)}:"

    def membre(valeur: Any) -> str:
        return cle + json.dumps(_json(valeur), ensure_ascii=False)

    def texte(valeur: str) -> str:
        return cle + json.dumps(lisible(valeur), ensure_ascii=False)

    if colonne.genre is UUID and lecture is not None:
        lire = lecture
        return lambda brut: f'{cle}"{lire(brut)}"'
    return _plume(colonne, lecture, membre, texte)


def _plume_xlsx(colonne: Colonne, lecture: Lecture | None) -> Plume:
    if colonne.genre is UUID:
        return _composer(lecture, contenu_brut)
    if colonne.genre is CelluleEcrite and lecture is not None:
        return lecture
    return _plume(colonne, lecture, contenu, contenu)


def _plume(
    colonne: Colonne,
    lecture: Lecture | None,
    cellule: Callable[[Any], str],
    texte: Callable[[str], str],
) -> Plume:
    """How one column is written: texts each time, other values once each."""
    if colonne.genre is str:
        return _composer(lecture, texte)
    if issubclass(colonne.genre, (int, float)) and not issubclass(colonne.genre, bool):
        return _composer(lecture, cellule)
    return lru_cache(maxsize=_GARDES)(_composer(lecture, cellule))


def _composer(lecture: Lecture | None, ecrire: Plume) -> Plume:
    if lecture is None:
        return ecrire
    lire = lecture
    return lambda brut: ecrire(lire(brut))


def _json(valeur: Any) -> Any:
    match valeur:
        case bool() | int() | float():
            return valeur
        case Decimal():
            return float(valeur)
        case str() if not isinstance(valeur, Enum):
            return lisible(valeur)
        case _:
            return cellule_internationale(valeur)


def _vider(tampon: io.StringIO, flux: IO[bytes]) -> None:
    flux.write(tampon.getvalue().encode())
    tampon.seek(0)
    tampon.truncate()
