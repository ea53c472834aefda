"""What the command line prints, and the exit codes it promises."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID


class Code(IntEnum):
    """Exit codes. 2 is argparse's own, for a command that was not understood."""

    BIEN = 0
    DEFAUT = 1
    REFUSE = 3
    PANNE = 4
    PARTIEL = 5
    VERIFICATION = 6


def dire(texte: str) -> None:
    """A line for the person."""
    _ecrire(sys.stdout, texte)


def alerter(texte: str) -> None:
    """A line about what went wrong."""
    _ecrire(sys.stderr, texte)


def en_json(valeur: Any) -> None:
    """One JSON document: ids as hex, money as decimal text, days and instants as ISO text."""
    texte = json.dumps(valeur, ensure_ascii=False, indent=2, default=_simple)
    if not _sait_ecrire(sys.stdout, texte):  # escapes say the same, and nothing is lost
        texte = json.dumps(valeur, indent=2, default=_simple)
    _ecrire(sys.stdout, texte)


def _ecrire(flux: TextIO, texte: str) -> None:
    """A line, whatever the terminal can show: what it cannot becomes a question mark.

    A pipe of Windows knows a few hundred characters, and a file may have a name that is no text.
    """
    if not _sait_ecrire(flux, texte):
        code = flux.encoding or "ascii"
        texte = texte.encode(code, "replace").decode(code)
    flux.write(texte + "\n")


def _sait_ecrire(flux: TextIO, texte: str) -> bool:
    try:
        texte.encode(flux.encoding or "utf-8", flux.errors or "strict")
    except UnicodeEncodeError:
        return False
    return True


def _simple(valeur: Any) -> Any:
    match valeur:
        case UUID():
            return valeur.hex
        case Decimal() | Path():
            return str(valeur)
        case datetime() | date() | time():
            return valeur.isoformat()
        case Enum():
            return valeur.value
        case set() | frozenset():
            return sorted(valeur, key=str)
    raise TypeError(type(valeur).__name__)


class SuiviTerminal:
    """Progress on the error stream, when somebody is there to read it."""

    annule = False

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()
        self._dernier = -1

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        """One line rewritten at each percent."""
        pourcent = 100 * fait // total if total else 100
        if self._visible and pourcent != self._dernier:
            self._dernier = pourcent
            fin = "\n" if fait >= total else ""
            sys.stderr.write(f"\r{pourcent:3d} %  {texte[:60]:<60}{fin}")
            sys.stderr.flush()
