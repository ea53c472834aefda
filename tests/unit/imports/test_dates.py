"""Dates in every spelling, and those that cannot be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.services.imports import dates
from app.services.imports.assemblage import deux_naissances
from app.services.imports.valeurs import Eclat

AUJOURD_HUI = date(2026, 11, 22)
NAISSANCE = dates.convertisseur(dates.de_naissance(AUJOURD_HUI))
DPE = dates.convertisseur(dates.de_dpe(AUJOURD_HUI))
SUIVI = dates.convertisseur(dates.de_suivi(AUJOURD_HUI))


@pytest.mark.parametrize(
    "ecrit",
    [
        "27/09/1947", "27.9.47", "27-09-1947", "1947-09-27", "1947-09-27T00:00:00",
        "27/09/1947 00:00", "27 septembre 1947", "27 sept. 1947", "le 27 sept 1947",
        "samedi 27 septembre 1947", "27091947", 27091947.0, 17437.0, date(1947, 9, 27),
        datetime(1947, 9, 27, 8, 30),  # noqa: DTZ001 - as spreadsheets give it
        " 27/09/1947 ",
    ],
)  # fmt: skip
def test_ecritures(ecrit: str | float | date) -> None:
    assert NAISSANCE(ecrit) == date(1947, 9, 27)


@pytest.mark.parametrize(
    ("ecrit", "souci"),
    [
        ("31/02/1950", "import.date_impossible"),
        ("00/00/0000", "import.date_impossible"),
        ("32/13/1950", "import.date_impossible"),
        ("01/01/2030", "import.naissance_future"),
        ("01/01/1890", "import.naissance_improbable"),
        ("1950", "import.annee_seule"),
        (1950.0, "import.annee_seule"),
        ("05/1950", "import.mois_seul"),
        ("bientôt", "import.date_illisible"),
        ("12", "import.date_illisible"),
        (True, "import.date_illisible"),
        (time(8, 30), "import.date_illisible"),
        (timedelta(days=3), "import.date_illisible"),
        (float("nan"), "import.date_illisible"),
    ],
)
def test_dates_refusees(ecrit: str | float, souci: str) -> None:
    lu = NAISSANCE(ecrit)
    assert isinstance(lu, Eclat)
    assert lu.valeurs == ()
    assert lu.soucis[0].code == souci


def test_le_mois_suffit_pour_un_dpe() -> None:
    assert DPE("05/2024") == date(2024, 5, 1)
    assert DPE("2024-05") == date(2024, 5, 1)
    lu = DPE("13/2024")
    assert isinstance(lu, Eclat)
    assert lu.soucis[0].code == "import.date_impossible"


def test_dates_a_confirmer() -> None:
    for ecrit, attendue, souci in (
        ("09/27/1947", date(1947, 9, 27), "import.date_inversee"),
        ("3/4/05", date(2005, 4, 3), "import.siecle_devine"),
    ):
        lu = NAISSANCE(ecrit)
        assert isinstance(lu, Eclat)
        assert lu.valeurs == (("", attendue),)
        assert lu.soucis[0].code == souci
    assert SUIVI("3/4/26") == date(2026, 4, 3)


def test_deux_naissances_dans_une_case() -> None:
    lu = deux_naissances(NAISSANCE)("27/09/1947 et 03/02/1950")
    assert isinstance(lu, Eclat)
    assert lu.valeurs == (
        ("", date(1947, 9, 27)),
        ("cotitulaire_naissance", date(1950, 2, 3)),
    )
    une_fausse = deux_naissances(NAISSANCE)("27/09/1947 / 31/02/1950")
    assert isinstance(une_fausse, Eclat)
    assert une_fausse.valeurs == (("", date(1947, 9, 27)),)
    assert [s.code for s in une_fausse.soucis][-1] == "import.date_impossible"


@given(st.dates(date(1910, 1, 1), AUJOURD_HUI))
def test_toute_date_ecrite_a_la_francaise_est_relue(jour: date) -> None:
    assert NAISSANCE(jour.strftime("%d/%m/%Y")) == jour
    assert NAISSANCE(jour.isoformat()) == jour
    assert NAISSANCE(f"{jour.day}.{jour.month}.{jour.year}") == jour
    serie = float((jour - date(1899, 12, 30)).days)
    assert 1850 <= serie <= 2100 or NAISSANCE(serie) == jour
    assert NAISSANCE(jour) == jour


@given(st.text(max_size=30))
@example("❶")  # a digit for Unicode, no number for anybody
def test_aucun_texte_ne_fait_tomber_la_lecture(texte: str) -> None:
    lu = NAISSANCE(texte)
    assert lu is None or isinstance(lu, date | Eclat)
