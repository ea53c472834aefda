"""The printable recovery key: 165 random bits written as eleven groups of four characters.

Crockford's base 32 (no I, L, O, U). In each group three characters carry the key and the fourth
checks them and the group's place: one wrong character, two swapped characters or two swapped
groups are always noticed and the group is named.
"""

from __future__ import annotations

import re
import secrets

from app.core.errors import EntreeInvalide

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPES = 11
_BITS = GROUPES * 15
_CONFUSIONS = str.maketrans("OILU", "011V")
_POIDS = (2, 4, 8)  # distinct, non-null, and none is 1 (the weight of the check itself)


def tirer() -> int:
    """A fresh recovery secret of 165 bits."""
    return secrets.randbits(_BITS)


def octets(secret: int) -> bytes:
    """The secret as key material."""
    return secret.to_bytes((_BITS + 7) // 8, "big")


def ecrire(secret: int) -> str:
    """The secret as it is printed: "7KQ4-…", eleven groups joined by hyphens."""
    groupes = []
    for place in range(GROUPES):
        bloc = secret >> 15 * (GROUPES - 1 - place) & 0x7FFF
        valeurs = [bloc >> 10 & 31, bloc >> 5 & 31, bloc & 31]
        groupes.append("".join(ALPHABET[v] for v in (*valeurs, _controle(valeurs, place))))
    return "-".join(groupes)


def lire(texte: str) -> int:
    """The secret behind what was typed: case, blanks, hyphens, O for 0, I or L for 1 forgiven.

    Raises `EntreeInvalide`: "secours.longueur" (lus, attendus), "secours.caractere" (caractere,
    groupe), "secours.groupe" (groupes: the places, from 1, of the mistyped groups).
    """
    secret, faux = 0, []
    for place, groupe in enumerate(_decouper(texte)):
        valeurs = [ALPHABET.find(c) for c in groupe]
        if -1 in valeurs:
            mauvais = groupe[valeurs.index(-1)]
            raise EntreeInvalide("secours.caractere", caractere=mauvais, groupe=place + 1)
        if _controle(valeurs[:3], place) != valeurs[3]:
            faux.append(place + 1)
        secret = secret << 15 | valeurs[0] << 10 | valeurs[1] << 5 | valeurs[2]
    if faux:
        raise EntreeInvalide("secours.groupe", groupes=faux)
    return secret


def _decouper(texte: str) -> list[str]:
    """Eleven groups of four characters; a group of another length is named when it can be."""
    morceaux = [m for m in re.split(r"[\s\-–—.,;:_/]+", texte.upper().translate(_CONFUSIONS)) if m]
    if len(morceaux) == GROUPES:
        courts = [i + 1 for i, m in enumerate(morceaux) if len(m) != 4]
        if courts:
            raise EntreeInvalide("secours.groupe", groupes=courts)
        return morceaux
    suite = "".join(morceaux)
    if len(suite) != GROUPES * 4:
        raise EntreeInvalide("secours.longueur", lus=len(suite), attendus=GROUPES * 4)
    return [suite[i : i + 4] for i in range(0, len(suite), 4)]


def _controle(valeurs: list[int], place: int) -> int:
    """The check value: a weighted sum in GF(32), shifted by the group's place."""
    somme = place + 1
    for poids, valeur in zip(_POIDS, valeurs, strict=True):
        somme ^= _produit(poids, valeur)
    return somme


def _produit(a: int, b: int) -> int:
    """The product in GF(32), modulo x^5 + x^2 + 1."""
    produit = 0
    while b:
        if b & 1:
            produit ^= a
        a <<= 1
        if a & 32:
            a ^= 0b100101
        b >>= 1
    return produit
