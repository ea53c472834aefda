"""The recovery key: typed back from paper by a tired hand."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import EntreeInvalide
from app.services.securite import secours

sans_delai = settings(deadline=None)  # the machine may be busy
secrets_ = st.integers(0, 2**165 - 1)
places = st.integers(0, secours.GROUPES * 4 - 1)


@sans_delai
@given(secrets_)
def test_what_is_printed_reads_back(secret: int) -> None:
    texte = secours.ecrire(secret)
    assert secours.lire(texte) == secret
    assert [len(g) for g in texte.split("-")] == [4] * 11


@sans_delai
@given(secrets_)
def test_case_spaces_and_look_alike_letters_are_forgiven(secret: int) -> None:
    texte = secours.ecrire(secret).replace("0", "o").replace("1", "l").replace("V", "u")
    assert secours.lire(" " + texte.lower().replace("-", " ") + "\n") == secret
    assert secours.lire(texte.replace("-", "")) == secret


@sans_delai
@given(secrets_, places, st.integers(1, 31))
def test_one_wrong_character_names_its_group(secret: int, place: int, ecart: int) -> None:
    lettres = list(secours.ecrire(secret).replace("-", ""))
    rang = secours.ALPHABET.index(lettres[place])
    lettres[place] = secours.ALPHABET[(rang + ecart) % 32]
    with pytest.raises(EntreeInvalide) as refus:
        secours.lire("".join(lettres))
    assert refus.value.code == "secours.groupe"
    assert refus.value.params["groupes"] == [place // 4 + 1]


@sans_delai
@given(secrets_, st.integers(0, 10), st.sampled_from([(0, 1), (1, 2), (2, 3), (0, 2), (1, 3)]))
def test_two_swapped_characters_are_noticed(
    secret: int, groupe: int, paire: tuple[int, int]
) -> None:
    groupes = [list(g) for g in secours.ecrire(secret).split("-")]
    a, b = paire
    echange = groupes[groupe]
    if echange[a] == echange[b]:
        return
    echange[a], echange[b] = echange[b], echange[a]
    with pytest.raises(EntreeInvalide) as refus:
        secours.lire("-".join("".join(g) for g in groupes))
    assert refus.value.params["groupes"] == [groupe + 1]


def test_two_swapped_groups_are_both_named() -> None:
    groupes = secours.ecrire(random.Random(4).getrandbits(165)).split("-")
    groupes[2], groupes[7] = groupes[7], groupes[2]
    with pytest.raises(EntreeInvalide) as refus:
        secours.lire("-".join(groupes))
    assert refus.value.params["groupes"] == [3, 8]


def test_a_group_of_three_is_named_and_a_short_key_is_counted() -> None:
    groupes = secours.ecrire(12345).split("-")
    with pytest.raises(EntreeInvalide) as refus:
        secours.lire("-".join([*groupes[:4], groupes[4][:3], *groupes[5:]]))
    assert refus.value.code == "secours.groupe"
    assert refus.value.params["groupes"] == [5]
    with pytest.raises(EntreeInvalide) as refus:
        secours.lire("-".join(groupes[:10]))
    assert refus.value.code == "secours.longueur"
    assert refus.value.params == {"lus": 40, "attendus": 44}


def test_a_character_that_cannot_be_there_is_shown() -> None:
    groupes = secours.ecrire(999).split("-")
    with pytest.raises(EntreeInvalide) as refus:
        secours.lire("-".join([groupes[0], "4É7A", *groupes[2:]]))
    assert refus.value.code == "secours.caractere"
    assert refus.value.params == {"caractere": "É", "groupe": 2}
