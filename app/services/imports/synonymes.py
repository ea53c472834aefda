"""The catalogue of column headers, folded once and ready to be looked up."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

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
    abreviations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Word cut short → the whole word, "" for one that says nothing."""
    par_mots: Mapping[Genre, Mapping[str, str]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Kind of sheet → words of a header, whole and in order → field."""

    def champ(self, genre: Genre, plie: str) -> str | None:
        """The field of a folded header: as written, else by its words, in any order, cut short."""
        exact = self.par_genre[genre].get(plie)
        if exact is not None or plie in self.ecartees or " " not in plie:
            return exact
        return self.par_mots.get(genre, {}).get(en_mots(plie, self.abreviations))


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
    abreviations = {court: mot for mot, courts in lu["abreviations"].items() for court in courts}
    return Synonymes(
        abreviations=abreviations,
        par_mots={g: _par_mots(index, abreviations) for g, index in par_genre.items()},
        par_genre=par_genre,
        ecartees={plier(nom): raison for raison, noms in lu["ecartees"].items() for nom in noms},
        autres={
            genre: frozenset(plier(nom) for nom in noms)
            for genre, noms in lu["autres_fichiers"].items()
        },
    )


def en_mots(plie: str, abreviations: Mapping[str, str]) -> str:
    """The words of a folded header, whole, each once, in alphabetical order."""
    mots = {m for mot in plie.split() for m in abreviations.get(mot, mot).split()}
    return " ".join(sorted(mots))


def _par_mots(index: Mapping[str, str], abreviations: Mapping[str, str]) -> Mapping[str, str]:
    """Those a field alone answers to: "Nom et prénom" and "Prénom et nom" are two things."""
    trouves: dict[str, set[str]] = {}
    for plie, champ in index.items():
        trouves.setdefault(en_mots(plie, abreviations), set()).add(champ)
    return {mots: champs.pop() for mots, champs in trouves.items() if mots and len(champs) == 1}
