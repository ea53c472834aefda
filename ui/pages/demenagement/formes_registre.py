"""The forms of the page by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.services.demenagements import DossierDemenagement, PointLu, PreparationDemenagement
from ui.contexte import Contexte
from ui.pages.demenagement import formes, formes_dossier
from ui.saisie.panneau import Saisie

_SIMPLES: Mapping[str, Callable[[Contexte, DossierDemenagement], Saisie]] = MappingProxyType(
    {
        "deplacer": formes.deplacer,
        "faire": formes.faire,
        "annuler": formes.annuler,
        "cle": formes_dossier.cle,
        "releve": formes_dossier.releve,
    }
)


def choisir(
    nom: str,
    contexte: Contexte,
    dossier: DossierDemenagement | None,
    prepare: PreparationDemenagement | None,
    point: PointLu | None = None,
) -> Saisie | None:
    """The form of that name; None while what it needs is not read yet."""
    if nom == "prevoir":
        return formes.prevoir(contexte, prepare) if prepare is not None else None
    if dossier is None:
        return None
    if nom == "precision":
        return formes.precision(contexte, dossier, point) if point is not None else None
    if nom == "preciser":
        return formes.preciser(contexte, dossier, prepare) if prepare is not None else None
    return _SIMPLES[nom](contexte, dossier)
