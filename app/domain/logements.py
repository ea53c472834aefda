"""Words of a dwelling and of who lives there when."""

from __future__ import annotations

from enum import StrEnum

from app.core.errors import EntreeInvalide


class EtatLogement(StrEnum):
    """State of a dwelling in the operation."""

    OCCUPE = "occupe"
    VACANT = "vacant"
    TIROIR = "tiroir"
    EN_TRAVAUX = "en_travaux"
    VENDU = "vendu"
    A_DEMOLIR = "a_demolir"


class NatureOccupation(StrEnum):
    """Why a household lives in a dwelling: its first home, a temporary one, the final one."""

    ORIGINE = "origine"
    TIROIR = "tiroir"
    DEFINITIF = "definitif"


class ClasseDpe(StrEnum):
    """Energy or climate class of a dwelling."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"


# Metropolitan France in Lambert 93, in metres: anything else is another system, or a slip.
X_LAMBERT = (100_000, 1_300_000)
Y_LAMBERT = (6_000_000, 7_200_000)


def verifier_position(x: int | None, y: int | None, champ: str) -> None:
    """Raise `EntreeInvalide("logement.position")` unless both are known and in France, or none.

    `champ` is the name of the field as people read it.
    """
    if x is None and y is None:
        return
    if x is None or y is None or not dans(x, X_LAMBERT) or not dans(y, Y_LAMBERT):
        raise EntreeInvalide("logement.position", champ=champ)


def dans(valeur: int, bornes: tuple[int, int]) -> bool:
    """Whether a number is within bounds, both included."""
    return bornes[0] <= valeur <= bornes[1]
