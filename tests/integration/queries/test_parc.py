"""The dwellings of an estate: counts, order of a walk, words, ledger."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from app.core.errors import RegleMetier
from app.domain.logements import EtatLogement, NatureOccupation
from app.services import parc
from app.services.parc import FiltreParc, LireComptes, LireLogement, LirePageParc
from db.models import Occupation
from db.uow import UnitOfWork
from tests import factories


@pytest.fixture
def cite(uow: UnitOfWork) -> UUID:
    cite_id = factories.cite(uow)
    autre = factories.cite(uow)
    for numero, etat in (("10", EtatLogement.OCCUPE), ("9", EtatLogement.VACANT)):
        factories.logement(uow, cite_id=cite_id, numero=numero, etat=etat, code_ug=f"UG{numero}")
    factories.logement(uow, cite_id=autre, code_ug="AILLEURS")
    return cite_id


def _codes(uow: UnitOfWork, filtre: FiltreParc, tri: str = "adresse") -> list[str]:
    lignes = parc.page(LirePageParc(filtre, tri), uow)
    assert parc.compter(filtre, uow) == len(lignes)
    return [ligne.code_ug for ligne in lignes]


def test_house_numbers_are_numbers(uow: UnitOfWork, cite: UUID) -> None:
    assert _codes(uow, FiltreParc(cite)) == ["UG9", "UG10"]
    assert _codes(uow, FiltreParc(cite), "-adresse") == ["UG10", "UG9"]


def test_states_are_counted_and_filtered(uow: UnitOfWork, cite: UUID) -> None:
    comptes = parc.comptes(LireComptes(cite), uow)
    assert comptes.total == 2
    assert comptes.par_etat == {EtatLogement.OCCUPE: 1, EtatLogement.VACANT: 1}
    assert comptes.habites == 0
    assert _codes(uow, FiltreParc(cite, etats=frozenset({EtatLogement.VACANT}))) == ["UG9"]


def test_who_lives_there_today_and_who_did(uow: UnitOfWork, cite: UUID) -> None:
    logement = factories.logement(uow, cite_id=cite, code_ug="UG14", numero="14")
    parti = factories.menage(uow, "Ancien", "Paul")
    present = factories.menage(uow, "D’Œuf", "Zoé", logement_id=logement)
    factories.ecrire(
        uow,
        Occupation(
            id=uow.ids.new(),
            menage_id=parti,
            logement_id=logement,
            nature=NatureOccupation.TIROIR,
            debut=date(1999, 1, 1),
            fin=date(2001, 5, 4),
        ),
    )
    (ligne,) = parc.page(LirePageParc(FiltreParc(cite, "d'oeuf zoe")), uow)
    assert (ligne.occupant_id, ligne.nature) == (present, NatureOccupation.ORIGINE)
    assert _codes(uow, FiltreParc(cite, "ancien")) == []
    assert _codes(uow, FiltreParc(cite, libres=True)) == ["UG9", "UG10"]
    lu = parc.logement(LireLogement(logement), uow)
    assert [s.menage_id for s in lu.sejours] == [present, parti]
    assert lu.champs["code_ug"] == "UG14"


def test_an_unknown_dwelling_is_said(uow: UnitOfWork) -> None:
    with pytest.raises(RegleMetier, match="introuvable"):
        parc.logement(LireLogement(uuid4()), uow)
