"""Needs: how long one has been open, and from when on that is too long."""

from __future__ import annotations

from datetime import date

AGE_TARD = 30  # days after which an open need is shown as late; attention has its own threshold


def age(ouvert_le: date, repondu_le: date | None, jour: date) -> int:
    """Days a need has been (or was) open; never less than 0."""
    return max(0, ((repondu_le or jour) - ouvert_le).days)


def tarde(ouvert_le: date, repondu_le: date | None, jour: date, seuil: int = AGE_TARD) -> bool:
    """Whether a need still open has waited `seuil` days or more."""
    return repondu_le is None and age(ouvert_le, None, jour) >= seuil
