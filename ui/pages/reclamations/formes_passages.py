"""The forms of appointments for a repair, and of photos of a defect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.core.i18n import _, heure, jour, ngettext
from app.domain.demenagements import Creneau
from app.domain.reclamations import EtatPassage
from app.services import reclamations as service
from app.services.documents.vocabulaire import dire
from app.services.images import ImageReduite
from app.services.reclamations import (
    AjouterPhotos,
    ChangerPassage,
    CorrigerPhoto,
    DeplacerPassage,
    ProposerPassage,
)
from app.services.reclamations.lecture import PassageLu, PhotoLue, ReclamationLigne
from ui.contexte import Contexte
from ui.pages.reclamations.formes import exiger
from ui.reclamation import champs
from ui.saisie.champs import ChampLibre, Heure
from ui.saisie.panneau import Saisie, Valeurs
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element

_JOUR_REFUSE = {"passage.avant_ouverture": "jour", "passage.lointain": "jour"}
_FORMES: Mapping[EtatPassage, str] = MappingProxyType(
    {
        EtatPassage.PROPOSE: "◇",
        EtatPassage.ACCEPTE: "◆",
        EtatPassage.TENU: "✓",
        EtatPassage.MANQUE_ENTREPRISE: "✕",
        EtatPassage.MANQUE_MENAGE: "✕",
        EtatPassage.ANNULE: "✕",
    }
)


def proposer(ligne: ReclamationLigne, responsables: Sequence[Any]) -> Saisie:
    """An appointment for the repair."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.proposer_passage, ProposerPassage(
            ligne.id,
            exiger(valeurs, "jour", _("Jour")),
            valeurs["creneau"],
            valeurs["heure"],
            valeurs["responsable"],
            valeurs["precision"],
            valeurs["accepte"],
        )

    return Saisie(
        f"reclamation.passage.{ligne.id.hex}",
        f"{ligne.reference} · {_('Proposer un rendez-vous')}",
        [
            *_jour_et_heure(),
            Champ("responsable", _("Qui vient"), Genre.CHOIX, champs.responsables(responsables)),
            Champ("precision", _("Précision"), aide=_("Clé chez la voisine, prévenir la veille…")),
            Champ("accepte", _("Le ménage est d’accord"), Genre.CASE),
        ],
        _("Proposer ce rendez-vous"),
        _("Rendez-vous proposé"),
        commande,
        valeurs={"creneau": Creneau.MATIN, "responsable": ligne.responsable_id},
        sous=_JOUR_REFUSE,
    )


def passage(contexte: Contexte, lu: PassageLu) -> Saisie:
    """What became of an appointment."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        voulu = valeurs["etat"]
        return service.changer_passage, ChangerPassage(
            lu.id,
            voulu,
            valeurs["precision"],
            voulu is EtatPassage.TENU and valeurs["reparee"],
        )

    passe = lu.jour <= contexte.clock.today()
    etats = [e for e in EtatPassage if e not in (EtatPassage.PROPOSE, lu.etat)]
    venu = EtatPassage.TENU if passe else EtatPassage.ACCEPTE
    return Saisie(
        f"reclamation.passage_suite.{lu.id.hex}",
        _("Rendez-vous du {jour}").format(jour=jour(lu.jour)),
        [
            Champ("etat", _("Ce qu’il est devenu"), Genre.CHOIX, champs.mots(etats)),
            Champ("reparee", _("La réparation est faite"), Genre.CASE),
            Champ("precision", _("Précision")),
        ],
        _("Enregistrer"),
        _("Rendez-vous suivi"),
        commande,
        valeurs={"etat": venu if venu in etats else etats[0], "precision": lu.precision},
        sous={"passage.pas_encore": "etat", "passage.etat": "etat"},
    )


def deplacer(lu: PassageLu) -> Saisie:
    """The appointment on another day."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.deplacer_passage, DeplacerPassage(
            lu.id,
            exiger(valeurs, "jour", _("Jour")),
            valeurs["creneau"],
            valeurs["heure"],
            valeurs["precision"],
            valeurs["accepte"],
        )

    return Saisie(
        f"reclamation.passage_deplacer.{lu.id.hex}",
        _("Déplacer le rendez-vous du {jour}").format(jour=jour(lu.jour)),
        [
            *_jour_et_heure(),
            Champ("precision", _("Pourquoi")),
            Champ("accepte", _("Le ménage est d’accord"), Genre.CASE),
        ],
        _("Déplacer"),
        _("Rendez-vous déplacé"),
        commande,
        valeurs={"jour": lu.jour, "creneau": lu.creneau, "heure": lu.heure},
        sous=_JOUR_REFUSE,
    )


def photos(id_: UUID, images: tuple[ImageReduite, ...]) -> Saisie:
    """Photos read from files, about to be kept."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.ajouter_photos, AjouterPhotos(
            id_, images, valeurs["legende"], valeurs["prise_le"], valeurs["montrable"]
        )

    n = len(images)
    return Saisie(
        f"reclamation.photos.{id_.hex}",
        ngettext("Garder {n} photo", "Garder {n} photos", n).format(n=n),
        _champs_photo(),
        ngettext("Garder la photo", "Garder les photos", n),
        ngettext("Photo gardée", "Photos gardées", n),
        commande,
        valeurs={"prise_le": images[0].prise_le, "montrable": True},
        aide=_("Le défaut seulement : personne ne doit être reconnaissable."),
        sous={"defaut.photo_futur": "prise_le"},
    )


def photo(lue: PhotoLue) -> Saisie:
    """The legend of a photo, and whether whoever repairs may see it."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.corriger_photo, CorrigerPhoto(
            lue.id, valeurs["legende"], valeurs["prise_le"], valeurs["montrable"]
        )

    return Saisie(
        f"reclamation.photo.{lue.id.hex}",
        _("Photo du défaut"),
        _champs_photo(),
        _("Enregistrer"),
        _("Photo corrigée"),
        commande,
        valeurs={
            "legende": lue.legende,
            "prise_le": lue.prise_le,
            "montrable": lue.montrable,
        },
        sous={"defaut.photo_futur": "prise_le"},
    )


def dire_passage(lu: PassageLu) -> str:
    """ "mar. 1 déc., matin · Bâti 62 · ◇ proposé · clé chez la voisine"."""
    quand = ", ".join(
        x for x in (jour(lu.jour), dire(lu.creneau), heure(lu.heure) if lu.heure else "") if x
    )
    etat = f"{_FORMES[lu.etat]} {dire(lu.etat)}"
    return " · ".join(x for x in (quand, lu.responsable, etat, lu.precision) if x)


def _jour_et_heure() -> list[Element]:
    return [
        Champ("jour", _("Jour"), Genre.DATE),
        (
            Champ("creneau", _("Créneau"), Genre.CHOIX, champs.mots(Creneau)),
            ChampLibre("heure", _("Heure"), fabrique=Heure),
        ),
    ]


def _champs_photo() -> list[Element]:
    return [
        Champ("legende", _("Légende"), aide=_("Ce que l’on voit, en quelques mots.")),
        Champ("prise_le", _("Prise le"), Genre.DATE, passe=True),
        Champ("montrable", _("Peut être montrée à qui répare"), Genre.CASE),
    ]
