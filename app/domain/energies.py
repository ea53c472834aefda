"""What a home burns: consumption brought to a year and to a degree day, and what may be compared.

Periods run from a day to a day that is not counted. Everything is a ratio of sums over the periods
whose figure is known: cutting a bill in two changes nothing, an unknown figure is left out with its
days and never taken as zero. Winter weighs most: a side may be compared when it covers enough of a
year and at least one whole heating season (dates of `prises_en_main`, a habit of the field).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from uuid import UUID

from app.domain.apres import Energie, MomentLoyer, SourceConso
from app.domain.prises_en_main import DEBUT_CHAUFFE, FIN_CHAUFFE

AN = 365
JOURS_MIN = 330
"""Days a side must cover to be told per year without a warning."""
TROU_HIVER_MAX = 15
"""Days a heating season may miss and still be whole."""
PART_HIVER_MAX = Decimal("0.08")
"""How far the share of winter days may be from that of a year."""
_FIABLES = (SourceConso.FACTURE, SourceConso.COMPTEUR, SourceConso.DECLARATION)


@dataclass(frozen=True, slots=True)
class Releve:
    """What one bill or meter tells of one energy, from `du` to `au` (excluded)."""

    energie: Energie
    du: date
    au: date
    kwh: Decimal | None
    montant: Decimal | None
    dju: int | None
    source: SourceConso
    id: UUID | None = None

    @property
    def jours(self) -> int:
        """How many days."""
        return (self.au - self.du).days


class Defaut(StrEnum):
    """Why a side cannot be told per year, or a comparison made."""

    RIEN = "rien"
    JOURS = "jours"
    HIVER = "hiver"
    DESEQUILIBRE = "desequilibre"
    INCONNUS = "inconnus"


@dataclass(frozen=True, slots=True)
class Periode:
    """From a day to a day that is not counted."""

    du: date
    au: date

    @property
    def jours(self) -> int:
        """How many days."""
        return (self.au - self.du).days


@dataclass(frozen=True, slots=True)
class BilanEnergie:
    """One energy on one side.

    `kwh` and `euros` are sums of what is known, over `jours` days for the first. `kwh_an` and
    `euros_an` are None when their periods do not stand for a year (`defauts` say why for the
    first); `kwh_dju` when no degree days were entered, over `jours_dju`. `trous` are days nobody
    noted between the first and the last; `doubles` the records left out because others tell the
    same days; `hivers` the whole heating seasons covered, by the year they begin;
    `hivers_incomplets` those covered in part.
    """

    energie: Energie
    jours: int
    kwh: Decimal | None
    euros: Decimal | None
    kwh_jour: Decimal | None
    kwh_an: Decimal | None
    euros_an: Decimal | None
    kwh_dju: Decimal | None
    jours_dju: int
    declares: bool
    trous: tuple[Periode, ...]
    doubles: tuple[Releve, ...]
    hivers: tuple[int, ...]
    hivers_incomplets: tuple[int, ...]
    defauts: tuple[Defaut, ...]

    @property
    def dicible(self) -> bool:
        """Whether its figures stand for a year."""
        return not self.defauts


@dataclass(frozen=True, slots=True)
class BilanCote:
    """All energies of one side; totals only when each of them stands for a year."""

    energies: tuple[BilanEnergie, ...]
    kwh_an: Decimal | None
    euros_an: Decimal | None
    kwh_m2: Decimal | None

    def de(self, energie: Energie) -> BilanEnergie | None:
        """That energy on this side."""
        return next((b for b in self.energies if b.energie is energie), None)

    @property
    def defauts(self) -> tuple[Defaut, ...]:
        """Why there is no total, each reason once."""
        if not self.energies:
            return (Defaut.RIEN,)
        return tuple(dict.fromkeys(d for b in self.energies for d in b.defauts))


@dataclass(frozen=True, slots=True)
class ComparaisonEnergie:
    """After less before, a year; None with the reasons when it cannot be told.

    `kwh_dju` compares what heating asks per degree day: (before, after) when both sides know it.
    `memes_energies` is False when the energies noted are not the same: change, or one forgotten.
    """

    kwh_an: Decimal | None
    euros_an: Decimal | None
    kwh_dju: tuple[Decimal, Decimal] | None
    memes_energies: bool
    defauts_avant: tuple[Defaut, ...]
    defauts_apres: tuple[Defaut, ...]


def moment_de(releve: Releve, depart: date | None, retour: date | None) -> MomentLoyer | None:
    """The side of a record; None in the temporary home, or astride."""
    limite = depart or retour
    if limite is None or releve.au <= limite:
        return MomentLoyer.AVANT
    if retour is not None and releve.du >= retour:
        return MomentLoyer.APRES
    return None


def bilan(releves: Iterable[Releve], surface: Decimal | None = None) -> BilanCote:
    """All energies of a side; `surface` of the home in m², when known."""
    par_energie: dict[Energie, list[Releve]] = {}
    for releve in releves:
        par_energie.setdefault(releve.energie, []).append(releve)
    bilans = tuple(_bilan(e, par_energie[e]) for e in Energie if e in par_energie)
    kwh = _somme(b.kwh_an for b in bilans)
    depense = _somme(b.euros_an for b in bilans)
    par_m2 = _arrondi(kwh / surface, "1") if kwh is not None and surface else None
    return BilanCote(bilans, kwh, depense, par_m2)


def _bilan(energie: Energie, releves: Sequence[Releve]) -> BilanEnergie:
    gardes, doubles = _sans_doubles(releves)
    connus = [r for r in gardes if r.kwh is not None]
    payes = [r for r in gardes if r.montant is not None]
    mesures = [r for r in connus if r.dju]
    entiers, partiels = _hivers(connus)
    defauts = _defauts(connus, entiers)
    sans_annee = defauts if payes == connus else _defauts(payes, _hivers(payes)[0])
    return BilanEnergie(
        energie=energie,
        jours=_jours(connus),
        kwh=_somme(r.kwh for r in connus),
        euros=_somme(r.montant for r in payes),
        kwh_jour=_rapport(_somme(r.kwh for r in connus), _jours(connus), "0.01"),
        kwh_an=None if defauts else _rapport(_par_an(r.kwh for r in connus), _jours(connus), "1"),
        euros_an=None
        if sans_annee
        else _rapport(_par_an(r.montant for r in payes), _jours(payes), "1"),
        kwh_dju=_rapport(_somme(r.kwh for r in mesures), sum(r.dju or 0 for r in mesures), "0.01"),
        jours_dju=_jours(mesures),
        declares=bool(connus) and all(r.source is SourceConso.DECLARATION for r in connus),
        trous=_trous(gardes),
        doubles=doubles,
        hivers=entiers,
        hivers_incomplets=partiels,
        defauts=defauts,
    )


def _jours(releves: Iterable[Releve]) -> int:
    return sum(r.jours for r in releves)


def _par_an(valeurs: Iterable[Decimal | None]) -> Decimal | None:
    total = _somme(valeurs)
    return None if total is None else total * AN


def _rapport(haut: Decimal | None, bas: int, pas: str) -> Decimal | None:
    """The ratio, rounded; None when either is missing."""
    return None if haut is None or not bas else _arrondi(haut / bas, pas)


def _sans_doubles(releves: Sequence[Releve]) -> tuple[list[Releve], tuple[Releve, ...]]:
    """Records no two of which tell the same day: bills first, then meters, then what was said."""
    gardes: list[Releve] = []
    ecartes: list[Releve] = []
    for r in sorted(releves, key=lambda r: (_FIABLES.index(r.source), r.du, r.au, str(r.id))):
        if any(r.du < g.au and g.du < r.au for g in gardes):
            ecartes.append(r)
        else:
            gardes.append(r)
    return sorted(gardes, key=lambda r: r.du), tuple(ecartes)


def _trous(gardes: Sequence[Releve]) -> tuple[Periode, ...]:
    return tuple(Periode(a.au, b.du) for a, b in pairwise(gardes) if a.au < b.du)


def _defauts(releves: Sequence[Releve], entiers: tuple[int, ...]) -> tuple[Defaut, ...]:
    """Why these records do not stand for a year."""
    if not releves:
        return (Defaut.INCONNUS,)
    dits, jours = [], _jours(releves)
    if jours < JOURS_MIN:
        dits.append(Defaut.JOURS)
    if not entiers:
        dits.append(Defaut.HIVER)
    part = Decimal(sum(_commun(r, _saison(a)) for a in _saisons(releves) for r in releves)) / jours
    if not dits and abs(part - Decimal(_saison(2026).jours) / AN) > PART_HIVER_MAX:
        dits.append(Defaut.DESEQUILIBRE)
    return tuple(dits)


@lru_cache(maxsize=64)
def _saison(annee: int) -> Periode:
    """The heating season that begins that year."""
    return Periode(date(annee, *DEBUT_CHAUFFE), date(annee + 1, *FIN_CHAUFFE) + timedelta(days=1))


def _commun(releve: Releve, periode: Periode) -> int:
    return max(0, (min(releve.au, periode.au) - max(releve.du, periode.du)).days)


def _saisons(releves: Sequence[Releve]) -> Iterable[int]:
    if not releves:
        return ()
    return range(min(r.du for r in releves).year - 1, max(r.au for r in releves).year + 1)


def _hivers(releves: Sequence[Releve]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Heating seasons wholly covered, then those covered in part."""
    entiers, partiels = [], []
    for annee in _saisons(releves):
        saison = _saison(annee)
        couverts = sum(_commun(r, saison) for r in releves)
        if couverts >= saison.jours - TROU_HIVER_MAX:
            entiers.append(annee)
        elif couverts:
            partiels.append(annee)
    return tuple(entiers), tuple(partiels)


