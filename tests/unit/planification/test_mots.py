"""Sentences of the planner: every code has its own, every value is said in words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.demenagements import GenreEquipe, SensDemenagement
from app.domain.planification.instance import Ecarte, Exigences, Placement, Remarque
from app.domain.planification.mots import EtatPlan, Objectif, Solution
from app.domain.planification.plan import Score
from app.domain.planification.violations import Regle, Violation
from app.services.planification import mots, phrases

ICI = Path(__file__).resolve().parents[3] / "app" / "services" / "planification"
UN, AUTRE = UUID(int=1), UUID(int=2)
NOMS = {UN: "Wójcik Jadwiga", AUTRE: "12 Rue de Lens"}


def _codes(fichier: str, motif: str) -> set[str]:
    """Codes written in a module of ours."""
    return set(re.findall(motif, (ICI / fichier).read_text("utf-8")))


@pytest.mark.parametrize("regle", list(Regle))
def test_every_rule_has_a_sentence(regle: Regle) -> None:
    assert regle in phrases.VIOLATIONS
    dit = mots.dire(Violation(regle, UN, {"jour": date(2027, 3, 1), "logement": AUTRE}), NOMS)
    assert "{" not in dit
    assert dit.endswith(".")


def test_every_remark_raised_has_a_sentence() -> None:
    leves = _codes("remarques.py", r'Remarque\(\s*"(\w+)"') | _codes(
        "offres.py", r'Remarque\(\s*"(\w+)"'
    )
    leves |= _codes("remarques.py", r'\("\w+", "(\w+)"\)')
    assert len(leves) > 15
    assert leves - set(phrases.REMARQUES) == set()
    assert _codes("foyers.py", r'(?:return|else) "(\w+)"') - set(phrases.ECARTES) == set()
    assert _codes("raisons.py", r'Remarque\("(\w+)"') - set(phrases.SANS_SOLUTION) == set()


def test_names_days_and_counts_are_said_in_words() -> None:
    violation = Violation(
        Regle.EQUIPES,
        None,
        {"jour": date(2027, 1, 4), "nombre": 3, "genre": GenreEquipe.PILOTES, "capacite": 2},
    )
    attendu = "Le 04/01/2027 : 3 déménagements, les pilotes sociaux peuvent en faire 2."
    assert mots.dire(violation, NOMS) == attendu
    petit = Violation(Regle.TROP_PETIT, UN, {"logement": AUTRE, "besoin": 4, "chambres": 2})
    assert mots.dire(petit, NOMS) == (
        "Wójcik Jadwiga a besoin de 4 chambres, 12 Rue de Lens en a 2."
    )


def test_one_and_several() -> None:
    une = Remarque("tranche_sans_dates", {"tranche": "T2", "n": 1})
    assert mots.dire(une, {}) == "« T2 » n’a pas encore ses dates : 1 ménage attend."
    trois = Remarque("tranche_sans_dates", {"tranche": "T2", "n": 3})
    assert mots.dire(trois, {}) == "« T2 » n’a pas encore ses dates : 3 ménages attendent."


def test_an_unknown_code_is_told_not_hidden() -> None:
    assert mots.dire(Violation("plan.inconnue", UN), NOMS) == (
        "Une règle n’est pas respectée : plan.inconnue."
    )


@pytest.mark.parametrize(
    ("score", "dit"),
    [
        (Score(Objectif.SANS_SOLUTION, 3, 3), "3 ménages, on ne peut pas faire mieux"),
        (Score(Objectif.DISTANCE, 120, 110), "12 km en tout, 11 au mieux (écart 8 %)"),
        (Score(Objectif.PROMESSES, 1), "1 promesse"),
    ],
)
def test_scores(score: Score, dit: str) -> None:
    assert mots.dire_score(score) == dit


def test_placements() -> None:
    du, au = date(2027, 3, 4), date(2027, 8, 12)
    for placement, dit in (
        (Placement(Solution.TIROIR, AUTRE, du, au), "12 Rue de Lens, du 04/03/2027 au 12/08/2027"),
        (Placement(Solution.TIROIR, AUTRE, du), "12 Rue de Lens, à partir du 04/03/2027"),
        (
            Placement(Solution.DEFINITIF, AUTRE, du),
            "12 Rue de Lens, définitivement, le 04/03/2027",
        ),
        (Placement(Solution.RETOUR, AUTRE, None, au), "retour le 12/08/2027"),
        (Placement(Solution.AUCUNE), "sans solution"),
    ):
        assert mots.dire_placement(placement, NOMS) == dit


def test_every_word_is_known() -> None:
    for objectif in Objectif:
        assert mots.dire_objectif(objectif)
        assert mots.dire_score(Score(objectif, 2))
    assert all(mots.dire_solution(s) for s in Solution)
    assert all(mots.dire_etat(e) for e in EtatPlan)
    assert all(mots.dire_sens(s) for s in SensDemenagement)
    assert mots.dire_ecarte(Ecarte(UN, "X", "proprietaire")) == "propriétaire de son logement"
    assert mots.dire_besoins(Exigences(2, plain_pied=True, ecole=True)) == (
        "2 chambres",
        "plain-pied",
        "enfants scolarisés",
    )
