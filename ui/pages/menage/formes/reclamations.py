"""Complaints: opening one, what the household was told, what became of a visit, still not right."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.core.i18n import _, ngettext
from app.domain.reclamations import FINIES, EtatPassage, EtatReclamation, SourceSuivi
from app.services import reclamations
from app.services.documents.phrases_reclamations import objet, prochain_passage, quand
from app.services.documents.vocabulaire import majuscule
from app.services.menages.lignes import ReclamationFiche
from ui.pages.menage.champs import ChampLibre, Heure, TexteLong
from ui.pages.menage.formes.cadre import Cadre, vides
from ui.pages.menage.reclamation_photos import PhotosLues
from ui.pages.menage.saisie import Saisie
from ui.reclamation import champs
from ui.reclamation.ouverture import ouvrir
from ui.widgets import Champ, Genre


class Issue(StrEnum):
    """What became of a visit, as one says it."""

    REPAREE = "reparee"
    VENU = "venu"
    PERSONNE = "personne"
    ABSENT = "absent"
    ANNULE = "annule"


_ETATS = {
    Issue.REPAREE: EtatPassage.TENU,
    Issue.VENU: EtatPassage.TENU,
    Issue.PERSONNE: EtatPassage.MANQUE_ENTREPRISE,
    Issue.ABSENT: EtatPassage.MANQUE_MENAGE,
    Issue.ANNULE: EtatPassage.ANNULE,
}


def reclamation(cadre: Cadre, _id: UUID | None) -> Saisie:
    """A new complaint of this household."""
    menage = cadre.fiche.menage
    return ouvrir(cadre.contexte, cadre.responsables, menage=(menage.id, menage.nom))


def repondre(cadre: Cadre, r: ReclamationFiche) -> Saisie:
    """What the household was told, how and when: the clock of the first answer stops."""

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return reclamations.repondre, reclamations.Repondre(
            r.id, vides(valeurs["texte"]), valeurs["canal"], valeurs["le"], valeurs["heure"]
        )

    return Saisie(
        cadre.cle("repondre", r.id),
        _("Réponse au ménage · {reference}").format(reference=r.reference),
        [
            ChampLibre("texte", _("Ce qui lui a été dit"), fabrique=lambda: TexteLong(3)),
            Champ("canal", _("Comment"), Genre.CHOIX, champs.mots(champs.CANAUX)),
            (
                Champ("le", _("Dit le"), Genre.DATE, passe=True, part=2),
                ChampLibre("heure", _("À"), fabrique=Heure),
            ),
        ],
        _("Enregistrer la réponse"),
        _("Réponse notée"),
        commande,
        valeurs={"le": cadre.jour},
        aide=_rappel(cadre, r),
        sous={
            "saisie.obligatoire": "texte",
            "reclamation.futur": "le",
            "reclamation.avant_ouverture": "le",
        },
    )


def contester(cadre: Cadre, r: ReclamationFiche) -> Saisie:
    """The household says it is not settled: the repair is due again from that day."""

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return reclamations.changer_etat, reclamations.ChangerEtatReclamation(
            r.id,
            EtatReclamation.CONTESTEE,
            le=valeurs["le"],
            source=SourceSuivi.MENAGE,
            raison=vides(valeurs["raison"]),
        )

    rouvrir = r.etat in FINIES
    return Saisie(
        cadre.cle("contester", r.id),
        (_("Rouvrir {reference}") if rouvrir else _("Le ménage conteste · {reference}")).format(
            reference=r.reference
        ),
        [
            ChampLibre(
                "raison",
                _("Ce qui ne va toujours pas"),
                aide=_("Dans ses mots : qui répare les lira."),
                fabrique=lambda: TexteLong(3),
            ),
            Champ("le", _("Dit le"), Genre.DATE, passe=True),
        ],
        _("Rouvrir la réclamation") if rouvrir else _("Noter qu’il conteste"),
        _("Le délai de réparation repart"),
        commande,
        valeurs={"le": cadre.jour},
        aide=_rappel(cadre, r),
        sous={
            "reclamation.reouverture_hors_gpa": "raison",
            "reclamation.futur": "le",
            "reclamation.avant_ouverture": "le",
            "reclamation.avant_etat": "le",
        },
    )


def issue_passage(cadre: Cadre, r: ReclamationFiche) -> Saisie:
    """Whether somebody came, and whether it is repaired."""
    prevu = prochain_passage(r, cadre.jour)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        if prevu is None:
            return None
        issue = Issue(valeurs["issue"])
        return reclamations.changer_passage, reclamations.ChangerPassage(
            prevu.id,
            _ETATS[issue],
            precision=vides(valeurs["precision"]),
            reparee=issue is Issue.REPAREE,
        )

    issues = (
        (Issue.REPAREE, _("Venu, c’est réparé")),
        (Issue.VENU, _("Venu, ce n’est pas fini")),
        (Issue.PERSONNE, _("Personne n’est venu")),
        (Issue.ABSENT, _("Le ménage était absent")),
        (Issue.ANNULE, _("Le passage a été annulé")),
    )
    passage = quand(prevu, cadre.jour) if prevu is not None else ""
    return Saisie(
        cadre.cle("issue_passage", r.id),
        _("Passage · {reference}").format(reference=r.reference),
        [
            Champ("issue", _("Ce qui s’est passé"), Genre.CHOIX, issues),
            ChampLibre("precision", _("Précision"), fabrique=lambda: TexteLong(2)),
        ],
        _("Enregistrer"),
        _("Passage noté"),
        commande,
        aide=f"{majuscule(passage)}\n{_rappel(cadre, r)}",
    )


def photos_defaut(cadre: Cadre, lues: PhotosLues) -> Saisie:
    """Photos of a defect, already reduced, about to be kept."""
    r = lues.reclamation

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return reclamations.ajouter_photos, reclamations.AjouterPhotos(
            r.id, lues.images, vides(valeurs["legende"]), valeurs["prise_le"], valeurs["montrable"]
        )

    n = len(lues.images)
    return Saisie(
        cadre.cle("photos_defaut", r.id),
        ngettext("Garder {n} photo", "Garder {n} photos", n).format(n=n) + f" · {r.reference}",
        [
            Champ("legende", _("Légende"), aide=_("Ce que l’on voit, en quelques mots.")),
            Champ("prise_le", _("Prise le"), Genre.DATE, passe=True),
            Champ("montrable", _("Peut être montrée à qui répare"), Genre.CASE),
        ],
        ngettext("Garder la photo", "Garder les photos", n),
        ngettext("Photo gardée", "Photos gardées", n),
        commande,
        valeurs={"prise_le": lues.images[0].prise_le, "montrable": True},
        aide=_("Le défaut seulement : personne ne doit être reconnaissable."),
        sous={"defaut.photo_futur": "prise_le"},
    )


def _rappel(cadre: Cadre, r: ReclamationFiche) -> str:
    """What it is about, above the fields."""
    return f"{objet(r.categorie, r.lieu, cadre.mots)}\n{r.description}"
