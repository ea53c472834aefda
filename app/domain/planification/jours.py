"""Arithmetic of days for plans: working days, and the day a home is free again."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.planification.instance import LogementOffert, Regles

_HORIZON = 3660
"""Days looked at before giving up: an estate closed for ten years has no working day."""


def jours_ouvres_apres(jour: date, nombre: int, regles: Regles) -> date:
    """The `nombre`-th working day strictly after a day (that day itself when 0).

    `date.max` when there is none in ten years.
    """
    restants = nombre
    courant = jour
    for _ in range(_HORIZON):
        if restants <= 0:
            return courant
        courant += timedelta(days=1)
        if regles.ouvre(courant):
            restants -= 1
    return date.max


def libre_le(parti: date, nettoyage: int | None, regles: Regles) -> date:
    """The first day somebody may move into a home left on `parti`.

    Cleaning counts calendar days (the charter's when the home has none of its own), then meters
    take working days.
    """
    jours = regles.nettoyage if nettoyage is None else nettoyage
    return jours_ouvres_apres(parti + timedelta(days=max(0, jours)), regles.ouverture, regles)


def libre_apres(parti: date, logement: LogementOffert | None, regles: Regles) -> date:
    """The first day somebody may move into that home once left; charter's cleaning if unknown."""
    return libre_le(parti, logement.nettoyage if logement is not None else None, regles)


def jours_ouvres(du: date, au: date, regles: Regles) -> list[date]:
    """Working days from a day to another, both included."""
    tous = (du + timedelta(days=n) for n in range((au - du).days + 1))
    return [jour for jour in tous if regles.ouvre(jour)]
