"""A filled questionnaire on paper: read, checked, signed. Large print for the household."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from app.core.i18n import _, date_courte, date_longue
from app.domain.enquetes.relecture import GenreLigne, LigneLue
from app.domain.partage import Destinataire
from app.services.documents.blocs import paragraphe
from app.services.documents.entete import adresse_de, carte_au_pied, nom_en_grand
from app.services.documents.images_pdf import taille
from app.services.documents.miroir import Miroir, se_lit_de_droite
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.questionnaire_cases import signature
from app.services.documents.vocabulaire import Libelles
from db.queries.fiche_modele import FicheMenage

_NUMERO = 2.4  # width of the number of a question, in sizes of text
_PART = 0.5  # share of the width kept for the question
_GOUTTIERE = 12.0
_A_COTE_MAX = 6  # lines of an answer beside its question; longer, it goes under it
_SIGNATURE_HAUTE = 64.0
IMAGE_HAUTE, IMAGE_LARGE = 150.0, 220.0  # points


@dataclass(frozen=True, slots=True)
class Remplie:
    """A filled questionnaire for one reader. `images` gives JPEG bytes by name of piece."""

    titre: str
    lignes: Sequence[LigneLue]
    fiche: FicheMenage
    pour: Destinataire
    commencee_le: date
    terminee_le: date | None
    par: str = ""
    images: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


def composer_remplie(
    document: Document, r: Remplie, mots: Libelles, avance: Callable[[int], None] | None = None
) -> int:
    """Add a filled questionnaire; says how many pages it took. `avance` is told of each line."""
    f = Feuillet(
        document,
        Cartouche(
            gauche=r.fiche.cite.nom if r.fiche.cite else r.titre,
            droite=date_longue(r.terminee_le or r.commencee_le),
            pied=_pied(r.pour),
            rappel=_("{nom} (suite)").format(nom=r.fiche.menage.nom),
        ),
    )
    nom_en_grand(f, r.fiche.menage.nom)
    ou = adresse_de(r.fiche.foyer)
    if r.fiche.foyer is not None and r.pour is not Destinataire.MENAGE:
        ou = f"{ou} · {r.fiche.foyer.code_ug}" if ou else r.fiche.foyer.code_ug
    if ou:
        paragraphe(f, ou, apres=0.3)
    paragraphe(f, r.titre, police=f.style.grasse, taille=f.style.titre * 0.85, apres=0.1)
    paragraphe(f, _quand(r), apres=0.5)
    feuille = _Feuille(Miroir(f, droite=se_lit_de_droite([li.texte for li in r.lignes])), r)
    if not r.lignes:
        paragraphe(f, _("Aucune réponse de ce questionnaire ne peut être partagée."))
    for n, ligne in enumerate(r.lignes, 1):
        feuille.poser(ligne)
        if avance is not None:
            avance(n)
    if r.pour is not Destinataire.BAILLEUR:
        feuille.signer()
    carte_au_pied(f, r.fiche, r.pour, mots)
    return f.clore()


def _pied(pour: Destinataire) -> str:
    return {
        Destinataire.EQUIPE: _("Confidentiel : à garder dans l’équipe."),
        Destinataire.MENAGE: _("Ce document est à vous."),
        Destinataire.BAILLEUR: _("Seulement ce qui peut être partagé avec le bailleur."),
    }[pour]


def _quand(r: Remplie) -> str:
    if r.terminee_le is None:
        return _("En cours : commencé le {jour}, pas encore terminé.").format(
            jour=date_courte(r.commencee_le)
        )
    jour = date_courte(r.terminee_le)
    if r.par:
        return _("Rempli le {jour} avec {qui}.").format(jour=jour, qui=r.par)
    return _("Rempli le {jour}.").format(jour=jour)


class _Feuille:
    """Questions and answers being laid out, one after the other."""

    def __init__(self, m: Miroir, r: Remplie) -> None:
        self._m = m
        self._f = m.f
        self._r = r
        self._retrait = _NUMERO * m.f.style.corps
        self._niveau = 0
        self._signee = any(li.signature and li.reponse for li in r.lignes)

    def poser(self, ligne: LigneLue) -> None:
        """Lay out one line; leaving a block is seen."""
        if ligne.niveau < self._niveau and ligne.genre is not GenreLigne.TITRE:
            self._f.y -= self._f.style.pas * 0.45
        self._niveau = ligne.niveau
        if ligne.genre in (GenreLigne.TITRE, GenreLigne.TOUR):
            self._titre(ligne)
        elif ligne.genre is GenreLigne.NOTE:
            self._couler(ligne.texte, 0.0)
            self._f.y -= self._f.style.pas * 0.3
        elif not ligne.signature:
            self._reponse(ligne)
        elif ligne.reponse:
            self._image(ligne)

    def _titre(self, ligne: LigneLue) -> None:
        style = self._f.style
        tour = ligne.genre is GenreLigne.TOUR
        taille_ = style.corps if tour else style.section * (1.0 if ligne.niveau else 1.15)
        self._f.place(taille_ * 2.6 + style.pas * 3)
        self._f.y -= style.pas * (0.35 if tour else 0.7)
        for texte in self._m.lignes(ligne.texte, self._m.largeur, style.grasse, taille_):
            self._f.y -= taille_ * 1.2
            self._m.mot(0, self._f.y, texte, style.grasse, taille_)
        self._f.y -= 4
        self._m.trait(0, self._f.y, self._m.largeur, 0.5 if tour or ligne.niveau else 1.0)
        self._f.y -= 3

    def _couler(self, texte: str, retrait: float, *, grasse: bool = False) -> None:
        style = self._f.style
        police = style.grasse if grasse else style.normale
        for ligne in self._m.lignes(texte, self._m.largeur - retrait, police):
            self._f.place(style.pas)
            self._m.mot(retrait, self._f.y - style.corps, ligne, police)
            self._f.y -= style.pas

    def _reponse(self, ligne: LigneLue) -> None:
        """Question at the start, answer in bold beside it; a long answer goes under it."""
        style, place = self._f.style, self._m.largeur - self._retrait
        gauche = self._m.lignes(ligne.texte, place * _PART)
        dite = ligne.reponse or "–"
        large = place * (1 - _PART) - _GOUTTIERE
        droite = self._m.lignes(dite, large, style.grasse)
        if len(droite) > _A_COTE_MAX or len(gauche) > _A_COTE_MAX * 2 or ligne.image:
            self._dessous(ligne, dite)
            return
        haut = max(len(gauche), len(droite)) * style.pas
        self._f.place(haut + 3)
        self._numero(ligne)
        for n, texte in enumerate(gauche):
            self._m.mot(self._retrait, self._f.y - style.corps - n * style.pas, texte)
        x = self._retrait + place * _PART + _GOUTTIERE
        for n, texte in enumerate(droite):
            self._m.mot(x, self._f.y - style.corps - n * style.pas, texte, style.grasse)
        self._f.y -= haut + 2
        self._m.trait(0, self._f.y, self._m.largeur, 0.25)
        self._f.y -= 3

    def _numero(self, ligne: LigneLue) -> None:
        if ligne.numero:
            self._m.mot(0, self._f.y - self._f.style.corps, f"{ligne.numero}.")

    def _dessous(self, ligne: LigneLue, dite: str) -> None:
        style = self._f.style
        self._f.place(style.pas * 3)
        self._numero(ligne)
        self._couler(ligne.texte, self._retrait)
        if ligne.image in self._r.images:
            self._dessiner(self._r.images[ligne.image], ligne.image)
        else:
            self._couler(dite, self._retrait, grasse=True)
        self._f.y -= 2
        self._m.trait(0, self._f.y, self._m.largeur, 0.25)
        self._f.y -= 3

    def _image(self, ligne: LigneLue) -> None:
        self._f.place(self._f.style.pas * 2 + _SIGNATURE_HAUTE)
        self._numero(ligne)
        self._couler(ligne.texte, self._retrait)
        octets = self._r.images.get(ligne.image)
        if octets is not None:
            self._dessiner(octets, ligne.image, haut_max=_SIGNATURE_HAUTE)
        else:
            self._couler(_("Signé dans Voyette."), self._retrait, grasse=True)
        self._f.y -= 4

    def _dessiner(self, octets: bytes, nom: str, *, haut_max: float = IMAGE_HAUTE) -> None:
        largeur, hauteur = taille(octets)
        if not largeur or not hauteur:
            self._couler(_("Image illisible : {nom}").format(nom=nom), self._retrait)
            return
        echelle = min(IMAGE_LARGE / largeur, haut_max / hauteur)
        large, haut = largeur * echelle, hauteur * echelle
        self._f.place(haut + 6)
        self._f.y -= haut + 2
        x = self._retrait if not self._m.droite else self._m.largeur - self._retrait - large
        self._f.image(self._f.gauche + x, self._f.y, large, haut, f"piece-{nom}", octets)
        self._f.y -= 4

    def signer(self) -> None:
        """Room to sign on paper; only for the team's name when the household signed on screen."""
        m, f, style = self._m, self._f, self._f.style
        moitie = (m.largeur - _GOUTTIERE) / 2
        textes = [_("Date et signature de l’équipe")]
        if not self._signee:
            textes.insert(0, _("Date et signature du ménage"))
        cadre = signature(m, moitie)
        f.place(cadre.haut + style.pas * 4)
        f.y -= style.pas * 0.6
        if not self._signee:
            self._couler(_("Ces réponses ont été relues ensemble."), 0.0)
            f.y -= 4
        for n, texte in enumerate(textes):
            x = n * (moitie + _GOUTTIERE)
            for ligne in m.lignes(texte, moitie, style.grasse)[:1]:
                m.mot(x, f.y - style.corps, ligne, style.grasse)
            cadre.dessiner(x, f.y - style.pas - 3, moitie)
        f.y -= cadre.haut + style.pas + 3
