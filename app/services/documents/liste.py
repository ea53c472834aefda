"""A list with chosen columns; the paper turns when the columns need it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.i18n import _, date_longue, ngettext
from app.services.documents.blocs import Colonne, Tableau, paragraphe
from app.services.documents.commandes import Liste
from app.services.documents.entete import nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.styles import Style, style_document
from app.services.documents.texte import lier

_ECHANTILLON = 400  # rows measured to choose the widths
_MOT_MIN, _LARGE_MAX = 34.0, 190.0


def style_de_la_liste(liste: Liste) -> Style:
    """Portrait when the columns fit, landscape otherwise."""
    style = style_document()
    tient = sum(e.voulue for e in _envies(liste, style)) <= style.largeur
    return style if tient else style_document(paysage=True)


def composer_liste(document: Document, liste: Liste) -> int:
    """Add the list; says how many pages it took."""
    n = len(liste.lignes)
    f = Feuillet(
        document,
        Cartouche(
            gauche=liste.lieu or liste.titre,
            droite=date_longue(liste.jour),
            pied=_("Pour l’équipe : à garder entre nous."),
            rappel=liste.titre,
        ),
        style=replace(document.style, nom=document.style.titre),
    )
    nom_en_grand(f, liste.titre)
    compte = liste.compte or ngettext("{n} ménage", "{n} ménages", n).format(n=n)
    paragraphe(f, " · ".join(x for x in (compte, liste.filtre) if x), apres=0.4)
    if not liste.lignes:
        paragraphe(f, _("Aucun ménage ne répond à ces critères."))
        return f.clore()
    largeurs = _largeurs(liste, f.style)
    colonnes = [
        Colonne(titre, fixe=large, grasse=rang == 0)
        for rang, (titre, large) in enumerate(zip(liste.colonnes, largeurs, strict=True))
    ]
    Tableau(f, colonnes).dessiner(liste.lignes)
    return f.clore()


@dataclass(frozen=True, slots=True)
class _Envie:
    """The least width a column can do with (its longest word), and the one it would like."""

    moindre: float
    voulue: float


def _envies(liste: Liste, style: Style) -> list[_Envie]:
    envies = []
    for rang, titre in enumerate(liste.colonnes):
        textes = {ligne[rang] for ligne in liste.lignes[:_ECHANTILLON]} | {titre}
        mots = {mot for texte in textes for mot in lier(texte).split(" ")}
        mot = max((style.grasse.largeur(m, style.corps) for m in mots), default=_MOT_MIN)
        tout = max((style.grasse.largeur(t, style.corps) for t in textes), default=_MOT_MIN)
        moindre = min(max(mot, _MOT_MIN), _LARGE_MAX)
        envies.append(
            _Envie(moindre + Tableau.ECART, max(moindre, min(tout, _LARGE_MAX)) + Tableau.ECART)
        )
    return envies


def _largeurs(liste: Liste, style: Style) -> list[float]:
    """Each column gets its longest word, then a share of what is left by what it would like."""
    envies = _envies(liste, style)
    reste = style.largeur - sum(e.moindre for e in envies)
    if reste < 0:
        return [e.moindre * style.largeur / (style.largeur - reste) for e in envies]
    manque = sum(e.voulue - e.moindre for e in envies)
    if manque <= reste:
        aise = (reste - manque) / len(envies)
        return [e.voulue + aise for e in envies]
    return [e.moindre + (e.voulue - e.moindre) * reste / manque for e in envies]
