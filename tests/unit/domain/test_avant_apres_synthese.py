"""Promise 43 on the estate's figures: no hidden cell, and no median, gives a small cell back."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.avant_apres_synthese import RESTE, Rang, resumer

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
    for rang, tables in possibles.items():
        assert isinstance(rang, Rang)
        _verifier(rang.effectifs, tables)
        assert all(n is None or n == 0 or n >= seuil for n in rang.effectifs)


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
