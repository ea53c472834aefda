"""Why a household has this home, why another has none, and what would be enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.domain.planification.explications import Explication, pourquoi
from app.domain.planification.instance import Instance, Periode
from app.services.planification.resolution import resoudre
from tests.instances import DEBUT, FIN, ident, instance, logement, menage
from tests.instances import travaux as lot

UN, DEUX = ident("menage", 1), ident("menage", 2)


def expliquer(i: Instance, menage_id: object = UN) -> Explication:
    """The explanation of the plan one gets."""
    return pourquoi(i, resoudre(i, secondes=3), menage_id)  # type: ignore[arg-type] # a test id


def codes(e: Explication) -> set[str]:
    return {r.code for r in e.lignes}


def deblocages(e: Explication) -> set[str]:
    return {r.code for r in e.deblocages}


def test_a_home_and_its_days_have_their_reasons() -> None:
    besoin = replace(menage(1).exigences, plain_pied=True, animaux=True)
    i = instance([menage(1, exigences=besoin)], [logement(1, plain_pied=True), logement(2)])
    e = expliquer(i)
    assert e.titre.code == "pourquoi.tiroir"
    assert {
        "pourquoi.convient",
        "pourquoi.plain_pied",
        "pourquoi.animaux",
        "pourquoi.depart",
        "pourquoi.jour_retour",
    } <= codes(e)


def test_without_any_home_one_more_is_what_it_takes() -> None:
    e = expliquer(instance([menage(1)], []))
    assert e.titre.code == "pourquoi.aucune"
    assert "pourquoi.aucun_tiroir" in codes(e)
    assert deblocages(e) == {"debloquer.tiroir"}


def test_a_home_taken_says_by_whom_and_until_when() -> None:
    i = instance([menage(1), menage(2)], [logement(1)])
    plan = resoudre(i, secondes=3)
    seul = UN if plan.placements[UN].logement_id is None else DEUX
    pris = next(r for r in pourquoi(i, plan, seul).lignes if r.code == "pourquoi.pris")
    assert pris.params["autre"] == (DEUX if seul == UN else UN)
    assert pris.params["libre_le"] > FIN  # type: ignore[operator] # a day


def test_a_few_weeks_are_proposed_only_when_they_are_enough() -> None:
    suite = lot(2, debut=FIN + timedelta(days=3), fin=FIN + timedelta(days=90))
    i = instance([menage(1), menage(2, tranche=2)], [logement(1)], tranches=[lot(1), suite])
    plan = resoudre(i, secondes=3)
    if plan.placements[DEUX].logement_id is None:
        (semaines,) = (
            r for r in pourquoi(i, plan, DEUX).deblocages if r.code == "debloquer.semaines"
        )
        assert semaines.params["n"] in (1, 2)
    else:
        assert "debloquer.semaines" not in deblocages(pourquoi(i, plan, UN))


def test_dates_it_refuses_are_named_as_what_blocks() -> None:
    fenetre = Periode(DEBUT - timedelta(days=40), DEBUT)
    e = expliquer(instance([menage(1, evite=(fenetre,))], [logement(1)]))
    assert "pourquoi.aucun_depart" in codes(e)
    assert "debloquer.dates" in deblocages(e)


def test_pets_and_surveys_are_named_too() -> None:
    besoin = replace(menage(1).exigences, animaux=True)
    e = expliquer(instance([menage(1, exigences=besoin)], [logement(1, animaux=False)]))
    assert "pourquoi.animaux_refuses" in codes(e)
    assert "debloquer.animaux" in deblocages(e)
    e = expliquer(instance([menage(1, enquete=False)], [logement(1)]))
    assert codes(e) == {"pourquoi.sans_enquete"}
    assert deblocages(e) == {"debloquer.enquete"}
