"""Taking a renovated home in hand: guided visits, and when the winter one is due."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

DEBUT_CHAUFFE = (10, 15)
FIN_CHAUFFE = (4, 15)
"""First and last day (month, day) of the heating season; a habit of the field, not law."""
_RODAGE = timedelta(days=42)
_APRES_ALLUMAGE = timedelta(days=31)
_INSTALLATION = timedelta(days=14)  # boxes are emptied, nothing is forgotten yet
_RETARD_UTILE = timedelta(days=60)
_DELAI = timedelta(days=7)
_SAMEDI = 5


class MomentPriseEnMain(StrEnum):
    """The visit at the return, the one of the first heating season, or another."""

    RETOUR = "retour"
    HIVER = "hiver"
    AUTRE = "autre"


class EtatPriseEnMain(StrEnum):
    """Where a visit stands."""

    PREVUE = "prevue"
    FAITE = "faite"
    ANNULEE = "annulee"


class EtatPointMontre(StrEnum):
    """What became of a point of the visit."""

    MONTRE = "montre"
    A_REVOIR = "a_revoir"
    SANS_OBJET = "sans_objet"


# The milestone each visit is, in the journeys that have it.
ETAPES: Mapping[MomentPriseEnMain, str] = MappingProxyType(
    {MomentPriseEnMain.RETOUR: "prise_en_main", MomentPriseEnMain.HIVER: "visite_hiver"}
)


def jour_propose(moment: MomentPriseEnMain, retour: date, feries: Collection[date]) -> date:
    """The working day proposed for that visit of a home found again on `retour`."""
    if moment is MomentPriseEnMain.HIVER:
        return ouvrable(visite_d_hiver(retour), feries)
    return ouvrable(retour + _INSTALLATION, feries)


def a_prevoir(
    moment: MomentPriseEnMain, retour: date, aujourdhui: date, feries: Collection[date]
) -> date | None:
    """The day to foresee that visit on, told as late as `aujourdhui`; None once it is too late.

    Too late: two months after the return, or the first heating season almost over.
    """
    propose = jour_propose(moment, retour, feries)
    if propose >= aujourdhui:
        return propose
    hiver = moment is MomentPriseEnMain.HIVER
    fin = fin_premiere_saison(retour) if hiver else retour + _RETARD_UTILE
    if aujourdhui + _DELAI > fin:
        return None
    return ouvrable(aujourdhui + _DELAI, feries)


def ouvrable(jour: date, feries: Collection[date]) -> date:
    """That day, or the next one people work."""
    while jour.weekday() >= _SAMEDI or jour in feries:
        jour += timedelta(days=1)
    return jour


def fin_premiere_saison(retour: date) -> date:
    """The last day of the heating season the winter visit belongs to."""
    visite = visite_d_hiver(retour)
    return date(_saison_apres(visite).year + 1, *FIN_CHAUFFE)


def visite_d_hiver(retour: date) -> date:
    """The day proposed for the visit of the first heating season.

    Back in the season: six weeks later, before it ends; else one month after the next begins.
    """
    debut = _saison_apres(retour)
    fin = date(debut.year + 1, *FIN_CHAUFFE)
    en_saison = debut <= retour
    if en_saison and retour + _RODAGE <= fin:
        return retour + _RODAGE
    if en_saison:
        debut = date(debut.year + 1, *DEBUT_CHAUFFE)
    return debut + _APRES_ALLUMAGE


def _saison_apres(jour: date) -> date:
    """The first day of the heating season that holds a day, or comes next."""
    if jour <= date(jour.year, *FIN_CHAUFFE):
        return date(jour.year - 1, *DEBUT_CHAUFFE)
    return date(jour.year, *DEBUT_CHAUFFE)
