"""The curve of feelings as plain numbers."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.courbe import ETENDUE_MIN, GRADUATIONS_MAX, Repere, graduer, tracer
from app.domain.menages import FaitsDatesDuParcours, Phase
from app.domain.ressentis import RessentiDate, Sens

JOUR = date(2026, 11, 24)
jours = st.dates(date(2019, 1, 1), JOUR)


def _dit(jour: date, code: str = "joie", ton: str = "agreable", force: int = 3) -> RessentiDate:
    return RessentiDate(jour, code, ton, force)


def test_nothing_said_is_no_curve() -> None:
    assert tracer([], FaitsDatesDuParcours(), [], JOUR) is None


@given(st.lists(jours, min_size=1, max_size=20), st.one_of(st.none(), jours))
def test_everything_drawn_is_inside(dits: list[date], depart: date | None) -> None:
    courbe = tracer(
        [_dit(j) for j in dits],
        FaitsDatesDuParcours(depart),
        [Repere(depart, "départ")] if depart else [],
        JOUR,
    )
    assert courbe is not None
    assert (courbe.fin - courbe.debut).days >= ETENDUE_MIN
    assert all(0 < courbe.x(p.jour) < 1 for p in courbe.points)
    assert all(0 <= courbe.x(r.jour) <= 1 for r in courbe.reperes)
    assert len(courbe.ligne) == len(courbe.points)
    assert courbe.fin > JOUR


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(0, 4000))
def test_graduations_are_few_and_regular(debut: date, duree: int) -> None:
    fin = debut + timedelta(days=duree)
    traits = graduer(debut, fin)
    assert len(traits) <= GRADUATIONS_MAX
    assert all(debut <= j <= fin and j.day == 1 for j in traits)
    mois = [j.year * 12 + j.month for j in traits]
    assert len({b - a for a, b in pairwise(mois)}) <= 1


def test_a_long_story_is_smoothed_a_short_one_goes_through_its_points() -> None:
    alterne = [
        _dit(JOUR - timedelta(days=5 * i), "peur" if i % 2 else "joie",
             "penible" if i % 2 else "agreable", 5)
        for i in range(20)
    ]  # fmt: skip
    longue = tracer(alterne, FaitsDatesDuParcours(), [], JOUR)
    courte = tracer(alterne[:6], FaitsDatesDuParcours(), [], JOUR)
    assert longue is not None
    assert courte is not None
    assert courte.ligne == tuple(p.valeur for p in courte.points)
    assert max(map(abs, longue.ligne[1:])) < 1.0


def test_phases_and_trend_come_with_it() -> None:
    depart = JOUR - timedelta(days=20)
    courbe = tracer(
        [_dit(JOUR - timedelta(days=40)), _dit(JOUR, "peur", "penible", 4)],
        FaitsDatesDuParcours(depart),
        [],
        JOUR,
    )
    assert courbe is not None
    assert [b.phase for b in courbe.bandes] == [Phase.AVANT, Phase.PENDANT]
    assert courbe.tendance.sens is Sens.DEGRADE
