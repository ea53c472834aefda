"""The guide speaks of every page, and only of keys that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from ui import inscription
from ui.guide import ACCUEIL, dossier_du_guide, titre_de
from ui.navigation import Page

PAGES = inscription.pages()
FICHIERS = sorted(dossier_du_guide().glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.nom)
def test_f1_finds_a_page_of_the_guide_everywhere(page: type[Page]) -> None:
    nom = (page.aide or page.nom).partition("#")[0]
    assert (dossier_du_guide() / f"{nom}.md").is_file()


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_every_link_leads_to_a_page_of_the_guide(fichier: Path) -> None:
    texte = fichier.read_text(encoding="utf-8")
    liens = re.findall(r"\]\(([^)]+)\)", texte)
    assert [lien for lien in liens if not (fichier.parent / lien).is_file()] == []
    assert titre_de(fichier) != fichier.stem


def test_the_first_page_leads_to_all_the_others() -> None:
    accueil = (dossier_du_guide() / f"{ACCUEIL}.md").read_text(encoding="utf-8")
    cites = set(re.findall(r"\]\(([^)]+)\.md\)", accueil))
    assert {f.stem for f in FICHIERS} - {ACCUEIL} == cites


def test_the_guide_keeps_french_typography() -> None:
    droites = [
        f"{f.stem}: {ligne}"
        for f in FICHIERS
        for ligne in re.sub(r"`[^`]*`|```.*?```", "", f.read_text("utf-8"), flags=re.S).splitlines()
        if "'" in ligne or "parasitaire" in ligne
    ]
    assert droites == []


def test_the_keys_it_tells_are_keys_of_qt() -> None:
    mots = {"Maj": "Shift", "Entrée": "Return", "Gauche": "Left", "Échap": "Esc", "Suppr": "Del"}
    dites = {
        touche
        for f in FICHIERS
        for touche in re.findall(r"(?:Ctrl|Alt)\+(?:[A-Za-zÉ]+\+)?[\wÉé+-]+", f.read_text("utf-8"))
    }
    assert len(dites) > 10
    for touche in dites:
        qt = "+".join(mots.get(m, m) for m in touche.split("+"))
        assert not QKeySequence(qt).isEmpty(), touche
