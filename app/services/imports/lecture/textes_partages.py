"""How much text the cells of an XLSX ask for: one long shared string repeated a million times
weighs nothing in the file and everything in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_REFERENCE = re.compile(rb"<c\b[^>]*\bt\s*=\s*[\"']s[\"'][^>]*>\s*<v>\s*(\d{1,9})")
_RESTE = 400


def longueurs(blocs: Iterable[bytes]) -> list[int]:
    """Bytes of each shared string, in the order of their numbers."""
    tailles: list[int] = []
    courante, reste = 0, b""
    for bloc in blocs:
        morceaux = (reste + bloc).split(b"</si>")
        reste = morceaux.pop()
        if len(reste) > 2**16:
            # A string larger than any cell: count it without keeping it.
            courante, reste = courante + len(reste) - 4, reste[-4:]
        for morceau in morceaux:
            tailles.append(courante + len(morceau))
            courante = 0
    return tailles


def demandees(blocs: Iterable[bytes], tailles: list[int]) -> int:
    """Bytes of text the cells of a sheet refer to, repetitions included."""
    total, reste = 0, b""
    for bloc in blocs:
        vue = reste + bloc
        fin = 0
        for m in _REFERENCE.finditer(vue):
            rang = int(m[1])
            total += tailles[rang] if rang < len(tailles) else 0
            fin = m.end()
        reste = vue[max(fin, len(vue) - _RESTE) :]
    return total
