"""The journey's other forms: what became of a good practice, and which template to follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.errors import RegleMetier
from app.core.i18n import N_, _, langue
from app.domain.pratiques import EtatPratique
from app.services import etapes, parcours, pratiques
from app.services.documents.vocabulaire import majuscule
from ui.pages.menage.formes.cadre import Cadre, choix, vides
from ui.pages.menage.saisie import Ordre, Saisie
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element


@dataclass(frozen=True, slots=True)
class PratiqueVisee:
    """The practice a form is about (None: one of `parmi`), and the state it starts with."""

    code: str | None
    libelle: str
    aide: str
    etat: EtatPratique
    parmi: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ParcoursVise:
    """The template followed now, the one the household would inherit, and those one may choose."""

    code: str
    propre: bool
    motif: str
    modeles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EtapeVisee:
    """The milestone to set aside, or to take up again when it already is (`motif` said why)."""

    code: str
    libelle: str
    ecartee: bool
    motif: str


def pratique(cadre: Cadre, visee: object) -> Saisie:
    """What became of a practice (any of the catalogue for None), on which day, by whom."""
    if visee is None:
        entrees = cadre.mots.catalogues.pratiques.entrees
        parmi = tuple((e.code, majuscule(e.libelle(langue()))) for e in entrees)
        visee = PratiqueVisee(None, "", "", EtatPratique.PROPOSEE, parmi)
    if not isinstance(visee, PratiqueVisee):
        raise RegleMetier("general.introuvable")

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return pratiques.noter, pratiques.NoterPratique(
            cadre.menage_id,
            visee.code or valeurs["code"],
            EtatPratique(valeurs["etat"]),
            valeurs["le"],
            valeurs["par"],
            vides(valeurs["precision"]),
        )

    champs: list[Element] = [
        Champ("etat", _("Où elle en est"), Genre.CHOIX, choix(*EtatPratique)),
        Champ("le", _("Le"), Genre.DATE, passe=True),
        Champ("par", _("Par"), Genre.CHOIX, cadre.membres()),
        Champ("precision", _("Précision"), aide=_("Pour une pratique écartée, dites pourquoi.")),
    ]
    if visee.etat is EtatPratique.SANS_OBJET:
        champs.insert(0, champs.pop())  # set aside: the reason is what is asked
    if visee.code is None:
        champs.insert(0, Champ("code", _("Bonne pratique"), Genre.CHOIX, visee.parmi))
    return Saisie(
        f"menage.pratique.{cadre.menage_id.hex}.{visee.code or 'nouvelle'}",
        majuscule(visee.libelle) if visee.code else _("Une bonne pratique"),
        champs,
        _("Enregistrer"),
        _("Bonne pratique notée"),
        commande,
        valeurs={"etat": visee.etat, "le": cadre.jour, "par": cadre.moi},
        aide=visee.aide,
        sous={
            "pratique.futur": "le",
            "pratique.motif": "precision",
            "pratique.inconnue": "code",
        },
    )


def changer_parcours(cadre: Cadre, vise: object) -> Saisie:
    """Another template for this household alone, and why; or back to its estate's."""
    if not isinstance(vise, ParcoursVise):
        raise RegleMetier("general.introuvable")
    herite = (None, _("Celui de sa cité ou de sa tranche"))

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        if not change:
            return None
        return parcours.choisir, parcours.ChoisirParcours(
            valeurs["modele"], menage_id=cadre.menage_id, motif=vides(valeurs["motif"])
        )

    return Saisie(
        cadre.cle("parcours"),
        _("Le parcours de ce ménage"),
        [
            Champ("modele", _("Parcours suivi"), Genre.CHOIX, (herite, *vise.modeles)),
            Champ("motif", _("Raison"), aide=_("Pourquoi ce ménage ne suit pas celui des autres.")),
        ],
        _("Changer de parcours"),
        _("Parcours changé"),
        commande,
        valeurs={"modele": vise.code if vise.propre else None, "motif": vise.motif},
        aide=_(
            "Les étapes et les bonnes pratiques attendues changent ; ce qui est déjà noté reste."
        ),
        sous={"parcours.motif": "motif", "parcours.inconnu": "modele"},
    )


def ecarter_etape(cadre: Cadre, visee: object) -> Saisie:
    """Why a milestone does not concern this household; an empty reason takes it up again."""
    if not isinstance(visee, EtapeVisee):
        raise RegleMetier("general.introuvable")

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        motif = vides(valeurs["motif"])
        if visee.ecartee and not change:
            return None
        if visee.ecartee and not motif:
            return etapes.reprendre, etapes.ReprendreEtape(cadre.menage_id, visee.code)
        return etapes.ecarter, etapes.EcarterEtape(cadre.menage_id, visee.code, motif)

    return Saisie(
        f"menage.ecarter_etape.{cadre.menage_id.hex}.{visee.code}",
        majuscule(visee.libelle),
        [Champ("motif", _("Pourquoi elle ne concerne pas ce ménage"))],
        _("Enregistrer la raison") if visee.ecartee else _("Écarter l’étape"),
        _("Étape enregistrée") if visee.ecartee else _("Étape écartée"),
        commande,
        valeurs={"motif": visee.motif},
        aide=_("Effacez la raison et enregistrez : l’étape sera de nouveau attendue.")
        if visee.ecartee
        else _("Elle ne comptera plus dans l’avancement ni dans les retards."),
        sous={"etape.ecart_motif": "motif", "etape.deja_faite": "motif"},
    )


def retirer_pratique(id_: UUID) -> tuple[Ordre, str]:
    """What takes the last thing told about a practice away."""
    ordre: Ordre = (pratiques.retirer, pratiques.RetirerPratique(id_))
    return ordre, N_("Bonne pratique : dernière note retirée")
