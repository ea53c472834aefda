"""The forms of the page of one complaint by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from app.domain.reclamations import ATTENDUS, GenreEchange
from app.services.reclamations.lecture import ReclamationLue
from ui.contexte import Contexte
from ui.pages.reclamations import formes, formes_passages
from ui.saisie.panneau import Saisie

_SIMPLES: Mapping[str, Callable[[Contexte, ReclamationLue], Saisie]] = MappingProxyType(
    {
        "ouverture": formes.ouverture,
        "repondre": formes.repondre,
        "securiser": formes.securiser,
        "echange": partial(formes.echange, genre=GenreEchange.ECHANGE),
        "relance": partial(formes.echange, genre=GenreEchange.RELANCE),
    }
)


def choisir(
    nom: str, contexte: Contexte, lue: ReclamationLue, responsables: Sequence[Any]
) -> Saisie | None:
    """The form of that name; None when it makes no sense for this complaint."""
    if nom == "passage":
        return formes_passages.proposer(lue.ligne, responsables)
    if nom == "qualifier":
        return formes.qualifier(contexte, lue, responsables)
    if nom == "etat":
        return formes.etat(contexte, lue.ligne, None)
    if nom == "deplacer":
        attendus = [p for p in lue.entiere.passages if p.etat in ATTENDUS]
        return formes_passages.deplacer(attendus[0]) if attendus else None
    return _SIMPLES[nom](contexte, lue) if nom in _SIMPLES else None
