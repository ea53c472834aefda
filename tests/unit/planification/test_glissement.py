"""A slip of the works: who moves, who waits, whose promise breaks, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.domain.planification.instance import Instance
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from app.domain.planification.verification import verifier
from app.services.planification.glissement import glisser
from app.services.planification.resolution import resoudre
from tests.instances import FIN, equipe, ident, instance, logement, menage
from tests.instances import travaux as lot

T1, T2 = ident("tranche", 1), ident("tranche", 2)


def deux_tranches(ecart: int, marge: int = 0, **champs: object) -> tuple[Instance, PlanPropose]:
    """One home, a household of each batch; `ecart` days between the two works."""
    suite = lot(
        2, debut=FIN + timedelta(days=ecart), fin=FIN + timedelta(days=ecart + 120), marge=marge
    )
    i = instance(
        [menage(1, **champs), menage(2, tranche=2)], [logement(1)], tranches=[lot(1), suite]
    )
    return i, resoudre(i, secondes=3)


def test_days_follow_the_works_and_the_home_stays() -> None:
    i, plan = deux_tranches(60)
    g = glisser(i, plan, T1, 14)
    avant, apres = plan.placements[ident("menage", 1)], g.plan_apres.placements[ident("menage", 1)]
    assert apres.logement_id == avant.logement_id
    assert apres.retour is not None
    assert apres.retour > FIN + timedelta(days=14)
    assert [d.menage_id for d in g.deplaces] == [ident("menage", 1)]
    assert verifier(g.instance, g.plan_apres) == []


def test_whoever_comes_next_waits_or_is_told_to_have_lost_its_home() -> None:
    i, plan = deux_tranches(20, marge=21)
    g = glisser(i, plan, T1, 14)
    assert g.sans_solution == ()
    assert g.plan_apres.decalages[T2] > 0
    assert verifier(g.instance, g.plan_apres) == []
    i, plan = deux_tranches(20)
    assert plan.placements[ident("menage", 2)].solution is Solution.TIROIR
    g = glisser(i, plan, T1, 21)
    assert len(g.sans_solution) == 1
    assert verifier(g.instance, g.plan_apres) == []


def test_a_promise_that_breaks_is_told_and_the_household_is_to_call() -> None:
    i, plan = deux_tranches(60, promis_retour=date(2027, 8, 4))
    assert plan.placements[ident("menage", 1)].retour == date(2027, 8, 4)
    g = glisser(i, plan, T1, 28)
    (rompue,) = g.promesses_rompues
    assert (rompue.menage_id, rompue.promis) == (ident("menage", 1), date(2027, 8, 4))
    assert g.a_appeler == (ident("menage", 1),)


def test_crews_still_limit_the_moves_of_a_day() -> None:
    i = instance(
        [menage(n) for n in range(1, 6)],
        [logement(n) for n in range(1, 6)],
        equipes=[equipe(1, capacite=1)],
    )
    plan = resoudre(i, secondes=3)
    g = glisser(i, plan, T1, -14)
    assert g.sans_solution == ()
    assert verifier(g.instance, g.plan_apres) == []


def test_a_pinned_line_of_the_batch_is_let_go() -> None:
    i, plan = deux_tranches(60)
    fixe = replace(plan.placements[ident("menage", 1)], fixe=True)
    i = replace(i, menages=(replace(i.menages[0], impose=fixe), i.menages[1]))
    g = glisser(i, plan, T1, 28)
    assert g.a_appeler == (ident("menage", 1),)
    assert g.plan_apres.placements[ident("menage", 1)].retour != fixe.retour
