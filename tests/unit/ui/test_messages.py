"""Every error code raised anywhere is worded in three parts, in plain text."""

from __future__ import annotations

import ast
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

from app.core.errors import EntreeInvalide, PanneEnvironnement
from ui.messages import codes, mots, par_module

RACINE = Path(__file__).resolve().parents[3]
CLASSES = {"EntreeInvalide", "RegleMetier", "PanneEnvironnement"}


def codes_leves() -> dict[str, str]:
    """Code → file, for each error built with a literal code."""
    trouves: dict[str, str] = {}
    for dossier in ("app", "db", "ui"):
        for fichier in (RACINE / dossier).rglob("*.py"):
            for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
                if not isinstance(noeud, ast.Call) or not isinstance(noeud.func, ast.Name):
                    continue
                if noeud.func.id in CLASSES and noeud.args:
                    premier = noeud.args[0]
                    if isinstance(premier, ast.Constant) and isinstance(premier.value, str):
                        trouves[premier.value] = str(fichier.relative_to(RACINE))
    return trouves


def test_every_code_raised_is_worded() -> None:
    oublies = {code: ou for code, ou in codes_leves().items() if code not in codes()}
    assert oublies == {}


def test_no_code_is_worded_twice() -> None:
    tous = Counter(code for messages in par_module().values() for code in messages)
    assert [code for code, n in tous.items() if n > 1] == []


@pytest.mark.parametrize("code", sorted(codes()))
def test_a_message_says_what_why_and_what_to_do(code: str) -> None:
    message = codes()[code]
    for partie in (message.titre, message.pourquoi, message.que_faire):
        assert partie.strip()
        assert "'" not in partie
        assert "parasitaire" not in partie.lower()
        assert all(nom is None or nom.isidentifier() for _t, nom, *_ in Formatter().parse(partie))


def test_parameters_are_said_as_one_reads_them() -> None:
    texte = mots(EntreeInvalide("saisie.date_incomprise", texte="31/02/1950"))
    assert "31/02/1950" in texte.titre
    from ui.messages.modele import dire

    assert dire(date(2026, 11, 24)) == "24/11/2026"
    assert dire(Decimal("1234.5")).replace("\u202f", " ") == "1 234,5"
    assert dire([1, 2]) == "1, 2"


def test_a_missing_parameter_or_code_never_fails() -> None:
    assert "…" in mots(PanneEnvironnement("base.inaccessible")).pourquoi
    inconnu = mots(EntreeInvalide("jamais.vu"))
    assert "jamais.vu" in inconnu.pourquoi
    assert inconnu.que_faire


def test_braces_in_a_value_are_text() -> None:
    assert "{champ}" in mots(EntreeInvalide("saisie.date_incomprise", texte="{champ}")).titre
