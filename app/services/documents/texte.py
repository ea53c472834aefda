"""Texts made safe to print: no mark-up, no control character, right-to-left scripts shaped.

Nothing here interprets a text: `<b>`, `&amp;` or `<img src=…>` are printed as they were typed
(promise 27). Long words are cut rather than lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from app.services.documents.polices import MANQUANT, Police

# Bidirectional controls would let a typed text reorder its neighbours; joiners are kept
# (Persian needs them) and dropped after shaping. Soft hyphens and BOMs print as nothing.
_INVISIBLES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufe00-\ufe0f\ud800-\udfff]"
)
_BLANCS = re.compile("[\t\f\v \u2000-\u200a\u205f\u3000]+")
_DROITE_A_GAUCHE = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINTS = re.compile("[\u200c\u200d]")
_COUPE_APRES = "-–—/,;.@_"
# French typography, and numbers written in pairs: these blanks never end a line.
_INSECABLES = re.compile(r" (?=[:;?!»%€])|(?<=«) |(?<=\d) (?=\d)")
_CACHE_MAX = 20_000


def net(texte: str) -> str:
    """`texte` without control characters, blanks collapsed, lines kept."""
    if texte.isascii() and texte.isprintable() and "  " not in texte:
        return texte.strip()
    texte = unicodedata.normalize("NFC", texte.replace("\r\n", "\n").replace("\r", "\n"))
    texte = _BLANCS.sub(" ", _INVISIBLES.sub("", texte))
    return "\n".join(ligne.strip() for ligne in texte.split("\n")).strip("\n")


def lier(texte: str) -> str:
    """Clean text whose blanks that must not end a line are made unbreakable."""
    return _INSECABLES.sub("\u00a0", net(texte))


def une_ligne(texte: str) -> str:
    """`texte` on a single line."""
    return " ".join(net(texte).split())


class Composeur:
    """Cuts and orders texts for the fonts of one document; what was cut is remembered."""

    def __init__(self) -> None:
        self._coupes: dict[tuple[str, str, float, float], tuple[str, ...]] = {}
        self._former: Callable[[str], str] | None = None
        self._ordonner: Callable[..., str] | None = None

    def lignes(self, texte: str, police: Police, taille: float, largeur: float) -> tuple[str, ...]:
        """The lines of `texte` that fit in `largeur` points, ready to be drawn left to right."""
        cle = (texte, police.nom, taille, largeur)
        trouvees = self._coupes.get(cle)
        if trouvees is None:
            if len(self._coupes) > _CACHE_MAX:
                self._coupes.clear()
            trouvees = self._couper(lier(texte), police, taille, largeur)
            self._coupes[cle] = trouvees
        return trouvees

    def ligne(self, texte: str, police: Police, taille: float, largeur: float) -> str:
        """`texte` on one line of at most `largeur` points, ended by "…" when it is cut."""
        lignes = self.lignes(une_ligne(texte), police, taille, largeur)
        if len(lignes) < 2:
            return lignes[0] if lignes else ""
        place = largeur - police.largeur("…", taille)
        return _tenir(une_ligne(texte), police, taille, place).rstrip() + "…"

    def _couper(self, texte: str, police: Police, taille: float, largeur: float) -> tuple[str, ...]:
        lignes: list[str] = []
        for paragraphe in texte.split("\n"):
            inverse = _DROITE_A_GAUCHE.search(paragraphe) is not None
            forme = self._formes(paragraphe) if inverse else paragraphe
            forme = _couvert(_JOINTS.sub("", forme), police)
            coupees = _remplir(forme, police, taille, largeur)
            if inverse:
                base = "R" if _se_lit_de_droite(paragraphe) else "L"
                coupees = [self._visuel(ligne, base) for ligne in coupees]
            lignes.extend(coupees)
        return tuple(lignes)

    def _formes(self, texte: str) -> str:
        """Arabic letters in the form their neighbours ask for, still in reading order."""
        if self._former is None:
            from arabic_reshaper import ArabicReshaper  # noqa: PLC0415 - loaded when needed

            self._former = ArabicReshaper().reshape
        return self._former(texte)

    def _visuel(self, ligne: str, base: str) -> str:
        """A line in the order it is drawn, left to right."""
        if self._ordonner is None:
            from bidi.algorithm import get_display  # noqa: PLC0415 - loaded when needed

            self._ordonner = get_display
        return self._ordonner(ligne, base_dir=base)


def _se_lit_de_droite(texte: str) -> bool:
    """Whether a paragraph reads right to left as a whole.

    A name in Arabic beside words of ours stays in a sentence of ours: the first letter alone
    (Unicode rule P2) would put our words on the wrong side of it.
    """
    sens = [unicodedata.bidirectional(c) for c in texte]
    droite = sens.count("R") + sens.count("AL")
    return droite > 4 * sens.count("L")


def _couvert(texte: str, police: Police) -> str:
    """`texte` with what the font cannot draw replaced by a visible mark."""
    connus = police.ttf.face.charToGlyph
    if connus.keys() >= set(map(ord, texte)):
        return texte
    return "".join(c if ord(c) in connus else _proche(c, police) for c in texte)


def _proche(caractere: str, police: Police) -> str:
    """The same letter without its rare accents when that one can be drawn."""
    simple = "".join(
        c for c in unicodedata.normalize("NFKD", caractere) if not unicodedata.combining(c)
    )
    if simple and simple != caractere and all(police.couvre(c) for c in simple):
        return simple
    return "" if unicodedata.combining(caractere) else MANQUANT


def _remplir(texte: str, police: Police, taille: float, largeur: float) -> list[str]:
    """Words put on lines, as many as fit; a word wider than a line is cut."""
    if police.largeur(texte, taille) <= largeur and len(texte) < 200:
        return [texte]
    reste = place = largeur * 1000 / taille
    espace = police.millieme(" ")
    lignes: list[str] = []
    ligne: list[str] = []
    for mot in texte.split(" "):
        large = police.millieme(mot)
        if ligne and large + espace > reste:
            lignes.append(" ".join(ligne))
            ligne, reste = [], place
        if large > place:
            *entieres, mot = _morceler(mot, police, taille, largeur)  # noqa: PLW2901
            lignes.extend(entieres)
            large = police.millieme(mot)
        reste -= large + (espace if ligne else 0)
        ligne.append(mot)
    lignes.append(" ".join(ligne))
    return lignes


def _morceler(mot: str, police: Police, taille: float, largeur: float) -> list[str]:
    """Pieces of a word too wide for a line, cut after a hyphen or a dot when there is one."""
    morceaux: list[str] = []
    while police.largeur(mot, taille) > largeur and len(mot) > 1:
        tete = _tenir(mot, police, taille, largeur) or mot[0]
        bon = max(tete.rfind(c) for c in _COUPE_APRES) + 1
        coupe = bon if bon > len(tete) // 2 else len(tete)
        morceaux.append(mot[:coupe])
        mot = mot[coupe:]
    return [*morceaux, mot]


def _tenir(texte: str, police: Police, taille: float, largeur: float) -> str:
    """The longest beginning of `texte` that fits in `largeur` points."""
    bas, haut = 0, len(texte)
    while bas < haut:
        milieu = (bas + haut + 1) // 2
        if police.largeur(texte[:milieu], taille) <= largeur:
            bas = milieu
        else:
            haut = milieu - 1
    return texte[:bas]
