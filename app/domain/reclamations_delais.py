"""The clocks of a complaint: first answer, make safe, repair; working days, never a guess.

Delays are habits of a team, kept as settings: see the catalogue `delais`.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

FUSEAU = "Europe/Paris"
MIDI = time(12)
"""The hour taken when nobody noted when a complaint came."""
_FIN_DE_JOURNEE = time(18)
_HORIZON = 400
_SAMEDI = 5


class Horloge(StrEnum):
    """What somebody waits for."""

    REPONSE = "reponse"
    SECURISATION = "securisation"
    REPARATION = "reparation"


class Ponctualite(StrEnum):
    """How a clock stands."""

    A_L_HEURE = "a_l_heure"
    PROCHE = "proche"
    EN_RETARD = "en_retard"


PROCHE = timedelta(hours=24)
"""Less than this before its due time, a clock is near."""


@dataclass(frozen=True, slots=True)
class Delais:
    """How long each may take; None: no such clock.

    `reponse_heures` runs on working days only; `securisation_heures` runs day and night;
    `reparation_jours` are working days, up to 18:00 of the last one.
    """

    reponse_heures: int | None = None
    securisation_heures: int | None = None
    reparation_jours: int | None = None


@dataclass(frozen=True, slots=True)
class Echeances:
    """When each is due (aware UTC instants); None: no such clock."""

    repondre: datetime | None = None
    securiser: datetime | None = None
    reparer: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrets:
    """Which clocks have stopped already."""

    repondu: bool = False
    securise: bool = False
    repare: bool = False


def instant_local(jour: date, heure: time | None) -> datetime:
    """The instant of a French wall clock; noon when the hour is unknown."""
    return datetime.combine(jour, heure or MIDI, ZoneInfo(FUSEAU)).astimezone(UTC)


def jour_local(instant: datetime) -> date:
    """The day of an instant on a French wall."""
    return instant.astimezone(ZoneInfo(FUSEAU)).date()


def heure_locale(instant: datetime) -> time:
    """The hour of an instant on a French wall, to the minute."""
    return instant.astimezone(ZoneInfo(FUSEAU)).time().replace(second=0, microsecond=0)


def ouvre(jour: date, feries: AbstractSet[date]) -> bool:
    """Whether people work that day: Monday to Friday, public holidays apart."""
    return jour.weekday() < _SAMEDI and jour not in feries


def echeances(depart: datetime, delais: Delais, feries: AbstractSet[date]) -> Echeances:
    """When each clock started at `depart` (aware) is due."""
    local = depart.astimezone(ZoneInfo(FUSEAU))
    securiser = delais.securisation_heures
    return Echeances(
        _heures_ouvrees(local, delais.reponse_heures, feries),
        None if securiser is None else depart.astimezone(UTC) + timedelta(hours=securiser),
        _fin_du_jour_ouvre(local.date(), delais.reparation_jours, feries),
    )


def prochaine(dues: Echeances, arrets: Arrets) -> tuple[Horloge, datetime] | None:
    """The clock that runs out first among those still running."""
    voulues = (
        (Horloge.REPONSE, dues.repondre, arrets.repondu),
        (Horloge.SECURISATION, dues.securiser, arrets.securise),
        (Horloge.REPARATION, dues.reparer, arrets.repare),
    )
    courantes = [(quand, nom) for nom, quand, arret in voulues if quand is not None and not arret]
    if not courantes:
        return None
    quand, nom = min(courantes)
    return nom, quand


def ponctualite(echeance: datetime | None, maintenant: datetime) -> Ponctualite:
    """How a clock stands now; one that does not run is on time."""
    if echeance is None or echeance - maintenant > PROCHE:
        return Ponctualite.A_L_HEURE
    return Ponctualite.EN_RETARD if echeance < maintenant else Ponctualite.PROCHE


def _heures_ouvrees(
    local: datetime, heures: int | None, feries: AbstractSet[date]
) -> datetime | None:
    """Hours counted on working days: those of a closed day do not run."""
    if heures is None:
        return None
    zone = local.tzinfo
    jour, ecoule = local.date(), timedelta(hours=local.hour, minutes=local.minute)
    if not ouvre(jour, feries):
        jour, ecoule = _jour_ouvre_apres(jour, feries), timedelta()
    reste = timedelta(hours=heures)
    while ecoule + reste >= timedelta(days=1):
        reste -= timedelta(days=1) - ecoule
        jour, ecoule = _jour_ouvre_apres(jour, feries), timedelta()
    return (datetime.combine(jour, time(), zone) + ecoule + reste).astimezone(UTC)


def _fin_du_jour_ouvre(jour: date, jours: int | None, feries: AbstractSet[date]) -> datetime | None:
    if jours is None:
        return None
    for _ in range(jours):
        jour = _jour_ouvre_apres(jour, feries)
    return datetime.combine(jour, _FIN_DE_JOURNEE, ZoneInfo(FUSEAU)).astimezone(UTC)


def _jour_ouvre_apres(jour: date, feries: AbstractSet[date]) -> date:
    for _ in range(_HORIZON):
        jour += timedelta(days=1)
        if ouvre(jour, feries):
            break
    return jour
