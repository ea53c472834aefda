"""A questionnaire on paper, blank: every question, and room to answer it by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.core.i18n import _
from app.domain.enquetes.enonces import Enonce
from app.domain.enquetes.formulaire import Chemin, GenreQuestion
from app.domain.partage import Destinataire
from app.services.documents.blocs import encadre, paragraphe
from app.services.documents.entete import adresse_de, carte_au_pied, nom_en_grand
from app.services.documents.miroir import Miroir, se_lit_de_droite
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.questionnaire_cases import Zone, signature, zone
from app.services.documents.vocabulaire import Libelles
from db.queries.fiche_modele import FicheMenage

TOURS = 3  # blank blocks of a repeat; two inside another repeat
_NUMERO = 28.0  # width kept for the number of a question
_GOUTTIERE = 14.0
_GAUCHE = 0.5  # share of the width kept for a label beside its answer
_LIGNES_A_COTE = 3
_ENTRE = 9.0  # points between two questions
_PLEINES = frozenset((GenreQuestion.ACCORD, GenreQuestion.SIGNATURE, GenreQuestion.CLASSEMENT))


@dataclass(frozen=True, slots=True)
class Vierge:
    """A form to print: its questions, whom it is for when it is known.

    `tours` gives how many blank blocks some repeats need, by path.
    """

    titre: str
    racine: Enonce
    fiche: FicheMenage | None = None
    tours: Mapping[Chemin, int] = field(default_factory=lambda: MappingProxyType({}))


def composer_vierge(
    document: Document, v: Vierge, mots: Libelles, avance: Callable[[int], None] | None = None
) -> int:
    """Add a blank form; says how many pages it took. `avance` is told of each question."""
    nom = v.fiche.menage.nom if v.fiche else v.titre
    f = Feuillet(
        document,
        Cartouche(
            gauche=_lieu(v) or v.titre,
            droite=v.titre if _lieu(v) else _("À remplir à la main"),
            pied=_("Une fois remplie, cette feuille est confidentielle : à rendre à l’équipe."),
            rappel=_("{nom} (suite)").format(nom=nom),
        ),
    )
    m = Miroir(f, droite=se_lit_de_droite([e.libelle for e in v.racine.tous()]))
    _tete(f, v)
    feuille = _Feuille(m, v, avance)
    for enonce in v.racine.enfants:
        feuille.poser(enonce, 0)
    feuille.signer()
    if v.fiche is not None:
        carte_au_pied(f, v.fiche, Destinataire.EQUIPE, mots)
    else:
        _carte_vide(f)
    return f.clore()


def _lieu(v: Vierge) -> str:
    return v.fiche.cite.nom if v.fiche and v.fiche.cite else ""


def _tete(f: Feuillet, v: Vierge) -> None:
    """Who it is for, and by whom and when it is filled."""
    if v.fiche is not None:
        nom_en_grand(f, v.fiche.menage.nom)
        ou = adresse_de(v.fiche.foyer) or _("Adresse non renseignée")
        if v.fiche.foyer is not None:
            ou = f"{ou} · {v.fiche.foyer.code_ug}"
        paragraphe(f, ou, apres=0.3)
        paragraphe(f, v.titre, police=f.style.grasse, taille=f.style.titre * 0.85, apres=0.1)
    else:
        nom_en_grand(f, v.titre)
        _a_completer(f, (_("Ménage"), 0.62), (_("Code UG"), 0.38))
        _a_completer(f, (_("Adresse"), 1.0))
    _a_completer(f, (_("Rempli avec"), 0.38), (_("par"), 0.32), (_("le"), 0.3))
    if any(e.requise for e in v.racine.tous()):
        texte = _("Les questions marquées d’une étoile * attendent une réponse.")
        paragraphe(f, texte, apres=0.2)


def _a_completer(f: Feuillet, *champs: tuple[str, float]) -> None:
    """Labels followed by a line to write on, side by side."""
    style, x = f.style, f.gauche
    f.y -= 22
    for libelle, part in champs:
        large = f.largeur * part
        f.mot(x, f.y, libelle, style.normale)
        debut = x + style.normale.largeur(libelle, style.corps) + 6
        f.trait(debut, f.y - 2, x + large - 10, 0.6)
        x += large
    f.y -= style.pas * 0.6


def _carte_vide(f: Feuillet) -> None:
    """Without a household nobody is in charge yet: room for the name of whom to call."""
    lignes = [(_("Nom : ………………………………………  Téléphone : ……………………………"), False)]
    titre = _("Contacts")
    hauteur = encadre(f, titre, lignes, y=0)
    f.place(hauteur + 5)
    encadre(f, titre, lignes, y=f.bas + 5 + hauteur)
    f.bas += hauteur + 15


class _Feuille:
    """The questions of a form being laid out, one after the other."""

    def __init__(self, m: Miroir, v: Vierge, avance: Callable[[int], None] | None) -> None:
        self._m = m
        self._f = m.f
        self._v = v
        self._avance = avance
        self._posees = 0
        self._signee = any(e.genre is GenreQuestion.SIGNATURE for e in v.racine.tous())

    def poser(self, e: Enonce, profondeur: int, repetitions: int = 0) -> None:
        """Lay out a question, a note, a group or a repeat."""
        if e.genre is GenreQuestion.GROUPE:
            self._titre(e, profondeur)
            for enfant in e.enfants:
                self.poser(enfant, profondeur + bool(e.libelle), repetitions)
        elif e.genre is GenreQuestion.REPETITION:
            self._repetition(e, profondeur, repetitions)
        elif e.genre is GenreQuestion.NOTE:
            self._note(e)
        else:
            self._question(e)
            self._posees += 1
            if self._avance is not None:
                self._avance(self._posees)

    def signer(self) -> None:
        """Room for signatures when the form itself asks for none."""
        if self._signee:
            return
        m, f = self._m, self._f
        moitie = (m.largeur - _GOUTTIERE) / 2
        cadre = signature(m, moitie)
        f.place(cadre.haut + f.style.pas * 2.5)
        f.y -= f.style.pas
        textes = (_("Signature du ménage"), _("Signature de la personne qui a rempli"))
        for n, texte in enumerate(textes):
            x = n * (moitie + _GOUTTIERE)
            for ligne in m.lignes(texte, moitie, f.style.grasse)[:1]:
                m.mot(x, f.y - f.style.corps, ligne, f.style.grasse)
            cadre.dessiner(x, f.y - f.style.pas - 3, moitie)
        f.y -= cadre.haut + f.style.pas + 3

    # ---- titles and notes ----------------------------------------------------------------------

    def _titre(self, e: Enonce, profondeur: int) -> None:
        if not e.libelle:
            return
        style = self._f.style
        taille = style.section if profondeur else style.section * 1.2
        lignes = self._m.lignes(e.libelle, self._m.largeur, style.grasse, taille)
        haut = len(lignes) * taille * 1.25
        self._f.place(haut + style.pas * 6)
        self._f.y -= style.pas * 0.7
        for ligne in lignes:
            self._f.y -= taille * 1.2
            self._m.mot(0, self._f.y, ligne, style.grasse, taille)
        self._f.y -= 4
        if not profondeur:
            self._m.trait(0, self._f.y, self._m.largeur, 1.0)
        self._f.y -= 5
        for texte in (_fleche(e), e.aide):
            self._couler(texte, 0, apres=2)

    def _note(self, e: Enonce) -> None:
        style = self._f.style
        lignes = self._m.lignes(e.libelle, self._m.largeur)
        self._f.place(style.pas * min(6, len(lignes) + bool(e.aide) + bool(e.condition)))
        self._f.y -= 2
        for texte in (_fleche(e), e.libelle, e.aide):
            self._couler(texte, 0, apres=2)
        self._f.y -= _ENTRE - 4

    def _couler(self, texte: str, retrait: float, *, apres: float) -> None:
        """Running text over as many pages as it takes."""
        if not texte:
            return
        style = self._f.style
        for ligne in self._m.lignes(texte, self._m.largeur - retrait):
            self._f.place(style.pas)
            self._m.mot(retrait, self._f.y - style.corps, ligne)
            self._f.y -= style.pas
        self._f.y -= apres

    def _repetition(self, e: Enonce, profondeur: int, repetitions: int) -> None:
        """Blank blocks, numbered, their title in white on black."""
        combien = self._v.tours.get(e.chemin, TOURS if not repetitions else TOURS - 1)
        style = self._f.style
        titre = e.libelle or _("Fiche")
        for n in range(1, combien + 1):
            texte = _("{titre} n° {n}").format(titre=titre, n=n)
            haut = style.pas * 1.4
            self._f.place(haut + style.pas * 7)
            self._f.y -= style.pas * 0.4 + haut
            bas = self._f.y
            ligne = "".join(self._m.lignes(texte, self._m.largeur * 2, style.grasse)[:1])
            if repetitions:
                self._m.cadre(0, bas, self._m.largeur, haut)
                self._m.mot(8, bas + 5, ligne, style.grasse)
            else:
                self._m.plein(0, bas, self._m.largeur, haut)
                self._f.blanc(lambda li=ligne, b=bas: self._m.mot(8, b + 5, li, style.grasse))  # type: ignore[misc]  # defaults bind the loop
            self._f.y -= 6
            if n == 1:
                for dit in (_fleche(e), e.aide):
                    self._couler(dit, 0, apres=2)
            for enfant in e.enfants:
                self.poser(enfant, profondeur + 1, repetitions + 1)
        if repetitions:
            return
        self._couler(_("S’il y en a d’autres : continuez sur une feuille libre."), 0, apres=4)
        self._m.trait(0, self._f.y, self._m.largeur, 0.8)
        self._f.y -= _ENTRE + 2

    # ---- one question --------------------------------------------------------------------------

    def _question(self, e: Enonce) -> None:
        """Label and answer side by side when both are short, else one under the other."""
        style = self._f.style
        place = self._m.largeur - _NUMERO
        cote = place * (1 - _GAUCHE) - _GOUTTIERE
        a_cote = zone(self._m, e, cote)
        gauche = self._textes(e, place * _GAUCHE)
        titre = sum(1 for _ligne, grasse in gauche if grasse)
        basse = a_cote.haut <= max(style.pas * 3, len(gauche) * style.pas + 4)
        courte = a_cote.large <= cote and basse and titre <= _LIGNES_A_COTE
        if courte and e.genre not in _PLEINES:
            self._ensemble(e, gauche, a_cote)
        else:
            self._l_un_sous_l_autre(e, self._textes(e, place), zone(self._m, e, place))

    def _textes(self, e: Enonce, largeur: float) -> list[tuple[str, bool]]:
        """The lines of a label (bold), of when it is asked and of its hint."""
        style = self._f.style
        libelle = e.libelle or e.chemin[-1]
        if e.requise:
            libelle = f"{libelle} *"
        lignes = [(li, True) for li in self._m.lignes(libelle, largeur, style.grasse)]
        for texte in (_fleche(e), _mention(e), e.aide):
            if texte:
                lignes += [(li, False) for li in self._m.lignes(texte, largeur)]
        return lignes

    def _ensemble(self, e: Enonce, textes: list[tuple[str, bool]], reponse: Zone) -> None:
        style = self._f.style
        haut = max(len(textes) * style.pas, reponse.haut)
        self._f.place(haut + _ENTRE)
        haut_page = self._f.y
        self._ecrire(e, textes)
        x = _NUMERO + (self._m.largeur - _NUMERO) * _GAUCHE + _GOUTTIERE
        reponse.dessiner(x, haut_page + 2, self._m.largeur - x)
        self._f.y = haut_page - haut - _ENTRE

    def _l_un_sous_l_autre(self, e: Enonce, textes: list[tuple[str, bool]], reponse: Zone) -> None:
        style = self._f.style
        haut = len(textes) * style.pas + reponse.haut + _ENTRE
        page = style.format[1] - style.haut - style.bas - style.pas * 4
        self._f.place(min(haut, page) if haut <= page else style.pas * 3)
        self._ecrire(e, textes)
        self._f.y -= 2
        self._f.place(reponse.haut)
        reponse.dessiner(_NUMERO, self._f.y, self._m.largeur - _NUMERO)
        self._f.y -= reponse.haut + _ENTRE - 2

    def _ecrire(self, e: Enonce, textes: list[tuple[str, bool]]) -> None:
        style = self._f.style
        for n, (ligne, grasse) in enumerate(textes):
            self._f.place(style.pas)
            base = self._f.y - style.corps
            if n == 0:
                self._m.mot(0, base, f"{e.numero}.", style.grasse)
            self._m.mot(_NUMERO, base, ligne, style.grasse if grasse else style.normale)
            self._f.y -= style.pas


def _fleche(e: Enonce) -> str:
    """When it is asked."""
    return _("▸ {condition}").format(condition=e.condition) if e.condition else ""


def _mention(e: Enonce) -> str:
    """How many boxes may be ticked, when it is not one."""
    if e.genre is GenreQuestion.CHOIX_MULTIPLE:
        return _("plusieurs réponses possibles")
    if e.genre is GenreQuestion.CLASSEMENT:
        return _("numérotez de 1 (le premier) à {n}").format(n=len(e.choix) or 3)
    return ""
