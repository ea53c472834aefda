"""Dates in any spelling a spreadsheet or a person uses, with their bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.texte import plier
from app.services.imports.lignes import Cellule, Gravite
from app.services.imports.valeurs import Eclat, Lu, Souci, inconnu

_ORIGINE_EXCEL = date(1899, 12, 30)
_MOIS = {
    "janv": 1, "jan": 1, "janvier": 1, "fev": 2, "fevr": 2, "fevrier": 2, "mars": 3, "mar": 3,
    "avr": 4, "avril": 4, "mai": 5, "juin": 6, "jun": 6, "juil": 7, "juillet": 7, "jui": 7,
    "aout": 8, "aou": 8, "sept": 9, "sep": 9, "septembre": 9, "oct": 10, "octobre": 10,
    "nov": 11, "novembre": 11, "dec": 12, "decembre": 12,
}  # fmt: skip
_JOURS = frozenset(
    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
     "lun", "mer", "jeu", "ven", "sam", "dim", "le", "du", "au")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bornes:
    """What a date may be, in days; `mois_seul` accepts "05/2024" as its first day."""

    debut: date
    fin: date
    hors_bornes: str
    mois_seul: bool = False
    naissance: bool = False


def de_naissance(aujourd_hui: date) -> Bornes:
    """Not in the future, at most 120 years ago."""
    return Bornes(
        _an(aujourd_hui, -120), aujourd_hui, "import.naissance_improbable", naissance=True
    )


def de_dpe(aujourd_hui: date) -> Bornes:
    """The DPE exists since November 2006; the month is enough (RPLS)."""
    return Bornes(date(2006, 11, 1), aujourd_hui, "import.date_improbable", mois_seul=True)


def d_entree(aujourd_hui: date) -> Bornes:
    """Entry into the home: a lifetime ago to next year."""
    return Bornes(_an(aujourd_hui, -110), _an(aujourd_hui, 1), "import.date_improbable")


def de_suivi(aujourd_hui: date) -> Bornes:
    """Milestones of an operation: done or planned."""
    return Bornes(_an(aujourd_hui, -15), _an(aujourd_hui, 10), "import.date_improbable")


def _an(jour: date, annees: int) -> date:
    return date(jour.year + annees, jour.month, min(jour.day, 28))


def convertisseur(bornes: Bornes) -> Callable[[Cellule], Lu]:
    """A converter of cells to dates within `bornes`."""

    def convertir(cellule: Cellule) -> Lu:
        if cellule.__class__ is date:
            lu: date | Souci = cellule
            avertis: tuple[Souci, ...] = ()
        elif isinstance(cellule, datetime):
            lu, avertis = cellule.date(), ()
        elif isinstance(cellule, str):
            if inconnu(cellule):
                return None
            lu, avertis = _du_texte(cellule, bornes)
        elif isinstance(cellule, int | float) and not isinstance(cellule, bool):
            lu, avertis = _du_nombre(cellule, bornes), ()
        else:
            lu, avertis = Souci("import.date_illisible"), ()
        if isinstance(lu, Souci):
            return Eclat(soucis=(lu,))
        if not bornes.debut <= lu <= bornes.fin:
            return Eclat(soucis=(_hors(lu, bornes),))
        return Eclat((("", lu),), avertis) if avertis else lu

    return convertir


def _hors(lu: date, bornes: Bornes) -> Souci:
    if bornes.naissance and lu > bornes.fin:
        return Souci("import.naissance_future")
    return Souci(
        bornes.hors_bornes,
        params=(("debut", bornes.debut.strftime("%d/%m/%Y")), ("fin", f"{bornes.fin:%d/%m/%Y}")),
    )


def _du_nombre(valeur: float, bornes: Bornes) -> date | Souci:
    """A serial number of a spreadsheet, or digits typed without separators."""
    if not 0 < valeur < 100_000_000:
        return Souci("import.date_illisible")
    if 1850 <= valeur <= 2100 and valeur == int(valeur):
        return Souci("import.annee_seule")
    if valeur < 80_000:
        return _ORIGINE_EXCEL + timedelta(days=int(valeur))
    ecrit = str(int(valeur)).zfill(8)
    lu, _ = _du_texte(f"{ecrit[:2]}/{ecrit[2:4]}/{ecrit[4:]}", bornes)
    if isinstance(lu, Souci):
        lu, _ = _du_texte(f"{ecrit[6:]}/{ecrit[4:6]}/{ecrit[:4]}", bornes)
    return lu


def _du_texte(ecrit: str, bornes: Bornes) -> tuple[date | Souci, tuple[Souci, ...]]:
    """A date as typed: 27/09/1947, 27.09.47, 1947-09-27T00:00, 27 sept. 1947, 05/2024."""
    net = ecrit.strip()
    if len(net) == 10 and net[2] == "/" == net[5]:
        # The common case, kept short: one cell in four of a real file.
        jour, mois, an = net[:2], net[3:5], net[6:]
        if jour.isdecimal() and mois.isdecimal() and an.isdecimal():
            return _composer(int(jour), int(mois), int(an))
    mots = _mots(net)
    if len(mots) == 1 and mots[0].isdecimal() and len(mots[0]) in (5, 6, 7, 8):
        lu = _du_nombre(float(mots[0]), bornes)
        return lu, ()
    nombres = [_nombre(mot) for mot in mots]
    if None in nombres or not nombres:
        return Souci("import.date_illisible"), ()
    return _assembler([n for n in nombres if n is not None], mots, bornes)


def _mots(net: str) -> list[str]:
    """The parts that count, without the hour nor the week day."""
    sans_heure = net.split("T", maxsplit=1)[0] if net[:4].isdecimal() else net
    morceaux = [m for m in sans_heure.split() if ":" not in m]
    return [mot for mot in plier(" ".join(morceaux)).split() if mot not in _JOURS]


def _nombre(mot: str) -> int | None:
    if mot.isdecimal() and len(mot) <= 4:
        return int(mot)
    if mot == "1er":
        return 1
    return _MOIS.get(mot)


def _assembler(
    n: list[int], mots: list[str], bornes: Bornes
) -> tuple[date | Souci, tuple[Souci, ...]]:
    if len(n) == 3:
        if len(mots[0]) == 4:
            return _composer(n[2], n[1], n[0])
        an, avertis = _siecle(n[2], bornes) if len(mots[2]) <= 2 else (n[2], ())
        lu, suite = _composer(n[0], n[1], an)
        return lu, avertis + suite
    if len(n) == 2:
        return _mois(n, mots, bornes), ()
    seul = len(n) == 1 and len(mots[0]) == 4
    return Souci("import.annee_seule" if seul else "import.date_illisible"), ()


def _mois(n: list[int], mots: list[str], bornes: Bornes) -> date | Souci:
    """ "05/2024" or "2024-05": its first day where the month is enough."""
    if len(mots[0]) == 4:
        n = n[::-1]
    elif len(mots[1]) != 4:
        return Souci("import.date_illisible")
    if not (1 <= n[0] <= 12 and 1 <= n[1] <= 9999):
        return Souci("import.date_impossible")
    return date(n[1], n[0], 1) if bornes.mois_seul else Souci("import.mois_seul")


def _composer(jour: int, mois: int, an: int) -> tuple[date | Souci, tuple[Souci, ...]]:
    try:
        return date(an, mois, jour), ()
    except ValueError:
        if 1 <= jour <= 12 < mois <= 31 and 1 <= an <= 9999:
            # 09/27/1947: the month first, as American software writes it.
            try:
                inverse = date(an, jour, mois)
            except ValueError:
                return Souci("import.date_impossible"), ()
            return inverse, (Souci("import.date_inversee", Gravite.A_CONFIRMER),)
        return Souci("import.date_impossible"), ()


def _siecle(an: int, bornes: Bornes) -> tuple[int, tuple[Souci, ...]]:
    """The century of a two-digit year: births are in the past, the rest is near today."""
    if not bornes.naissance:
        recent = 2000 + an
        return (recent if recent <= bornes.fin.year else 1900 + an), ()
    if 2000 + an > bornes.fin.year:
        return 1900 + an, ()
    # "05": a child of 2005 or a person of 1905. Nobody over 100 is likelier than a minor.
    return 2000 + an, (Souci("import.siecle_devine", Gravite.A_CONFIRMER),)
