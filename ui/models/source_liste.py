"""A table source over rows already read: short lists (under about 1,000 rows)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from app.domain.texte import plier


class SourceListe:
    """Rows kept in memory, found by folded words, sorted by attribute; answers at once.

    `foin(row)` gives the text words are looked for in; the filter is a text or None.
    """

    def __init__(self, foin: Callable[[Any], str]) -> None:
        self._foin = foin
        self._lignes: Sequence[Any] = ()

    def remplacer(self, lignes: Sequence[Any]) -> None:
        """Hold these rows from now on; the table must be told to read again."""
        self._lignes = lignes

    def compter(self, filtre: Any, recu: Callable[[int], object]) -> None:
        """How many rows hold every word."""
        recu(len(self._trouver(filtre)))

    def page(
        self,
        filtre: Any,
        tri: str,
        debut: int,
        taille: int,
        recu: Callable[[Sequence[Any]], object],
    ) -> None:
        """Some of them, in order; unknown values come last either way."""
        trouves = self._trouver(filtre)
        if tri:
            cle = tri.removeprefix("-")
            connus = [x for x in trouves if getattr(x, cle) is not None]
            connus.sort(key=lambda x: _rang(getattr(x, cle)), reverse=tri.startswith("-"))
            trouves = [*connus, *(x for x in trouves if getattr(x, cle) is None)]
        recu(trouves[debut : debut + taille])

    def _trouver(self, filtre: Any) -> list[Any]:
        mots = plier(filtre or "").split()
        if not mots:
            return list(self._lignes)
        return [x for x in self._lignes if all(mot in plier(self._foin(x)) for mot in mots)]


def _rang(valeur: Any) -> Any:
    """What a value is sorted by: "Tranche 10" comes after "Tranche 9"."""
    if not isinstance(valeur, str):
        return valeur
    morceaux = re.split(r"(\d+)", plier(valeur))
    return [(int(m), "") if m.isdecimal() else (-1, m) for m in morceaux]
