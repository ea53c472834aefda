"""The forms of an inventory: opening it, its day and signature, one element."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.services import etats_des_lieux as service
from app.services.documents.vocabulaire import dire, majuscule
from app.services.etats_des_lieux import (
    ElementNote,
    EtatElement,
    EtatLu,
    LogementCompare,
    ModifierEtat,
    MomentEtatDesLieux,
    NoterElements,
    OuvrirEtat,
    Rangee,
)
from ui.contexte import Contexte
from ui.saisie.champs import ChampLibre, TexteLong
from ui.saisie.panneau import Saisie, Valeurs
from ui.widgets import Champ, Genre

_SOUS = {
    "etat_des_lieux.futur": "le",
    "etat_des_lieux.deja": "moment",
    "etat_des_lieux.signature_avant": "signe_le",
    "etat_des_lieux.vide": "signe_le",
}


def ouvrir(
    contexte: Contexte,
    menage_id: UUID,
    logement: LogementCompare,
    moment: MomentEtatDesLieux,
    demenagement_id: UUID | None,
) -> Saisie:
    """A new inventory of that home."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.ouvrir, OuvrirEtat(
            menage_id,
            logement.logement.id,
            MomentEtatDesLieux(valeurs["moment"]),
            _jour(valeurs),
            demenagement_id,
            valeurs["presents"],
        )

    moments = tuple((m, majuscule(dire(m))) for m in MomentEtatDesLieux)
    return Saisie(
        f"etat_des_lieux.ouvrir.{menage_id.hex}",
        _("Commencer un état des lieux"),
        [
            Champ("moment", _("Moment"), Genre.CHOIX, moments),
            Champ("le", _("Fait le"), Genre.DATE, passe=True),
            Champ("presents", _("Présents"), aide=_("Qui du ménage, qui pour le bailleur.")),
        ],
        _("Commencer"),
        _("État des lieux commencé"),
        commande,
        valeurs={"moment": moment, "le": contexte.clock.today()},
        aide=logement.logement.adresse,
        sous=_SOUS,
    )


def signer(etat: EtatLu) -> Saisie:
    """The day, those present, a remark, the signature."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.modifier, ModifierEtat(
            etat.id,
            _jour(valeurs),
            valeurs["presents"],
            valeurs["remarque"],
            valeurs["signe_le"],
        )

    return Saisie(
        f"etat_des_lieux.signer.{etat.id.hex}",
        _("Date, présents, signature"),
        [
            Champ("le", _("Fait le"), Genre.DATE, passe=True),
            Champ("presents", _("Présents")),
            ChampLibre("remarque", _("Remarque"), fabrique=lambda: TexteLong(3)),
            Champ(
                "signe_le",
                _("Signé le"),
                Genre.DATE,
                passe=True,
                aide=_("Une fois signé, les éléments ne changent plus."),
            ),
        ],
        _("Enregistrer"),
        _("État des lieux enregistré"),
        commande,
        valeurs={
            "le": etat.le,
            "presents": etat.presents,
            "remarque": etat.remarque,
            "signe_le": etat.signe_le,
        },
        aide=majuscule(dire(etat.moment)),
        sous=_SOUS,
    )


def preciser(etat: EtatLu, rangee: Rangee, titre: str, *, apres: bool) -> Saisie:
    """One element: its state and what is seen."""
    connu = rangee.apres if apres else rangee.avant

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        note = ElementNote(
            rangee.piece, rangee.element, EtatElement(valeurs["etat"]), valeurs["precision"]
        )
        return service.noter, NoterElements(etat.id, (note,))

    return Saisie(
        f"etat_des_lieux.element.{etat.id.hex}.{rangee.piece}.{rangee.element}",
        titre,
        [
            Champ("precision", _("Ce que l’on voit")),
            Champ("etat", _("État"), Genre.CHOIX, _etats()),
        ],
        _("Enregistrer"),
        _("Élément noté"),
        commande,
        valeurs={
            "precision": connu.precision if connu else "",
            "etat": connu.etat if connu else EtatElement.MAUVAIS,
        },
        aide=majuscule(dire(etat.moment)),
    )


def ajouter(etat: EtatLu) -> Saisie:
    """An element the list does not have."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        note = ElementNote(
            valeurs["piece"], valeurs["element"], EtatElement(valeurs["etat"]), valeurs["precision"]
        )
        return service.noter, NoterElements(etat.id, (note,))

    return Saisie(
        f"etat_des_lieux.ajouter.{etat.id.hex}",
        _("Ajouter un élément"),
        [
            Champ("piece", _("Pièce"), aide=_("Véranda, pigeonnier, appentis…")),
            Champ("element", _("Élément")),
            Champ("etat", _("État"), Genre.CHOIX, _etats()),
            Champ("precision", _("Ce que l’on voit")),
        ],
        _("Ajouter"),
        _("Élément ajouté"),
        commande,
        valeurs={"etat": EtatElement.BON},
        aide=majuscule(dire(etat.moment)),
    )


def _etats() -> tuple[tuple[EtatElement, str], ...]:
    return tuple((e, majuscule(dire(e))) for e in EtatElement)


def _jour(valeurs: Valeurs) -> Any:
    if valeurs["le"] is None:
        raise EntreeInvalide("saisie.obligatoire", champ=_("Fait le"))
    return valeurs["le"]
