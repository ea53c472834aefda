"""Passphrases: what counts in them, proposing one, judging one.

What counts: letters (accents included), digits and signs. What does not: capitals, spaces at the
ends or doubled, straight or curly apostrophes, ligatures, hyphens instead of spaces. A person
types her phrase on keyboards that differ; strength is estimated on what counts.
"""

from __future__ import annotations

import math
import secrets
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from app.core.errors import EntreeInvalide

MOTS_PROPOSES = 7
PLANCHER_BITS = 48.0
BITS_PROPOSEE = 80.0

_EQUIVALENTS = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "‘": "'", "`": "'"})
_TIRETS = str.maketrans(dict.fromkeys("-‐‑‒–—_", " "))
_SUITES = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
)
_BANALS = frozenset(
    (
        *("motdepasse", "mot", "passe", "password", "voyette", "azerty", "qwerty", "admin"),
        *("bonjour", "soleil", "doudou", "loulou", "chouchou", "secret", "merci", "marseille"),
        *("cite", "cité", "mines", "permanence", "lens", "liévin", "lievin", "bassin", "minier"),
    )
)
_OUTILS = frozenset(
    (
        *("le", "la", "les", "un", "une", "des", "du", "de", "et", "est", "je", "tu", "il"),
        *("elle", "on", "nous", "vous", "ils", "elles", "mon", "ma", "mes", "son", "sa", "ses"),
        *("à", "au", "aux", "en", "dans", "sur", "pour", "avec", "qui", "que", "pas", "ne"),
    )
)
_BITS_BANAL = 4.0
_BITS_MOT_COURT = 3.0
_BITS_MOT_CONNU_AILLEURS = 15.0
_BITS_ANNEE = 7.0
_PART_PHRASE_NATURELLE = 0.75  # words of a sentence call one another
_SEUIL_TIRAGE = 5.2  # bits of surprise per letter from which a string looks drawn at random


@dataclass(frozen=True, slots=True)
class Force:
    """How hard a phrase is to guess, in bits, and whether it is enough."""

    bits: float
    suffisante: bool


def normaliser(phrase: str) -> str:
    """The phrase reduced to what counts (Unicode NFKC, no case, single spaces)."""
    pliee = unicodedata.normalize("NFKC", phrase).casefold()
    pliee = pliee.translate(_EQUIVALENTS).translate(_TIRETS)
    return unicodedata.normalize("NFKC", " ".join(pliee.split()))


@cache
def mots() -> tuple[str, ...]:
    """The word list phrases are proposed from (resources/catalogues/mots.txt)."""
    texte = files("resources").joinpath("catalogues", "mots.txt").read_text("utf-8")
    return tuple(m for m in texte.split("\n") if m and not m.startswith("#"))


def proposer_phrase(n: int = MOTS_PROPOSES) -> str:
    """`n` words drawn by the system's generator; seven are worth more than 80 bits."""
    liste = mots()
    return " ".join(secrets.choice(liste) for _ in range(n))


def force(phrase: str, interdits: Sequence[str] = ()) -> Force:
    """An honest, rather severe estimate; words of `interdits` (own name, estate) count for little.

    Known words are worth a draw in our list, other pronounceable ones a draw in a large
    dictionary, random characters their surprise; repeats, rows of keys and years almost nothing;
    a sentence is worth three quarters of its words.
    """
    connus = frozenset(mots())
    faibles = {m for i in interdits for m in normaliser(i).split()} | _BANALS
    vus: set[str] = set()
    bits = 0.0
    for mot in normaliser(phrase).split():
        bits += 1.0 if mot in vus else _bits_mot(mot, connus, faibles)
        vus.add(mot)
    if vus & _OUTILS:
        bits *= _PART_PHRASE_NATURELLE
    return Force(round(bits, 1), bits >= PLANCHER_BITS)


def exiger(phrase: str, interdits: Sequence[str] = ()) -> None:
    """Raise `EntreeInvalide` when a phrase is empty or too easy to guess."""
    if not normaliser(phrase):
        raise EntreeInvalide("phrase.vide")
    if not force(phrase, interdits).suffisante:
        raise EntreeInvalide("phrase.trop_faible")


def _bits_mot(mot: str, connus: frozenset[str], faibles: set[str]) -> float:
    if mot in faibles or len(set(mot)) == 1 or _est_suite(mot):
        return _BITS_BANAL
    lettres = mot.strip("0123456789.,;:!?'\"()")
    if lettres and lettres != mot:
        # A word dressed with digits or signs: the dress is worth little.
        return _bits_mot(lettres, connus, faibles) + min(3.0 * (len(mot) - len(lettres)), 9.0)
    if mot.isdecimal():
        return _bits_chiffres(mot)
    if mot in connus:
        return math.log2(len(connus))
    return _bits_inconnu(mot)


def _bits_inconnu(mot: str) -> float:
    """A string of which we know nothing: a word of a large dictionary, unless it looks drawn."""
    if len(mot) <= 3 and mot.isalpha():
        return _BITS_MOT_COURT
    surprise = _surprise(mot)
    if mot.replace("'", "").isalpha() and surprise / len(mot) < _SEUIL_TIRAGE:
        return min(surprise, _BITS_MOT_CONNU_AILLEURS)
    return surprise


def _bits_chiffres(mot: str) -> float:
    """Years, dates and phone numbers are the usual strings of digits."""
    if len(mot) == 4 and mot[:2] in ("19", "20"):
        return _BITS_ANNEE
    return min(len(mot) * math.log2(10), 15.0 + max(0, len(mot) - 8))


def _est_suite(mot: str) -> bool:
    return len(mot) >= 3 and any(mot in s or mot[::-1] in s for s in _SUITES)


@cache
def _bigrammes() -> dict[str, Counter[str]]:
    comptes: dict[str, Counter[str]] = {}
    for mot in mots():
        for avant, apres in zip("^" + mot, mot, strict=False):
            comptes.setdefault(avant, Counter())[apres] += 1
    return comptes


def _surprise(mot: str) -> float:
    """Bits of surprise of each character after the one before it, at most a plain draw."""
    total = 0.0
    for avant, apres in zip("^" + mot, mot, strict=False):
        suites = _bigrammes().get(_sans_accent(avant), Counter())
        probabilite = (suites[_sans_accent(apres)] + 0.5) / (sum(suites.values()) + 16)
        tirage = math.log2(26 if apres.isalpha() else 10 if apres.isdecimal() else 32)
        total += min(-math.log2(probabilite), tirage + 1.0)
    return total


def _sans_accent(lettre: str) -> str:
    return unicodedata.normalize("NFD", lettre)[0]
