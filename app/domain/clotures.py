"""Why the support of a household ends."""

from __future__ import annotations

from enum import StrEnum


class MotifCloture(StrEnum):
    """Reason of the end of the support."""

    PARCOURS_TERMINE = "parcours_termine"
    DEPART = "depart"
    SOUHAIT = "souhait"
    DECES = "deces"
    AUTRE = "autre"
