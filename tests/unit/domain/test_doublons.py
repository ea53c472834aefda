"""The same person under another spelling, phone or home."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.doublons import (
    SEUIL_CERTAIN,
    Identite,
    Raison,
    comparer,
    distance,
    noms_proches,
    paires,
)

JADWIGA = Identite(
    "Wójcik",
    "Jadwiga",
    naissance=date(1951, 2, 3),
    telephones=frozenset({"0612345678"}),
    codes_ug=frozenset({"UG1"}),
)


@pytest.mark.parametrize(
    ("autre", "raison"),
    [
        (Identite("WOJCIK", "JADWIGA", codes_ug=frozenset({"UG1"})), Raison.MEME_UG),
        (Identite("Wojcik", "Jadviga", naissance=date(1951, 2, 3)), Raison.PRENOM_PROCHE),
        (Identite("Jadwiga", "Wojcik", telephones=frozenset({"0612345678"})),
         Raison.NOM_PRENOM_INVERSES),
        (Identite("Wojcick", "Jadwiga", naissance=date(1951, 2, 3)), Raison.NOM_PROCHE),
        (Identite("Wójcik", "J", telephones=frozenset({"0612345678"})), Raison.MEME_TELEPHONE),
        (Identite("Nowak Wójcik", "Jadwiga", naissance=date(1951, 2, 3)), Raison.MEME_NAISSANCE),
    ],
)  # fmt: skip
def test_la_meme_personne_ecrite_autrement_est_signalee(autre: Identite, raison: Raison) -> None:
    ressemblance = comparer(JADWIGA, autre)
    assert ressemblance.possible
    assert raison in ressemblance.raisons


@pytest.mark.parametrize(
    "autre",
    [
        Identite("Wójcik", "Henri", telephones=frozenset({"0612345678"})),
        Identite("Wójcik", "Jadwiga", naissance=date(1984, 7, 9)),
        Identite("Benali", "Karim", codes_ug=frozenset({"UG1"})),
        Identite("Wójcik"),
    ],
)
def test_une_famille_un_homonyme_ou_un_voisin_ne_le_sont_pas(autre: Identite) -> None:
    assert not comparer(JADWIGA, autre).possible


def test_tout_pareil_est_certain() -> None:
    assert comparer(JADWIGA, JADWIGA).score >= SEUIL_CERTAIN


def test_jour_et_mois_inverses_ne_contredisent_pas() -> None:
    ressemblance = comparer(JADWIGA, Identite("Wójcik", "Jadwiga", naissance=date(1951, 3, 2)))
    assert Raison.NAISSANCES_DIFFERENTES not in ressemblance.raisons
    assert ressemblance.possible


def test_les_paires_ne_sont_proposees_qu_une_fois() -> None:
    rangs = list(paires([JADWIGA, Identite("Benali", "Karim"), JADWIGA]))
    assert rangs == [(0, 2)]


@given(st.text("abcde", max_size=8), st.text("abcde", max_size=8))
def test_la_distance_est_symetrique_et_bornee(un: str, autre: str) -> None:
    assert distance(un, autre) == distance(autre, un)
    assert (distance(un, autre) == 0) == (un == autre)
    assert distance(un, autre) <= 3


@pytest.mark.parametrize(
    ("un", "autre", "attendu"),
    [
        ("kowalski", "kowalsky", True),
        ("kowalski", "kowlaski", True),
        ("kowalski", "kovalsky", False),
        ("ali", "aly", False),
        ("", "", False),
    ],
)
def test_une_lettre_d_ecart(un: str, autre: str, attendu: bool) -> None:
    assert noms_proches(un, autre) is attendu
