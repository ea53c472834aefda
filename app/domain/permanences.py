"""Rules of the weekly permanence: which days it falls on, what may follow what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import EtatPermanence

_SUITES = {
    EtatPermanence.PREVUE: {EtatPermanence.OUVERTE, EtatPermanence.ANNULEE},
    EtatPermanence.OUVERTE: {EtatPermanence.CLOSE, EtatPermanence.ANNULEE},
    EtatPermanence.CLOSE: {EtatPermanence.OUVERTE},
    EtatPermanence.ANNULEE: {EtatPermanence.OUVERTE, EtatPermanence.PREVUE},
}


@dataclass(frozen=True, slots=True)
class Hebdo:
    """When a series falls: a weekday (0 = Monday), from a day, up to and including a day."""

    jour_semaine: int
    depuis: date
    jusqu: date | None = None


def jours_prevus(hebdo: Hebdo, du: date, au: date) -> Iterator[date]:
    """The days of a series between `du` and `au`, both included, in order."""
    debut = max(du, hebdo.depuis)
    fin = min(au, hebdo.jusqu) if hebdo.jusqu else au
    jour = debut + timedelta(days=(hebdo.jour_semaine - debut.weekday()) % 7)
    while jour <= fin:
        yield jour
        jour += timedelta(days=7)


def verifier_horaires(debut: time, fin: time | None) -> None:
    """Raise `EntreeInvalide("permanence.horaires")` when a session would end before it starts."""
    if fin is not None and fin <= debut:
        raise EntreeInvalide("permanence.horaires", debut=f"{debut:%H:%M}", fin=f"{fin:%H:%M}")


def verifier_serie(hebdo: Hebdo) -> None:
    """Raise `EntreeInvalide` for a weekday that is none, or an end before the beginning."""
    if not 0 <= hebdo.jour_semaine <= 6:
        raise EntreeInvalide("permanence.jour_semaine")
    if hebdo.jusqu is not None and hebdo.jusqu < hebdo.depuis:
        raise EntreeInvalide("permanence.serie_dates", depuis=hebdo.depuis, jusqu=hebdo.jusqu)


def passer(etat: EtatPermanence, vers: EtatPermanence) -> EtatPermanence:
    """The new state; raises `RegleMetier("permanence.etat")` for a step that makes no sense."""
    if vers not in _SUITES[etat]:
        raise RegleMetier("permanence.etat", etat=etat.value, vers=vers.value)
    return vers
