"""Words of the move planner: states of a plan, kinds of solution, objectives."""

from __future__ import annotations

from enum import StrEnum


class EtatPlan(StrEnum):
    """Where a plan stands."""

    ESSAI = "essai"
    ADOPTE = "adopte"
    REMPLACE = "remplace"


class Solution(StrEnum):
    """What a plan foresees for a household.

    A temporary home then the return; one move for good; a return only, for who is already away;
    nothing found; nothing to plan (it finds a home elsewhere, or owns its own).
    """

    TIROIR = "tiroir"
    DEFINITIF = "definitif"
    RETOUR = "retour"
    AUCUNE = "aucune"
    HORS_PLAN = "hors_plan"


class Objectif(StrEnum):
    """What a plan makes as small as it can, one after the other; the team may change the order."""

    SANS_SOLUTION = "sans_solution"
    DOUBLES = "doubles"
    INADEQUATION = "inadequation"
    DISTANCE = "distance"
    PROMESSES = "promesses"
    CHANGEMENTS = "changements"
    VACANCE = "vacance"


ORDRE = tuple(Objectif)
