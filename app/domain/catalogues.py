"""Catalogues of words: what they hold, how one finds an entry while typing, what makes one wrong.

A catalogue is data. Visits keep codes; a code no catalogue knows (free words of an old file) is
shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.core.errors import EntreeInvalide
from app.domain.accompagnement import FamilleBesoin
from app.domain.menages import Phase
from app.domain.texte import plier

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CHAMPS = frozenset(("code", "fr", "en", "touche", "mots", "phases", "ton", "famille"))
_TONS = frozenset(("agreable", "penible", "neutre"))
_PHASES = frozenset(phase.value for phase in Phase)
_FAMILLES = frozenset(famille.value for famille in FamilleBesoin)


@dataclass(frozen=True, slots=True)
class Entree:
    """One word of a catalogue; `touche` typed alone finds it at once."""

    code: str
    fr: str
    en: str
    touche: str = ""
    mots: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    ton: str = ""
    famille: str = ""

    def libelle(self, langue: str) -> str:
        """The label in "fr" or "en"."""
        return self.en if langue == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries of one subject, in the order they are proposed."""

    nom: str
    entrees: tuple[Entree, ...]

    def trouver(self, code: str) -> Entree | None:
        """The entry of that code, or None for a free word."""
        return next((e for e in self.entrees if e.code == code), None)

    def libelle(self, code: str, langue: str) -> str:
        """The label of a code; an unknown code is a free word, shown as it is."""
        entree = self.trouver(code)
        return entree.libelle(langue) if entree else code

    def chercher(self, texte: str, langue: str) -> tuple[Entree, ...]:
        """Entries that answer what is being typed: by key, then label, then other words."""
        cherche = plier(texte)
        if not cherche:
            return self.entrees
        notes = ((_rang(e, cherche, langue), i, e) for i, e in enumerate(self.entrees))
        retenues = sorted(n for n in notes if n[0] is not None)
        return tuple(e for _r, _i, e in retenues)

    def famille(self, famille: str) -> tuple[Entree, ...]:
        """The entries of one family."""
        return tuple(e for e in self.entrees if e.famille == famille)

    def pour_phase(self, phase: str) -> tuple[Entree, ...]:
        """All entries, those of that phase first."""
        return tuple(sorted(self.entrees, key=lambda e: phase not in e.phases))


@dataclass(frozen=True, slots=True)
class Catalogues:
    """All the catalogues of the app, as loaded once by whoever starts it."""

    motifs: Catalogue
    ressentis: Catalogue
    besoins: Catalogue
    orientations: Catalogue
    reclamations: Catalogue
    liens: Catalogue
    sujets: Catalogue


def _rang(entree: Entree, cherche: str, langue: str) -> int | None:
    """How well an entry answers: 0 its key, 1 start of its label, 2 a word of it, 3 other words."""
    if cherche == entree.touche:
        return 0
    libelle = plier(entree.libelle(langue))
    if libelle.startswith(cherche):
        return 1
    if f" {cherche}" in libelle:
        return 2
    if any(f" {cherche}" in f" {plier(mot)}" for mot in (*entree.mots, entree.fr)):
        return 3
    return None


def composer(nom: str, fichier: str, contenu: Mapping[str, Any]) -> Catalogue:
    """The catalogue written in one file.

    Raises `EntreeInvalide("catalogue.invalide")` naming the file, the entry and what is wrong.
    """
    brutes = contenu.get("entree")
    if not isinstance(brutes, list) or set(contenu) - {"entree"}:
        raise EntreeInvalide("catalogue.forme", fichier=fichier)
    entrees = [_entree(fichier, rang, brute) for rang, brute in enumerate(brutes, 1)]
    _uniques(fichier, "code", (e.code for e in entrees))
    _uniques(fichier, "touche", (e.touche for e in entrees if e.touche))
    return Catalogue(nom, tuple(entrees))


def completer(catalogue: Catalogue, ajout: Catalogue) -> Catalogue:
    """The shipped catalogue with a team's own: same code replaces, new codes come at the end.

    A key a team gives to an entry of its own is taken from the shipped entry that had it.
    """
    nouvelles = {e.code: e for e in ajout.entrees}
    prises = {e.touche for e in ajout.entrees if e.touche}
    gardees = [
        nouvelles.pop(e.code) if e.code in nouvelles else _ceder(e, prises)
        for e in catalogue.entrees
    ]
    return Catalogue(catalogue.nom, (*gardees, *nouvelles.values()))


def _ceder(entree: Entree, prises: set[str]) -> Entree:
    return replace(entree, touche="") if entree.touche in prises else entree


def _uniques(fichier: str, champ: str, valeurs: Iterable[str]) -> None:
    vues: set[str] = set()
    for valeur in valeurs:
        if valeur in vues:
            raise EntreeInvalide("catalogue.doublon", fichier=fichier, champ=champ, valeur=valeur)
        vues.add(valeur)


def _entree(fichier: str, rang: int, brute: object) -> Entree:
    if not isinstance(brute, dict):
        raise EntreeInvalide("catalogue.forme", fichier=fichier)
    nom = str(brute.get("code") or f"n° {rang}")

    def refuser(champ: str) -> EntreeInvalide:
        return EntreeInvalide("catalogue.invalide", fichier=fichier, entree=nom, champ=champ)

    inconnus = sorted(set(brute) - _CHAMPS)
    if inconnus:
        raise refuser(inconnus[0])
    for champ in ("code", "fr", "en", "touche", "ton", "famille"):
        if not isinstance(brute.get(champ, ""), str):
            raise refuser(champ)
    for champ in ("mots", "phases"):
        valeur = brute.get(champ, [])
        if not isinstance(valeur, list) or not all(isinstance(m, str) for m in valeur):
            raise refuser(champ)
    entree = Entree(
        code=brute.get("code", ""),
        fr=brute.get("fr", "").strip(),
        en=brute.get("en", "").strip() or brute.get("fr", "").strip(),
        touche=brute.get("touche", ""),
        mots=tuple(brute.get("mots", ())),
        phases=tuple(brute.get("phases", ())),
        ton=brute.get("ton", ""),
        famille=brute.get("famille", ""),
    )
    faute = _faute(entree)
    if faute:
        raise refuser(faute)
    return entree


def _faute(entree: Entree) -> str:
    """The first field of an entry that cannot be accepted, or ""."""
    controles = (
        ("code", _CODE.fullmatch(entree.code) is not None),
        ("fr", bool(entree.fr)),
        ("touche", not entree.touche or re.fullmatch("[a-z0-9]", entree.touche) is not None),
        ("ton", not entree.ton or entree.ton in _TONS),
        ("famille", not entree.famille or entree.famille in _FAMILLES),
        ("phases", set(entree.phases) <= _PHASES),
    )
    return next((champ for champ, juste in controles if not juste), "")
