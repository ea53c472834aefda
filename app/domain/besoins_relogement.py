"""What a family needs of a home, counted from who lives in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.menages import Lien

MAJORITE = 18
AGES_ECOLE = range(3, 18)
_COUPLE = (Lien.TITULAIRE, Lien.COTITULAIRE, Lien.CONJOINT)


@dataclass(frozen=True, slots=True)
class Occupant:
    """A person who lives there; `age` in years, None when nobody knows."""

    lien: Lien
    age: int | None = None

    @property
    def enfant(self) -> bool:
        """Under age; a child of the titulaire whose age nobody knows is counted as one."""
        if self.age is not None:
            return self.age < MAJORITE
        return self.lien is Lien.ENFANT

    @property
    def scolarise(self) -> bool:
        """Of an age to go to school."""
        return self.age is not None and self.age in AGES_ECOLE


def chambres_necessaires(occupants: Iterable[Occupant]) -> int:
    """Bedrooms: one for the titulaire or the couple, one for two children, one for other adults.

    We do not know who is a girl or a boy: children always share two by two. At least one.
    """
    presents = list(occupants)
    couple = sum(1 for o in presents if o.lien in _COUPLE and not o.enfant)
    enfants = sum(1 for o in presents if o.enfant)
    autres = len(presents) - couple - enfants
    # Beyond two, cotitulaires are adults like the others.
    return max(1, min(couple, 1) + max(0, couple - 2) + autres + -(-enfants // 2))


def ages_inconnus(occupants: Iterable[Occupant]) -> int:
    """How many persons are counted without their age: the bedrooms are then to be checked."""
    return sum(1 for o in occupants if o.age is None and o.lien not in _COUPLE)
