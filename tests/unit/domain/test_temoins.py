"""Who may testify to whom, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.menages import Phase
from app.domain.temoins import (
    Candidat,
    EtatRencontre,
    Ressemblance,
    Situation,
    passer_rencontre,
    proposer,
    rapprocher,
    verifier_accord,
)

CITE, AUTRE = UUID(int=1), UUID(int=2)
mots = st.frozensets(st.sampled_from(["peur", "colere", "planning", "loyer"]), max_size=4)
situations = st.builds(
    Situation,
    phase=st.sampled_from(Phase),
    cite_id=st.sampled_from([None, CITE, AUTRE]),
    typologie=st.sampled_from([None, "T3", "T4"]),
    type_construction=st.sampled_from([None, "individuel"]),
    retour_le=st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2026, 1, 1))),
    ressentis=mots,
    besoins=mots,
    motifs=mots,
)
candidats = st.builds(
    Candidat,
    temoin_id=st.uuids(),
    situation=situations,
    ton=st.one_of(st.none(), st.floats(-1, 1)),
    rencontres=st.integers(0, 9),
)
ANXIEUX = Situation(Phase.AVANT, CITE, "T3", "individuel", ressentis=frozenset({"peur"}))
RENTRE = Situation(
    Phase.APRES, CITE, "T3", "individuel", date(2026, 1, 5), frozenset({"peur", "colere"})
)


@given(situations, st.lists(candidats, max_size=12))
def test_proposals_are_explained_and_sorted(menage: Situation, tous: list[Candidat]) -> None:
    trouves = proposer(menage, tous)
    assert len(trouves) <= 5
    assert [r.points for r in trouves] == sorted((r.points for r in trouves), reverse=True)
    for r in trouves:
        assert r.points == sum(raison.points for raison in r.raisons)
        genres = {raison.genre for raison in r.raisons}
        assert genres - {Ressemblance.PHASE, Ressemblance.VA_BIEN}


@given(situations, candidats)
def test_nobody_unhappy_is_proposed(menage: Situation, temoin: Candidat) -> None:
    assert rapprocher(menage, replace(temoin, ton=-0.2)) is None


@given(situations, candidats)
def test_one_more_worry_in_common_never_weighs_less(menage: Situation, temoin: Candidat) -> None:
    avant = rapprocher(menage, temoin)
    pareil = replace(temoin, situation=replace(
        temoin.situation, ressentis=temoin.situation.ressentis | {"tristesse"}))  # fmt: skip
    apres = rapprocher(replace(menage, ressentis=menage.ressentis | {"tristesse"}), pareil)
    assert avant is None or (apres is not None and apres.points >= avant.points)


def test_each_likeness_is_told_with_its_words() -> None:
    trouve = rapprocher(ANXIEUX, Candidat(UUID(int=9), RENTRE, ton=0.6))
    assert trouve is not None
    assert {r.genre: (r.points, r.codes) for r in trouve.raisons} == {
        Ressemblance.RESSENTI: (3, ("peur",)),
        Ressemblance.TYPOLOGIE: (2, ("T3",)),
        Ressemblance.CITE: (2, (str(CITE),)),
        Ressemblance.CONSTRUCTION: (1, ("individuel",)),
        Ressemblance.PHASE: (1, ("avant",)),
        Ressemblance.VA_BIEN: (2, ("",)),
    }


@pytest.mark.parametrize(
    ("temoin", "passe"),
    [
        (replace(RENTRE, phase=Phase.PENDANT), True),
        (replace(RENTRE, phase=Phase.AVANT), False),
        (replace(RENTRE, cite_id=AUTRE, typologie="T5", type_construction=None,
                 ressentis=frozenset()), False),
    ],
)  # fmt: skip
def test_the_moment_must_be_passed_and_something_alike(temoin: Situation, passe: bool) -> None:
    assert (rapprocher(ANXIEUX, Candidat(UUID(int=9), temoin)) is not None) is passe


def test_both_back_home_the_earlier_one_testifies() -> None:
    recent = replace(RENTRE, retour_le=date(2026, 9, 1))
    assert rapprocher(recent, Candidat(UUID(int=9), RENTRE)) is not None
    assert rapprocher(RENTRE, Candidat(UUID(int=9), recent)) is None


def test_who_was_asked_least_comes_first() -> None:
    las, frais = Candidat(UUID(int=1), RENTRE, 0.5, 4), Candidat(UUID(int=2), RENTRE, 0.5, 0)
    assert [r.temoin_id for r in proposer(ANXIEUX, [las, frais])] == [frais.temoin_id, UUID(int=1)]


def test_a_meeting_held_is_history() -> None:
    assert passer_rencontre(None, EtatRencontre.FAITE) is EtatRencontre.FAITE
    assert passer_rencontre(EtatRencontre.DECLINEE, EtatRencontre.ACCEPTEE)
    for vers in EtatRencontre:
        with pytest.raises(RegleMetier):
            passer_rencontre(EtatRencontre.FAITE, vers)


def test_nobody_agreed_tomorrow() -> None:
    verifier_accord(date(2026, 11, 24), date(2026, 11, 24))
    with pytest.raises(EntreeInvalide):
        verifier_accord(date(2026, 11, 25), date(2026, 11, 24))
