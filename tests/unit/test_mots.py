"""Words that are never ours: what a tenant built or holds dear is never called a nuisance."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import resources

RACINE = Path(__file__).resolve().parents[2]
# Spelled in two halves so that this file too could be searched.
MOT = "parasit" + "aire"
# It refuses the word in the catalogues of a team: it must know it.
GARDIEN = RACINE / "app" / "domain" / "catalogue_fautes.py"


# What stands between the halves of a text cut over several lines: Python joins them again.
COUTURES = re.compile(r"""["'\s()\\]+[rbuf]{0,2}(?=["'])|["'\s()\\]+""")


def _textes() -> list[tuple[str, str]]:
    """Everything people may read: resources, guide, and every text written in the code."""
    dossier = Path(str(resources.chemin("icons"))).parent
    trouves = []
    for racine in (dossier, RACINE / "docs" / "guide"):
        for fichier in racine.rglob("*"):
            if fichier.is_file() and fichier.suffix not in (".ttf", ".mo", ".pyc", ".png"):
                trouves.append((str(fichier), fichier.read_text("utf-8", errors="ignore")))
    for dossier_source in ("app", "db", "ui", "resources"):
        for fichier in (RACINE / dossier_source).rglob("*.py"):
            if fichier != GARDIEN:
                trouves += [(str(fichier), t) for t in textes_du_code(fichier.read_text("utf-8"))]
    return trouves


def textes_du_code(source: str) -> list[str]:
    """The texts of a source that could hold the word; the others are not even parsed."""
    if MOT not in COUTURES.sub("", source.casefold()):
        return [""]
    return [
        noeud.value
        for noeud in ast.walk(ast.parse(source))
        if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str)
    ]


@pytest.mark.parametrize(
    "source",
    [
        f'titre = "{MOT}"',
        f'titre = N_("Un {MOT[:4].upper()}"\n    "{MOT[4:]} de plus")',
        f"titre = f'{MOT[:6]}' f'{MOT[6:]} {{n}}'",
    ],
)
def test_the_word_is_found_wherever_a_text_is_cut(source: str) -> None:
    assert any(MOT in texte.casefold() for texte in textes_du_code(source))


def test_a_word_that_is_never_ours() -> None:
    textes = _textes()
    assert len(textes) > 1000
    assert sorted({ou for ou, texte in textes if MOT in texte.casefold()}) == []
