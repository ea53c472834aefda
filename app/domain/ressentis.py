"""How a household feels over time: the tone of a day, its trend, when it began to worsen.

The tone of a day goes from -1 (painful, as strong as can be) to +1 (agreeable): the strengths of
the agreeable feelings less those of the painful ones, held within the scale of one feeling. A
feeling noted without strength counts as a medium one; neutral feelings weigh nothing. One more
painful feeling therefore never makes a day look better.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.domain.accompagnement import INTENSITE_MAX
from app.domain.menages import FaitsDatesDuParcours, Phase, phase_le

INTENSITE_MOYENNE = 3
FENETRE = 90  # days a trend looks back
ECART_NET = 0.4  # two degrees of strength: what makes a trend
DEMI_VIE = 21  # days after which a former tone counts half in the smoothed one


class Ton(StrEnum):
    """Whether a feeling is agreeable, painful, or neither (catalogue `ressentis`)."""

    AGREABLE = "agreable"
    PENIBLE = "penible"
    NEUTRE = "neutre"


_TONS: Mapping[str, Ton] = MappingProxyType({t.value: t for t in Ton})
_SIGNES: Mapping[str, int] = MappingProxyType({Ton.AGREABLE.value: 1, Ton.PENIBLE.value: -1})


class Sens(StrEnum):
    """Where the tone of a household is going."""

    DEGRADE = "degrade"
    AMELIORE = "ameliore"
    STABLE = "stable"


@dataclass(frozen=True, slots=True)
class RessentiDate:
    """A feeling as the rules see it; `ton` is "" for a word no catalogue knows (neutral)."""

    jour: date
    code: str
    ton: str
    intensite: int | None = None


@dataclass(frozen=True, slots=True)
class PointTon:
    """The tone of one day; `certain` says whether every feeling of the day has its strength."""

    jour: date
    valeur: float
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Tendance:
    """A trend: which way, since what day (None when stable), by how much (0 to 2)."""

    sens: Sens
    depuis: date | None = None
    ecart: float = 0.0


@dataclass(frozen=True, slots=True)
class Bande:
    """A phase of the journey between two days, both included."""

    phase: Phase
    debut: date
    fin: date


def ton_de(ton: str) -> Ton:
    """The tone of a catalogue entry; anything unknown is neutral."""
    return _TONS.get(ton, Ton.NEUTRE)


def poids(ressenti: RessentiDate) -> int:
    """What one feeling weighs, from -5 (painful) to 5 (agreeable)."""
    force = ressenti.intensite or INTENSITE_MOYENNE
    return _SIGNES.get(ressenti.ton, 0) * force


def ton_du_jour(ressentis: Iterable[RessentiDate]) -> float:
    """The tone of a day, from -1 to 1; the same feeling said twice counts once, at its strongest.

    0.0 without any feeling.
    """
    forts: dict[str, int] = {}
    for ressenti in ressentis:
        force = poids(ressenti)
        if abs(force) >= abs(forts.get(ressenti.code, 0)):
            forts[ressenti.code] = force
    somme = sum(forts.values())
    return max(-INTENSITE_MAX, min(INTENSITE_MAX, somme)) / INTENSITE_MAX


def points(ressentis: Iterable[RessentiDate]) -> tuple[PointTon, ...]:
    """One point per day with feelings, in the order of days."""
    jours: dict[date, list[RessentiDate]] = defaultdict(list)
    for ressenti in ressentis:
        jours[ressenti.jour].append(ressenti)
    return tuple(
        PointTon(jour, ton_du_jour(du_jour), all(r.intensite is not None for r in du_jour))
        for jour, du_jour in sorted(jours.items())
    )


def lisser(suite: Sequence[PointTon], demi_vie: int = DEMI_VIE) -> tuple[float, ...]:
    """The tone at each point, softened by the former ones: half as heavy every `demi_vie` days."""
    lisses: list[float] = []
    somme = masse = 0.0
    avant: date | None = None
    for point in suite:
        oubli = 0.5 ** ((point.jour - avant).days / demi_vie) if avant else 0.0
        somme, masse = somme * oubli + point.valeur, masse * oubli + 1.0
        lisses.append(somme / masse)
        avant = point.jour
    return tuple(lisses)


def tendance(
    suite: Sequence[PointTon], jour: date, *, fenetre: int = FENETRE, ecart: float = ECART_NET
) -> Tendance:
    """Which way the tone goes in the `fenetre` days before `jour`.

    The last tone is compared with the best and the worst since: worse by `ecart` than the best
    and below neutral, things get worse since the day after that best one; better by `ecart` than
    the worst, they get better. When both are true, the turn nearest to today tells.
    """
    recents = [p for p in suite if jour - timedelta(days=fenetre) <= p.jour <= jour]
    if len(recents) < 2:
        return Tendance(Sens.STABLE)
    dernier = recents[-1].valeur
    rangs = range(len(recents))
    haut = max(rangs, key=lambda i: (recents[i].valeur, i))
    bas = min(rangs, key=lambda i: (recents[i].valeur, -i))
    chute, remontee = recents[haut].valeur - dernier, dernier - recents[bas].valeur
    degrade = chute >= ecart - 1e-9 and dernier < 0
    ameliore = remontee >= ecart - 1e-9
    if degrade and not (ameliore and bas > haut):
        return Tendance(Sens.DEGRADE, recents[haut + 1].jour, chute)
    if ameliore:
        return Tendance(Sens.AMELIORE, recents[bas + 1].jour, remontee)
    return Tendance(Sens.STABLE)


def penibles(ressentis: Iterable[RessentiDate]) -> tuple[RessentiDate, ...]:
    """The painful feelings, the strongest first, each word once."""
    forts: dict[str, RessentiDate] = {}
    for ressenti in sorted((r for r in ressentis if poids(r) < 0), key=poids):
        forts.setdefault(ressenti.code, ressenti)
    return tuple(forts.values())


def bandes(faits: FaitsDatesDuParcours, debut: date, fin: date) -> tuple[Bande, ...]:
    """The phases from `debut` to `fin`; one set by a person holds when no date tells otherwise."""
    if faits.depart is None and faits.retour is None:
        return (Bande(phase_le(faits, fin), debut, fin),)
    dates = FaitsDatesDuParcours(faits.depart, faits.retour)
    bornes = sorted(
        {debut, *(j for j in (faits.depart, faits.retour) if j is not None and debut < j <= fin)}
    )
    fins = [*(b - timedelta(days=1) for b in bornes[1:]), fin]
    return tuple(Bande(phase_le(dates, b), b, f) for b, f in zip(bornes, fins, strict=True))
