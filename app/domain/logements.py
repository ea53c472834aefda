"""Words of a dwelling and of who lives there when."""

from __future__ import annotations

from enum import StrEnum


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
