"""The bailleur's side says its refusals as the app does, without loading the base."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.core.errors import EntreeInvalide
from tests.unit.ui.test_messages import RACINE, codes_leves
from ui import messages
from ui.messages import compagnon

_LIEUX = ("app/bailleur/", "app/services/exports/protection/", "app/services/securite/phrases")
_AUTRES = {"paquet.manifeste", "paquet.version"}
_AUTRES |= {"paquet.autre_destinataire", "paquet.abime", "bailleur.disque_plein"}
_AUTRES |= {"ligne.phrase_absente", "ligne.phrase_illisible", "cle.phrases_differentes"}
LEVES = {c for c, ou in codes_leves().items() if Path(ou).as_posix().startswith(_LIEUX)}
# What a signed return is refused for, only the team ever reads.
CODES = sorted(c for c in _AUTRES | LEVES if not c.startswith("retour_signe."))


@pytest.mark.parametrize("code", CODES)
def test_each_refusal_has_its_own_words(code: str) -> None:
    erreur = EntreeInvalide(code, fichier="f", mots="six mots")
    assert code in messages.codes()
    assert compagnon.mots(erreur) == messages.mots(erreur)


def test_an_unknown_code_is_said_too() -> None:
    assert "paquet.martien" in compagnon.mots(EntreeInvalide("paquet.martien")).pourquoi


def test_its_words_load_neither_the_base_nor_qt() -> None:
    programme = (
        "import sys; from ui.messages import compagnon;"
        "print([m for m in ('db.models', 'sqlalchemy', 'PySide6') if m in sys.modules])"
    )
    fini = subprocess.run(
        [sys.executable, "-c", programme], cwd=RACINE, check=True, capture_output=True, text=True
    )
    assert fini.stdout.strip() == "[]"
