"""Reading a table of a catalogue field by field, keeping every fault with the place it is at.

A catalogue is written by a person in a text editor: telling one fault at a time would make them
start over. Readers go on after a fault with a harmless value and the file is refused at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

Chemin = tuple[str | int, ...]
"""Where something is in a TOML document: ("modele", 0, "lignes", 3, "ancre")."""

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
TEXTE_MAX = 400
JOURS_MAX = 3660
_CONNUS = 12  # words listed in a sentence: beyond that one reads the shipped catalogue
# What people made of their home is never called that (cahier technique, June 2026, part 1).
_REFUSE = "parasitaire"


@dataclass(frozen=True, slots=True)
class Faute:
    """One thing wrong: `code` says what (worded in `ui.messages`), `chemin` where."""

    code: str
    chemin: Chemin = ()
    params: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class FauteSituee:
    """A fault and the line of the file it is on, counted from 1."""

    ligne: int
    code: str
    params: Mapping[str, Any]


class Table:
    """One table of the document: each reader gives a usable value and notes what is wrong."""

    def __init__(
        self, brut: Mapping[str, Any], chemin: Chemin, fautes: list[Faute], champs: Iterable[str]
    ) -> None:
        self._brut = brut
        self.chemin = chemin
        self._fautes = fautes
        connus = tuple(champs)
        for champ in brut:
            if champ not in connus:
                self.refuser(
                    "champ_inconnu", champ, connus=_liste(connus), proche=_proche(champ, connus)
                )

    def __contains__(self, champ: str) -> bool:
        return champ in self._brut

    def refuser(self, code: str, champ: str = "", **params: Any) -> None:
        """Note a fault at that field, or at the table itself."""
        ou = (*self.chemin, champ) if champ else self.chemin
        self._fautes.append(Faute(code, ou, {"champ": champ, **params}))

    def texte(self, champ: str, *, requis: bool = False, defaut: str = "") -> str:
        """A text of at most `TEXTE_MAX` characters, without the spaces around it."""
        valeur = self._brut.get(champ)
        if valeur is None:
            if requis:
                self.refuser("champ_absent", champ)
            return defaut
        if not isinstance(valeur, str):
            self.refuser("texte_attendu", champ)
            return defaut
        dit = valeur.strip()
        if _REFUSE in dit.lower():
            self.refuser("mot_refuse", champ, mot=_REFUSE)
        if requis and not dit:
            self.refuser("champ_vide", champ)
        if len(dit) > TEXTE_MAX:
            self.refuser("texte_long", champ, longueur=len(dit), maximum=TEXTE_MAX)
        return dit or defaut

    def code(self, champ: str = "code") -> str:
        """An identifier: small letters, figures and underscores."""
        valeur = self.texte(champ, requis=True)
        if valeur and CODE.fullmatch(valeur) is None:
            self.refuser("code_forme", champ, valeur=valeur)
        return valeur

    def parmi(
        self, champ: str, valeurs: Iterable[str], *, requis: bool = False, defaut: str = ""
    ) -> str:
        """One of the words allowed there."""
        connues = tuple(valeurs)
        valeur = self.texte(champ, requis=requis, defaut=defaut)
        if valeur and valeur not in connues and isinstance(self._brut.get(champ), str):
            self.refuser(
                "valeur_inconnue",
                champ,
                valeur=valeur,
                connus=_liste(connues),
                proche=_proche(valeur, connues),
            )
            return defaut
        return valeur

    def entier(
        self, champ: str, *, minimum: int, maximum: int, defaut: int = 0, requis: bool = False
    ) -> int:
        """A whole number between two bounds."""
        valeur = self._brut.get(champ)
        if valeur is None:
            if requis:
                self.refuser("champ_absent", champ)
            return defaut
        if not isinstance(valeur, int) or isinstance(valeur, bool):
            self.refuser("nombre_attendu", champ)
            return defaut
        if not minimum <= valeur <= maximum:
            self.refuser("nombre_borne", champ, valeur=valeur, minimum=minimum, maximum=maximum)
            return defaut
        return valeur

    def jour(self, champ: str) -> date | None:
        """A day, written without quotes: 2026-12-19."""
        valeur = self._brut.get(champ)
        if valeur is None:
            self.refuser("champ_absent", champ)
        elif not isinstance(valeur, date) or isinstance(valeur, datetime):
            self.refuser("jour_attendu", champ)
        else:
            return valeur
        return None

    def booleen(self, champ: str, *, defaut: bool) -> bool:
        """true or false."""
        valeur = self._brut.get(champ, defaut)
        if not isinstance(valeur, bool):
            self.refuser("vrai_faux_attendu", champ)
            return defaut
        return valeur

    def textes(self, champ: str, valeurs: Iterable[str] | None = None) -> tuple[str, ...]:
        """A list of texts, each one of `valeurs` when given."""
        brute = self._brut.get(champ, [])
        if not isinstance(brute, list) or not all(isinstance(m, str) for m in brute):
            self.refuser("liste_attendue", champ)
            return ()
        if valeurs is not None:
            connues = tuple(valeurs)
            for rang, mot in enumerate(brute):
                if mot not in connues:
                    self._fautes.append(
                        Faute(
                            "valeur_inconnue",
                            (*self.chemin, champ, rang),
                            {
                                "champ": champ,
                                "valeur": mot,
                                "connus": _liste(connues),
                                "proche": _proche(mot, connues),
                            },
                        )
                    )
            return tuple(m for m in brute if m in connues)
        return tuple(brute)

    def nombres(self, champ: str, connus: Iterable[str] | None = None) -> dict[str, int]:
        """Named whole numbers (thresholds), of these names only when given."""
        brute = self._brut.get(champ, {})
        if not isinstance(brute, dict):
            self.refuser("table_attendue", champ)
            return {}
        noms = tuple(brute) if connus is None else tuple(connus)
        table = Table(brute, (*self.chemin, champ), self._fautes, noms)
        return {
            nom: table.entier(nom, minimum=0, maximum=JOURS_MAX) for nom in brute if nom in noms
        }

    def tables(self, champ: str, champs: Iterable[str]) -> tuple[Table, ...]:
        """The tables of a list of tables."""
        brutes = self._brut.get(champ, [])
        if not isinstance(brutes, list):
            self.refuser("tables_attendues", champ)
            return ()
        connus = tuple(champs)
        trouvees = []
        for rang, brute in enumerate(brutes):
            ou = (*self.chemin, champ, rang)
            if isinstance(brute, dict):
                trouvees.append(Table(brute, ou, self._fautes, connus))
            else:
                self._fautes.append(Faute("tables_attendues", ou, {"champ": champ}))
        return tuple(trouvees)


def uniques(tables: Iterable[tuple[Table, str]], champ: str = "code") -> None:
    """Note each table whose `champ` repeats one met before."""
    vus: set[str] = set()
    for table, valeur in tables:
        if valeur and valeur in vus:
            table.refuser("doublon", champ, valeur=valeur)
        vus.add(valeur)


def _liste(mots: Sequence[str]) -> str:
    """Known words, the first ones when there are many."""
    return ", ".join(mots[:_CONNUS]) + (", …" if len(mots) > _CONNUS else "")


def _proche(mot: str, connus: Iterable[str]) -> str:
    """The known word that was probably meant, or ""."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    return next(iter(get_close_matches(mot, tuple(connus), n=1, cutoff=0.6)), "")
