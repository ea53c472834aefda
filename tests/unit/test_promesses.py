"""Every test that docs/promesses.md relies on exists, and every promise of this ground has one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
TEXTE = (TESTS.parent / "docs" / "promesses.md").read_text(encoding="utf-8")
CITES = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", TEXTE)))
TENUES = [*range(1, 14), *range(20, 33)]


@pytest.mark.parametrize(("fichier", "nom"), CITES, ids=lambda x: x)
def test_the_test_named_exists(fichier: str, nom: str) -> None:
    arbre = ast.parse((TESTS / fichier).read_text(encoding="utf-8"))
    assert nom in {n.name for n in ast.walk(arbre) if isinstance(n, ast.FunctionDef)}


@pytest.mark.parametrize("numero", TENUES)
def test_each_promise_names_a_test(numero: int) -> None:
    (ligne,) = [li for li in TEXTE.splitlines() if li.startswith(f"| {numero} |")]
    assert "::test_" in ligne
