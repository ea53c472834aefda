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
        elements.append(Section(_("Encore ouvert")))
    for a in attente:
        laisser, quoi = _quoi(a, cadre)
        elements.append(Champ(_LAISSE + a.objet.id.hex, laisser, Genre.CASE, aide=quoi))
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
            "Réglez ce qui est encore ouvert, ou cochez ce que vous laissez. Le ménage lira son "
            "bilan en gros caractères ; l’onglet Historique en garde une copie."
        ),
        sous={"cloture.futur": "le", "saisie.obligatoire": "bilan"},
    )


def _quoi(a: Attente, cadre: Cadre) -> tuple[str, str]:
    """ "Laisser cette promesse" and what it is, with its day."""
    objet = a.objet
    match objet:
        case AnnonceFiche():
            laisser, quoi = _("Laisser cette annonce"), objet.objet.replace("\n", " ")
        case TacheFiche():
            laisser, quoi = _("Laisser cette tâche"), objet.titre
        case EngagementFiche():
            laisser, quoi = _("Laisser cette promesse"), objet.texte
        case RendezVousFiche():
            laisser, quoi = _("Laisser ce rendez-vous"), objet.objet
        case ReclamationFiche():
            laisser = _("Laisser cette réclamation")
            quoi = f"{objet.reference}, {cadre.mots.reclamation(objet.categorie)}"
    if a.pour_le is None:
        return laisser, quoi
    return laisser, _("{quoi} (pour le {date})").format(quoi=quoi, date=jour(a.pour_le))


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
