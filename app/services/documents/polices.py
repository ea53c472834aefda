"""The fonts of our paper: what they cover, how wide a text is, how it is written in a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import resources

MANQUANT = "\u25af"  # shown in place of a character no font of ours can draw
_CACHE_MAX = 40_000


class _Largeurs(dict[int, float]):
    """Width of each character in thousandths of the size, learnt as they come."""

    def __init__(self, face: Any) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, code: int) -> float:
        largeur = float(self._face.charWidths.get(code, self._face.defaultWidth))
        self[code] = largeur
        return largeur


class Police:
    """One static font, able to measure texts; measured words are remembered."""

    def __init__(self, nom: str, ttf: TTFont) -> None:
        self.nom = nom
        self.ttf = ttf
        self._par_caractere = _Largeurs(ttf.face)
        self._par_mot: dict[str, float] = {}

    def couvre(self, caractere: str) -> bool:
        """Whether the font draws that character."""
        return ord(caractere) in self.ttf.face.charToGlyph

    def millieme(self, mot: str) -> float:
        """Width of `mot` at size 1000 (points)."""
        largeur = self._par_mot.get(mot)
        if largeur is None:
            if len(self._par_mot) > _CACHE_MAX:
                self._par_mot.clear()
            un = self._par_caractere
            largeur = sum([un[ord(c)] for c in mot])
            self._par_mot[mot] = largeur
        return largeur

    def largeur(self, texte: str, taille: float) -> float:
        """Width of `texte` in points at that size."""
        return self.millieme(texte) * taille / 1000

    @cached_property
    def hauteur_capitale(self) -> float:
        """Height of a capital letter for a size of 1."""
        return float(self.ttf.face.capHeight or 730) / 1000


@dataclass(frozen=True, slots=True)
class Jeu:
    """A normal and a bold cut that go together."""

    normale: Police
    grasse: Police


def charger(nom: str) -> Police:
    """The shipped font of that name, known to reportlab; raises `FileNotFoundError`."""
    if nom not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(nom, str(resources.chemin("fonts", f"{nom}.ttf"))))
    return Police(nom, pdfmetrics.getFont(nom))


def jeu_etroit() -> Jeu:
    """Condensed cuts: the team's and the bailleur's paper, lists."""
    return Jeu(charger("DejaVuSansCondensed"), charger("DejaVuSansCondensed-Bold"))


def jeu_large() -> Jeu:
    """Full-width cuts: what a household reads."""
    return Jeu(charger("DejaVuSans"), charger("DejaVuSans-Bold"))


class Encre(dict[int, str]):
    """How a font's characters are written in one PDF document (a `str.translate` table).

    reportlab cuts a TrueType font in subsets of 256 characters, the first of which holds nearly
    all we write; each of its characters has one fixed spelling in the document, so a whole text
    is one table lookup per character instead of the library's loop.
    """

    AILLEURS = "\x00"

    def __init__(self, police: Police, document: Any) -> None:
        super().__init__()
        self._ttf = police.ttf
        self._document = document
        self._premier = ""

    def __missing__(self, code: int) -> str:
        ((sous_ensemble, octets),) = self._ttf.splitString(chr(code), self._document)
        ecrit = self.AILLEURS if sous_ensemble else _echapper(octets)
        self[code] = ecrit
        return ecrit

    def nom(self, sous_ensemble: int) -> str:
        """The name of a subset in the document ("/F1+0")."""
        return str(self._ttf.getSubsetInternalName(sous_ensemble, self._document))

    def operateurs(self, texte: str, taille: str) -> str:
        """The PDF operators that select the font and show `texte`."""
        ecrit = texte.translate(self)
        if self.AILLEURS not in ecrit:
            self._premier = self._premier or self.nom(0)
            return f"{self._premier} {taille} Tf ({ecrit}) Tj"
        return " ".join(
            f"{self.nom(n)} {taille} Tf ({_echapper(octets)}) Tj"
            for n, octets in self._ttf.splitString(texte, self._document)
        )


def _echapper(octets: bytes) -> str:
    """Bytes of a PDF string literal, in ASCII."""
    return "".join(chr(o) if 32 <= o < 127 and o not in b"()\\" else f"\\{o:03o}" for o in octets)
