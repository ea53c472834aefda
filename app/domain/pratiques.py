"""Good practices offered to a household, and what became of each (cahier technique, part 1)."""

from __future__ import annotations

from enum import StrEnum


class EtatPratique(StrEnum):
    """What became of a practice: rows are added, the latest one tells."""

    PROPOSEE = "proposee"
    ACCEPTEE = "acceptee"
    DECLINEE = "declinee"
    FAITE = "faite"
    SANS_OBJET = "sans_objet"
