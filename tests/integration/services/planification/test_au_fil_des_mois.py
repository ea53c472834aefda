"""A plan adopted, lived for some months, then planned again: the record stays coherent."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock
from app.domain.demenagements import VIVANTS, EtatDemenagement, SensDemenagement
from app.domain.planification.glouton import premier_plan
from app.domain.planification.mots import Solution
from app.domain.planification.possibles import Possibles
from app.domain.planification.verification import evitables
from app.services.demenagements import FaireDemenagement, faire
from app.services.demonstration.operation import tirer_operation
from app.services.demonstration.operation_base import ecrire_operation
from app.services.planification import plans
from app.services.planification.donnees import ChargerInstance, charger
from db.models import Demenagement
from db.uow import UnitOfWork
from tests.conftest import AUJOURDHUI

PLACES = (Solution.TIROIR, Solution.DEFINITIF, Solution.RETOUR)


def planifier(uow: UnitOfWork) -> dict[Solution, int]:
    """Plan, adopt, check; how many households have which solution."""
    instance = charger(ChargerInstance(), uow)
    propose = premier_plan(Possibles(instance))
    assert evitables(instance, propose) == []
    garde = plans.enregistrer(
        plans.EnregistrerPlan(instance.cite_id, propose, 0, instance.empreinte), uow
    )
    assert garde.principal is not None
    plans.adopter(plans.AdopterPlan(garde.principal, "revu"), uow)
    assert plans.verifier(plans.VerifierPlanning(), uow).violations == ()
    solutions = [p.solution for p in propose.placements.values()]
    return {s: solutions.count(s) for s in Solution}


def vivre(uow: UnitOfWork, clock: FixedClock, jours: int) -> int:
    """The moves foreseen in the next days take place, each on its day; how many."""
    jusqu = clock.today() + timedelta(days=jours)
    with uow.lecture() as session:
        prevus = session.execute(
            select(Demenagement.jour, Demenagement.id)
            .where(Demenagement.jour <= jusqu, Demenagement.etat.in_(VIVANTS))
            .order_by(Demenagement.jour, Demenagement.id)
        ).all()
    for jour, id_ in prevus:
        clock.instant += timedelta(days=(jour - clock.today()).days)
        faire(FaireDemenagement(id_, jour), uow)
    clock.instant += timedelta(days=(jusqu - clock.today()).days)
    return len(prevus)


def _installes(uow: UnitOfWork) -> set[UUID]:
    """Households that came back, or moved for good."""
    with uow.lecture() as session:
        return set(
            session.scalars(
                select(Demenagement.menage_id).where(
                    Demenagement.etat == EtatDemenagement.FAIT,
                    Demenagement.sens != SensDemenagement.ALLER,
                )
            )
        )


@pytest.mark.parametrize("graine", [1, 2])
def test_une_operation_au_fil_des_mois(uow: UnitOfWork, clock: FixedClock, graine: int) -> None:
    ecrire_operation(uow, tirer_operation(24, 6, 3, graine, AUJOURDHUI.date()))
    premier = planifier(uow)
    assert premier[Solution.TIROIR] > 5
    faits = vivre(uow, clock, 120)
    assert faits > 3
    revenus = _installes(uow)
    absents = [m for m in charger(ChargerInstance(), uow).menages if m.absent]
    assert absents
    second = planifier(uow)
    assert second[Solution.RETOUR] == len(absents)
    # Years later everybody who left is back, and waits for nothing any more.
    vivre(uow, clock, 2000)
    assert clock.today() > date(2031, 1, 1)
    fini = charger(ChargerInstance(), uow)
    assert [m for m in fini.menages if m.absent] == []
    assert not any(m.actuel for m in fini.menages)
    # Who moved out and back, or for good, is settled; only the others are left aside.
    installes = _installes(uow)
    assert len(installes) == sum(second[s] for s in PLACES) + len(revenus)
    assert installes.isdisjoint(e.id for e in fini.ecartes)
    assert len(installes) + len(fini.ecartes) == 24
