"""Expressions: what each function gives, and what cannot be read is refused with its place."""

from __future__ import annotations

import pytest

from app.core.errors import EntreeInvalide
from app.domain.enquetes.evaluation import Lieu
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.valeurs import texte
from app.services.enquetes.expressions import analyser, formule
from tests.unit.enquetes.formes import remplir

UNE_QUESTION = """
| survey |
|        | type    | name | label |
|        | integer | a    | A     |
|        | date    | jour | Jour  |
|        | select_multiple x | m | M |
| choices |
|        | list_name | name | label |
|        | x         | u    | U     |
|        | x         | v    | V     |
"""


def evaluer(source: str, **reponses: str) -> str:
    """The text an expression gives in a form of three questions."""
    r = remplir(UNE_QUESTION, reponses=reponses)
    ici: Noeud = r.racine.enfants["a"][0]
    return texte(formule(source).evaluer(Lieu(r, ici, ici)))


@pytest.mark.parametrize(
    ("source", "attendu"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 div 2", "3.5"),
        ("1 div 0", "Infinity"),
        ("-7 mod 3", "-1"),
        ("7 mod 0", "NaN"),
        ("'a' = 'a' and not(1 > 2)", "true"),
        ("true() = 'x'", "true"),
        ("'' < 5", "false"),
        ("number('') = 0", "false"),
        ("'2026-01-02' > '2026-01-01'", "true"),
        ("if(1 = 1, 'oui', 'non')", "oui"),
        ("coalesce('', /data/a, 'z')", "z"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-2"),
        ("round(3.14159, 2)", "3.14"),
        ("int(-3.7)", "-3"),
        ("pow(2, 10)", "1024"),
        ("sqrt(-1)", "NaN"),
        ("max(3, 9, '')", "9"),
        ("min()", "NaN"),
        ("sum(/data/a)", "0"),
        ("concat('a', 1, true())", "a1true"),
        ("join('-', 'a', 'b')", "a-b"),
        ("substr('médiatrice', 0, 5)", "média"),
        ("substr('abcdef', -2)", "ef"),
        ("substring('12345', 2, 3)", "234"),
        ("string-length('été')", "3"),
        ("normalize-space('  a   b ')", "a b"),
        ("translate('abc', 'abc', 'AB')", "AB"),
        ("contains('Wójcik', 'ójc')", "true"),
        ("substring-before('a/b', '/')", "a"),
        ("substring-after('a/b', '/')", "b"),
        ("regex('62320', '[0-9]{5}')", "true"),
        ("regex('a62320', '[0-9]{5}')", "false"),
        ("regex('x', '(')", "false"),
        ("selected('u v', 'v')", "true"),
        ("selected('uv', 'v')", "false"),
        ("selected-at('u v', 1)", "v"),
        ("selected-at('u v', 9)", ""),
        ("count-selected('u v')", "2"),
        ("today()", "2026-11-24"),
        ("today() - 14 < today()", "true"),
        ("date(today() + 7)", "2026-12-01"),
        ("date('2026-02-30')", ""),
        ("format-date('2026-11-24', '%d/%m/%Y')", "24/11/2026"),
        ("format-date-time(now(), '%H h %M')", "14 h 05"),
        ("decimal-time('06:00')", "0.25"),
        ("boolean-from-string('1')", "true"),
        ("checklist(1, 2, true(), false(), true())", "true"),
        ("checklist(3, -1, true(), true())", "false"),
        ("digest('a', 'SHA-1', 'hex')", "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"),
        ("position(..)", "1"),
        ("count(/data/*)", "4"),
        ("string(3.50)", "3.5"),
        ("1000000 * 1000000", "1000000000000"),
    ],
)
def test_a_function_gives_what_the_specification_says(source: str, attendu: str) -> None:
    assert evaluer(source) == attendu


def test_answers_are_read_by_their_kind() -> None:
    assert evaluer("/data/a + 1", a="41") == "42"
    assert evaluer("/data/a = '041'", a="41") == "true"
    assert evaluer("/data/jour + 1 > today()", jour="2026-11-24") == "true"
    assert evaluer("selected(/data/m, 'v')", m="u v") == "true"
    assert evaluer("/data/a > 0") == "false"
    assert evaluer("/data/a = ''") == "true"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("selected(../a", "enquete.expression"),
        ("1 +", "enquete.expression"),
        ("${a}", "enquete.expression"),
        ("inconnue(1)", "enquete.fonction"),
        ("if(1, 2)", "enquete.arguments"),
        ("today(1)", "enquete.arguments"),
        ("(" * 3000 + "1" + ")" * 3000, "enquete.expression"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(source: str, code: str) -> None:
    with pytest.raises(EntreeInvalide) as refus:
        analyser(source)
    assert refus.value.code == code
    assert refus.value.params["expression"]
