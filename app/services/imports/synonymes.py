"""The catalogue of column headers, folded once and ready to be looked up."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

import resources
from app.domain.texte import plier
from app.services.imports.profils import GENRES, Genre


@dataclass(frozen=True, slots=True)
class Synonymes:
    """Folded headers of each kind of sheet, of columns left aside and of other files."""

    par_genre: Mapping[Genre, Mapping[str, str]]
    """Kind of sheet → folded header → field."""
    ecartees: Mapping[str, str]
    """Folded header → reason ("solde", "nir"…)."""
    autres: Mapping[str, frozenset[str]]
    """Kind of file we do not take in here → its folded headers."""


def charger(source: str | None = None) -> Synonymes:
    """The shipped catalogue, or the TOML text `source`."""
    lu = tomllib.loads(source or resources.texte("catalogues", "colonnes.toml"))
    plies = {champ: [plier(nom) for nom in noms] for champ, noms in lu["champs"].items()}
    par_genre: dict[Genre, dict[str, str]] = {}
    for genre, definition in GENRES.items():
        index: dict[str, str] = {}
        for champ in definition.champs:
            for nom in plies.get(champ, ()):
                index.setdefault(nom, champ)
        par_genre[genre] = index
    return Synonymes(
        par_genre=par_genre,
        ecartees={plier(nom): raison for raison, noms in lu["ecartees"].items() for nom in noms},
        autres={
            genre: frozenset(plier(nom) for nom in noms)
            for genre, noms in lu["autres_fichiers"].items()
        },
    )
