"""Measures of our paper: A4, one voice, black and white, never smaller than 11 points."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.partage import Destinataire
from app.services.documents.polices import Jeu, Police, jeu_etroit, jeu_large

A4 = (595.28, 841.89)  # points
PAYSAGE = (A4[1], A4[0])
TAILLE_MIN = 11.0
GRIS_TRAIT = 0.3  # 70 % of ink: the lightest thing we print


@dataclass(frozen=True, slots=True)
class Style:
    """Fonts, sizes and spaces of one kind of document, in points."""

    jeu: Jeu
    corps: float = 11.0
    section: float = 12.5
    nom: float = 21.0
    titre: float = 18.0
    interligne: float = 1.24
    marge: float = 42.0
    haut: float = 38.0
    bas: float = 56.0
    format: tuple[float, float] = A4

    @property
    def pas(self) -> float:
        """Height of one line of text."""
        return self.corps * self.interligne

    @property
    def largeur(self) -> float:
        """Usable width of a page."""
        return self.format[0] - 2 * self.marge

    @property
    def normale(self) -> Police:
        """The cut of running text."""
        return self.jeu.normale

    @property
    def grasse(self) -> Police:
        """The cut of titles and of what must be seen first."""
        return self.jeu.grasse


def style_de(pour: Destinataire) -> Style:
    """The measures of a sheet for that reader: large print for the household itself."""
    if pour is Destinataire.MENAGE:
        return Style(
            jeu_large(), corps=14.0, section=16.5, nom=26.0, titre=20.0, interligne=1.36, bas=62.0
        )
    return Style(jeu_etroit())


def style_document(*, paysage: bool = False) -> Style:
    """The measures of reports, lists and attendance sheets."""
    return Style(jeu_etroit(), format=PAYSAGE if paysage else A4)
