"""Small cells of shared counts: hidden, with as many others as it takes for nobody to find them.

Whoever reads a table knows its total and how cells are hidden. One hidden cell is the total less
the others; hidden cells that sum to little are little. So cells are hidden until there are at least
two of them, and what can be found by subtraction (their sum) is itself no small cell.

A zero is told, it names nobody; but when all answered the same, nothing is told: that would say
what each one answered.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence


def proteger(effectifs: Sequence[int], seuil: int) -> tuple[int | None, ...]:
    """The counts of a row whose total is known, None where they are hidden.

    `seuil` is the smallest count of households that may be told; everything is hidden when the
    total is smaller.
    """
    rien = (None,) * len(effectifs)
    total = sum(effectifs)
    if total < seuil or (len(effectifs) > 1 and total in effectifs):
        return rien
    caches = {i for i, n in enumerate(effectifs) if 0 < n < seuil}
    while caches and not _suffit([effectifs[i] for i in caches], seuil):
        visibles = {i: n for i, n in enumerate(effectifs) if n and i not in caches}
        if not visibles:
            return rien
        plus_petit = min(visibles.values())
        # Equal cells go together: which of them was hidden would tell of the others.
        caches |= {i for i, n in visibles.items() if n == plus_petit}
    return tuple(None if i in caches else n for i, n in enumerate(effectifs))


def _suffit(caches: Collection[int], seuil: int) -> bool:
    """Whether hidden counts cannot be found from their sum, even knowing how they are chosen."""
    somme, n = sum(caches), len(caches)
    if n < 2 or somme < seuil:
        return False
    que_petites = all(c < seuil for c in caches)
    # Small cells whose sum is the least, or the most, it may be are each the least or the most.
    return not que_petites or n < somme < n * (seuil - 1)


def proteger_part(effectif: int, total: int, seuil: int) -> int | None:
    """A count among a known total (one choice of a multiple question), None when it is hidden.

    Those who did not choose are a cell too: it may not be small either.
    """
    return effectif if effectif == 0 or seuil <= effectif <= total - seuil else None


def proteger_moyenne(valeurs: Sequence[float], seuil: int) -> float | None:
    """The mean of enough values, None below."""
    return sum(valeurs) / len(valeurs) if len(valeurs) >= seuil else None
