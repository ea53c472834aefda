"""The planner on arbitrary instances: no rule broken, bounds that hold, the same plan each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.planification.glouton import premier_plan
from app.domain.planification.instance import Instance, Periode, Placement
from app.domain.planification.mesures import mesurer
from app.domain.planification.mots import Objectif, Solution
from app.domain.planification.plan import PlanPropose, Statut
from app.domain.planification.possibles import Possibles
from app.domain.planification.verification import evitables
from app.services.planification.affectation import Affectation, bloques
from app.services.planification.modele import Modele, Ouvert
from app.services.planification.resolution import Avancee, resoudre
from tests.instances import DEBUT, FIN, equipe, ident, instance, logement, menage, tirer_instance
from tests.instances import travaux as lot

SANS = Objectif.SANS_SOLUTION


def exact(i: Instance) -> int:
    """The fewest households without a solution: everything open at once, proven by CP-SAT."""
    p = Possibles(i)
    logements = {
        m.id: tuple(lo.id for lo in (*p.convenables(m), *p.convenables(m, definitif=True)))
        for m in p.a_placer()
    } | {m.id: (m.tiroir_id,) for m in p.a_ramener() if m.tiroir_id is not None}
    vide = PlanPropose({m.id: m.impose or Placement(Solution.AUCUNE) for m in i.menages})
    ouvert = Ouvert(vide, logements, {t.id: p.decalages(t) for t in i.travaux.values()}, bloques(p))
    plan = Modele(p, ouvert, 0).resoudre(20)
    assert plan is not None
    return mesurer(p, plan)[SANS]


@pytest.mark.parametrize("graine", range(60))
def test_no_rule_is_broken_whatever_is_asked(graine: int) -> None:
    i = tirer_instance(graine)
    plan = resoudre(i, secondes=3, graine=graine)
    assert evitables(i, plan) == []
    assert set(plan.placements) == {m.id for m in i.menages}


@pytest.mark.parametrize("graine", range(300))
def test_the_first_plan_breaks_no_rule_either(graine: int) -> None:
    i = tirer_instance(graine)
    assert evitables(i, premier_plan(Possibles(i))) == []


@pytest.mark.parametrize("graine", range(0, 90, 3))
def test_a_bound_is_never_above_what_a_plan_can_reach(graine: int) -> None:
    i = tirer_instance(graine)
    choix = Affectation(Possibles(i), 0, jours=True).placer(10)
    assert choix is not None
    meilleur = exact(i)
    assert choix.borne <= meilleur
    score = resoudre(i, secondes=5).score(SANS)
    assert score is not None
    assert score.valeur >= meilleur
    if score.statut is Statut.PROUVE:
        assert score.valeur == meilleur


def test_the_same_instance_and_seed_give_the_same_plan() -> None:
    i = tirer_instance(17)
    un, autre = (resoudre(i, secondes=4, graine=5) for _fois in range(2))
    assert (un.placements, un.decalages, un.scores) == (
        autre.placements,
        autre.decalages,
        autre.scores,
    )


def test_a_first_plan_is_told_at_once_and_a_person_may_stop_there() -> None:
    recus: list[Avancee] = []

    def arreter(avancee: Avancee) -> bool:
        recus.append(avancee)
        return False

    plan = resoudre(tirer_instance(3), secondes=60, suivi=arreter)
    assert [a.fini for a in recus] == [False, True]
    assert recus[0].plan.placements == plan.placements


def test_two_batches_that_follow_share_a_home_with_time_to_clean_it() -> None:
    suite = lot(2, debut=FIN + timedelta(days=17), fin=FIN + timedelta(days=140))
    i = instance([menage(1), menage(2, tranche=2)], [logement(1)], tranches=[lot(1), suite])
    plan = resoudre(i, secondes=5)
    assert {p.solution for p in plan.placements.values()} == {Solution.TIROIR}
    assert evitables(i, plan) == []


def test_the_slack_of_a_batch_is_used_when_somebody_gains_by_it() -> None:
    suite = lot(2, debut=FIN + timedelta(days=3), fin=FIN + timedelta(days=120), marge=21)
    i = instance([menage(1), menage(2, tranche=2)], [logement(1)], tranches=[lot(1), suite])
    plan = resoudre(i, secondes=5)
    score = plan.score(SANS)
    assert score is not None
    assert score.valeur == 0
    assert plan.decalages[ident("tranche", 2)] > 0
    serree = replace(i, travaux={**i.travaux, suite.id: replace(suite, marge=0)})
    score = resoudre(serree, secondes=5).score(SANS)
    assert score is not None
    assert (score.valeur, score.statut) == (1, Statut.PROUVE)


def test_one_move_rather_than_two_when_a_home_for_good_fits() -> None:
    i = instance([menage(1, definitif_voulu=True)], [logement(1), logement(2, definitif=True)])
    place = resoudre(i, secondes=3).placements[ident("menage", 1)]
    assert place.solution is Solution.DEFINITIF


def test_the_order_of_objectives_decides() -> None:
    """A near home with a room too many, or a far one that fits exactly."""
    pres = logement(1, chambres=4)
    loin = logement(2, chambres=2, lieu=replace(pres.lieu, voie="ailleurs", commune="Loin"))
    i = instance([menage(1)], [pres, loin])
    adapte = resoudre(i, secondes=3).placements[ident("menage", 1)]
    assert adapte.logement_id == loin.id
    ordre = (SANS, Objectif.DISTANCE, Objectif.INADEQUATION)
    autre = replace(i, regles=replace(i.regles, ordre=ordre))
    assert resoudre(autre, secondes=3).placements[ident("menage", 1)].logement_id == pres.id


def test_a_promised_day_is_kept_when_it_can_be() -> None:
    promis = DEBUT - timedelta(days=12)
    i = instance([menage(1, promis_depart=promis)], [logement(1)])
    assert resoudre(i, secondes=3).placements[ident("menage", 1)].depart == promis


def test_who_depends_on_power_never_moves_on_a_friday_and_is_away_as_short_as_can_be() -> None:
    besoin = replace(menage(1).exigences, appareil=True)
    i = instance([menage(1, exigences=besoin)], [logement(1)])
    place = resoudre(i, secondes=3).placements[ident("menage", 1)]
    assert place.depart is not None
    assert place.retour is not None
    assert 5 not in (place.depart.isoweekday(), place.retour.isoweekday())
    assert (place.retour - place.depart).days <= (FIN - DEBUT).days + 8


def test_neighbours_stay_near_each_other() -> None:
    homes = [
        replace(logement(n), lieu=replace(logement(n).lieu, voie=f"rue {n % 2}", numero=n))
        for n in range(1, 5)
    ]
    i = instance([menage(1, groupe=1), menage(2, groupe=1)], homes)
    plan = resoudre(i, secondes=3)
    rues = {
        lo.lieu.voie for lo in homes for p in plan.placements.values() if p.logement_id == lo.id
    }
    assert len(rues) == 1


def test_crews_limit_the_moves_of_a_day() -> None:
    i = instance(
        [menage(n) for n in range(1, 7)],
        [logement(n) for n in range(1, 7)],
        equipes=[equipe(1, capacite=1)],
    )
    plan = resoudre(i, secondes=5)
    jours = [m.jour for m in plan.mouvements()]
    assert len(jours) == len(set(jours)) == 12


def test_a_pinned_line_is_kept_as_it_is() -> None:
    fixe = Placement(
        Solution.TIROIR, logement(1).id, date(2027, 2, 24), date(2027, 8, 4), fixe=True
    )
    i = instance([menage(1, impose=fixe), menage(2)], [logement(1), logement(2)])
    plan = resoudre(i, secondes=3)
    assert plan.placements[ident("menage", 1)] == fixe
    assert plan.placements[ident("menage", 2)].logement_id == logement(2).id


def test_dates_to_avoid_are_avoided() -> None:
    evite = (Periode(DEBUT - timedelta(days=10), DEBUT),)
    i = instance([menage(1, evite=evite)], [logement(1)])
    depart = resoudre(i, secondes=3).placements[ident("menage", 1)].depart
    assert depart is not None
    assert not evite[0].contient(depart)
