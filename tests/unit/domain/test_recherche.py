"""What is typed becomes words; words become a query that holds nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.recherche import expression, expression_soudee, lire


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Wójcik", '"wojcik"*'),
        ("14 stockholm", '"14" AND "stockholm"*'),
        ("stockholm 14", '"stockholm"* AND "14"*'),
        ("06 12 34", '("061234"* OR ("06"* AND "12"* AND "34"*))'),
        ("+33 6 12 34", '("061234"* OR ("33"* AND "6"* AND "12"* AND "34"*))'),
        ("bd ecoles", '("bd"* OR "boulevard") AND "ecoles"*'),
        ('"; DROP', '"drop"*'),
    ],
)
def test_la_question_posee_a_l_index(texte: str, attendu: str) -> None:
    assert expression(lire(texte)) == attendu


def test_deux_mots_soudes() -> None:
    assert expression_soudee(lire("ben ali")) == '("benali"*)'
    assert expression_soudee(lire("benali")) is None
    assert expression_soudee(lire("14 rue")) is None


@given(st.text(max_size=60))
def test_rien_d_autre_que_des_mots_entre_guillemets(texte: str) -> None:
    demande = lire(texte)
    question = expression(demande)
    reste = re.sub(r'"[^"]*"\*?|AND|OR|[() ]', "", question)
    assert reste == ""
    assert all(mot.isalnum() for mot in re.findall(r'"([^"]*)"', question))
