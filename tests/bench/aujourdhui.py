"""The page of the morning and what asks for attention: what the coordinator waits for."""

from __future__ import annotations

from app.services.attention import LireAttention, LireRegles, lire_regles, lister
from app.services.aujourdhui import LireTableau, tableau
from app.services.menages import FiltreMenages, PageMenages, TriMenages, page
from tests.bench._bases import AUJOURDHUI, base
from tests.bench.mesures import Mesure, mediane

PLAFOND = 50.0  # ms: opening the page


def mesurer(taille: int) -> list[Mesure]:
    """Median milliseconds of Today, and of the list sorted and filtered by attention."""
    with base(taille) as ouverte:
        uow = ouverte.uow
        cas = {
            "aujourd’hui": lambda: tableau(LireTableau(AUJOURDHUI), uow),
            "attention, les 200 premiers": lambda: lister(LireAttention(), uow),
            "attention, ménages par règle": lambda: lire_regles(LireRegles(), uow),
            "liste, par attention": lambda: page(PageMenages(tri=TriMenages.ATTENTION), uow),
            "liste, à regarder": lambda: page(PageMenages(FiltreMenages(a_regarder=True)), uow),
            "liste, par tranche": lambda: page(PageMenages(tri=TriMenages.TRANCHE), uow),
        }
        mesures = [Mesure(nom, taille, mediane(action)) for nom, action in cas.items()]
    premiere = mesures[0]
    return [Mesure(premiere.nom, taille, premiere.valeur, plafond=PLAFOND), *mesures[1:]]
