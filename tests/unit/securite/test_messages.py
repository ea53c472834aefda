"""Every error this ground raises has its three sentences."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from ui.messages import codes
from ui.messages.securite import CONTROLES, MESSAGES

RACINE = Path(__file__).parents[3]
LEVEE = re.compile(r'(?:EntreeInvalide|RegleMetier|PanneEnvironnement)\(\s*"([a-z_.]+)"')


def codes_leves() -> list[str]:
    fichiers = [RACINE / "db" / "engine.py", *(RACINE / "app/services/securite").glob("*.py")]
    return sorted({c for f in fichiers for c in LEVEE.findall(f.read_text("utf-8"))})


@pytest.mark.parametrize("code", codes_leves())
def test_every_raised_code_is_worded(code: str) -> None:
    message = codes()[code]
    assert message.titre
    assert message.pourquoi
    assert message.que_faire


def test_the_list_is_not_empty() -> None:
    assert len(codes_leves()) > 20


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_texts_keep_french_typography(code: str) -> None:
    for texte in (MESSAGES[code].titre, MESSAGES[code].pourquoi, MESSAGES[code].que_faire):
        assert "'" not in texte
        assert texte.endswith(".")
        assert [c for _, c, _, _ in string.Formatter().parse(texte) if c == ""] == []


def test_every_check_is_named() -> None:
    assert set(CONTROLES) == {c for c in MESSAGES if c.startswith("verification.")}
