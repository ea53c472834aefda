"""Drawing for both directions of writing: what reads from the right is laid out from the right."""

from __future__ import annotations

from collections.abc import Sequence

from app.services.documents.page import Feuillet
from app.services.documents.polices import Police

_DROITE = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefc"))


def se_lit_de_droite(textes: Sequence[str]) -> bool:
    """Whether most letters of these texts belong to a script read from right to left."""
    lettres = [c for t in textes for c in t if c.isalpha()]
    droite = sum(any(a <= c <= z for a, z in _DROITE) for c in lettres)
    return droite * 2 > len(lettres)


class Miroir:
    """A sheet seen from its reading side: `x` counts from the side where reading starts."""

    def __init__(self, f: Feuillet, *, droite: bool = False) -> None:
        self.f = f
        self.droite = droite

    @property
    def largeur(self) -> float:
        """Usable width."""
        return self.f.largeur

    def lignes(
        self, texte: str, largeur: float, police: Police | None = None, taille: float = 0.0
    ) -> tuple[str, ...]:
        """The lines of `texte` in that width."""
        style = self.f.style
        return self.f.composeur.lignes(
            texte, police or style.normale, taille or style.corps, largeur
        )

    def mot(
        self, x: float, base: float, texte: str, police: Police | None = None, taille: float = 0.0
    ) -> None:
        """Show a line that starts at `x`."""
        style = self.f.style
        police, taille = police or style.normale, taille or style.corps
        if self.droite:
            x = self.largeur - x - police.largeur(texte, taille)
        self.f.mot(self.f.gauche + x, base, texte, police, taille)

    def cadre(
        self, x: float, y: float, largeur: float, hauteur: float, *, epaisseur: float = 0.8
    ) -> None:
        """A box whose bottom is at `y`."""
        if self.droite:
            x = self.largeur - x - largeur
        self.f.cadre(self.f.gauche + x, y, largeur, hauteur, epaisseur=epaisseur)

    def plein(self, x: float, y: float, largeur: float, hauteur: float) -> None:
        """A black box whose bottom is at `y`."""
        if self.droite:
            x = self.largeur - x - largeur
        self.f.plein(self.f.gauche + x, y, largeur, hauteur)

    def trait(self, x: float, y: float, largeur: float, epaisseur: float = 0.5) -> None:
        """A rule that starts at `x`."""
        if self.droite:
            x = self.largeur - x - largeur
        self.f.trait(self.f.gauche + x, y, self.f.gauche + x + largeur, epaisseur)
