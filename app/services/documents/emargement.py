"""The attendance sheet people sign: lines to fill, nothing about anybody else."""

from __future__ import annotations

from app.core.i18n import _
from app.services.comptes_rendus import Emargement
from app.services.documents.blocs import paragraphe
from app.services.documents.entete import nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.permanence import titre_de
from app.services.documents.vocabulaire import heures

_HAUT = 26.0  # points: 24 lines on a page, room for a hand that writes large
_PARTS = (0.06, 0.34, 0.33, 0.27)


def composer_emargement(document: Document, e: Emargement) -> int:
    """Add the attendance sheet of a session; says how many pages it took.

    No name is printed beforehand and no phone is asked: the sheet lies on a table where everyone
    reads it.
    """
    p = e.permanence
    f = Feuillet(
        document,
        Cartouche(
            gauche=p.cite,
            droite=_("Feuille d’émargement"),
            pied=_("Signer n’est pas obligatoire. Ces noms servent au bilan de la permanence."),
            rappel=titre_de(p),
        ),
    )
    nom_en_grand(f, titre_de(p))
    paragraphe(f, " · ".join(x for x in (p.lieu, heures(p.debut, p.fin)) if x), apres=0)
    equipe = ", ".join(personne.nom for personne in p.equipe)
    if equipe:
        paragraphe(f, _("Équipe : {equipe}").format(equipe=equipe), apres=0)
    f.y -= f.style.pas * 0.5
    _titres(f)
    for numero in range(1, e.lignes + 1):
        if f.place(_HAUT):
            _titres(f)
        f.mot(f.gauche, f.y - _HAUT * 0.65, str(numero), f.style.normale)
        f.y -= _HAUT
        f.trait(f.gauche, f.y, f.droite, 0.4)
    return f.clore()


def _titres(f: Feuillet) -> None:
    style, x = f.style, f.gauche
    titres = (_("N°"), _("Nom et prénom"), _("Rue"), _("Signature"))
    for titre, part in zip(titres, _PARTS, strict=True):
        f.mot(x, f.y - style.corps, titre, style.grasse)
        x += part * f.largeur
    f.y -= style.pas + 2
    f.trait(f.gauche, f.y, f.droite, 0.9)
