# ruff: noqa: E501 - questionnaires are tables; draws need no secrecy
"""After any answers, turns added and taken away, a filling stands where a new one would."""

from __future__ import annotations

import random

import pytest

from app.domain.enquetes.formulaire import GenreQuestion
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.plan import Plan
from app.domain.enquetes.remplissage import Remplissage
from tests.unit.enquetes.formes import MAINTENANT, formulaire

TOUT = """
| survey |
| | type | name | label | relevant | required | calculation | choice_filter | repeat_count | default | constraint | read_only |
| | integer | nb | Nb | | | | | | 2 | | |
| | select_one dep | dep | Dep | | ${nb} > 1 | | | | | | |
| | select_one com | com | Com | | | | dep = ${dep} | | | | |
| | select_multiple com | coms | Coms | | | | selected(${dep}, dep) or dep = 'd1' | | | | |
| | begin group | g | G | ${dep} = 'd1' | | | | | | | |
| | integer | x | X | | | | | | | | |
| | calculate | y | | | | ${x} * 2 | | | | | |
| | end group | | | | | | | | | | |
| | begin repeat | r | R ${nb} | ${nb} != 4 | | | | | | | |
| | text | p | P | | | | | | | | |
| | integer | a | A ${p} | | ${nb} > 2 | | | | | . > ${nb} | ${nb} = 3 |
| | text | e | E | ${a} < 18 | ${p} != '' | | | | | | |
| | calculate | k | | | | concat(${p}, position(..), '/', count(${r})) | | | | | |
| | calculate | run | | | | ${a} + coalesce(indexed-repeat(${run}, ${r}, position(..) - 1), 0) | | | | | |
| | date | dd | D | | | | | | today() + ${nb} | | |
| | begin repeat | s | S | ${a} > 3 | | | | ${a} mod 4 | | | |
| | integer | z | Z | | | | | | | | |
| | calculate | w | | | | ${z} * ${a} + position(..) * 10 + position(../..) * 100 | | | | | |
| | select_one ${p} | qui | Q | | | | | | | | |
| | end repeat | | | | | | | | | | |
| | calculate | sz | | | | sum(${z}) + count-non-empty(${z}) | | | | | |
| | end repeat | | | | | | | | | | |
| | calculate | tot | | | | sum(${a}) + sum(${w}) | | | | | |
| | calculate | mi | | | | count(${r}[a < 18]) | | | | | |
| | calculate | j | | | | join(',', ${k}) | | | | | |
| | calculate | ir | | | | indexed-repeat(${z}, ${r}, 2, ${s}, 1) | | | | | |
| | begin repeat | t | T | | | | | ${mi} + 1 | | | |
| | text | tt | TT | | | | | | | | |
| | select_one ${p} | who | Who | | | | ${a} > 5 | | | | |
| | calculate | ku | | | | concat(jr:choice-name(${who}, '${who}'), ${y}) | | | | | |
| | end repeat | | | | | | | | | | |
| | note | n | ${tot} | ${tot} > 10 and not(selected(${coms}, 'c1')) | | | | | | | |
| choices |
| | list_name | name | label | dep |
| | dep | d1 | D1 | |
| | dep | d2 | D2 | |
| | com | c1 | C1 | d1 |
| | com | c2 | C2 | d1 |
| | com | c3 | C3 | d2 |
"""
PAS = 20


def _etat(r: Remplissage) -> list[object]:
    return [
        (str(n), n.valeur, n.visible, r.requise(n), r.lecture_seule(n), r.libelle(n), r.faute(n),
         r.choix(n))
        for n in r.racine.descendants()
    ]  # fmt: skip


def _tours(r: Remplissage) -> list[Noeud]:
    return [
        n
        for n in r.racine.descendants()
        if r.question(n).genre is GenreQuestion.REPETITION and r.question(n).nombre is None
    ]


def _repondre(r: Remplissage, hasard: random.Random) -> None:
    libres = [
        n
        for n in r.racine.descendants()
        if not r.question(n).enfants and r.question(n).calcul is None
    ]
    noeud = hasard.choice(libres)
    question = r.question(noeud)
    if question.genre is GenreQuestion.ENTIER:
        valeur = hasard.choice(["", "0", "1", "2", "3", "4", "5", "17", "20"])
    elif question.choix is not None:
        codes = [c.code for c in r.choix(noeud)]
        valeur = hasard.choice([*codes, ""])
        if question.genre is GenreQuestion.CHOIX_MULTIPLE:
            valeur = " ".join(hasard.sample(codes, hasard.randint(0, len(codes))))
    elif question.genre is GenreQuestion.JOUR:
        valeur = hasard.choice(["", "2026-01-01"])
    else:
        valeur = hasard.choice(["", "Ana", "Bo Bo", "C"])
    r.repondre(noeud, valeur)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The form, compiled once."""
    return Plan.de(formulaire(TOUT))


@pytest.mark.parametrize("graine", [3, 11, 29, 42, 57, 101])
def test_what_is_recomputed_is_what_a_new_filling_computes(plan: Plan, graine: int) -> None:
    hasard = random.Random(graine)
    r = Remplissage(plan, lambda: MAINTENANT)
    for _pas in range(PAS):
        tirage, tours = hasard.random(), _tours(r)
        if tirage < 0.15:
            r.ajouter(r.racine, "r")
        elif tirage < 0.25 and tours:
            r.retirer(hasard.choice(tours))
        else:
            _repondre(r, hasard)
        neuf = Remplissage(plan, lambda: MAINTENANT, reponses=r.reponses())
        assert _etat(r) == _etat(neuf)
