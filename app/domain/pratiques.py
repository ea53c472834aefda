"""Good practices offered to a household, and what became of each (cahier technique, part 1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from app.core.errors import EntreeInvalide
from app.domain.menages import Phase


class EtatPratique(StrEnum):
    """What became of a practice: rows are added, the latest one tells."""

    PROPOSEE = "proposee"
    ACCEPTEE = "acceptee"
    DECLINEE = "declinee"
    FAITE = "faite"
    SANS_OBJET = "sans_objet"


# How far each state goes: a meeting that offers takes nothing back from those who said yes.
_AVANCEE: Mapping[EtatPratique, int] = MappingProxyType(
    {
        EtatPratique.PROPOSEE: 1,
        EtatPratique.ACCEPTEE: 2,
        EtatPratique.DECLINEE: 2,
        EtatPratique.SANS_OBJET: 3,
        EtatPratique.FAITE: 4,
    }
)
OUVERTS: Collection[EtatPratique | None] = (None, EtatPratique.PROPOSEE, EtatPratique.ACCEPTEE)
"""States in which something is still to be done; None: nobody has offered it yet."""

_RANG_PHASE: Mapping[Phase, int] = MappingProxyType(
    {Phase.AVANT: 0, Phase.PENDANT: 1, Phase.APRES: 2}
)


@dataclass(frozen=True, slots=True)
class Compte:
    """How far one practice went among the households it concerns.

    `a_proposer` and `plus_tard` had nothing yet: the phase of the practice is there, or still to
    come. The seven parts add up to `concernes`.
    """

    proposees: int = 0
    acceptees: int = 0
    declinees: int = 0
    faites: int = 0
    sans_objet: int = 0
    a_proposer: int = 0
    plus_tard: int = 0

    @property
    def concernes(self) -> int:
        """Every household it concerns."""
        return (
            self.proposees
            + self.acceptees
            + self.declinees
            + self.faites
            + self.sans_objet
            + self.a_proposer
            + self.plus_tard
        )

    @property
    def manquent(self) -> int:
        """Households for which something is still to be done now."""
        return self.a_proposer + self.proposees + self.acceptees


def verifier_jour(le: date, aujourdhui: date) -> None:
    """Raise `EntreeInvalide("pratique.futur")` for a day still to come."""
    if le > aujourdhui:
        raise EntreeInvalide("pratique.futur", jour=le)


def a_noter(actuel: EtatPratique | None, vers: EtatPratique) -> bool:
    """Whether one operation for many households writes this state for one that stands there.

    It never takes a household back: somebody who accepted is not "offered" again by a meeting.
    """
    return actuel is None or _AVANCEE[vers] > _AVANCEE[actuel]


def atteinte(phase: Phase, de_la_pratique: Phase) -> bool:
    """Whether a household in `phase` has reached the phase of the practice."""
    return _RANG_PHASE[phase] >= _RANG_PHASE[de_la_pratique]
