"""Where an answer is written by hand: boxes to tick, boxes for figures, lines, frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType

from app.core.i18n import _, nombre
from app.domain.enquetes.enonces import Enonce
from app.domain.enquetes.formulaire import GenreQuestion
from app.services.documents.miroir import Miroir

CASE = 9.5  # side of a box to tick
CHIFFRE_LARGE, CHIFFRE_HAUT = 15.0, 18.0
LIGNE = 22.0  # height of a line one writes on
_APRES_CASE = 5.0
_ENTRE_CHOIX = 18.0
_RANG = 1.5  # a row of boxes to tick, in lines of text
_LIGNES_LIBRES = 4
_VALEURS_MAX = 11  # a scale of more values is written in figures
_SIGNATURE = 64.0


@dataclass(frozen=True, slots=True)
class Zone:
    """Room for an answer. `large` is what it needs at least; 0 takes all the width it is given."""

    large: float
    haut: float
    dessiner: Callable[[float, float, float], None]
    """Draw at (x, top, width)."""


def zone(m: Miroir, e: Enonce, largeur: float) -> Zone:
    """The room for the answer to a question that has `largeur` points at most."""
    return _FABRIQUES.get(e.genre, _texte)(m, e, largeur)


# ---- lines and figures -------------------------------------------------------------------------


def _texte(m: Miroir, e: Enonce, _largeur: float) -> Zone:
    lignes = _LIGNES_LIBRES if "multiline" in e.apparence else 1
    return _lignes(m, lignes)


def _lignes(m: Miroir, combien: int, mention: str = "") -> Zone:
    def dessiner(x: float, y: float, largeur: float) -> None:
        for n in range(combien):
            m.trait(x, y - LIGNE * (n + 1) + 5, largeur, 0.6)
        if mention:
            ecrite = m.f.composeur.ligne(mention, m.f.style.normale, m.f.style.corps, largeur)
            ou = x + largeur - m.f.style.normale.largeur(ecrite, m.f.style.corps)
            m.mot(ou, y - LIGNE + 8, ecrite)

    return Zone(0.0, LIGNE * combien, dessiner)


def _a_ecrire(m: Miroir, e: Enonce, _largeur: float) -> Zone:
    """A choice among too many: it is written, the list is at hand on screen."""
    plusieurs = e.genre is not GenreQuestion.CHOIX
    return _lignes(m, 2 if plusieurs else 1, _("(liste)"))


def _point(m: Miroir, _e: Enonce, _largeur: float) -> Zone:
    return _lignes(m, 1, _("(latitude, longitude)"))


Morceaux = Sequence[int | str]
"""Boxes for figures (how many) and what stands between them."""


def _figures(m: Miroir, morceaux: Morceaux, mention: str = "") -> Zone:
    """Figures are read from left to right in every language: only the whole is mirrored."""
    style, ecart = m.f.style, 4.0
    larges = [
        CHIFFRE_LARGE * p if isinstance(p, int) else style.normale.largeur(p, style.corps)
        for p in morceaux
    ]
    suite = style.normale.largeur(mention, style.corps) + 6 if mention else 0.0
    cases = sum(larges) + ecart * (len(morceaux) - 1)

    def dessiner(x: float, y: float, _largeur: float) -> None:
        debut = m.largeur - x - cases if m.droite else x
        ici = m.f.gauche + debut
        bas = y - CHIFFRE_HAUT - 1
        for morceau, large in zip(morceaux, larges, strict=True):
            if isinstance(morceau, int):
                for n in range(morceau):
                    m.f.cadre(ici + n * CHIFFRE_LARGE, bas, CHIFFRE_LARGE, CHIFFRE_HAUT)
            else:
                m.f.mot(ici, bas + 5, morceau, style.normale)
            ici += large + ecart
        if mention:
            m.mot(x + cases + 6, bas + 5, mention)

    return Zone(cases + suite, CHIFFRE_HAUT + 3, dessiner)


def _entier(m: Miroir, e: Enonce, _largeur: float) -> Zone:
    return _figures(m, (max(1, e.chiffres),))


def _decimal(m: Miroir, e: Enonce, _largeur: float) -> Zone:
    return _figures(m, (max(1, e.chiffres), ",", 2))


def _jour(m: Miroir, e: Enonce, _largeur: float) -> Zone:
    if "year" in e.apparence:
        return _figures(m, (4,))
    if "month-year" in e.apparence:
        return _figures(m, (2, "/", 4))
    return _figures(m, (2, "/", 2, "/", 4))


def _heure(m: Miroir, _e: Enonce, _largeur: float) -> Zone:
    return _figures(m, (2, "h", 2))


def _instant(m: Miroir, _e: Enonce, _largeur: float) -> Zone:
    return _figures(m, (2, "/", 2, "/", 4, _("à"), 2, "h", 2))


def _echelle(m: Miroir, e: Enonce, largeur: float) -> Zone:
    valeurs = valeurs_de(e.parametres)
    if valeurs:
        return _rangee(m, valeurs, min(largeur, 44.0 * len(valeurs)))
    debut, fin = (_nombre(e.parametres.get(n, ""), 0.0) for n in ("start", "end"))
    mention = _("de {debut} à {fin}").format(debut=nombre(debut), fin=nombre(fin))
    return _figures(m, (max(1, len(f"{max(abs(debut), abs(fin)):.0f}")),), mention)


def valeurs_de(parametres: Mapping[str, str]) -> tuple[str, ...]:
    """The values of a scale, () when there are too many to be ticked."""
    debut, fin = (_nombre(parametres.get(n, ""), d) for n, d in (("start", 1.0), ("end", 10.0)))
    pas = abs(_nombre(parametres.get("step", ""), 1.0)) or 1.0
    combien = round(abs(fin - debut) / pas) + 1
    if combien > _VALEURS_MAX:
        return ()
    signe = 1 if fin >= debut else -1
    return tuple(nombre(round(debut + signe * pas * n, 6)) for n in range(combien))


def _nombre(ecrit: str, defaut: float) -> float:
    try:
        lu = float(ecrit)
    except ValueError:
        return defaut
    return lu if isfinite(lu) else defaut


# ---- boxes to tick -----------------------------------------------------------------------------


def _case(m: Miroir, x: float, base: float) -> None:
    m.cadre(x, base - 1.5, CASE, CASE)


def _choix(m: Miroir, e: Enonce, largeur: float) -> Zone:
    if e.ecrire:
        return _a_ecrire(m, e, largeur)
    if e.apparence & {"likert", "list-nolabel"} and len(e.choix) <= _VALEURS_MAX:
        return _rangee(m, e.choix, largeur)
    return _cases(m, e.choix, largeur)


def _cases(m: Miroir, libelles: Sequence[str], largeur: float) -> Zone:
    """On one line when they fit, else in as many columns as their labels allow."""
    style = m.f.style
    larges = [CASE + _APRES_CASE + style.normale.largeur(t, style.corps) for t in libelles]
    total = sum(larges) + _ENTRE_CHOIX * (len(larges) - 1)
    if total <= largeur:
        return _sur_une_ligne(m, libelles, larges, total)
    plus = max(larges) + _ENTRE_CHOIX
    colonnes = next((n for n in (3, 2) if plus <= largeur / n and len(libelles) > n), 1)
    return _en_colonnes(m, libelles, largeur, colonnes)


def _sur_une_ligne(
    m: Miroir, libelles: Sequence[str], larges: Sequence[float], total: float
) -> Zone:
    haut = m.f.style.pas * _RANG

    def dessiner(x: float, y: float, _largeur: float) -> None:
        base = y - m.f.style.corps - 1
        for texte, large in zip(libelles, larges, strict=True):
            _case(m, x, base)
            (ecrite,) = m.lignes(texte, large * 2) or ("",)
            m.mot(x + CASE + _APRES_CASE, base, ecrite)
            x += large + _ENTRE_CHOIX

    return Zone(total, haut, dessiner)


def _en_colonnes(m: Miroir, libelles: Sequence[str], largeur: float, colonnes: int) -> Zone:
    """Read down each column, as a list is."""
    style = m.f.style
    large = largeur / colonnes
    place = large - CASE - _APRES_CASE - (8.0 if colonnes > 1 else 0.0)
    composes = [m.lignes(t, place) for t in libelles]
    rangs = -(-len(libelles) // colonnes)
    hauts = [
        max(len(composes[i]) for i in range(r, len(composes), rangs)) * style.pas
        + style.pas * (_RANG - 1)
        for r in range(rangs)
    ]

    def dessiner(x: float, y: float, _largeur: float) -> None:
        for i, lignes in enumerate(composes):
            colonne, rang = divmod(i, rangs)
            base = y - sum(hauts[:rang]) - style.corps - 1
            _case(m, x + colonne * large, base)
            for n, ligne in enumerate(lignes):
                m.mot(x + colonne * large + CASE + _APRES_CASE, base - n * style.pas, ligne)

    return Zone(largeur, sum(hauts), dessiner)


def _rangee(m: Miroir, libelles: Sequence[str], largeur: float) -> Zone:
    """A row of boxes with what each means under it, evenly spaced."""
    style = m.f.style
    large = largeur / max(1, len(libelles))
    composes = [m.lignes(t, large - 6) for t in libelles]
    haut = CASE + 4 + max((len(c) for c in composes), default=1) * style.pas + 4

    def dessiner(x: float, y: float, _largeur: float) -> None:
        m.trait(x + large / 2, y - CASE / 2 - 2, largeur - large, 0.4)
        for i, lignes in enumerate(composes):
            milieu = x + (i + 0.5) * large
            bas = y - CASE - 2
            m.f.pages[-1].append("1 g")
            ou = m.largeur - milieu - CASE / 2 if m.droite else milieu - CASE / 2
            m.f.pages[-1].append(f"{m.f.gauche + ou:.2f} {bas:.2f} {CASE} {CASE} re f 0 g")
            m.cadre(milieu - CASE / 2, bas, CASE, CASE)
            for n, ligne in enumerate(lignes):
                moitie = style.normale.largeur(ligne, style.corps) / 2
                m.mot(milieu - moitie, bas - style.corps - 3 - n * style.pas, ligne)

    return Zone(largeur, haut, dessiner)


def _classement(m: Miroir, e: Enonce, largeur: float) -> Zone:
    """One box a choice, where its rank is written."""
    if e.ecrire:
        return _a_ecrire(m, e, largeur)
    style, place = m.f.style, largeur - CHIFFRE_LARGE - 8
    composes = [m.lignes(t, place) for t in e.choix]
    hauts = [max(CHIFFRE_HAUT + 3, len(c) * style.pas + 4) for c in composes]

    def dessiner(x: float, y: float, _largeur: float) -> None:
        for lignes, haut in zip(composes, hauts, strict=True):
            m.cadre(x, y - CHIFFRE_HAUT, CHIFFRE_LARGE, CHIFFRE_HAUT)
            for n, ligne in enumerate(lignes):
                m.mot(x + CHIFFRE_LARGE + 8, y - CHIFFRE_HAUT + 5 - n * style.pas, ligne)
            y -= haut

    return Zone(largeur, sum(hauts), dessiner)


def _accord(m: Miroir, _e: Enonce, largeur: float) -> Zone:
    return _cases(m, (_("lu et accepté"),), largeur)


def _piece(m: Miroir, e: Enonce, largeur: float) -> Zone:
    photo = e.genre is GenreQuestion.IMAGE
    texte = _("photo prise, à joindre dans Voyette") if photo else _("fichier à joindre")
    return _cases(m, (texte,), largeur)


def _signature(m: Miroir, _e: Enonce, largeur: float) -> Zone:
    return signature(m, largeur)


def signature(m: Miroir, largeur: float) -> Zone:
    """A frame to sign in."""
    large = min(largeur, 240.0)

    def dessiner(x: float, y: float, _largeur: float) -> None:
        m.cadre(x, y - _SIGNATURE, large, _SIGNATURE)

    return Zone(large, _SIGNATURE + 6, dessiner)


_FABRIQUES: Mapping[GenreQuestion, Callable[[Miroir, Enonce, float], Zone]] = MappingProxyType(
    {
        GenreQuestion.TEXTE: _texte,
        GenreQuestion.ENTIER: _entier,
        GenreQuestion.DECIMAL: _decimal,
        GenreQuestion.JOUR: _jour,
        GenreQuestion.HEURE: _heure,
        GenreQuestion.INSTANT: _instant,
        GenreQuestion.CHOIX: _choix,
        GenreQuestion.CHOIX_MULTIPLE: _choix,
        GenreQuestion.CLASSEMENT: _classement,
        GenreQuestion.ECHELLE: _echelle,
        GenreQuestion.ACCORD: _accord,
        GenreQuestion.IMAGE: _piece,
        GenreQuestion.FICHIER: _piece,
        GenreQuestion.SIGNATURE: _signature,
        GenreQuestion.POINT: _point,
    }
)
