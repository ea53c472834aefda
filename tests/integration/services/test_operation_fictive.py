"""A fictitious operation: the same from a seed, with or without a base, and as hard as real."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from sqlalchemy import text

from app.domain.planification.instance import Instance, MenageAPlacer
from app.domain.planification.mots import Solution
from app.domain.planification.verification import verifier
from app.services.demonstration.operation import en_instance, tirer_operation
from app.services.demonstration.operation_base import ecrire_operation
from app.services.jours_feries import feries
from app.services.planification.donnees import ChargerInstance, charger
from db.uow import UnitOfWork
from tests.bench._planification_glouton import glouton
from tests.bench._planification_premier_arrive import premier_arrive
from tests.conftest import AUJOURDHUI

JOUR = AUJOURDHUI.date()


def _servis(donnees: Instance) -> tuple[int, int]:
    """Households served by each baseline, which both keep the rules."""
    nombres = []
    for recette in (premier_arrive, glouton):
        plan = recette(donnees)
        assert verifier(donnees, plan) == []
        nombres.append(sum(p.solution is not Solution.AUCUNE for p in plan.placements.values()))
    return nombres[0], nombres[1]


def test_la_meme_graine_tire_la_meme_operation() -> None:
    assert tirer_operation(40, 6, 3, 7, JOUR) == tirer_operation(40, 6, 3, 7, JOUR)
    assert tirer_operation(40, 6, 3, 7, JOUR) != tirer_operation(40, 6, 3, 8, JOUR)


@pytest.mark.parametrize("graine", range(4))
def test_la_plupart_des_menages_peuvent_etre_places_et_pas_tous(graine: int) -> None:
    operation = tirer_operation(120, 15, 6, graine, JOUR)
    donnees = en_instance(operation, feries=feries(operation.annees))
    assert len(donnees.menages) + len(donnees.ecartes) == 120
    _premier, soigneux = _servis(donnees)
    assert 0.6 <= soigneux / len(donnees.menages) < 1


@pytest.mark.parametrize(
    ("menages", "tiroirs", "tranches"), [(0, 0, 1), (1, 0, 1), (3, 1, 8), (5, 40, 2)]
)
def test_une_operation_de_n_importe_quelle_taille(
    menages: int, tiroirs: int, tranches: int
) -> None:
    operation = tirer_operation(menages, tiroirs, tranches, 1, JOUR)
    donnees = en_instance(operation)
    assert len(donnees.menages) + len(donnees.ecartes) == menages
    assert len([lo for lo in donnees.logements if not lo.definitif]) == tiroirs
    assert len(donnees.travaux) == tranches
    _servis(donnees)


def test_la_base_donne_la_meme_instance_que_le_tirage(uow: UnitOfWork) -> None:
    operation = tirer_operation(60, 9, 4, 3, JOUR)
    ecrire_operation(uow, operation)
    lue = charger(ChargerInstance(), uow)
    tiree = en_instance(operation)
    assert lue.travaux == tiree.travaux
    assert {m.id: _nu(m) for m in lue.menages} == {m.id: _nu(m) for m in tiree.menages}
    assert _groupes(lue) == _groupes(tiree)
    assert {e.id for e in lue.ecartes} == {e.id for e in tiree.ecartes}
    assert {lo.id: (lo.chambres, lo.definitif, lo.disponible, lo.lieu) for lo in lue.logements} == {
        lo.id: (lo.chambres, lo.definitif, lo.disponible, lo.lieu) for lo in tiree.logements
    }
    assert {e.id: e for e in lue.equipes} == {e.id: e for e in tiree.equipes}
    assert set(lue.regles.fermetures) == set(tiree.regles.fermetures)


def _nu(menage: MenageAPlacer) -> dict[str, object]:
    """A household without what the record words its own way."""
    dits = {"nom", "adresse", "groupe"}
    return {f.name: getattr(menage, f.name) for f in fields(menage) if f.name not in dits}


def _groupes(donnees: Instance) -> set[frozenset[object]]:
    """Who is to stay near whom, whatever the numbers."""
    numeros = {m.groupe for m in donnees.menages if m.groupe is not None}
    return {frozenset(m.id for m in donnees.menages if m.groupe == n) for n in numeros}


def test_tout_est_marque_fictif_et_le_meme_jour_se_rejoue(uow: UnitOfWork) -> None:
    operation = tirer_operation(5, 2, 1, 3, date(2026, 11, 24))
    ecrire_operation(uow, operation)
    with uow.lecture() as session:
        cites = session.execute(text("SELECT nom, fictive FROM cite WHERE bailleur_id IS NOT NULL"))
        assert [tuple(c) for c in cites] == [("Cité fictive n° 3", 1)]
        resumes = session.execute(text("SELECT count(*) FROM menage_resume")).scalar_one()
    assert resumes == 5
