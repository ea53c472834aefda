"""Consumption brought to a year: what is noted, what is not, what may be compared."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.apres import Energie, MomentLoyer, SourceConso
from app.domain.energies import (
    Defaut,
    Periode,
    Releve,
    bilan,
    comparer,
    moment_de,
)

GAZ, ELEC = Energie.GAZ, Energie.ELECTRICITE
FACTURE, COMPTEUR, DECLARATION = SourceConso.FACTURE, SourceConso.COMPTEUR, SourceConso.DECLARATION


def releve(
    du: date,
    au: date,
    kwh: int | str | None = 1000,
    montant: int | str | None = None,
    dju: int | None = None,
    energie: Energie = GAZ,
    source: SourceConso = FACTURE,
) -> Releve:
    return Releve(
        energie, du, au, None if kwh is None else Decimal(kwh),
        None if montant is None else Decimal(montant), dju, source,
    )  # fmt: skip


AN = releve(date(2024, 9, 1), date(2025, 9, 1), 14600, 1460, 2400)


def test_a_whole_year_is_told_as_it_is() -> None:
    lu = bilan([AN], Decimal(73))
    (gaz,) = lu.energies
    assert (gaz.jours, gaz.kwh_jour, gaz.kwh_an, gaz.euros_an) == (365, 40, 14600, 1460)
    assert gaz.kwh_dju == Decimal("6.08")
    assert gaz.hivers == (2024,)
    assert (lu.kwh_an, lu.euros_an, lu.kwh_m2) == (14600, 1460, 200)
    assert gaz.defauts == ()


def test_two_energies_add_up_only_when_both_stand_for_a_year() -> None:
    elec = releve(date(2024, 9, 1), date(2025, 9, 1), 3650, 730, energie=ELEC)
    assert bilan([AN, elec]).kwh_an == 18250
    court = releve(date(2025, 1, 1), date(2025, 3, 1), 600, 120, energie=ELEC)
    lu = bilan([AN, court])
    assert lu.kwh_an is None
    assert lu.euros_an is None
    assert lu.de(GAZ).kwh_an == 14600  # type: ignore[union-attr]  # noted above
    assert lu.defauts == (Defaut.JOURS, Defaut.HIVER)


def test_an_unknown_figure_is_left_out_with_its_days() -> None:
    sans = releve(date(2025, 9, 1), date(2026, 9, 1), None, 1825)
    (gaz,) = bilan([AN, sans]).energies
    assert (gaz.jours, gaz.kwh_an) == (365, 14600)
    assert gaz.euros_an == Decimal("1643")  # 3285 € over 730 days
    (sans_kwh,) = bilan([sans]).energies
    assert sans_kwh.kwh_an is None
    assert sans_kwh.defauts == (Defaut.INCONNUS,)
    assert sans_kwh.euros_an == 1825


def test_a_few_paid_days_do_not_make_a_year() -> None:
    ete = releve(date(2025, 9, 1), date(2025, 10, 1), 200, 20)
    (gaz,) = bilan([releve(date(2024, 9, 1), date(2025, 9, 1), 14600), ete]).energies
    assert gaz.kwh_an is not None
    assert gaz.euros_an is None


def test_gaps_are_told_and_their_days_not_invented() -> None:
    a = releve(date(2024, 9, 1), date(2025, 2, 1), 8000)
    b = releve(date(2025, 2, 11), date(2025, 10, 1), 6000)
    (gaz,) = bilan([b, a]).energies
    assert gaz.trous == (Periode(date(2025, 2, 1), date(2025, 2, 11)),)
    assert gaz.jours == 153 + 232
    assert gaz.hivers == (2024,)


def test_the_same_days_count_once_and_the_better_source_wins() -> None:
    dit = releve(date(2025, 1, 1), date(2025, 12, 1), 99999, source=DECLARATION)
    (gaz,) = bilan([dit, AN]).energies
    assert gaz.doubles == (dit,)
    assert gaz.kwh_an == 14600
    assert not gaz.declares
    (seul,) = bilan([dit]).energies
    assert seul.declares


def test_an_incomplete_winter_stops_the_year() -> None:
    sans_janvier = [
        releve(date(2024, 3, 1), date(2025, 1, 1), 9000),
        releve(date(2025, 2, 1), date(2025, 3, 15), 1000),
    ]
    (gaz,) = bilan(sans_janvier).energies
    assert gaz.jours >= 330
    assert gaz.hivers == ()
    assert gaz.hivers_incomplets == (2023, 2024)
    assert gaz.defauts == (Defaut.HIVER,)
    assert gaz.kwh_an is None


def test_two_winters_for_one_summer_are_no_year() -> None:
    (gaz,) = bilan([releve(date(2023, 10, 1), date(2025, 4, 20), 30000)]).energies
    assert gaz.defauts == (Defaut.DESEQUILIBRE,)
    assert gaz.kwh_an is None
    assert gaz.kwh_jour is not None


@given(st.integers(1, 364), st.integers(0, 120))
def test_cutting_a_bill_in_two_changes_nothing(jours: int, par_jour: int) -> None:
    """Consumption shared by days: the same ratios, whatever the cut."""
    kwh = 365 * par_jour
    coupe = AN.du + timedelta(days=jours)
    entier = releve(AN.du, AN.au, kwh, kwh)
    deux = [
        releve(AN.du, coupe, par_jour * jours, par_jour * jours),
        releve(coupe, AN.au, par_jour * (365 - jours), par_jour * (365 - jours)),
    ]
    (a,), (b,) = bilan([entier]).energies, bilan(deux).energies
    assert (a.kwh_jour, a.kwh_an, a.euros_an) == (b.kwh_jour, b.kwh_an, b.euros_an)
    assert (a.jours, a.trous, a.hivers, a.defauts) == (b.jours, b.trous, b.hivers, b.defauts)


@given(
    st.lists(
        st.builds(
            releve,
            st.dates(date(2023, 1, 1), date(2024, 1, 1)),
            st.dates(date(2024, 1, 2), date(2026, 1, 1)),
            st.one_of(st.none(), st.integers(0, 30000)),
            st.one_of(st.none(), st.integers(0, 5000)),
            energie=st.sampled_from(Energie),
            source=st.sampled_from(SourceConso),
        ),
        max_size=6,
    )
)
def test_no_figure_comes_from_missing_ones(releves: list[Releve]) -> None:
    lu = bilan(releves)
    for b in lu.energies:
        siens = [r for r in releves if r.energie is b.energie]
        if all(r.kwh is None for r in siens):
            assert (b.kwh_an, b.kwh_jour, b.kwh_dju) == (None, None, None)
        if all(r.montant is None for r in siens):
            assert b.euros_an is None
        if b.defauts:
            assert b.kwh_an is None
    if any(b.kwh_an is None for b in lu.energies):
        assert lu.kwh_an is None
    assert lu.kwh_m2 is None


def test_comparison_needs_both_sides() -> None:
    apres = bilan([releve(date(2025, 9, 1), date(2026, 9, 1), 7300, 900, 2300)], Decimal(70))
    avant = bilan([AN], Decimal(73))
    c = comparer(avant, apres)
    assert (c.kwh_an, c.euros_an) == (-7300, -560)
    assert c.kwh_dju == (Decimal("6.08"), Decimal("3.17"))
    assert c.memes_energies
    rien = comparer(avant, bilan([]))
    assert (rien.kwh_an, rien.euros_an, rien.kwh_dju) == (None, None, None)
    assert rien.defauts_apres == (Defaut.RIEN,)


def test_other_energies_after_are_told() -> None:
    elec = bilan([releve(date(2025, 9, 1), date(2026, 9, 1), 4000, 900, energie=ELEC)])
    assert not comparer(bilan([AN]), elec).memes_energies


@pytest.mark.parametrize(
    ("du", "au", "attendu"),
    [
        (date(2025, 1, 1), date(2026, 1, 12), MomentLoyer.AVANT),
        (date(2025, 1, 1), date(2026, 1, 13), None),
        (date(2026, 2, 1), date(2026, 5, 1), None),
        (date(2026, 6, 3), date(2026, 9, 1), MomentLoyer.APRES),
    ],
)
def test_the_temporary_home_is_neither_before_nor_after(
    du: date, au: date, attendu: MomentLoyer | None
) -> None:
    assert moment_de(releve(du, au), date(2026, 1, 12), date(2026, 6, 3)) is attendu
