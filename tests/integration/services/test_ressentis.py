"""Feelings on the real base: noted apart, put right, following their visit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.core.errors import AppError
from app.domain.accompagnement import Canal
from app.services import annulation, menages, ressentis, visites
from app.services.ressentis import (
    CorrigerRessenti,
    LireRessentis,
    NoterRessentis,
    RessentiSaisi,
    RetirerRessenti,
)
from app.services.visites import ConsignerVisite, CorrigerVisite
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


def test_several_at_once_with_who_said_them_then_taken_away_and_back(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    qui = menages.fiche(menages.LireFiche(menage_id), uow).personnes[0].id
    dits = (RessentiSaisi("inquietude", 4, qui), RessentiSaisi("espoir"))
    ressentis.noter(NoterRessentis(menage_id, dits), uow)
    lus = ressentis.lire(LireRessentis(menage_id), uow)
    assert {(r.code, r.intensite, r.personne, r.canal) for r in lus} == {
        ("inquietude", 4, "Jadwiga Wójcik", None), ("espoir", None, None, None)}  # fmt: skip
    retrait = ressentis.retirer(RetirerRessenti(lus[0].id), uow)
    assert len(ressentis.lire(LireRessentis(menage_id), uow)) == 1
    assert retrait.operation is not None
    annulation.annuler(annulation.AnnulerOperation(retrait.operation), uow)
    assert set(ressentis.lire(LireRessentis(menage_id), uow)) == set(lus)


def test_a_feeling_follows_the_day_of_its_visit(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    faite = visites.consigner(
        ConsignerVisite(JOUR, menage_id, Canal.DOMICILE, ressentis=(RessentiSaisi("colere", 3),)),
        uow,
    )
    assert faite.principal is not None
    visites.corriger(CorrigerVisite(faite.principal, date(2026, 11, 20), Canal.DOMICILE), uow)
    (lu,) = ressentis.lire(LireRessentis(menage_id), uow)
    assert (lu.jour, lu.canal, lu.visite_id) == (
        date(2026, 11, 20),
        Canal.DOMICILE,
        faite.principal,
    )
    with pytest.raises(AppError) as refus:
        ressentis.corriger(CorrigerRessenti(lu.id, "colere", jour=JOUR), uow)
    assert refus.value.code == "ressenti.jour_de_visite"


def test_what_cannot_be_is_refused_in_words(uow: UnitOfWork) -> None:
    menage_id, autre = factories.menage(uow), factories.menage(uow, "Autre")
    ailleurs = menages.fiche(menages.LireFiche(autre), uow).personnes[0].id

    def noter(*dits: RessentiSaisi, jour: date = JOUR) -> Callable[[], object]:
        return lambda: ressentis.noter(NoterRessentis(menage_id, dits, jour), uow)

    for code, agir in (
        ("ressenti.aucun", noter()),
        ("saisie.choix", noter(RessentiSaisi("Très mal"))),
        ("visite.intensite", noter(RessentiSaisi("joie", 6))),
        ("visite.jour_futur", noter(RessentiSaisi("joie"), jour=date(2026, 11, 25))),
        ("ressenti.personne_d_ailleurs", noter(RessentiSaisi("joie", 2, ailleurs))),
    ):
        with pytest.raises(AppError) as refus:
            agir()
        assert refus.value.code == code
    assert ressentis.lire(LireRessentis(menage_id), uow) == ()
