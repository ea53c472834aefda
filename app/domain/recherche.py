"""What somebody typed, turned into what the index is asked; and why a household was found.

Everything typed is text: words are folded (`plier`), so no sign of the query language survives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType

from app.domain.texte import cle, plier

MOTS_MAX = 8
LETTRES_POUR_APPROCHER = 4
"""Below that many letters a neighbouring word is another word, not a slip of the hand."""

# Abbreviations of addresses that are not the beginning of the word they stand for.
_ENTIERS: Mapping[str, str] = MappingProxyType(
    {
        "bd": "boulevard",
        "bld": "boulevard",
        "blvd": "boulevard",
        "st": "saint",
        "ste": "sainte",
        "gal": "general",
        "dr": "docteur",
        "rte": "route",
        "cdt": "commandant",
    }
)


class RaisonTrouve(StrEnum):
    """Where the typed words were found."""

    NOM = "nom"
    PERSONNE = "personne"
    ADRESSE = "adresse"
    TELEPHONE = "telephone"
    UG = "ug"
    REFERENCE = "reference"
    ATTACHEMENT = "attachement"
    APPROCHANT = "approchant"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class Demande:
    """The folded words of a search, in order.

    `chiffres` are its digits when it holds nothing else, in the form phones are stored in.
    """

    mots: tuple[str, ...]
    chiffres: str = ""


def lire(texte: str) -> Demande:
    """The words of what was typed; at most `MOTS_MAX` of them."""
    mots = tuple(plier(texte[:200]).split()[:MOTS_MAX])
    return Demande(mots, _national("".join(mots)) if all(map(_est_nombre, mots)) else "")


def _est_nombre(mot: str) -> bool:
    return mot.isascii() and mot.isdigit()


def _national(chiffres: str) -> str:
    """ "+33 6 12" and "0033 6 12" are the beginning of "06 12"."""
    for indicatif in ("0033", "33"):
        if chiffres.startswith(indicatif) and len(chiffres) > len(indicatif):
            return "0" + chiffres[len(indicatif) :].removeprefix("0")
    return chiffres


def _terme(mot: str, *, debut: bool) -> str:
    return f'"{mot}"*' if debut else f'"{mot}"'


def expression(demande: Demande, *, debuts: bool = True) -> str:
    """The full-text query: every word, in any order, as the beginning of a word of the index.

    Consecutive numbers may also be one phone number; a house number followed by other words is
    taken whole ("1 rue" is not "14 rue"). `debuts=False` asks for whole words only.
    """
    morceaux = []
    groupes = [list(g) for _, g in groupby(demande.mots, _est_nombre)]
    for rang, groupe in enumerate(groupes):
        nombre, dernier = _est_nombre(groupe[0]), rang == len(groupes) - 1
        ecrits = [_mot(m, debut=debuts and (dernier or not nombre)) for m in groupe]
        ensemble = " AND ".join(ecrits)
        if nombre and sum(map(len, groupe)) >= 4:
            telephone = _terme(_national("".join(groupe)), debut=debuts)
            ensemble = f"({telephone} OR ({ensemble}))"
        morceaux.append(ensemble)
    return " AND ".join(morceaux)


def _mot(mot: str, *, debut: bool) -> str:
    entier = _ENTIERS.get(mot)
    terme = _terme(mot, debut=debut)
    return f'({terme} OR "{entier}")' if entier else terme


def expression_soudee(demande: Demande) -> str | None:
    """Two neighbouring words written as one ("ben ali" for Benali); None for a single word."""
    choix = []
    for i in range(len(demande.mots) - 1):
        gauche, droite = demande.mots[i], demande.mots[i + 1]
        if not (_est_nombre(gauche) or _est_nombre(droite)):
            soude = (*demande.mots[:i], gauche + droite, *demande.mots[i + 2 :])
            choix.append(f"({expression(Demande(soude))})")
    return " OR ".join(choix) or None


def approchable(mot: str) -> bool:
    """Whether a slip of the hand is looked for in that word: letters only, long enough."""
    return len(mot) >= LETTRES_POUR_APPROCHER and not any(c.isdigit() for c in mot)


def expression_approchante(demande: Demande, voisins: Mapping[str, Sequence[str]]) -> str | None:
    """The query where each word may also be one of its neighbours; None when there is none."""
    if not any(voisins.values()):
        return None
    return " AND ".join(
        "(" + " OR ".join([_mot(mot, debut=True), *(f'"{v}"' for v in voisins.get(mot, ()))]) + ")"
        for mot in demande.mots
    )


@dataclass(frozen=True, slots=True)
class Trouve:
    """What is known of a household that was found; `nom` is folded, the rest as it is kept."""

    nom: str
    titulaires: str
    adresses: str
    code_ug: str
    telephones: str


def raisons(demande: Demande, trouve: Trouve) -> tuple[RaisonTrouve, ...]:
    """Where each word was found, in the order typed, each place once.

    A word found nowhere belongs to another person of the household, to an attachment, to a former
    address or, when it holds a digit, to a reference.
    """
    if len(demande.chiffres) >= 4 and demande.chiffres in trouve.telephones:
        return (RaisonTrouve.TELEPHONE,)
    return tuple(dict.fromkeys(_raison(mot, trouve) for mot in demande.mots))


def _raison(mot: str, trouve: Trouve) -> RaisonTrouve:
    chiffre = not mot.isalpha()
    if not chiffre and _commence(mot, trouve.nom):
        return RaisonTrouve.NOM
    ug = trouve.code_ug
    if chiffre and ug and (cle(ug).startswith(mot) or _commence(mot, plier(ug))):
        return RaisonTrouve.UG
    adresses = plier(trouve.adresses)
    if _commence(mot, adresses) or (mot in _ENTIERS and _commence(_ENTIERS[mot], adresses)):
        return RaisonTrouve.ADRESSE
    if chiffre:
        dans = mot in trouve.telephones
        return RaisonTrouve.TELEPHONE if dans else RaisonTrouve.REFERENCE
    noms = plier(trouve.titulaires)
    if _commence(mot, noms) or cle(trouve.nom).startswith(mot):
        return RaisonTrouve.NOM
    return RaisonTrouve.PERSONNE


def _commence(mot: str, texte: str) -> bool:
    """Whether a word of the folded `texte` begins with `mot`."""
    return texte.startswith(mot) or f" {mot}" in texte
