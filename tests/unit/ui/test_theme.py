"""Colours: every pair used for text meets WCAG AA in both appearances."""

from __future__ import annotations

import re
from dataclasses import fields
from string import Template

import pytest

import resources
from ui.theme import CLAIR, SOMBRE, Palette

TEXTES = [
    (texte, fond)
    for texte in ("texte", "texte_2", "rouge", "accent")
    for fond in ("fond", "surface", "surface_2")
] + [
    ("texte", "survol"),
    ("texte", "rouge_doux"),
    ("texte", "ambre_doux"),
    ("texte", "bleu_doux"),
    ("texte", "vert_doux"),
    ("texte", "accent_doux"),
    ("ambre", "ambre_doux"),
    ("bleu", "bleu_doux"),
    ("vert", "vert_doux"),
    ("ambre", "surface"),
    ("bleu", "surface"),
    ("vert", "surface"),
    ("sur_accent", "accent"),
    ("sur_accent", "accent_survol"),
    ("sur_selection", "selection"),
]
TRAITS = [
    ("focus", "fond"),
    ("focus", "surface"),
    ("focus", "surface_2"),
    ("trait_fort", "surface"),
]


def luminance(couleur: str) -> float:
    def canal(n: int) -> float:
        c = n / 255
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    r, v, b = (int(couleur[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * canal(r) + 0.7152 * canal(v) + 0.0722 * canal(b)


def contraste(a: str, b: str) -> float:
    haut, bas = sorted((luminance(a), luminance(b)), reverse=True)
    return (haut + 0.05) / (bas + 0.05)


@pytest.mark.parametrize("palette", [CLAIR, SOMBRE], ids=["clair", "sombre"])
@pytest.mark.parametrize(("texte", "fond"), TEXTES)
def test_text_is_readable(palette: Palette, texte: str, fond: str) -> None:
    assert contraste(getattr(palette, texte), getattr(palette, fond)) >= 4.5


@pytest.mark.parametrize("palette", [CLAIR, SOMBRE], ids=["clair", "sombre"])
@pytest.mark.parametrize(("trait", "fond"), TRAITS)
def test_focus_and_fields_are_seen(palette: Palette, trait: str, fond: str) -> None:
    assert contraste(getattr(palette, trait), getattr(palette, fond)) >= 3


def test_the_style_sheet_writes_no_colour_of_its_own() -> None:
    feuille = resources.texte("qss", "voyette.qss")
    assert re.findall(r"#[0-9A-Fa-f]{6}\b", feuille) == []
    noms = set(Template(feuille).get_identifiers())
    couleurs = {f.name for f in fields(Palette)}
    autres = {n for n in noms - couleurs if not re.fullmatch(r"px\d+|pt_\w+", n)}
    assert autres == {"icones", "nuance"}
