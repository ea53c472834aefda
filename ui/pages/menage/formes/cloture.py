"""Ending a follow-up: why, what is kept of it, what is left open knowingly; taking it up again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.core.i18n import _, date_courte, jour
from app.services import clotures
from app.services.clotures import MotifCloture
from app.services.documents.vocabulaire import dire
from app.services.menages.lignes import (
    AnnonceFiche,
    Attente,
    EngagementFiche,
    ReclamationFiche,
    RendezVousFiche,
    TacheFiche,
)
from ui.pages.menage.champs import ChampLibre, TexteLong
from ui.pages.menage.formes.cadre import Cadre, choix, vides
from ui.pages.menage.saisie import Saisie
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element, Section

_LAISSE = "laisse_"


def clore(cadre: Cadre, _id: UUID | None) -> Saisie:
    """Why the support ends, in which words; each thing still open is left only when ticked."""
    attente = cadre.fiche.attente

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        laisses = frozenset(a.objet.id for a in attente if valeurs[_LAISSE + a.objet.id.hex])
        return clotures.clore, clotures.CloreSuivi(
            cadre.menage_id,
            valeurs["motif"],
            vides(valeurs["bilan"]),
            valeurs["le"],
            laisses,
            cadre.contexte.catalogues(),
        )

    elements: list[Element] = []
    if attente:
        elements.append(Section(_("Encore ouvert : réglez-le d’abord, ou cochez pour le laisser")))
        elements += [Champ(_LAISSE + a.objet.id.hex, _quoi(a, cadre), Genre.CASE) for a in attente]
    elements += [
        Champ("motif", _("Pourquoi"), Genre.CHOIX, choix(*MotifCloture)),
        ChampLibre("bilan", _("Ce que vous retenez ensemble"), fabrique=lambda: TexteLong(5)),
        Champ("le", _("Terminé le"), Genre.DATE, passe=True),
    ]
    return Saisie(
        cadre.cle("clore"),
        _("Clore le suivi"),
        elements,
        _("Clore et garder le bilan"),
        _("Suivi clos, bilan gardé"),
        commande,
        valeurs={"le": cadre.jour},
        aide=_(
            "Le ménage lira ces mots : son bilan est imprimé en gros caractères et gardé dans la "
            "base. L’onglet Historique en donne une copie."
        ),
        sous={"cloture.futur": "le", "saisie.obligatoire": "bilan"},
    )


def _quoi(a: Attente, cadre: Cadre) -> str:
    """ "Promesse : rappeler avec la date du retour (pour le 27 nov.)"."""
    objet = a.objet
    match objet:
        case AnnonceFiche():
            texte = _("À annoncer : {quoi}").format(quoi=objet.objet.replace("\n", " "))
        case TacheFiche():
            texte = _("Tâche : {quoi}").format(quoi=objet.titre)
        case EngagementFiche():
            texte = _("Promesse : {quoi}").format(quoi=objet.texte)
        case RendezVousFiche():
            texte = _("Rendez-vous : {quoi}").format(quoi=objet.objet)
        case ReclamationFiche():
            quoi = f"{objet.reference}, {cadre.mots.reclamation(objet.categorie)}"
            texte = _("Réclamation : {quoi}").format(quoi=quoi)
    if a.pour_le is None:
        return texte
    return _("{quoi} (pour le {date})").format(quoi=texte, date=jour(a.pour_le))


def rouvrir(cadre: Cadre, _id: UUID | None) -> Saisie:
    """Why the support is taken up again."""

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return clotures.rouvrir, clotures.RouvrirSuivi(cadre.menage_id, vides(valeurs["motif"]))

    derniere = next(iter(cadre.fiche.clotures), None)
    aide = ""
    if derniere is not None:
        aide = _("Clos le {jour} : {motif}.").format(
            jour=date_courte(derniere.le), motif=dire(derniere.motif)
        )
    return Saisie(
        cadre.cle("rouvrir"),
        _("Rouvrir le suivi"),
        [Champ("motif", _("Pourquoi"), aide=_("Un appel, un souci, un retour dans la cité…"))],
        _("Rouvrir le suivi"),
        _("Suivi rouvert"),
        commande,
        aide=aide,
        sous={"saisie.obligatoire": "motif"},
    )
