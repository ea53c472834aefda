"""The rows of a table as CSV (French or international), JSON Lines, or a sheet; streams only."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import IO, Any
from uuid import UUID

from app.services.exports.tableaux import TableEcrite, cellule_csv, inerte

_PAQUET = 1 << 16


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


def ecrire_csv(
    table: TableEcrite, rows: Iterable[Sequence[Any]], flux: IO[bytes], dialecte: Dialecte
) -> int:
    """One table as CSV; the number of rows."""
    tampon = io.StringIO(newline="")
    plume = csv.writer(tampon, delimiter=dialecte.separateur, lineterminator="\r\n")
    if dialecte.bom:
        flux.write("\ufeff".encode())
    plume.writerow([c.nom for c in table.colonnes])
    cellule, n = dialecte.cellule, 0
    for ligne in rows:
        plume.writerow([cellule(v) for v in ligne])
        n += 1
        if tampon.tell() >= _PAQUET:
            _vider(tampon, flux)
    _vider(tampon, flux)
    return n


def ecrire_jsonl(table: TableEcrite, rows: Iterable[Sequence[Any]], flux: IO[bytes]) -> int:
    """One table as JSON Lines (UTF-8, one object a line, unknown values left out)."""
    noms, tampon, n = [c.nom for c in table.colonnes], io.StringIO(), 0
    for ligne in rows:
        objet = {
            nom: _json(valeur)
            for nom, valeur in zip(noms, ligne, strict=True)
            if valeur is not None
        }
        tampon.write(json.dumps(objet, ensure_ascii=False, separators=(",", ":")) + "\n")
        n += 1
        if tampon.tell() >= _PAQUET:
            _vider(tampon, flux)
    _vider(tampon, flux)
    return n


def _json(valeur: Any) -> Any:
    match valeur:
        case bool() | int() | float():
            return valeur
        case Decimal():
            return float(valeur)
        case str():
            return inerte(valeur)
        case _:
            return cellule_internationale(valeur)


def _vider(tampon: io.StringIO, flux: IO[bytes]) -> None:
    flux.write(tampon.getvalue().encode())
    tampon.seek(0)
    tampon.truncate()
