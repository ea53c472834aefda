"""Days and instants of what happens to a complaint: never in the future, never before it."""

from __future__ import annotations

from datetime import date, datetime, time

from app.core.errors import EntreeInvalide
from app.domain.reclamations import verifier_jour
from app.domain.reclamations_delais import heure_locale, instant_local
from db.models import Reclamation
from db.uow import Transaction


def quand(tx: Transaction, le: date | None, heure: time | None) -> tuple[date, time | None]:
    """The day and hour it came to be known; now when nobody said."""
    aujourdhui, maintenant = tx.clock.today(), tx.clock.now()
    if le is None and heure is None:
        heure = heure_locale(maintenant)
    jour = le or aujourdhui
    if jour > aujourdhui or (heure is not None and instant_local(jour, heure) > maintenant):
        raise EntreeInvalide("reclamation.futur", jour=jour)
    return jour, heure.replace(second=0, microsecond=0) if heure else None


def instant_de(
    tx: Transaction, ligne: Reclamation, le: date | None, heure: time | None
) -> tuple[date, datetime]:
    """The day, and the instant a clock stops: never before the complaint itself."""
    aujourdhui, maintenant = tx.clock.today(), tx.clock.now()
    jour = verifier_jour(le or aujourdhui, ligne.ouverte_le, aujourdhui)
    instant = maintenant
    if heure is not None or jour != aujourdhui:
        instant = instant_local(jour, heure)
    if instant > maintenant:
        raise EntreeInvalide("reclamation.futur", jour=jour)
    return jour, max(instant, instant_local(ligne.ouverte_le, ligne.ouverte_a))
