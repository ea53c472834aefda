"""Words that are never ours: what a tenant built or holds dear is never called a nuisance."""

from __future__ import annotations

import ast
from pathlib import Path

import resources

RACINE = Path(__file__).resolve().parents[2]
# Spelled in two halves so that this file too could be searched.
MOT = "parasit" + "aire"
# It refuses the word in the catalogues of a team: it must know it.
GARDIEN = RACINE / "app" / "domain" / "catalogue_fautes.py"


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
            if fichier == GARDIEN:
                continue
            arbre = ast.parse(fichier.read_text(encoding="utf-8"))
            trouves += [
                (str(fichier), noeud.value)
                for noeud in ast.walk(arbre)
                if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str)
            ]
    return trouves


def test_a_word_that_is_never_ours() -> None:
    textes = _textes()
    assert len(textes) > 5000
    assert sorted({ou for ou, texte in textes if MOT in texte.casefold()}) == []
