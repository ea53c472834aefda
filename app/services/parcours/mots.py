"""The journey in words: labels of its lines, where a due day comes from, who chose the template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from app.core.i18n import N_, _, date_courte, langue, ngettext
from app.domain.parcours import OrigineDate
from app.domain.parcours_modele import Element, FaitAncre, GenreElement, NiveauChoix, Parcours

_FAITS: Mapping[str, str] = MappingProxyType(
    {
        FaitAncre.DEBUT_TRAVAUX: N_("le début des travaux"),
        FaitAncre.FIN_TRAVAUX: N_("la fin des travaux"),
        FaitAncre.RECEPTION_TRANCHE: N_("la réception de la tranche"),
        FaitAncre.ENTREE: N_("l’entrée dans les lieux"),
    }
)


def libelle(parcours: Parcours, genre: GenreElement, code: str) -> str:
    """What a milestone or a practice is called; an unknown code is shown as it was written."""
    element = parcours.element(genre, code)
    return element.libelle(langue()) if element else code.replace("_", " ")


def aide(element: Element | None) -> str:
    """What a person does for it, "" when the catalogue does not say."""
    return element.aide(langue()) if element else ""


def ancre(parcours: Parcours, code: str) -> str:
    """What days are counted from, as it follows "before": "le départ"; "" for nothing."""
    if code in _FAITS:
        return _(_FAITS[code])
    element = parcours.element(GenreElement.ETAPE, code)
    return element.repere(langue()) if element else code.replace("_", " ")


def ecart(parcours: Parcours, depuis: str, jours: int) -> str:
    """A rule in words: "15 jours avant le départ"; "" when no day follows from it."""
    if not depuis:
        return ""
    repere = ancre(parcours, depuis)
    if jours < 0:
        phrase = ngettext("{n} jour avant {repere}", "{n} jours avant {repere}", -jours)
    elif jours > 0:
        phrase = ngettext("{n} jour après {repere}", "{n} jours après {repere}", jours)
    else:
        phrase = _("le même jour que {repere}")
    return phrase.format(n=abs(jours), repere=repere)


def origine(parcours: Parcours, de: OrigineDate | None, depuis: str, jours: int) -> str:
    """Where a due day comes from; without a day, what it waits for."""
    match de:
        case OrigineDate.SAISIE:
            return _("date notée par l’équipe")
        case OrigineDate.FAIT:
            return _("d’après les dates du logement et des travaux")
        case _:
            return ecart(parcours, depuis, jours)


def choisi(niveau: NiveauChoix, nom: str, par: str, le: date | None) -> str:
    """Who chose the template: the household's team, its batch, its estate, or nobody."""
    match niveau:
        case NiveauChoix.MENAGE if par and le:
            return _("choisi pour ce ménage par {par}, le {jour}").format(
                par=par, jour=date_courte(le)
            )
        case NiveauChoix.MENAGE:
            return _("choisi pour ce ménage")
        case NiveauChoix.ARRIVEE:
            return _("arrivé après les travaux")
        case NiveauChoix.TRANCHE:
            return _("choisi pour {nom}").format(nom=nom)
        case NiveauChoix.CITE:
            return _("choisi pour {nom}").format(nom=nom)
        case _:
            return _("parcours proposé par défaut")
