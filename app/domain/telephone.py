"""Phone numbers: one stored form whatever the spelling, pairs of digits for display.

Stored form: ten digits for a French number ("0612345678", overseas departments included),
"+" and the international number for any other ("+48123456789"). Plan de numérotation: a French
number is 0 followed by 1–9 and eight digits.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_OUTRE_MER = ("262", "508", "590", "594", "596")
_INDICATIFS = (
    "1", "7", "20", "27", "30", "31", "32", "34", "36", "39", "40", "41", "43", "44", "45", "46",
    "47", "48", "49", "51", "52", "54", "55", "56", "57", "60", "61", "62", "63", "64", "65", "66",
    "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
)  # fmt: skip
_SEPARATEURS = re.compile(r"[;,/|\n\r]+|\s+(?:et|ou|puis)\s+|\s+-\s+|&", re.IGNORECASE)
_NUMERO = re.compile(r"(?:\+|\b00)?\(?\d[\d\s.\-()\u00a0\u202f]*\d")
_TOUT_CHIFFRE = str.maketrans("", "", " .-()\u00a0\u202f\u2009\t")


@dataclass(frozen=True, slots=True)
class Telephones:
    """The numbers of one cell, in order, and what was written beside them."""

    numeros: tuple[str, ...]
    reste: str = ""


def normaliser(texte: str) -> str | None:
    """The stored form of one number, or None when it is not one."""
    sans_zero = texte.replace("(0)", "") if "(0)" in texte else texte
    net = sans_zero.strip().translate(_TOUT_CHIFFRE)
    if net[:1] == "+":
        return _international(net[1:])
    if not (net.isascii() and net.isdigit()):
        return None
    if net[0] != "0":
        return _sans_zero(net)
    if len(net) == 10:
        return net if net[1] != "0" else None
    return _international(net[2:]) if net.startswith("00") else None


def _sans_zero(net: str) -> str | None:
    """A number a spreadsheet robbed of its leading zero or of its plus sign."""
    if len(net) == 9:
        return "0" + net
    return _international(net) if len(net) == 11 and net.startswith("33") else None


def _international(chiffres: str) -> str | None:
    if not (chiffres.isascii() and chiffres.isdigit()) or not 7 <= len(chiffres) <= 15:
        return None
    if chiffres.startswith("33"):
        national = chiffres[2:].removeprefix("0")
        return "0" + national if len(national) == 9 and national[0] != "0" else None
    if chiffres[:3] in _OUTRE_MER and len(chiffres) == 12:
        return "0" + chiffres[3:]
    return None if chiffres[0] == "0" else "+" + chiffres


def depuis_nombre(valeur: float) -> str | None:
    """The number behind a numeric cell, its leading zero restored (624304225.0)."""
    if not math.isfinite(valeur) or valeur < 0 or valeur != int(valeur):
        return None
    return normaliser(str(int(valeur)))


def extraire(texte: str) -> Telephones:
    """Every number of a free cell ("06 12 34 56 78 (matin) / 03 21 00 00 00") and the words left.

    A cell that holds no number gives no number and the whole text as what is left.
    """
    seul = normaliser(texte)
    if seul is not None:
        return Telephones((seul,))
    trouves: list[str] = []
    restes: list[str] = []
    for morceau in _SEPARATEURS.split(texte.replace("(0)", "")):
        numeros, reste = _du_morceau(morceau)
        trouves.extend(n for n in numeros if n not in trouves)
        if reste:
            restes.append(reste)
    if not trouves:
        # "06/12/34/56/78": the separator was inside the number itself.
        colle = normaliser(re.sub(r"[/,;|]", "", texte))
        return Telephones((colle,)) if colle else Telephones((), " ".join(texte.split()))
    return Telephones(tuple(trouves), " ".join(restes))


def _du_morceau(morceau: str) -> tuple[list[str], str]:
    trouves: list[str] = []

    def retenir(m: re.Match[str]) -> str:
        numero = normaliser(m[0])
        if numero is not None:
            trouves.append(numero)
            return " "
        chiffres = m[0].translate(_TOUT_CHIFFRE)
        if len(chiffres) == 20 and chiffres[0] == "0" and chiffres[10] == "0":
            paire = [normaliser(chiffres[:10]), normaliser(chiffres[10:])]
            trouves.extend(n for n in paire if n is not None)
            return " "
        return m[0]

    reste = _NUMERO.sub(retenir, morceau)
    return trouves, " ".join(reste.split()).strip(" :()-–.")


def est_mobile(numero: str) -> bool:
    """True for a French mobile in stored form (06, 07)."""
    return numero[:2] in ("06", "07")


def afficher(numero: str) -> str:
    """A stored number as one reads it aloud: "06 12 34 56 78", "+48 123 456 789"."""
    if numero.startswith("+"):
        chiffres = numero[1:]
        long = 3
        if chiffres[:1] in _INDICATIFS:
            long = 1
        elif chiffres[:2] in _INDICATIFS:
            long = 2
        suite = chiffres[long:]
        groupes = [suite[i : i + 3] for i in range(0, len(suite), 3)]
        return " ".join(["+" + chiffres[:long], *groupes])
    return " ".join(numero[i : i + 2] for i in range(0, len(numero), 2))


def chiffres(texte: str) -> str:
    """The digits alone, for a search typed in any spacing."""
    return "".join(c for c in texte if c.isascii() and c.isdigit())
