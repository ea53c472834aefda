"""What a page is made of: titles, paragraphs, pairs, tables that split well, boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.i18n import _
from app.services.documents.page import Feuillet
from app.services.documents.polices import Police

_INSECABLES = 6  # a table row of more lines may be split between two pages

_PUCE_MAX = 3  # lines of one point in a box: the rest is told further down


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of a table; `part` is its share of the width left by those with a fixed width.

    `tete` puts the first paragraph of each cell in bold.
    """

    titre: str
    part: float = 1.0
    fixe: float = 0.0
    grasse: bool = False
    droite: bool = False
    tete: bool = False


@dataclass(frozen=True, slots=True)
class Puce:
    """One line of a box: a mark, a text, and whether it must be seen first."""

    marque: str
    texte: str
    fort: bool = False


def section(f: Feuillet, titre: str, *, suite: float = 2.0) -> None:
    """A section title, kept with at least `suite` lines of what follows."""
    style = f.style
    f.rubrique = ""
    f.place(style.section * 2.1 + suite * style.pas)
    f.rubrique = titre
    f.y -= style.section * 0.7
    f.y -= style.section
    f.mot(f.gauche, f.y, titre, style.grasse, style.section)
    f.y -= style.section * 0.45


def paragraphe(
    f: Feuillet,
    texte: str,
    *,
    police: Police | None = None,
    taille: float | None = None,
    retrait: float = 0.0,
    apres: float = 0.35,
) -> None:
    """Running text that flows over pages; `apres` is the space after it, in lines."""
    police, taille = police or f.style.normale, taille or f.style.corps
    pas = taille * f.style.interligne
    for ligne in f.composeur.lignes(texte, police, taille, f.largeur - retrait):
        f.place(pas)
        f.y -= pas
        f.mot(f.gauche + retrait, f.y + pas - taille, ligne, police, taille)
    f.y -= pas * apres


def paires(f: Feuillet, valeurs: Sequence[tuple[str, str]], *, colonnes: int = 2) -> None:
    """Labels and values side by side, on `colonnes` columns; empty values are left out."""
    style = f.style
    connues = [(libelle, valeur) for libelle, valeur in valeurs if valeur]
    gouttiere = 16.0
    large = (f.largeur - gouttiere * (colonnes - 1)) / colonnes
    for debut in range(0, len(connues), colonnes):
        rang = [
            _paire(f, libelle, valeur, large)
            for libelle, valeur in connues[debut : debut + colonnes]
        ]
        haut = max(len(lignes) for _l, _x, lignes in rang)
        f.place(haut * style.pas)
        for i, (libelle, avance, lignes) in enumerate(rang):
            x = f.gauche + i * (large + gouttiere)
            base = f.y - style.corps
            f.mot(x, base, libelle, style.grasse)
            for n, ligne in enumerate(lignes):
                f.mot(x + avance, base - n * style.pas, ligne, style.normale)
        f.y -= haut * style.pas
    f.y -= style.pas * 0.2


def _paire(
    f: Feuillet, libelle: str, valeur: str, large: float
) -> tuple[str, float, tuple[str, ...]]:
    style = f.style
    avance = style.grasse.largeur(libelle, style.corps) + style.corps * 0.55
    return (
        libelle,
        avance,
        f.composeur.lignes(valeur, style.normale, style.corps, max(large - avance, 60)),
    )


def largeurs(colonnes: Sequence[Colonne], largeur: float) -> list[float]:
    """Width of each column in a table of that width."""
    reste = largeur - sum(c.fixe for c in colonnes)
    parts = sum(c.part for c in colonnes if not c.fixe) or 1.0
    return [c.fixe or reste * c.part / parts for c in colonnes]


_Cellule = list[tuple[str, Police]]


