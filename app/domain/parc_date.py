"""How a dwelling may stand on a day, and what is counted of it; `parc_registre` deduces it.

The typed state of a dwelling only tells what stays cannot: that it serves as a temporary home, is
sold, is to be demolished. Where it contradicts the ledger, the ledger is right and it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.occupations import Sejour
from app.domain.planification.instance import Periode

TOUJOURS = Periode()


class Situation(StrEnum):
    """How a dwelling stands on a day.

    ATTEND: its household is in a temporary home and no works are under way there. PROMIS: vacant,
    kept for somebody. INCONNU: noted as lived in, but the record names nobody there.
    """

    OCCUPE = "occupe"
    TIROIR_OCCUPE = "tiroir_occupe"
    TIROIR_LIBRE = "tiroir_libre"
    TIROIR_INDISPONIBLE = "tiroir_indisponible"
    EN_TRAVAUX = "en_travaux"
    ATTEND = "attend"
    PROMIS = "promis"
    VACANT = "vacant"
    INCONNU = "inconnu"
    VENDU = "vendu"
    A_DEMOLIR = "a_demolir"


class Ecart(StrEnum):
    """What the record says twice, and differently."""

    NOTE_VACANT = "note_vacant"
    NOTE_OCCUPE = "note_occupe"
    NOTE_TIROIR = "note_tiroir"
    NOTE_TRAVAUX = "note_travaux"
    TIROIR_TRAVAUX = "tiroir_travaux"
    DEUX_MENAGES = "deux_menages"
    FIN_DEPASSEE = "fin_depassee"
    A_CONFIRMER = "a_confirmer"


@dataclass(frozen=True, slots=True)
class LogementConnu:
    """What the record holds of a dwelling; works are those of its batch.

    `disponible` bounds its use as a temporary home; `nettoyage` is in days between two households.
    """

    id: UUID
    code_ug: str
    adresse: str
    etat: EtatLogement
    nettoyage: int = 0
    typologie: str | None = None
    commune: str | None = None
    plain_pied: bool | None = None
    tranche_id: UUID | None = None
    tranche: str | None = None
    debut_travaux: date | None = None
    fin_travaux: date | None = None
    reception: date | None = None
    disponible: Periode = TOUJOURS

    def en_travaux(self, jour: date) -> bool:
        """Whether the works of its batch are under way on that day."""
        if self.debut_travaux is None or jour < self.debut_travaux:
            return False
        fin = self.fin_des_travaux
        return fin is None or jour < fin

    def renove(self, jour: date) -> bool:
        """Whether the works of its batch are over on that day."""
        fin = self.fin_des_travaux
        return fin is not None and fin <= jour

    @property
    def fin_des_travaux(self) -> date | None:
        """The first day without works: the réception, else the day after their foreseen end."""
        if self.reception is not None:
            return self.reception
        return None if self.fin_travaux is None else self.fin_travaux + timedelta(1)


@dataclass(frozen=True, slots=True)
class Presence:
    """A household in a dwelling: since when, until when (first day away), known or foreseen."""

    menage_id: UUID
    menage: str
    nature: NatureOccupation
    debut: date | None
    fin: date | None
    fin_prevue: date | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts of the record that cannot both be right; `jour` and `menage` say which."""

    ecart: Ecart
    menage: str = ""
    jour: date | None = None


@dataclass(frozen=True, slots=True)
class LogementDate:
    """A dwelling on a day.

    `occupant` lives there, or has its home there while it is away; `promis` is who is to enter
    next. `libres` are the periods a temporary home is free, that day and after.
    """

    logement: LogementConnu
    situation: Situation
    occupant: Presence | None = None
    promis: Presence | None = None
    libres: tuple[Periode, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def id(self) -> UUID:
        """The dwelling's."""
        return self.logement.id


@dataclass(frozen=True, slots=True)
class Parc:
    """The dwellings of an estate, all stays of those who live or lived there, moves not noted.

    `a_noter` gives, by dwelling, the household and the day of moves whose day has come and that
    nobody noted as done.
    """

    logements: tuple[LogementConnu, ...]
    sejours: tuple[Sejour, ...]
    a_noter: Mapping[UUID, tuple[str, date]] = field(default_factory=lambda: MappingProxyType({}))


VIDES = frozenset(
    {
        Situation.VACANT,
        Situation.PROMIS,
        Situation.TIROIR_LIBRE,
        Situation.TIROIR_INDISPONIBLE,
    }
)


@dataclass(frozen=True, slots=True)
class Vacance:
    """Dwellings nobody has as a home, out of those counted.

    Left out of the count: sold, to be demolished, and noted as lived in without anybody's name.
    """

    vacants: int
    comptes: int
    non_comptes: int

    @property
    def part(self) -> float | None:
        """The share, None when nothing is counted."""
        return self.vacants / self.comptes if self.comptes else None


def vacance(lignes: Iterable[LogementDate]) -> Vacance:
    """The vacancy of those dwellings; works where no household is to come back count as vacant."""
    vacants = comptes = autres = 0
    for ligne in lignes:
        if ligne.situation in (Situation.INCONNU, Situation.VENDU, Situation.A_DEMOLIR):
            autres += 1
            continue
        comptes += 1
        seul = ligne.situation is Situation.EN_TRAVAUX and ligne.occupant is None
        vacants += ligne.situation in VIDES or seul
    return Vacance(vacants, comptes, autres)
