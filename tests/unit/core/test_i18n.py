"""Days as they are written, and a thread that speaks another language for a while."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

import resources
from app.core import i18n


@pytest.fixture(autouse=True)
def _francais() -> Iterator[None]:
    i18n.installer("fr", resources.chemin("locale"))
    yield
    i18n.installer("fr", resources.chemin("locale"))


@pytest.mark.parametrize(
    ("jour", "longue", "complete"),
    [
        (date(2026, 12, 1), "1er décembre 2026", "mardi 1er décembre 2026"),
        (date(2026, 12, 11), "11 décembre 2026", "vendredi 11 décembre 2026"),
        (date(2027, 8, 21), "21 août 2027", "samedi 21 août 2027"),
    ],
)
def test_le_premier_du_mois_s_ecrit_1er(jour: date, longue: str, complete: str) -> None:
    assert (i18n.date_longue(jour), i18n.date_complete(jour)) == (longue, complete)


def test_un_fil_parle_une_autre_langue_le_temps_d_une_lettre() -> None:
    with i18n.parler("en"):
        assert i18n.langue() == "en"
        assert i18n.date_longue(date(2026, 12, 1)) == "1 December 2026"
        assert i18n._("Permanence") == "Drop-in session"
        with i18n.parler("fr"):
            assert i18n._("Permanence") == "Permanence"
            assert i18n.date_longue(date(2026, 12, 1)) == "1er décembre 2026"
        with ThreadPoolExecutor(1) as autre:
            assert autre.submit(i18n._, "Permanence").result() == "Permanence"
    assert (i18n.langue(), i18n._("Permanence")) == ("fr", "Permanence")
