"""A hidden cell cannot be found again: every table that would be told the same way is tried."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from app.domain.enquetes.secret import proteger, proteger_moyenne, proteger_part


@pytest.mark.parametrize(
    ("seuil", "cases", "plus"), [(3, 2, 16), (3, 3, 15), (5, 3, 22), (2, 4, 9)]
)
def test_no_hidden_cell_has_one_possible_value(seuil: int, cases: int, plus: int) -> None:
    """The reader knows the total, the rule, and sees the rest: a solver by brute force."""
    possibles: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for table in product(range(plus + 1), repeat=cases):
        if seuil <= sum(table) <= plus:
            possibles[sum(table), proteger(table, seuil)].append(table)
    assert len(possibles) > 20
    for (_total, dite), tables in possibles.items():  # type: ignore[misc]  # a pair
        for i, vue in enumerate(dite):
            if vue is None:
                assert len({t[i] for t in tables}) > 1, (dite, tables)
            else:
                assert vue == 0 or vue >= seuil


def test_what_can_be_subtracted_is_no_small_cell() -> None:
    for table in product(range(12), repeat=3):
        dite = proteger(table, 5)
        cache = sum(table) - sum(n for n in dite if n is not None)
        assert sum(table) < 5 or None not in dite or cache >= 5, (table, dite)


def test_no_more_is_hidden_than_needed() -> None:
    assert proteger((12, 9, 0), 5) == (12, 9, 0)
    assert proteger((12, 9, 2), 5) == (12, None, None)
    assert proteger((30, 3, 4, 2, 12, 0), 5) == (30, None, None, None, 12, 0)
    assert proteger((1, 2), 5) == (None, None)
    assert proteger((), 5) == ()


def test_all_of_one_mind_is_not_told() -> None:
    assert proteger((12, 0, 0), 5) == (None, None, None)
    assert proteger_part(12, 12, 5) is None


def test_those_who_did_not_choose_are_a_cell_too() -> None:
    """Several counts give the same silence."""
    dites = [proteger_part(n, 20, 5) for n in range(21)]
    assert dites[:7] == [0, None, None, None, None, 5, 6]
    assert dites[14:] == [14, 15, None, None, None, None, None]


def test_a_mean_needs_enough_answers() -> None:
    assert proteger_moyenne([400.0] * 4, 5) is None
    assert proteger_moyenne([400.0, 410.0, 420.0, 430.0, 440.0], 5) == 420.0
