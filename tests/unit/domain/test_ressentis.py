"""The tone of a day, its trend and the phases behind it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.menages import FaitsDatesDuParcours, Phase
from app.domain.ressentis import (
    Bande,
    PointTon,
    RessentiDate,
    Sens,
    bandes,
    lisser,
    penibles,
    points,
    tendance,
    ton_du_jour,
)

LUNDI = date(2026, 11, 2)
_TONS = {"joie": "agreable", "fierte": "agreable", "colere": "penible", "peur": "penible",
         "impatience": "neutre", "mot libre": ""}  # fmt: skip
ressenti = st.builds(
    lambda code, force: RessentiDate(LUNDI, code, _TONS[code], force),
    st.sampled_from(sorted(_TONS)),
    st.one_of(st.none(), st.integers(1, 5)),
)
suites = st.lists(
    st.tuples(st.integers(0, 89), st.integers(-5, 5)), unique_by=lambda x: x[0], max_size=30
).map(lambda xs: [PointTon(LUNDI + timedelta(days=j), v / 5) for j, v in sorted(xs)])


def r(code: str, force: int | None = None, jour: int = 0) -> RessentiDate:
    return RessentiDate(LUNDI + timedelta(days=jour), code, _TONS[code], force)


@given(st.lists(ressenti, max_size=12))
def test_the_tone_stays_on_its_scale(jour: list[RessentiDate]) -> None:
    assert -1 <= ton_du_jour(jour) <= 1


@given(st.lists(ressenti, max_size=12), st.integers(1, 5))
def test_one_more_painful_feeling_never_makes_a_day_better(
    jour: list[RessentiDate], force: int
) -> None:
    assert ton_du_jour([*jour, r("colere", force)]) <= ton_du_jour(jour)


@given(st.lists(ressenti, max_size=8))
def test_order_and_repetition_change_nothing(jour: list[RessentiDate]) -> None:
    assert ton_du_jour([*reversed(jour), *jour]) == ton_du_jour(jour)


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        ([], 0.0),
        ([r("joie", 5)], 1.0),
        ([r("peur", 1)], -0.2),
        ([r("peur")], -0.6),
        ([r("impatience", 5), r("peur", 2)], -0.4),
        ([r("joie", 4), r("colere", 4)], 0.0),
        ([r("peur", 4), r("colere", 5)], -1.0),
        ([r("mot libre", 5)], 0.0),
    ],
)
def test_the_tone_of_a_day(jour: list[RessentiDate], attendu: float) -> None:
    assert ton_du_jour(jour) == pytest.approx(attendu)


def test_a_day_without_strength_is_said_uncertain() -> None:
    assert points([r("joie", 2, 1), r("peur"), r("colere", 3)]) == (
        PointTon(LUNDI, -1.0, certain=False),
        PointTon(LUNDI + timedelta(days=1), 0.4),
    )


@given(suites)
def test_smoothing_never_leaves_what_was_said(suite: list[PointTon]) -> None:
    for i, lisse in enumerate(lisser(suite)):
        dits = [p.valeur for p in suite[: i + 1]]
        assert min(dits) - 1e-9 <= lisse <= max(dits) + 1e-9


@given(suites)
def test_a_trend_begins_on_a_day_something_was_said(suite: list[PointTon]) -> None:
    fin = LUNDI + timedelta(days=89)
    trouvee = tendance(suite, fin)
    assert (trouvee.depuis is None) == (trouvee.sens is Sens.STABLE)
    assert trouvee.depuis is None or trouvee.depuis in {p.jour for p in suite}
    if trouvee.sens is Sens.DEGRADE:
        assert suite[-1].valeur < 0
        assert suite[-1].valeur < max(p.valeur for p in suite)


@given(suites)
def test_ending_on_the_best_day_is_no_worsening(suite: list[PointTon]) -> None:
    fin = LUNDI + timedelta(days=90)
    mieux = [*suite, PointTon(fin, 1.0)]
    assert tendance(mieux, fin).sens is not Sens.DEGRADE


def _suite(*valeurs: float) -> list[PointTon]:
    return [PointTon(LUNDI + timedelta(days=7 * i), v) for i, v in enumerate(valeurs)]


@pytest.mark.parametrize(
    ("valeurs", "sens", "semaine"),
    [
        ((0.4, 0.4, -0.2, -0.6), Sens.DEGRADE, 2),
        ((0.4, 0.2), Sens.STABLE, None),
        ((1.0, 0.2), Sens.STABLE, None),  # less happy is not painful
        ((-0.8, -0.2), Sens.AMELIORE, 1),
        ((0.6, -1.0, -0.4), Sens.AMELIORE, 2),  # the nearest turn tells
        ((-1.0, 0.6, -0.2), Sens.DEGRADE, 2),
        ((-0.6,), Sens.STABLE, None),
    ],
)
def test_trends(valeurs: tuple[float, ...], sens: Sens, semaine: int | None) -> None:
    trouvee = tendance(_suite(*valeurs), LUNDI + timedelta(days=30))
    assert trouvee.sens is sens
    attendu = None if semaine is None else LUNDI + timedelta(days=7 * semaine)
    assert trouvee.depuis == attendu


def test_what_is_too_old_makes_no_trend() -> None:
    vieux = _suite(1.0, -1.0)
    assert tendance(vieux, LUNDI + timedelta(days=93)).sens is Sens.STABLE


def test_painful_feelings_strongest_first() -> None:
    dits = [r("peur", 1), r("joie", 5), r("colere", 4), r("peur", 5)]
    assert [(p.code, p.intensite) for p in penibles(dits)] == [("peur", 5), ("colere", 4)]


def test_phases_follow_the_dates_of_the_journey() -> None:
    debut, depart = LUNDI, LUNDI + timedelta(days=10)
    retour, fin = LUNDI + timedelta(days=100), LUNDI + timedelta(days=120)
    un = timedelta(days=1)
    assert bandes(FaitsDatesDuParcours(depart, retour), debut, fin) == (
        Bande(Phase.AVANT, debut, depart - un),
        Bande(Phase.PENDANT, depart, retour - un),
        Bande(Phase.APRES, retour, fin),
    )


def test_a_phase_set_by_a_person_holds_without_dates() -> None:
    faits = FaitsDatesDuParcours(phase_forcee=Phase.PENDANT)
    assert bandes(faits, LUNDI, LUNDI) == (Bande(Phase.PENDANT, LUNDI, LUNDI),)


@given(st.one_of(st.none(), st.integers(-50, 150)), st.one_of(st.none(), st.integers(-50, 150)))
def test_phases_cover_every_day_once(depart: int | None, retour: int | None) -> None:
    jour = [LUNDI + timedelta(days=d) if d is not None else None for d in (depart, retour)]
    fin = LUNDI + timedelta(days=100)
    trouvees = bandes(FaitsDatesDuParcours(jour[0], jour[1]), LUNDI, fin)
    assert (trouvees[0].debut, trouvees[-1].fin) == (LUNDI, fin)
    for avant, apres in pairwise(trouvees):
        assert apres.debut == avant.fin + timedelta(days=1)