def comparer(avant: BilanCote, apres: BilanCote) -> ComparaisonEnergie:
    """What changed between the two sides, or why it cannot be told."""
    memes = {b.energie for b in avant.energies} == {b.energie for b in apres.energies}
    return ComparaisonEnergie(
        _moins(apres.kwh_an, avant.kwh_an),
        _moins(apres.euros_an, avant.euros_an),
        _par_dju(avant, apres),
        memes or not avant.energies or not apres.energies,
        avant.defauts,
        apres.defauts,
    )


def _par_dju(avant: BilanCote, apres: BilanCote) -> tuple[Decimal, Decimal] | None:
    """Of the one energy that has them on both sides, over a whole heating season; else None."""
    avec = [
        (a.kwh_dju, b.kwh_dju)
        for a in avant.energies
        if (b := apres.de(a.energie)) is not None
        and a.kwh_dju is not None
        and b.kwh_dju is not None
        and a.hivers
        and b.hivers
    ]
    if len(avec) != 1 or avec[0][0] is None or avec[0][1] is None:
        return None
    return avec[0][0], avec[0][1]


def _moins(apres: Decimal | None, avant: Decimal | None) -> Decimal | None:
    return None if apres is None or avant is None else apres - avant


def _somme(valeurs: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None when one of them, or all, are unknown."""
    total, vu = Decimal(0), False
    for valeur in valeurs:
        if valeur is None:
            return None
        total, vu = total + valeur, True
    return total if vu else None


def _arrondi(valeur: Decimal, pas: str) -> Decimal:
    return valeur.quantize(Decimal(pas), ROUND_HALF_UP)
