"""What the planner is given: households, homes, works, crews, days; plain values, no identity map.

Days are calendar days; every period includes both its ends, and None leaves an end open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

from app.domain.demenagements import GenreEquipe
from app.domain.planification.mots import ORDRE, Objectif, Solution


@dataclass(frozen=True, slots=True)
class Periode:
    """From a day to a day, both included."""

    du: date | None = None
    au: date | None = None

    def contient(self, jour: date) -> bool:
        """Whether that day is in it."""
        return (self.du is None or self.du <= jour) and (self.au is None or jour <= self.au)

    def croise(self, autre: Periode) -> bool:
        """Whether they share a day."""
        avant = self.au is not None and autre.du is not None and self.au < autre.du
        apres = autre.au is not None and self.du is not None and autre.au < self.du
        return not (avant or apres)


@dataclass(frozen=True, slots=True)
class Regles:
    """What was agreed for the operation (its charter); every number is a setting, never a law.

    `nettoyage` is in calendar days from the day a household leaves a home, `ouverture` in working
    days after it, for meters. A household leaves at most `avance` days before its works begin and
    is back at most `retour` days after they end. `preavis`: nobody moves sooner than so many days
    from `aujourdhui`.
    """

    aujourdhui: date
    preavis: int = 30
    nettoyage: int = 5
    ouverture: int = 1
    avance: int = 28
    retour: int = 28
    feries: frozenset[date] = frozenset()
    fermetures: tuple[Periode, ...] = ()
    vacances: tuple[Periode, ...] = ()
    ordre: tuple[Objectif, ...] = ORDRE

    @property
    def au_plus_tot(self) -> date:
        """The first day somebody may be asked to move."""
        return self.aujourdhui + timedelta(days=self.preavis)

    def ouvre(self, jour: date) -> bool:
        """Whether people move on that day: no week-end, no public holiday, no closing."""
        return (
            jour.weekday() < 5
            and jour not in self.feries
            and not any(p.contient(jour) for p in self.fermetures)
        )


@dataclass(frozen=True, slots=True)
class Travaux:
    """Works of a batch. They may begin up to `marge` days later than foreseen, and then end so."""

    id: UUID
    nom: str
    debut: date
    fin: date
    marge: int = 0


@dataclass(frozen=True, slots=True)
class Lieu:
    """Where a home stands. `x` and `y` are Lambert 93 metres, None when not known."""

    voie: str = ""
    numero: int | None = None
    commune: str = ""
    x: int | None = None
    y: int | None = None


@dataclass(frozen=True, slots=True)
class LogementOffert:
    """A vacant home one may plan with: temporary, or given for good (`definitif`).

    `occupe` lists the days it is already promised outside of this plan, cleaning not included.
    `animaux` is False only when pets are refused.
    """

    id: UUID
    nom: str
    chambres: int
    definitif: bool = False
    plain_pied: bool = False
    jardin: bool = False
    garage: bool = False
    animaux: bool = True
    lieu: Lieu = Lieu()
    disponible: Periode = Periode()
    nettoyage: int | None = None
    occupe: tuple[Periode, ...] = ()


@dataclass(frozen=True, slots=True)
class Exigences:
    """What a household needs of a home. The first four are never given up; the rest is comfort.

    `appareil`: powered medical equipment, hence the shortest possible absence and no Friday.
    `ecole`: schoolchildren, better moved during school holidays and kept near.
    """

    chambres: int = 1
    plain_pied: bool = False
    animaux: bool = False
    appareil: bool = False
    jardin: bool = False
    garage: bool = False
    ecole: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a household goes and when: a line of a plan, or what pins it.

    TIROIR: `depart` then `retour`. DEFINITIF: `depart` only. RETOUR: `retour` only, the household
    is already in `logement_id`. `fixe`: it must not be changed.
    """

    solution: Solution
    logement_id: UUID | None = None
    depart: date | None = None
    retour: date | None = None
    fixe: bool = False
    motif: str = ""


@dataclass(frozen=True, slots=True)
class MenageAPlacer:
    """A household whose home is in a batch.

    `parti_le` and `tiroir_id` tell one already away. `definitif_voulu`: it does not come back to
    its home, one move is enough once a home fits; `un_seul` says it would accept that. `enquete`
    is False while nobody surveyed it. `promis` are the days told to it, `actuel` its line in the
    plan adopted so far; `impose` its pinned line.
    """

    id: UUID
    nom: str
    adresse: str
    tranche_id: UUID
    exigences: Exigences = Exigences()
    lieu: Lieu = Lieu()
    personnes: int = 1
    enquete: bool = True
    apres_le: date | None = None
    evite: tuple[Periode, ...] = ()
    groupe: int | None = None
    definitif_voulu: bool = False
    un_seul: bool = False
    tiroir_id: UUID | None = None
    parti_le: date | None = None
    promis_depart: date | None = None
    promis_retour: date | None = None
    actuel: Placement | None = None
    impose: Placement | None = None

    @property
    def absent(self) -> bool:
        """Whether it already lives in a temporary home: only its return is to plan."""
        return self.tiroir_id is not None


@dataclass(frozen=True, slots=True)
class Ecarte:
    """A household the planner leaves alone; `motif` is a code worded by `mots_plan`."""

    id: UUID
    nom: str
    motif: str


@dataclass(frozen=True, slots=True)
class EquipeDispo:
    """A crew: moves a day, ISO weekdays it works (1 Monday), days it is away."""

    id: UUID
    nom: str
    genre: GenreEquipe
    capacite: int
    jours: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    absences: tuple[Periode, ...] = ()

    def disponible(self, jour: date) -> bool:
        """Whether it works on that day."""
        return jour.isoweekday() in self.jours and not any(p.contient(jour) for p in self.absences)


@dataclass(frozen=True, slots=True)
class Remarque:
    """Something absurd or missing in what was given: a code and what it is about, told as is."""

    code: str
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Instance:
    """All that a plan of an estate is computed from. `empreinte` names this very content."""

    cite_id: UUID
    cite: str
    regles: Regles
    travaux: Mapping[UUID, Travaux]
    menages: tuple[MenageAPlacer, ...]
    logements: tuple[LogementOffert, ...]
    equipes: tuple[EquipeDispo, ...] = ()
    ecartes: tuple[Ecarte, ...] = ()
    remarques: tuple[Remarque, ...] = ()
    empreinte: str = ""

    def capacite(self, jour: date) -> int:
        """Moves that can take place on that day: the scarcest kind of crew says.

        Without any crew of a kind, that kind does not limit.
        """
        if not self.regles.ouvre(jour):
            return 0
        totaux = [
            sum(e.capacite for e in self.equipes if e.genre is genre and e.disponible(jour))
            for genre in GenreEquipe
            if any(e.genre is genre for e in self.equipes)
        ]
        return min(totaux, default=len(self.menages) * 2)
