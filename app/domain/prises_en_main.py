"""Taking a renovated home in hand: guided visits, and when the winter one is due."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

DEBUT_CHAUFFE = (10, 15)
FIN_CHAUFFE = (4, 15)
"""First and last day (month, day) of the heating season; a habit of the field, not law."""
_RODAGE = timedelta(days=42)
_APRES_ALLUMAGE = timedelta(days=31)


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
