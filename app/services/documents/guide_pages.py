"""The pages of the guide of a home: a drawing, and beside it what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from app.core.errors import EntreeInvalide
from app.core.i18n import N_, _, date_longue, parler
from app.domain.partage import Destinataire
from app.domain.prises_en_main_liste import GroupePrise, ListePrise, PointPrise
from app.services.documents.blocs import paragraphe, section
from app.services.documents.dessin_pdf import dessiner
from app.services.documents.dessins_logement import dessin
from app.services.documents.entete import adresse_de, nom_en_grand, reserver_la_carte
from app.services.documents.guide_langues import PointDit, de_droite_a_gauche, dire, nom
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.polices import Police
from db.queries.fiche_modele import FicheMenage

_COTE = 7.2  # side of a drawing, in sizes of the text
_GOUTTIERE = 16.0
_RETRAIT = 12.0  # of the second language, behind its rule


@dataclass(frozen=True, slots=True)
class _Texte:
    """Lines ready to draw, in a font; `retrait` from the left; `droite` sets them at the right."""

    lignes: tuple[str, ...]
    police: Police
    retrait: float = 0.0
    droite: bool = False
    apres: float = 0.0


@dataclass(frozen=True, slots=True)
class _Bloc:
    """A drawing and the points it illustrates."""

    dessin: str
    textes: tuple[_Texte, ...]
    hauteur: float


@dataclass(frozen=True, slots=True)
class _Titre:
    """The name of a part, in two languages on one line when it holds them."""

    fr: str
    sous: _Texte | None
    hauteur: float

    @classmethod
    def de(cls, f: Feuillet, groupe: GroupePrise, langue: str | None) -> _Titre:
        """The name of that part."""
        style, autre = f.style, _nom_du_groupe(groupe, langue)
        simple = style.section * 2.4
        if langue is None or autre is None:
            return cls(groupe.fr, None, simple)
        deux = f"{groupe.fr} · {autre} ({_('suite')})"
        tient = style.grasse.largeur(deux, style.section) <= f.largeur
        if tient and not de_droite_a_gauche(langue):
            _verifier(autre, style.grasse, langue)
            return cls(f"{groupe.fr} · {autre}", None, simple)
        sous = _cote(f, autre, style.grasse, langue, f.largeur)
        return cls(groupe.fr, sous, simple + style.pas * (len(sous.lignes) + 0.3))

    def ecrire(self, f: Feuillet, *, suite: bool) -> None:
        """Write it here; `suite` says it was already on the page before."""
        section(f, f"{self.fr} ({_('suite')})" if suite else self.fr, suite=0)
        if self.sous is not None:
            _ecrire(f, self.sous, f.gauche, f.largeur)
            f.y -= f.style.pas * 0.3


def composer(
    document: Document,
    fiche: FicheMenage,
    liste: ListePrise,
    points: Sequence[PointPrise],
    langue: str | None,
) -> int:
    """Add the guide to the document; says how many pages it took.

    Raises `EntreeInvalide("guide.ecriture")` when our fonts cannot draw that language.
    """
    with parler("fr"):
        f = _premiere_page(document, fiche)
        placer_la_carte = reserver_la_carte(f, fiche, Destinataire.MENAGE)
        nom_en_grand(f, fiche.menage.nom)
        _accueil(f, fiche, langue)
        for groupe, siens in groupby(points, key=lambda p: p.groupe):
            _groupe(f, liste, groupe, tuple(siens), langue)
        placer_la_carte()
        return f.clore(fiche.menage.nom, recto=True)


def _premiere_page(document: Document, fiche: FicheMenage) -> Feuillet:
    return Feuillet(
        document,
        Cartouche(
            gauche=_("Guide de votre logement"),
            droite=date_longue(fiche.jour),
            pied=_("Ce guide est à vous : gardez-le."),
            rappel=_("Votre logement (suite)"),
        ),
    )


def _accueil(f: Feuillet, fiche: FicheMenage, langue: str | None) -> None:
    adresse = adresse_de(fiche.foyer)
    if adresse:
        paragraphe(f, adresse, police=f.style.grasse)
    _deux_langues(
        f,
        langue,
        N_(
            "Votre logement a été rénové. Voici comment il marche, pièce par pièce, et qui appeler."
        ),
    )


def _deux_langues(f: Feuillet, langue: str | None, texte: str) -> None:
    paragraphe(f, _(texte), apres=0.25)
    if langue is not None:
        with parler(langue):
            autre = _(texte)
        if autre != texte:
            _ecrire(f, _cote(f, autre, f.style.normale, langue, f.largeur), f.gauche, f.largeur)
            f.y -= f.style.pas * 0.3


def _groupe(
    f: Feuillet, liste: ListePrise, code: str, points: Sequence[PointPrise], langue: str | None
) -> None:
    """A part of the visit, its title kept with its first drawing."""
    groupe = next(g for g in liste.groupes if g.code == code)
    titre = _Titre.de(f, groupe, langue)
    textes = [_point(f, point, langue) for point in points]
    commence, reste = False, list(zip(points, textes, strict=True))
    while reste:
        seul = _bloc(f, reste[0][0].dessin, [reste[0][1]]).hauteur
        titree = f.place(seul + (0.0 if commence else titre.hauteur)) or not commence
        n = _combien(f, reste, titre.hauteur if titree else 0.0)
        if titree:
            titre.ecrire(f, suite=commence)
        bloc = _bloc(f, reste[0][0].dessin, [t for _p, t in reste[:n]])
        _poser(f, bloc)
        commence, reste = True, reste[n:]


def _nom_du_groupe(groupe: GroupePrise, langue: str | None) -> str | None:
    """The name of a part in that language, None when nobody translated it."""
    if langue is None:
        return None
    with parler(langue):
        autre = groupe.en if langue == "en" else _(groupe.fr)
    return autre if autre != groupe.fr else None


def _combien(
    f: Feuillet, reste: Sequence[tuple[PointPrise, list[_Texte]]], titre_haut: float
) -> int:
    """How many points go beside one drawing: those it illustrates, as many as the page holds."""
    dessin_ = reste[0][0].dessin
    meme = [t for _p, t in takewhile(lambda pt: pt[0].dessin == dessin_, reste)]
    for n in range(len(meme), 1, -1):
        if titre_haut + _bloc(f, dessin_, meme[:n]).hauteur <= f.libre:
            return n
    return 1


def _bloc(f: Feuillet, nom_: str, points: Sequence[Sequence[_Texte]]) -> _Bloc:
    textes: list[_Texte] = []
    for point in points:
        if textes:
            textes[-1] = _apres(textes[-1], 0.6)
        textes += point
    haut = sum(len(t.lignes) * f.style.pas + t.apres * f.style.pas for t in textes)
    return _Bloc(nom_, tuple(textes), max(haut, f.style.corps * _COTE) + f.style.pas * 0.8)


def _point(f: Feuillet, point: PointPrise, langue: str | None) -> list[_Texte]:
    large = f.largeur - f.style.corps * _COTE - _GOUTTIERE
    style = f.style
    ecrire = f.composeur.lignes
    textes = [
        _Texte(ecrire(point.fr, style.grasse, style.corps, large), style.grasse, apres=0.1),
        _Texte(ecrire(point.dire_fr, style.normale, style.corps, large), style.normale),
    ]
    autre = dire(point, langue) if langue is not None else None
    if autre is None or langue is None:
        return textes
    textes[-1] = _apres(textes[-1], 0.25)
    return [*textes, *_autre(f, autre, langue, large)]


def _autre(f: Feuillet, dit: PointDit, langue: str, large: float) -> list[_Texte]:
    return [
        _cote(f, dit.titre, f.style.grasse, langue, large),
        _cote(f, dit.texte, f.style.normale, langue, large),
    ]


def _cote(f: Feuillet, texte: str, police: Police, langue: str, large: float) -> _Texte:
    """A text in the second language, behind its rule; right to left when it is read so."""
    _verifier(texte, police, langue)
    lignes = f.composeur.lignes(texte, police, f.style.corps, large - _RETRAIT)
    return _Texte(lignes, police, _RETRAIT, de_droite_a_gauche(langue))


def _verifier(texte: str, police: Police, langue: str) -> None:
    """Every letter must be one our fonts draw, as it is written: none is lost in silence."""
    if any(not police.couvre(c) for c in texte if c.isalpha()):
        raise EntreeInvalide("guide.ecriture", langue=nom(langue))


def _poser(f: Feuillet, bloc: _Bloc) -> None:
    cote = f.style.corps * _COTE
    haut = f.y
    dessiner(f, f.gauche, haut - cote, cote, dessin(bloc.dessin))
    x = f.gauche + cote + _GOUTTIERE
    for texte in bloc.textes:
        _ecrire(f, texte, x, f.droite - x)
    f.y = haut - bloc.hauteur


def _ecrire(f: Feuillet, texte: _Texte, x: float, large: float) -> None:
    style = f.style
    sommet = f.y
    for ligne in texte.lignes:
        f.y -= style.pas
        gauche = x + texte.retrait
        if texte.droite:
            gauche = x + large - texte.retrait - texte.police.largeur(ligne, style.corps)
        f.mot(gauche, f.y + style.pas * 0.22, ligne, texte.police)
    if texte.retrait and texte.lignes:
        trait = x + large - 2 if texte.droite else x + 2
        f.pages[-1].append(f"2 w {trait:.2f} {sommet:.2f} m {trait:.2f} {f.y:.2f} l S 0.5 w")
    f.y -= texte.apres * style.pas


def _apres(texte: _Texte, apres: float) -> _Texte:
    return _Texte(texte.lignes, texte.police, texte.retrait, texte.droite, apres)
