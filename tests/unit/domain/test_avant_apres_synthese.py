"""Promise 43 on the estate's figures: no hidden cell, and no median, gives a small cell back."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.avant_apres_synthese import (
    RESTE,
    Rang,
    proteger_ecart,
    resumer,
    resumer_ecart,
)
from app.domain.enquetes.secret import proteger

_BORNES = (Decimal(10), Decimal(20))
_PAS = Decimal(5)


def _verifier(vus: tuple[int | None, ...], tables: set[tuple[int, ...]]) -> None:
    for rang, vu in enumerate(vus):
        if vu is None:
            assert len({t[rang] for t in tables}) > 1, (vus, tables)


def _valeurs(table: tuple[int, ...], inconnus: int) -> list[Decimal | None]:
    par_bande = [Decimal(5), Decimal(15), Decimal(25)]
    dites = [v for v, n in zip(par_bande, table, strict=True) for _i in range(n)]
    return [*dites, *[None] * inconnus]


@pytest.mark.parametrize(("seuil", "plus"), [(3, 14), (4, 18), (5, 20)])
def test_neither_cells_nor_median_give_a_hidden_cell_back(seuil: int, plus: int) -> None:
    """Every table shown the same way, its median known: hidden cells keep several values."""
    possibles: dict[object, set[tuple[int, ...]]] = defaultdict(set)
    dites = 0
    for table in product(range(plus + 1), repeat=3):
        if not 0 < sum(table) <= plus:
            continue
        rang = resumer(_valeurs(table, 2), _BORNES, seuil, _PAS)
        dites += rang.mediane is not None
        possibles[rang].add(table)
    assert dites > 20
    for vu, tables in possibles.items():
        assert isinstance(vu, Rang)
        _verifier(vu.effectifs, tables)
        assert all(n is None or n == 0 or n >= seuil for n in vu.effectifs)


# What may be of a household: band before, band after, band of the change (each needs the others).
_UN = [
    (a, b, e)
    for a, b in product(range(2), repeat=2)
    for e in {0: range(5), 1: (2, 3, 4), -1: (0, 1, 2)}[b - a]
]
_SANS = [(None, 0, None), (None, 1, None), (0, None, None), (1, None, None)]
Table = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]


def _tables(n: int, sortes: list[tuple[int | None, int | None, int | None]]) -> set[Table]:
    """Every triple of rows that `n` households can give."""
    tables: set[Table] = {((0, 0), (0, 0), (0,) * 5)}
    for _i in range(n):
        tables = {
            tuple(  # type: ignore[misc]  # three rows
                tuple(v + (rang == i) for i, v in enumerate(ligne))
                for ligne, rang in zip(t, sorte, strict=True)
            )
            for t in tables
            for sorte in sortes
        }
    return tables


# Eleven households, or a threshold of four, hold too: they take a minute.
@pytest.mark.parametrize(("n", "seuil", "sans"), [(8, 3, False), (6, 3, True)])
def test_three_linked_rows_give_no_small_cell_back(n: int, seuil: int, sans: bool) -> None:
    """A reader who knows before, after, the change, its median, and the rule."""
    possibles: dict[object, set[Table]] = defaultdict(set)
    sortes: list[tuple[int | None, int | None, int | None]] = [*_UN, *(_SANS if sans else [])]
    for avant, apres, ecart in _tables(n, sortes):
        a = proteger(avant, seuil) if any(avant) else avant
        b = proteger(apres, seuil) if any(apres) else apres
        e = proteger_ecart(ecart, a, b, seuil)
        totaux = sum(avant), sum(apres), sum(ecart)
        milieu = _milieu(ecart) if sum(ecart) >= 2 * seuil else None
        possibles[a, b, e, milieu, totaux].add((avant, apres, ecart))
    assert len(possibles) > 50
    for vus, tables in possibles.items():
        for rang in range(3):
            for i, vu in enumerate(vus[rang]):  # type: ignore[index]  # a tuple of rows
                valeurs = {t[rang][i] for t in tables}
                if vu is None and len(valeurs) == 1:
                    assert not 0 < min(valeurs) < seuil, (vus, tables)


def _milieu(ecart: tuple[int, ...]) -> tuple[int, int]:
    """The bands of the median."""
    rangs = [i for i, n in enumerate(ecart) for _un in range(n)]
    return rangs[(len(rangs) - 1) // 2], rangs[len(rangs) // 2]


def test_changes_are_told_when_nothing_is_hidden() -> None:
    cinq = [Decimal(150)] * 6 + [Decimal(250)] * 6
    rangs = resumer(cinq, RESTE, 5, _PAS), resumer(cinq, RESTE, 5, _PAS)
    ecarts = [Decimal(0)] * 6 + [Decimal(20)] * 6
    rang = resumer_ecart(ecarts, rangs, 5, _PAS)
    assert rang.effectifs == (0, 0, 6, 6, 0)
    assert rang.mediane == 10
    caches = resumer([*cinq, Decimal(450)], RESTE, 5, _PAS), rangs[1]
    assert caches[0].masques
    rang = resumer_ecart(ecarts, caches, 5, _PAS)
    assert set(rang.effectifs) == {None}
    assert rang.mediane == 10
    assert resumer_ecart(ecarts[2:8], caches, 5, _PAS).mediane is None


@given(st.lists(st.one_of(st.none(), st.decimals(0, 900, places=2)), max_size=40))
def test_what_is_known_is_counted_and_few_tell_nothing(valeurs: list[Decimal | None]) -> None:
    rang = resumer(valeurs, RESTE, 5, _PAS)
    assert rang.connus + rang.inconnus == len(valeurs)
    if rang.connus < 5:
        assert rang.mediane is None
        assert rang.connus == 0 or set(rang.effectifs) == {None}
    if rang.mediane is not None:
        assert min(v for v in valeurs if v is not None) - 5 <= rang.mediane <= 905


def test_a_median_is_rounded_and_given_when_it_is_safe() -> None:
    rang = resumer([Decimal(n) for n in (152, 153, 158, 161, 166, 250, 260, 270, 280, 290)],
                   RESTE, 5, _PAS)  # fmt: skip
    assert rang.effectifs == (0, 5, 5, 0, 0, 0)
    assert rang.mediane == Decimal(210)  # between 166 and 250: 208, told by fives
    assert (rang.connus, rang.inconnus) == (10, 0)
