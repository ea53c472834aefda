"""Street addresses: taken apart, written one way everywhere, compared in any spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from app.domain.texte import apostrophes, plier, resserrer

_REPETITIONS: Mapping[str, str] = MappingProxyType(
    {"b": "bis", "t": "ter", "q": "quater", "bis": "bis", "ter": "ter", "quater": "quater",
     "quinquies": "quinquies", "quin": "quinquies"}
)  # fmt: skip
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "r": "rue", "av": "avenue", "ave": "avenue", "aven": "avenue", "bd": "boulevard",
        "bld": "boulevard", "blvd": "boulevard", "boul": "boulevard", "bvd": "boulevard",
        "pl": "place", "all": "allee", "imp": "impasse", "ch": "chemin", "che": "chemin",
        "chem": "chemin", "rte": "route", "sq": "square", "res": "residence", "crs": "cours",
        "lot": "lotissement", "fg": "faubourg", "fbg": "faubourg", "pass": "passage",
        "qu": "quai", "voy": "voyette", "cor": "coron", "ham": "hameau",
        "sent": "sentier", "rpt": "rond point", "clo": "clos",
    }
)  # fmt: skip
_MOTS: Mapping[str, str] = MappingProxyType(
    {
        "st": "saint", "ste": "sainte", "gal": "general", "gen": "general", "dr": "docteur",
        "pdt": "president", "pt": "president", "mal": "marechal", "cdt": "commandant",
        "cne": "capitaine", "col": "colonel", "lt": "lieutenant", "prof": "professeur",
        "pr": "professeur", "abb": "abbe",
    }
)  # fmt: skip
_LIAISONS = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "n", "no")
)
_PARTICULES = frozenset(
    ("à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lès", "sous",
     "sur", "n", "dit", "dite")
)  # fmt: skip
_DEBUT = re.compile(
    r"(?:n\s*[°ºo]\s*)?(\d{1,4}(?:\s*[-/à]\s*\d{1,4})?)"
    r"\s*(?:(bis|ter|quater|quinquies)\b|([A-Za-z])(?=[\s,]|$))?\s*,?\s+(?=\S)",
    re.IGNORECASE,
)
_COMPLEMENT = re.compile(
    r"(?:,\s*|\s+-\s+|\s+)((?:appt|apt|appartement|logt|logement|bat|bât|bâtiment|batiment|esc"
    r"|escalier|étage|etage|porte|rdc|boite|bte|entrée)\b.*)$",
    re.IGNORECASE,
)
_COMMUNE = re.compile(r"[\s,]+(\d{5})\s+(\D+)$")
_MOT = re.compile(r"\w+", re.UNICODE)


class Rapport(StrEnum):
    """How two addresses compare."""

    IDENTIQUES = "identiques"
    COMPATIBLES = "compatibles"
    """One of them lacks its bis/ter, its number or its first words."""
    DIFFERENTES = "differentes"


@dataclass(frozen=True, slots=True)
class Adresse:
    """A street address taken apart; every part may be empty."""

    numero: str = ""
    repetition: str = ""
    voie: str = ""
    complement: str = ""
    code_postal: str = ""
    commune: str = ""


def lire(texte: str) -> Adresse:
    """The parts of "112 bis Rue des Frères-Lumière, appt 3 62320 Rouvroy"."""
    numero, repetition, reste = separer_numero(apostrophes(resserrer(texte)))
    suite = lire_suite(reste)
    return replace(suite, numero=numero, repetition=repetition)


def separer_numero(texte: str) -> tuple[str, str, str]:
    """ "112 bis Rue X" → ("112", "bis", "Rue X"); the first two are empty without a number."""
    m = _DEBUT.match(texte)
    if m is None:
        return "", "", texte
    numero = m[1] if m[1].isdecimal() else re.sub(r"\s+", "", m[1])
    return numero, lire_repetition(m[2] or m[3] or ""), texte[m.end() :]


def lire_suite(texte: str) -> Adresse:
    """The street and what follows it, in an address whose number was taken away."""
    reste, code_postal, commune, complement = texte, "", "", ""
    if m := _COMMUNE.search(reste):
        code_postal, commune = m[1], casse(m[2].strip(" ,-"))
        reste = reste[: m.start()]
    if m := _COMPLEMENT.search(reste):
        complement = m[1]
        reste = reste[: m.start()]
    voie = casse(reste.strip(" ,"))
    return Adresse("", "", voie, complement, code_postal, commune)


def lire_repetition(texte: str) -> str:
    """ "BIS" → "bis", "b" → "B": a lone letter may be a staircase, so it is kept."""
    net = texte.strip(" .").lower()
    if len(net) == 1:
        return net.upper()
    return _REPETITIONS.get(net, net)


def composer(type_voie: str, nom_voie: str) -> str:
    """The street from the two columns of a stock file: "RUE", "D’ŒUF" → "Rue d’Œuf"."""
    mots = plier(type_voie)
    entier = _TYPES.get(mots)
    type_net = entier if entier is not None else resserrer(type_voie)
    net = apostrophes(resserrer(nom_voie))
    if type_net and net:
        return casse(f"{type_net.upper()} {net}" if net.isupper() else f"{type_net} {net}")
    return casse(type_net or net)


def casse(voie: str) -> str:
    """A street or town for display: all capitals become capitals at word starts only.

    A text that already mixes both is kept, except for its first letter.
    """
    if not voie:
        return ""
    if not voie.isupper():
        return voie[0].upper() + voie[1:]

    def mot(m: re.Match[str]) -> str:
        bas = m[0].lower()
        if m.start() > 0 and bas in _PARTICULES and voie[m.end() : m.end() + 1] != ".":
            return bas
        return bas[0].upper() + bas[1:]

    return _MOT.sub(mot, voie)


def afficher(numero: str | None, repetition: str | None, voie: str | None) -> str:
    """One line as on an envelope: "112 bis Rue des Frères-Lumière"."""
    return " ".join(partie for partie in (numero, repetition, voie) if partie)


def cle_voie(voie: str) -> str:
    """What two spellings of one street share: "Av. de la Fosse n°4" → "avenue fosse 4"."""
    mots = plier(voie).split()
    if len(mots) > 1 and mots[0] in _TYPES:
        mots[0] = _TYPES[mots[0]]
    gardes = [_MOTS.get(mot, mot) for mot in mots if mot not in _LIAISONS]
    return " ".join(gardes or mots)


def cle(numero: str | None, repetition: str | None, voie: str | None) -> str:
    """Comparison key of a whole address: number, bis/ter, street; "" when the street is unknown."""
    rue = cle_voie(voie or "")
    if not rue:
        return ""
    bas = (repetition or "").lower()
    return f"{(numero or '').lower()}|{_REPETITIONS.get(bas, bas)}|{rue}"


def comparer(une: Adresse, autre: Adresse) -> Rapport:
    """Whether two addresses are the same, could be, or are not."""
    if cle(une.numero, une.repetition, une.voie) == cle(autre.numero, autre.repetition, autre.voie):
        return Rapport.IDENTIQUES
    if cle_voie(une.voie) != cle_voie(autre.voie):
        return Rapport.DIFFERENTES
    memes_numeros = une.numero == autre.numero or not (une.numero and autre.numero)
    repetitions = [
        _REPETITIONS.get(r.lower(), r.lower()) for r in (une.repetition, autre.repetition)
    ]
    memes_bis = repetitions[0] == repetitions[1] or not all(repetitions)
    return Rapport.COMPATIBLES if memes_numeros and memes_bis else Rapport.DIFFERENTES
