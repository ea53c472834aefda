"""What counts in a passphrase, and how honestly it is judged."""

from __future__ import annotations

import math
import re
import unicodedata

import pytest

from app.core.errors import EntreeInvalide
from app.services.securite import phrases


@pytest.mark.parametrize(
    "autre",
    [
        "Piano rivage cobalt moulin",
        "  piano   rivage\tcobalt moulin ",
        "PIANO-RIVAGE-COBALT-MOULIN",
        "piano rivage cobalt moulin",
    ],
)
def test_capitals_spaces_and_hyphens_do_not_count(autre: str) -> None:
    assert phrases.normaliser(autre) == "piano rivage cobalt moulin"


def test_the_same_letters_typed_on_two_systems_are_the_same_phrase() -> None:
    composee, decomposee = (unicodedata.normalize(f, "l’œuf brûlé") for f in ("NFC", "NFD"))
    assert composee != decomposee
    assert phrases.normaliser(composee) == phrases.normaliser(decomposee) == "l'oeuf brûlé"


def test_accents_count() -> None:
    assert phrases.normaliser("côté") != phrases.normaliser("cote")


def test_normalising_twice_changes_nothing() -> None:
    for texte in ("ﬁn ΐ ŉ ẞ İ", "Ａ－Ｂ", "½ ²"):
        une = phrases.normaliser(texte)
        assert phrases.normaliser(une) == une


def test_the_word_list_is_clean_and_long_enough() -> None:
    mots = phrases.mots()
    assert len(mots) >= 4096
    assert list(mots) == sorted(set(mots))
    assert all(re.fullmatch(r"[a-z]{4,9}", m) for m in mots)


def test_seven_proposed_words_are_worth_eighty_bits() -> None:
    assert phrases.MOTS_PROPOSES * math.log2(len(phrases.mots())) >= phrases.BITS_PROPOSEE
    proposees = {phrases.proposer_phrase() for _ in range(50)}
    assert len(proposees) == 50
    assert all(len(p.split()) == 7 for p in proposees)
    assert all(set(p.split()) <= set(phrases.mots()) for p in proposees)


@pytest.mark.parametrize(
    "faible",
    [
        "motdepasse",
        "azerty123",
        "Marie1975",
        "26061968",
        "06 12 34 56 78",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "soleil soleil soleil soleil soleil soleil",
        "le petit chat boit du lait",
        "Nathalie Kowalczyk 1968",
        "voyette voyette 2026",
        "abcdefghijklmnop",
    ],
)
def test_what_people_choose_too_often_is_refused(faible: str) -> None:
    assert not phrases.force(faible).suffisante
    with pytest.raises(EntreeInvalide) as refus:
        phrases.exiger(faible)
    assert refus.value.code == "phrase.trop_faible"


@pytest.mark.parametrize(
    "bonne",
    [
        "piano rivage cobalt moulin tigre",
        "xK9#mQ2$vL7p",
        "Jadwiga aime les betteraves rouges du jardin voisin",
    ],
)
def test_a_few_unrelated_words_or_a_random_string_are_enough(bonne: str) -> None:
    assert phrases.force(bonne).suffisante


def test_one_s_own_name_adds_little() -> None:
    avec = phrases.force("piano rivage cobalt kowalczyk", ["Anne Kowalczyk"])
    sans = phrases.force("piano rivage cobalt kowalczyk")
    assert avec.bits < sans.bits
    assert not avec.suffisante


def test_an_empty_phrase_is_named() -> None:
    with pytest.raises(EntreeInvalide) as refus:
        phrases.exiger(" -  ")
    assert refus.value.code == "phrase.vide"
