"""Days nobody works, and school holidays of the académie de Lille (zone B)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from app.domain.catalogue_fautes import Faute
from app.domain.catalogues_vacances import Vacances, lire_vacances, reunir
from app.domain.planification.instance import Periode
from app.services.catalogues.fichier import d_equipe, livre
from app.services.catalogues.lecture import VACANCES

__all__ = ["Vacances", "catalogue", "feries", "vacances"]


def feries(annees: Iterable[int]) -> frozenset[date]:
    """The public holidays of mainland France in those years (code du travail, art. L3133-1).

    Without those of Alsace-Moselle.
    """
    from holidays import country_holidays  # noqa: PLC0415 - loaded by those who plan a day only

    return frozenset(country_holidays("FR", years=sorted(set(annees))))


def catalogue(dossier_equipe: Path | None = None) -> tuple[Vacances, ...]:
    """The school holidays known, in order; the team's `vacances.toml` completes the shipped one.

    Raises `EntreeInvalide("catalogue.fautes")` naming the file and every faulty line.
    """
    lues: tuple[Vacances, ...] = ()
    for lu in (livre(VACANCES), d_equipe(VACANCES, dossier_equipe)):
        if lu is not None:
            fautes: list[Faute] = []
            periodes = lire_vacances(lu.contenu, fautes)
            lu.exiger(fautes)
            lues = reunir(lues, periodes)
    return lues


def vacances(du: date, au: date, dossier_equipe: Path | None = None) -> tuple[Periode, ...]:
    """The school holidays that share a day with that period (both days included), in order."""
    voulue = Periode(du, au)
    connues = (Periode(v.du, v.au) for v in catalogue(dossier_equipe))
    return tuple(p for p in connues if p.croise(voulue))
