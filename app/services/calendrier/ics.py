"""Entries written as iCalendar (RFC 5545): one file any calendar can take in, again and again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from app.core.i18n import langue
from app.domain.calendrier import EtatEvenement, Evenement
from app.services.calendrier.mots import titre_de

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

FUSEAU = "Europe/Paris"
_ETATS = {
    EtatEvenement.ENVISAGE: "TENTATIVE",
    EtatEvenement.CONFIRME: "CONFIRMED",
    EtatEvenement.ANNULE: "CANCELLED",
}


def composer(evenements: Sequence[Evenement], nom: str, instant: datetime) -> bytes:
    """The file of these entries; `instant` is when it is made (aware)."""
    from icalendar import Calendar  # noqa: PLC0415 - heavy, only needed here

    calendrier: Calendar = Calendar()
    calendrier.add("prodid", f"-//Voyette//Voyette//{langue().upper()}")
    calendrier.add("version", "2.0")
    calendrier.add("calscale", "GREGORIAN")
    calendrier.add("method", "PUBLISH")
    calendrier.add("x-wr-calname", nom)
    calendrier.add("x-wr-timezone", FUSEAU)
    if any(e.debut for e in evenements):
        calendrier.add_component(_fuseau())
    for evenement in evenements:
        calendrier.add_component(_evenement(evenement, instant))
    octets: bytes = calendrier.to_ical()
    return octets


def _evenement(e: Evenement, instant: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415

    zone = ZoneInfo(FUSEAU)
    vevent: Event = Event()
    vevent.add("uid", f"{e.uid}@voyette")
    vevent.add("dtstamp", instant.astimezone(UTC).replace(microsecond=0))
    vevent.add("sequence", e.version)
    if e.debut is None:
        vevent.add("dtstart", e.jour)
        vevent.add("dtend", e.jour + timedelta(days=1))
    else:
        vevent.add("dtstart", _local(e.jour, e.debut, zone))
        if e.fin is not None:
            vevent.add("dtend", _local(e.jour, e.fin, zone))
    vevent.add("summary", e.titre or titre_de(e.genre))
    vevent.add("status", _ETATS[e.etat])
    vevent.add("class", "PRIVATE")
    vevent.add("categories", [titre_de(e.genre)])
    if e.lieu:
        vevent.add("location", e.lieu)
    if e.details:
        vevent.add("description", e.details)
    return vevent


def _local(jour: date, heure: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(jour, heure, zone)


def _fuseau() -> Timezone:
    """Paris time as Europe has kept it since 1996: the last Sundays of March and October."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415

    zone: Timezone = Timezone()
    zone.add("tzid", FUSEAU)
    regles: tuple[tuple[Any, str, datetime, int, int, int], ...] = (
        (TimezoneDaylight, "CEST", datetime(1996, 3, 31, 2), 3, 1, 2),  # noqa: DTZ001 - local
        (TimezoneStandard, "CET", datetime(1996, 10, 27, 3), 10, 2, 1),  # noqa: DTZ001 - local
    )
    for genre, nom, depuis, mois, avant, apres in regles:
        partie = genre()
        partie.add("tzname", nom)
        partie.add("dtstart", depuis)
        partie.add("rrule", {"freq": "yearly", "bymonth": mois, "byday": "-1su"})
        partie.add("tzoffsetfrom", timedelta(hours=avant))
        partie.add("tzoffsetto", timedelta(hours=apres))
        zone.add_component(partie)
    return zone
