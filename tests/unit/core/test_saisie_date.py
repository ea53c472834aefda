"""Dates as one types them, seen from Tuesday 24 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.i18n import jour
from app.core.saisie_date import lire_date

MARDI = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("24/11", date(2026, 11, 24)),
        ("23/11", date(2027, 11, 23)),
        ("24 nov", date(2026, 11, 24)),
        ("24 nov.", date(2026, 11, 24)),
        ("1er décembre", date(2026, 12, 1)),
        ("3 DEC 27", date(2027, 12, 3)),
        ("03/02/1950", date(1950, 2, 3)),
        ("03.02.50", date(1950, 2, 3)),
        ("2026-12-05", date(2026, 12, 5)),
        ("ven", date(2026, 11, 27)),
        ("Vendredi", date(2026, 11, 27)),
        ("mar", date(2026, 12, 1)),
        ("me", date(2026, 11, 25)),
        ("+3", date(2026, 11, 27)),
        ("+2 sem", date(2026, 12, 8)),
        ("+1 mois", date(2026, 12, 24)),
        ("-1", date(2026, 11, 23)),
        ("demain", date(2026, 11, 25)),
        ("aujourd’hui", date(2026, 11, 24)),
        ("hier", date(2026, 11, 23)),
        ("après-demain", date(2026, 11, 26)),
        ("30", date(2026, 11, 30)),
        ("12", date(2026, 12, 12)),
        ("31/02/1950", None),
        ("31/02", None),
        ("32", None),
        ("m", None),
        ("ju", None),
        ("24/13", None),
        ("bonjour", None),
        ("", None),
        ("+99999999", None),
        ("+99999 mois", None),
    ],
)
def test_seen_from_a_tuesday(texte: str, attendu: date | None) -> None:
    assert lire_date(texte, MARDI) == attendu


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("20/11", date(2026, 11, 20)),
        ("25/11", date(2025, 11, 25)),
        ("ven", date(2026, 11, 20)),
        ("mar", date(2026, 11, 17)),
        ("30", date(2026, 10, 30)),
    ],
)
def test_a_date_behind(texte: str, attendu: date) -> None:
    assert lire_date(texte, MARDI, passe=True) == attendu


def test_the_end_of_a_month_is_kept() -> None:
    assert lire_date("+1 mois", date(2026, 1, 31)) == date(2026, 2, 28)


@given(st.dates(min_value=MARDI, max_value=date(2027, 11, 23)))
def test_what_we_display_is_read_back(valeur: date) -> None:
    assert lire_date(jour(valeur), MARDI) == valeur


@given(st.text(max_size=20), st.booleans())
def test_nothing_typed_ever_fails(texte: str, passe: bool) -> None:
    lu = lire_date(texte, MARDI, passe=passe)
    assert lu is None or isinstance(lu, date)
