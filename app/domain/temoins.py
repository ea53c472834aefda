"""Witnesses: households back home who agree to tell others how it went."""

from __future__ import annotations

from enum import StrEnum


class EtatRencontre(StrEnum):
    """Life of a meeting between a household and a witness."""

    PROPOSEE = "proposee"
    ACCEPTEE = "acceptee"
    DECLINEE = "declinee"
    FAITE = "faite"
