"""What one household answered before the works and after, side by side, on one page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from app.core.i18n import N_, _, date_courte, date_longue, ngettext
from app.domain.partage import Destinataire
from app.services.documents.blocs import Colonne, Tableau, paragraphe
from app.services.documents.entete import adresse_de, nom_en_grand, reserver_la_carte
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.vocabulaire import Libelles
from app.services.enquetes.comparaison import ComparaisonMenage, ReponseComparee
from db.queries.fiche_modele import FicheMenage

_CALCULS: Mapping[str, str] = MappingProxyType(
    {
        "reste_a_charge": N_("Reste à charge par mois (€)"),
        "taux_effort": N_("Part des ressources pour se loger (%)"),
    }
)
_NOM_NU = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")


def composer_avant_apres(
    document: Document,
    lue: ComparaisonMenage,
    fiche: FicheMenage,
    pour: Destinataire,
    mots: Libelles,
) -> int:
    """Add the page; what changed comes first, what does not fit is counted."""
    au_menage = pour is Destinataire.MENAGE
    f = Feuillet(
        document,
        Cartouche(
            gauche=fiche.cite.nom if fiche.cite else _("Avant et après les travaux"),
            droite=date_longue(fiche.jour),
            pied=_("Ce document est à vous.")
            if au_menage
            else _("Confidentiel : à garder dans l’équipe."),
        ),
    )
    placer_la_carte = reserver_la_carte(f, fiche, pour, None if au_menage else mots)
    nom_en_grand(f, fiche.menage.nom)
    adresse = adresse_de(fiche.foyer)
    if adresse:
        paragraphe(f, adresse, apres=0.3)
    titre = _("Avant et après les travaux")
    paragraphe(f, titre, police=f.style.grasse, taille=f.style.titre * 0.85, apres=0.1)
    comparees = _comparees(lue)
    paragraphe(f, _resume(comparees, au_menage=au_menage), apres=0.5)
    colonnes = (
        Colonne(_("Question"), 0.4),
        Colonne(_("Avant, le {jour}").format(jour=date_courte(lue.avant_le)), 0.3),
        Colonne(_("Après, le {jour}").format(jour=date_courte(lue.apres_le)), 0.3),
    )
    lignes = [_ligne(r) for r in comparees]
    gardees = _qui_tiennent(f, colonnes, lignes)
    Tableau(f, colonnes).dessiner(lignes[:gardees])
    reste = len(lignes) - gardees
    if reste:
        texte = ngettext(
            "{n} autre réponse se lit dans Voyette.", "{n} autres réponses se lisent dans Voyette.",
            reste,
        )  # fmt: skip
        paragraphe(f, texte.format(n=reste))
    placer_la_carte()
    return f.clore()


def _resume(lue: Sequence[ReponseComparee], *, au_menage: bool) -> str:
    n, changees = len(lue), sum(1 for r in lue if r.change)
    if not changees:
        return _("Aucune réponse n’a changé d’une enquête à l’autre.")
    dit = (
        ngettext(
            "{n} question vous a été posée avant et après. ▸ montre ce qui a changé.",
            "{n} questions vous ont été posées avant et après. ▸ montre ce qui a changé.",
            n,
        )
        if au_menage
        else ngettext(
            "{n} question posée avant et après. ▸ montre les réponses changées : {x}.",
            "{n} questions posées avant et après. ▸ montre les réponses changées : {x}.",
            n,
        )
    )
    return dit.format(n=n, x=changees)


def _comparees(lue: ComparaisonMenage) -> list[ReponseComparee]:
    """What changed first; a calculation without words of its own is told in ours, or left out."""
    dites = [
        replace(r, libelle=_(_CALCULS[r.libelle])) if r.libelle in _CALCULS else r
        for r in lue.reponses
        if r.libelle in _CALCULS or not _NOM_NU.fullmatch(r.libelle)
    ]
    return sorted(dites, key=lambda r: not r.change)


def _ligne(r: ReponseComparee) -> tuple[str, str, str]:
    """The answer of after says whether it changed: a mark, not a colour."""
    apres = r.apres or "–"
    return r.libelle, r.avant or "–", _("▸ {reponse}").format(reponse=apres) if r.change else apres


def _qui_tiennent(
    f: Feuillet, colonnes: tuple[Colonne, ...], lignes: list[tuple[str, str, str]]
) -> int:
    """How many rows fit on this page, with a line kept to tell how many do not."""
    style = f.style
    total = sum(c.part for c in colonnes)
    libre = f.libre - style.pas * 3
    for n, ligne in enumerate(lignes):
        larges = [f.largeur * c.part / total - Tableau.ECART for c in colonnes]
        haut = max(
            len(f.composeur.lignes(texte, style.normale, style.corps, large))
            for texte, large in zip(ligne, larges, strict=True)
        )
        libre -= haut * style.pas + style.corps * 0.4
        if libre < (style.pas * 1.4 if n + 1 < len(lignes) else 0):
            return n
    return len(lignes)