class Tableau:
    """A table with light rules; its header comes back on each page, long rows are split."""

    ECART = 8.0

    def __init__(self, f: Feuillet, colonnes: Sequence[Colonne], *, aere: float = 0.4) -> None:
        self._f = f
        self._colonnes = tuple(colonnes)
        self._largeurs = largeurs(colonnes, f.largeur)
        self._aere = f.style.corps * aere
        self._titre = any(c.titre for c in colonnes)

    def dessiner(self, lignes: Sequence[Sequence[str]]) -> None:
        """Draw the header and the rows."""
        f = self._f
        if not lignes:
            return
        self._en_tete()
        f.en_tete = self._reprendre
        for ligne in lignes:
            self._ligne(ligne)
        f.en_tete = None
        f.y -= f.style.pas * 0.25

    def _reprendre(self) -> None:
        """The top of a following page: the section's name, then the column titles."""
        f, style = self._f, self._f.style
        if f.rubrique:
            titre = _("{titre} (suite)").format(titre=f.rubrique)
            f.y -= style.section
            f.mot(f.gauche, f.y, titre, style.grasse, style.section)
            f.y -= style.section * 0.45
        self._en_tete()

    def _en_tete(self) -> None:
        f = self._f
        if not self._titre:
            return
        style, x = f.style, f.gauche
        cellules = [
            f.composeur.lignes(c.titre, style.grasse, style.corps, large - self.ECART)
            for c, large in zip(self._colonnes, self._largeurs, strict=True)
        ]
        haut = max(len(c) for c in cellules)
        f.place((haut + 2) * style.pas)
        for cellule, colonne, large in zip(cellules, self._colonnes, self._largeurs, strict=True):
            for n, texte in enumerate(cellule):
                decale = self._decalage(colonne, texte, style.grasse, large)
                f.mot(x + decale, f.y - style.corps - n * style.pas, texte, style.grasse)
            x += large
        f.y -= haut * style.pas + 2
        f.trait(f.gauche, f.y, f.droite, 0.9)

    def _decalage(self, colonne: Colonne, texte: str, police: Police, large: float) -> float:
        """How far right a text starts in its column."""
        if not colonne.droite:
            return 0.0
        return large - self.ECART - police.largeur(texte, self._f.style.corps)

    def _cellule(self, texte: str, colonne: Colonne, large: float) -> _Cellule:
        f, style = self._f, self._f.style
        large -= self.ECART
        if colonne.tete:
            tete, _saut, suite = texte.partition("\n")
            lignes = f.composeur.lignes(tete, style.grasse, style.corps, large)
            cellule = [(ligne, style.grasse) for ligne in lignes]
            if suite:
                lignes = f.composeur.lignes(suite, style.normale, style.corps, large)
                cellule += [(ligne, style.normale) for ligne in lignes]
            return cellule
        police = style.grasse if colonne.grasse else style.normale
        return [(ligne, police) for ligne in f.composeur.lignes(texte, police, style.corps, large)]

    def _ligne(self, valeurs: Sequence[str]) -> None:
        f, style = self._f, self._f.style
        cellules = [
            self._cellule(valeur, colonne, large)
            for valeur, colonne, large in zip(valeurs, self._colonnes, self._largeurs, strict=True)
        ]
        haut = max(len(c) for c in cellules)
        debut = 0
        while debut < haut:
            reste = haut - debut
            tiennent = int((f.libre - self._aere) / style.pas)
            if reste > tiennent and (haut <= _INSECABLES or tiennent < 2):
                f.nouvelle_page()
                tiennent = int((f.libre - self._aere) / style.pas)
            fin = min(haut, debut + max(tiennent, 1))
            self._tranche(cellules, debut, fin)
            debut = fin
        f.trait(f.gauche, f.y, f.droite, 0.25)

    def _tranche(self, cellules: list[_Cellule], debut: int, fin: int) -> None:
        """Lines `debut` to `fin` of a row."""
        f, style = self._f, self._f.style
        f.y -= self._aere * 0.4
        x, base = f.gauche, f.y - style.corps
        for cellule, colonne, large in zip(cellules, self._colonnes, self._largeurs, strict=True):
            for n, (texte, police) in enumerate(cellule[debut:fin]):
                decale = self._decalage(colonne, texte, police, large)
                f.mot(x + decale, base - n * style.pas, texte, police)
            x += large
        f.y -= (fin - debut) * style.pas + self._aere * 0.6


def boites(f: Feuillet, contenus: Sequence[tuple[str, Sequence[Puce], str]]) -> None:
    """Boxes side by side: title, lines, and what to say when there is none."""
    style, marge, gouttiere = f.style, 8.0, 12.0
    large = (f.largeur - gouttiere * (len(contenus) - 1)) / len(contenus)
    composees = [_boite(f, puces, vide, large - 2 * marge) for _t, puces, vide in contenus]
    haut = max(sum(len(lignes) for _m, lignes, _p in boite) for boite in composees)
    hauteur = style.section * 1.6 + haut * style.pas + marge
    f.place(hauteur)
    for i, ((titre, _puces, _vide), boite) in enumerate(zip(contenus, composees, strict=True)):
        x = f.gauche + i * (large + gouttiere)
        f.cadre(x, f.y - hauteur, large, hauteur)
        base = f.y - style.section - 4
        f.mot(x + marge, base, titre, style.grasse, style.section)
        base -= style.section * 0.5
        for marque, lignes, police in boite:
            for n, ligne in enumerate(lignes):
                base -= style.pas
                if n == 0:
                    f.mot(x + marge, base, marque, police)
                f.mot(x + marge + (style.corps * 1.25 if marque else 0), base, ligne, police)
    f.y -= hauteur + style.pas * 0.4


def _boite(
    f: Feuillet, puces: Sequence[Puce], vide: str, largeur: float
) -> list[tuple[str, tuple[str, ...], Police]]:
    style = f.style
    if not puces:
        return [("", f.composeur.lignes(vide, style.normale, style.corps, largeur), style.normale)]
    composees = []
    for puce in puces:
        police = style.grasse if puce.fort else style.normale
        place = largeur - (style.corps * 1.25 if puce.marque else 0)
        lignes = f.composeur.lignes(puce.texte, police, style.corps, place)
        if len(lignes) > _PUCE_MAX:
            lignes = (*lignes[: _PUCE_MAX - 1], lignes[_PUCE_MAX - 1][:-2].rstrip() + "…")
        composees.append((puce.marque, lignes, police))
    return composees


def encadre(f: Feuillet, titre: str, lignes: Sequence[tuple[str, bool]], *, y: float) -> float:
    """A box with a title at height `y` (its top); each line says whether it is bold.

    Gives the height it takes, without drawing when `y` is 0.
    """
    style, marge = f.style, 10.0
    composees = [
        (ligne, style.grasse if forte else style.normale)
        for texte, forte in lignes
        for ligne in f.composeur.lignes(
            texte, style.grasse if forte else style.normale, style.corps, f.largeur - 2 * marge
        )
    ]
    hauteur = style.section * 1.55 + len(composees) * style.pas + marge
    if not y:
        return hauteur
    f.cadre(f.gauche, y - hauteur, f.largeur, hauteur, epaisseur=1.2)
    base = y - style.section - 5
    f.mot(f.gauche + marge, base, titre, style.grasse, style.section)
    base -= style.section * 0.4
    for ligne, police in composees:
        base -= style.pas
        f.mot(f.gauche + marge, base, ligne, police)
    return hauteur
