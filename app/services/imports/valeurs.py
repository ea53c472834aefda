"""One cell → one typed value. A cell that says nothing gives None; a doubtful one an `Eclat`.

Converters are plain functions of the cell; `lecture_typee` calls each once per distinct cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from app.domain.logements import ClasseDpe
from app.domain.texte import plier, resserrer
from app.services.imports.lignes import Cellule, Gravite, Valeur


@dataclass(frozen=True, slots=True)
class Souci:
    """What is odd in a cell; the column and the raw text are added by the caller."""

    code: str
    gravite: Gravite = Gravite.IGNOREE
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Eclat:
    """A cell that gives several fields, or oddities, or both."""

    valeurs: tuple[tuple[str, Valeur], ...] = ()
    soucis: tuple[Souci, ...] = ()


Lu = Valeur | Eclat | None
Convertisseur = Callable[[Cellule], Lu]

INCONNUS = frozenset(
    (
        "", "-", "--", "---", "–", "—", "?", "??", "???", ".", "..", "/", "*", "x", "nc", "n.c",
        "n.c.", "n c", "nr", "n.r.", "nd", "n.d.", "na", "n/a", "n.a.", "ns", "s.o.", "so",
        "#n/a", "#n/d", "#na", "#ref!", "#valeur!", "#value!", "#nom?", "#name?", "#div/0!",
        "#nul!", "#null!", "#nombre!", "#num!", "néant", "neant", "inconnu", "inconnue",
        "non communiqué", "non communique", "non renseigné", "non renseigne", "non connu",
        "à compléter", "a completer", "null", "none", "nan", "sans objet", "vide", "aucun",
        "aucune", "(vide)",
    )
)  # fmt: skip
"""Spellings of "we do not know": neither zero nor an error."""

_INCONNUS_NOM = INCONNUS - {"x", "na", "so", "ns", "nd", "nan", "aucun", "vide"}
"""The same for names, where short words can be somebody."""

_UNITES = (
    "/mois", "ttc", "ht", "€", "eur", "euros", "euro", "m²", "m2", "pers", "pers.", "personnes",
    "personne", "pieces", "pièces", "p.",
)  # fmt: skip
_BLANCS = str.maketrans("", "", " \u00a0\u202f\u2009\t")
_OUI = frozenset(("o", "oui", "1", "x", "vrai", "true", "y", "yes", "v"))
_NON = frozenset(("n", "non", "0", "2", "faux", "false", "no"))


_ABREGE = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+")
"""What a spreadsheet shows, and saves as text, of a long number: its end is lost."""


def inconnu(texte: str) -> bool:
    """True when the text only says that nothing is known."""
    return texte.strip().lower() in INCONNUS


def nombre_en_texte(valeur: float) -> str:
    """A numeric cell as a person would type it: 62320.0 → "62320"."""
    entier = abs(valeur) < 1e15 and valeur == int(valeur)  # neither infinite nor NaN
    return str(int(valeur)) if entier else repr(valeur)


def en_texte(cellule: Cellule) -> str:
    """Any cell as text, for display and for text fields."""
    if isinstance(cellule, str):
        return resserrer(cellule)
    if isinstance(cellule, bool):
        return "oui" if cellule else "non"
    if isinstance(cellule, int | float):
        return nombre_en_texte(cellule) if abs(cellule) < 1e15 else repr(cellule)
    if isinstance(cellule, datetime):
        return cellule.strftime("%d/%m/%Y %H:%M")
    if isinstance(cellule, date):
        return cellule.strftime("%d/%m/%Y")
    return str(cellule)


def texte(cellule: Cellule) -> Lu:
    """A text field, blanks reduced."""
    net = " ".join(cellule.split()) if cellule.__class__ is str else en_texte(cellule)
    return None if net.lower() in INCONNUS else net


def texte_long(cellule: Cellule) -> Lu:
    """A remark: its line ends are kept."""
    if not isinstance(cellule, str):
        return texte(cellule)
    lignes = [" ".join(ligne.split()) for ligne in cellule.strip().splitlines()]
    net = "\n".join(ligne for ligne in lignes if ligne)
    return None if net.lower() in INCONNUS else net


def nom(cellule: Cellule) -> Lu:
    """A name or first name as written, blanks reduced; "n.c." is nobody."""
    net = " ".join(cellule.split()) if cellule.__class__ is str else en_texte(cellule)
    if net.lower() in _INCONNUS_NOM:
        return None
    if not any(c.isalpha() for c in net):
        return Eclat(soucis=(Souci("import.nom_sans_lettres"),))
    return net


def code(cellule: Cellule) -> Lu:
    """An identifier (UG, contract): capitals, no inner blanks, 12345.0 → "12345"."""
    if isinstance(cellule, str):
        if cellule[-1:].isdecimal() and cellule.isalnum() and cellule.isupper():
            return cellule
        net = cellule.strip()
    else:
        net = en_texte(cellule)
    if net.lower() in INCONNUS:
        return None
    entier = "".join(net.split()).upper()
    if _ABREGE.fullmatch(entier):
        return Eclat(soucis=(Souci("import.code_abrege"),))
    return entier


def lire_nombre(ecrit: str) -> Decimal | None:
    """The number behind a French or English spelling, None when there is none.

    "1 234,56 €", "1.234,56", "1,234.56", "(12,50)". A single dot or comma is the decimal mark.
    """
    net = ecrit.lower().translate(_BLANCS)
    for unite in _UNITES:
        net = net.removesuffix(unite)
    net = net.removeprefix("€")
    signe = -1 if net.startswith("(") and net.endswith(")") else 1
    net = net.strip("()").replace("’", "").replace("'", "").replace("−", "-")
    virgule, point = net.rfind(","), net.rfind(".")
    if virgule >= 0 and point >= 0:
        net = net.replace("." if virgule > point else ",", "").replace(",", ".")
    elif virgule >= 0:
        net = net.replace(",", "." if net.count(",") == 1 else "")
    elif net.count(".") > 1:
        net = net.replace(".", "")
    if not net or not net.isascii() or net.strip("+-0123456789."):
        return None
    try:
        return signe * Decimal(net)
    except InvalidOperation:
        return None


def _decimal(cellule: Cellule) -> Decimal | Eclat | None:
    """Two decimals, whatever the cell; text that is no number is an anomaly."""
    if cellule.__class__ is float or cellule.__class__ is int:
        if not abs(cellule) <= 1e12:  # NaN included
            return Eclat(soucis=(Souci("import.nombre_illisible"),))
        return Decimal(f"{cellule:.2f}")
    if isinstance(cellule, str):
        if inconnu(cellule):
            return None
        lu = lire_nombre(cellule)
        if lu is not None and abs(lu) < 10**12:
            return lu.quantize(Decimal("0.01"))
    return Eclat(soucis=(Souci("import.nombre_illisible"),))


_MILLIERS = re.compile(r"[1-9][.,][0-9]{3}(?![0-9])")


def _argent(haut: int) -> Convertisseur:
    """A converter of euros a month: "1.234" may be a thousand or one euro, so it is neither."""
    convertir = _entre(0, haut, "import.nombre_improbable")

    def lire(cellule: Cellule) -> Lu:
        if isinstance(cellule, str) and _MILLIERS.match(ecrit := cellule.translate(_BLANCS)):
            reste = ecrit[5:]
            entier = int(ecrit[0] + ecrit[2:5])
            if not reste.startswith((",", ".")) and entier <= haut:
                return Eclat(soucis=(Souci("import.nombre_ambigu"),))
        return convertir(cellule)

    return lire


def _entre(bas: int, haut: int, souci: str) -> Convertisseur:
    """A converter of amounts within bounds (inclusive)."""
    bornes = (("bas", str(bas)), ("haut", str(haut)))

    def convertir(cellule: Cellule) -> Lu:
        if cellule.__class__ is float and bas <= cellule <= haut:
            return Decimal(f"{cellule:.2f}")
        lu = _decimal(cellule)
        if lu is None or isinstance(lu, Eclat) or bas <= lu <= haut:
            return lu
        if lu < 0:
            return Eclat(soucis=(Souci("import.nombre_negatif"),))
        return Eclat(soucis=(Souci(souci, params=bornes),))

    return convertir


def _entier_entre(bas: int, haut: int) -> Convertisseur:
    bornes = (("bas", str(bas)), ("haut", str(haut)))

    def convertir(cellule: Cellule) -> Lu:
        if isinstance(cellule, date):
            cellule = float(cellule.year)
        lu = _decimal(cellule)
        if lu is None or isinstance(lu, Eclat):
            return lu
        if lu != int(lu):
            return Eclat(soucis=(Souci("import.entier_attendu"),))
        if not bas <= lu <= haut:
            return Eclat(soucis=(Souci("import.nombre_improbable", params=bornes),))
        return int(lu)

    return convertir


def oui_non(cellule: Cellule) -> Lu:
    """A yes/no column: O/N, oui/non, 1/0, X."""
    if isinstance(cellule, bool):
        return cellule
    net = en_texte(cellule).lower().rstrip(".")
    if net in _OUI:
        return True
    if net in _NON:
        return False
    return None if net in INCONNUS else Eclat(soucis=(Souci("import.oui_non_attendu"),))


def code_postal(cellule: Cellule) -> Lu:
    """Five digits; 62320.0 and a lost leading zero (1000.0 → "01000") are understood."""
    if isinstance(cellule, int | float) and not isinstance(cellule, bool):
        net = nombre_en_texte(cellule)
        net = net.zfill(5) if len(net) == 4 else net
    else:
        net = en_texte(cellule)
        if inconnu(net):
            return None
        net = net.upper().removeprefix("F-").replace(" ", "").removesuffix(".0")
    if len(net) == 5 and net.isascii() and net.isdecimal():
        return net
    return Eclat(soucis=(Souci("import.code_postal"),))


def code_insee(cellule: Cellule) -> Lu:
    """Five characters; Corsica has a letter."""
    lu = code_postal(cellule)
    if isinstance(lu, Eclat) and isinstance(cellule, str):
        net = cellule.strip().upper()
        if len(net) == 5 and net[:2] in ("2A", "2B") and net[2:].isdecimal():
            return net
        return Eclat(soucis=(Souci("import.code_insee"),))
    return lu


def typologie(cellule: Cellule) -> Lu:
    """ "T4" from T4, F4, "Type 4", "T 4 bis", 4; a studio is a T1."""
    ecrit = en_texte(cellule)
    net = plier(ecrit)
    if not net or inconnu(ecrit):
        return None
    if net.startswith("studio"):
        return "T1"
    serre = net.replace(" ", "").removeprefix("type").removeprefix("maison")
    chiffre = serre.lstrip("tfpiv")[:1]
    reste = serre.lstrip("tfpiv")[1:]
    if chiffre.isdecimal() and chiffre != "0" and (not reste or not reste[0].isdecimal()):
        return f"T{chiffre}"
    return Eclat(soucis=(Souci("import.typologie"),))


def classe_dpe(cellule: Cellule) -> Lu:
    """A letter from A to G; "vierge", N and "non soumis" mean unknown."""
    ecrit = en_texte(cellule)
    net = plier(ecrit).upper()
    if net in ("A", "B", "C", "D", "E", "F", "G"):
        return ClasseDpe(net)
    if not net or inconnu(ecrit) or net in ("N", "NS", "VIERGE", "NON SOUMIS", "I"):
        return None
    if net[0] in "ABCDEFG" and net[1:2] == " ":
        return ClasseDpe(net[0])
    return Eclat(soucis=(Souci("import.classe_dpe"),))


def courriel(cellule: Cellule) -> Lu:
    """A lower-case address; an accent in it is kept but doubtful."""
    net = en_texte(cellule).strip("<>;, ").lower().removeprefix("mailto:")
    if net in INCONNUS:
        return None
    soucis: tuple[Souci, ...] = ()
    if ";" in net or "," in net or " " in net or "/" in net:
        morceaux = [m for m in net.translate(_COUPE_COURRIEL).split() if "@" in m]
        if not morceaux:
            return Eclat(soucis=(Souci("import.courriel"),))
        net = morceaux[0].strip("<>")
        soucis = (Souci("import.courriels_plusieurs", Gravite.A_CONFIRMER),)
    local, arobase, domaine = net.partition("@")
    if not (local and arobase) or "." not in domaine.strip(".") or "@" in domaine:
        return Eclat(soucis=(Souci("import.courriel"),))
    if not net.isascii():
        soucis += (Souci("import.courriel_accent", Gravite.A_CONFIRMER),)
    return Eclat((("", net),), soucis) if soucis else net


_COUPE_COURRIEL = str.maketrans(";,/", "   ")

CONVERTISSEURS: Mapping[str, Convertisseur] = MappingProxyType(
    {
        "texte": texte,
        "texte_long": texte_long,
        "nom": nom,
        "code": code,
        "loyer": _argent(5_000),
        "montant": _argent(5_000),
        "surface": _entre(6, 1_000, "import.nombre_improbable"),
        "annee": _entier_entre(1700, 2100),
        "pieces": _entier_entre(1, 20),
        "chambres": _entier_entre(0, 12),
        "occupants": _entier_entre(0, 30),
        "age": _entier_entre(0, 120),
        "oui_non": oui_non,
        "code_postal": code_postal,
        "code_insee": code_insee,
        "typologie": typologie,
        "dpe": classe_dpe,
        "courriel": courriel,
    }
)
"""Converters that need nothing but the cell; dates and composed cells are built elsewhere."""
