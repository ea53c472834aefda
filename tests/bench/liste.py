"""The list of households: first and deep pages, counts, and the history of one household."""

from __future__ import annotations

from app.domain.menages import Phase
from app.services.historique import LireHistorique, du_menage
from app.services.menages import (
    CompterMenages,
    FiltreMenages,
    IdsMenages,
    PageMenages,
    TriMenages,
    compter,
    ids,
    page,
)
from tests.bench._bases import base
from tests.bench.mesures import Mesure, mediane


def mesurer(taille: int) -> list[Mesure]:
    """Median milliseconds of what the list page asks for."""
    partis = FiltreMenages(phase=Phase.PENDANT, sans_visite_depuis=30)
    with base(taille) as ouverte:
        uow = ouverte.uow
        premier = ids(IdsMenages(), uow)[0]
        cas = {
            "liste, par nom": lambda: page(PageMenages(), uow),
            "liste, par nom, au fond": lambda: page(PageMenages(debut=taille - 300), uow),
            "liste, par visites": lambda: page(
                PageMenages(tri=TriMenages.NB_VISITES, descendant=True), uow
            ),
            "liste, filtrée": lambda: page(PageMenages(partis), uow),
            "liste, compte": lambda: compter(CompterMenages(partis), uow),
            "historique d’un ménage": lambda: du_menage(LireHistorique(premier), uow),
        }
        return [Mesure(nom, taille, mediane(action)) for nom, action in cas.items()]
