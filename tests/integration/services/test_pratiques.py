"""Good practices on the real base: rows are added, the latest tells, a meeting is one operation."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.core.errors import EntreeInvalide
from app.domain.accompagnement import Canal
from app.domain.parcours_modele import GenreElement
from app.domain.pratiques import EtatPratique
from app.domain.visites import ConsignerVisite, PratiqueSaisie
from app.services import annulation, pratiques, visites
from app.services.pratiques import (
    LirePratiques,
    LirePropositions,
    NoterPratique,
    NoterPratiques,
    RetirerPratique,
)
from db.models import Pratique
from db.uow import UnitOfWork
from tests import factories

AUJOURDHUI = date(2026, 11, 24)
E = EtatPratique


@pytest.fixture
def code(uow: UnitOfWork) -> str:
    """A practice of the first phase."""
    return next(c for g, c in uow.accompagnement.parcours.elements if g is GenreElement.PRATIQUE)


def dites(uow: UnitOfWork, menage_id: UUID) -> list[tuple[str, EtatPratique, date]]:
    lues = pratiques.lire(LirePratiques(menage_id), uow)
    return [(p.code, p.etat, p.le) for p in lues]


def test_rows_are_added_and_the_latest_tells(uow: UnitOfWork, code: str) -> None:
    menage = factories.menage(uow)
    membre = factories.intervenant(uow)
    pratiques.noter(NoterPratique(menage, code, E.FAITE), uow)
    veille = AUJOURDHUI - timedelta(1)
    pratiques.noter(NoterPratique(menage, code, E.PROPOSEE, veille, membre, "par courrier"), uow)
    assert dites(uow, menage) == [(code, E.FAITE, AUJOURDHUI), (code, E.PROPOSEE, veille)]
    ancienne = pratiques.lire(LirePratiques(menage), uow)[1]
    assert (ancienne.par, ancienne.precision) == ("Sofia Lemaire", "par courrier")


def test_two_states_of_one_day_the_last_noted_tells(uow: UnitOfWork, code: str) -> None:
    menage = factories.menage(uow)
    for etat in (E.PROPOSEE, E.ACCEPTEE, E.DECLINEE):
        pratiques.noter(NoterPratique(menage, code, etat), uow)
    assert dites(uow, menage)[0][1] is E.DECLINEE


def test_the_same_key_pressed_twice_writes_once(uow: UnitOfWork, code: str) -> None:
    menage = factories.menage(uow)
    premier = pratiques.noter(NoterPratique(menage, code, E.FAITE), uow)
    second = pratiques.noter(NoterPratique(menage, code, E.FAITE), uow)
    assert premier.operation is not None
    assert (second.operation, second.principal) == (None, premier.principal)
    assert len(dites(uow, menage)) == 1


def test_tomorrow_an_unknown_practice_and_no_reason_are_refused(uow: UnitOfWork, code: str) -> None:
    menage = factories.menage(uow)
    refus = (
        (NoterPratique(menage, code, E.FAITE, AUJOURDHUI + timedelta(1)), "pratique.futur"),
        (NoterPratique(menage, "nulle_part", E.FAITE), "pratique.inconnue"),
        (NoterPratique(menage, code, E.SANS_OBJET), "pratique.motif"),
    )
    for commande, attendu in refus:
        with pytest.raises(EntreeInvalide) as dit:
            pratiques.noter(commande, uow)
        assert dit.value.code == attendu
    assert dites(uow, menage) == []


def test_what_was_noted_by_mistake_goes_and_comes_back(uow: UnitOfWork, code: str) -> None:
    menage = factories.menage(uow)
    pratiques.noter(NoterPratique(menage, code, E.PROPOSEE), uow)
    erreur = pratiques.noter(NoterPratique(menage, code, E.DECLINEE), uow)
    assert erreur.principal is not None
    retrait = pratiques.retirer(RetirerPratique(erreur.principal), uow)
    assert dites(uow, menage)[0][1] is E.PROPOSEE
    assert retrait.operation is not None
    annulation.annuler(annulation.AnnulerOperation(retrait.operation), uow)
    assert dites(uow, menage)[0][1] is E.DECLINEE


def test_a_meeting_is_one_operation_and_takes_nobody_back(uow: UnitOfWork, code: str) -> None:
    menages = tuple(factories.menage(uow, nom) for nom in ("Benali", "Dupont", "Wójcik"))
    pratiques.noter(NoterPratique(menages[0], code, E.ACCEPTEE), uow)
    ensemble = pratiques.noter_plusieurs(NoterPratiques(menages, code, E.PROPOSEE), uow)
    assert (ensemble.notes, ensemble.laisses) == (2, 1)
    assert ensemble.ids["menages"] == set(menages[1:])
    assert [dites(uow, m)[0][1] for m in menages] == [E.ACCEPTEE, E.PROPOSEE, E.PROPOSEE]
    assert ensemble.operation is not None
    annulation.annuler(annulation.AnnulerOperation(ensemble.operation), uow)
    assert [len(dites(uow, m)) for m in menages] == [1, 0, 0]


def test_a_meeting_of_nobody_is_refused_of_people_already_there_writes_nothing(
    uow: UnitOfWork, code: str
) -> None:
    with pytest.raises(EntreeInvalide) as dit:
        pratiques.noter_plusieurs(NoterPratiques((), code, E.FAITE), uow)
    assert dit.value.code == "pratique.personne"
    menage = factories.menage(uow)
    pratiques.noter(NoterPratique(menage, code, E.FAITE), uow)
    rien = pratiques.noter_plusieurs(NoterPratiques((menage,), code, E.FAITE), uow)
    assert (rien.operation, rien.notes, rien.laisses) == (None, 0, 1)


def test_a_visit_brings_its_practices_and_takes_them_along(uow: UnitOfWork, code: str) -> None:
    menage = factories.menage(uow)
    jour = AUJOURDHUI - timedelta(2)
    consignee = visites.consigner(
        ConsignerVisite(
            jour, menage, Canal.DOMICILE, pratiques=(PratiqueSaisie(code, E.PROPOSEE),)
        ),
        uow,
    )
    (lue,) = pratiques.lire(LirePratiques(menage), uow)
    assert (lue.code, lue.etat, lue.le) == (code, E.PROPOSEE, jour)
    assert lue.visite_id == consignee.principal
    assert consignee.principal is not None
    visites.supprimer(visites.SupprimerVisite(consignee.principal), uow)
    with uow.lecture() as session:
        assert session.scalar(select(func.count()).select_from(Pratique)) == 0


def test_what_awaits_a_household_is_proposed_first(uow: UnitOfWork, code: str) -> None:
    menage = factories.menage(uow)
    attendues = [p for p in pratiques.propositions(LirePropositions(menage), uow) if p.attendue]
    assert attendues
    assert {p.phase.value for p in attendues} == {"avant"}
    faite = attendues[0].code
    pratiques.noter(NoterPratique(menage, faite, E.FAITE), uow)
    toutes = pratiques.propositions(LirePropositions(menage), uow)
    suite = [p.code for p in toutes if p.attendue]
    assert faite not in suite
    assert [p.code for p in toutes][: len(suite)] == suite
    inconnu = pratiques.propositions(LirePropositions(None), uow)
    assert len(inconnu) == len(toutes)
    assert not any(p.attendue for p in inconnu)
