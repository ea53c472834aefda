"""Pieces the papers of a move share: a worded text, boxes to sign, things to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.core.i18n import _
from app.domain.documents_modeles import Genre, blocs
from app.services.documents.blocs import encadre, paragraphe, section
from app.services.documents.page import Feuillet

_HAUT_SIGNATURE = 74.0  # points: a hand that signs large


def texte(f: Feuillet, modele: str, valeurs: Mapping[str, str]) -> None:
    """A worded document, its fields filled, dotted lines where nobody knows."""
    for bloc in blocs(modele, valeurs):
        if bloc.genre is Genre.TITRE:
            section(f, bloc.texte)
        elif bloc.genre is Genre.PARAGRAPHE:
            paragraphe(f, bloc.texte, apres=0.5)
        else:
            marque = "☐" if bloc.genre is Genre.CASE else ""
            point(f, bloc.texte, fort=bloc.genre is Genre.FORT, marque=marque)


def point(f: Feuillet, dit: str, *, fort: bool = False, marque: str = "") -> None:
    """A point with its mark in the margin; in bold when it must be seen first."""
    style = f.style
    police = style.grasse if fort else style.normale
    f.place(style.pas * 2)
    f.mot(f.gauche, f.y - style.corps, marque or ("▶" if fort else "•"), style.normale)
    paragraphe(f, dit, police=police, retrait=style.corps * 1.5, apres=0.25)


def cases(f: Feuillet, choses: Sequence[str]) -> None:
    """Things to tick by hand."""
    for chose in choses:
        point(f, chose, marque="☐")


def cadre_ici(f: Feuillet, titre: str, lignes: Sequence[tuple[str, bool]]) -> None:
    """A box in the flow of the page."""
    hauteur = encadre(f, titre, lignes, y=0)
    f.place(hauteur + 4)
    encadre(f, titre, lignes, y=f.y)
    f.y -= hauteur + f.style.pas * 0.5


def signatures(f: Feuillet, qui: Sequence[str]) -> None:
    """A box for each who signs, side by side, kept together."""
    style, gouttiere = f.style, 12.0
    large = (f.largeur - gouttiere * (len(qui) - 1)) / len(qui)
    noms = [f.composeur.lignes(nom, style.grasse, style.corps, large - 16) for nom in qui]
    haut = _HAUT_SIGNATURE + style.pas * max(len(n) for n in noms)
    f.place(haut + style.pas)
    f.y -= style.pas * 0.5
    for i, lignes in enumerate(noms):
        x = f.gauche + i * (large + gouttiere)
        f.cadre(x, f.y - haut, large, haut)
        base = f.y - style.corps - 4
        for ligne in lignes:
            f.mot(x + 8, base, ligne, style.grasse)
            base -= style.pas
        f.mot(x + 8, base, _("Date et signature :"), style.normale)
    f.y -= haut + style.pas * 0.3
