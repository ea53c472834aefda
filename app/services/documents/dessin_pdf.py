"""Our drawings on paper: strokes turned into PDF operators."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.services.documents.page import Feuillet
from app.services.documents.traits import COTE, Chiffres, Dessin, Plein, Trait

_GRIS: Mapping[Plein, str] = MappingProxyType(
    {Plein.BLANC: "1", Plein.CLAIR: "0.9", Plein.MOYEN: "0.72", Plein.NOIR: "0"}
)


def dessiner(f: Feuillet, x: float, y: float, cote: float, dessin: Dessin) -> None:
    """Draw in a square of `cote` points whose bottom left corner is (x, y)."""
    echelle = cote / COTE
    ordres = [f"q {echelle:.4f} 0 0 {echelle:.4f} {x:.2f} {y:.2f} cm 1 J 1 j"]
    ordres += [_trait(t) for t in dessin if isinstance(t, Trait)]
    f.pages[-1].append("\n".join((*ordres, "Q")))
    police = f.style.grasse
    for signe in dessin:
        if isinstance(signe, Chiffres):
            taille = signe.taille * echelle
            demi = police.largeur(signe.texte, taille) / 2
            f.mot(x + signe.x * echelle - demi, y + signe.base * echelle, signe.texte, police,
                  round(taille, 2))  # fmt: skip


def _trait(trait: Trait) -> str:
    """A negative thickness draws in white upon black."""
    chemin = " ".join(_pas(code, nombres) for code, nombres in trait.pas)
    epaisseur = abs(trait.epaisseur)
    encre = "1 G" if trait.epaisseur < 0 else "0 G"
    if trait.plein is Plein.RIEN:
        return f"{encre} {epaisseur:g} w {chemin} S"
    gris = f"{_GRIS[trait.plein]} g"
    if not epaisseur:
        return f"{gris} {chemin} f"
    return f"{encre} {gris} {epaisseur:g} w {chemin} B"


def _pas(code: str, nombres: tuple[float, ...]) -> str:
    if code == "z":
        return "h"
    return " ".join((*(f"{n:.2f}" for n in nombres), code))
