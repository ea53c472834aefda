"""Réception of the works: recorded, put right; its réserves noted and lifted.

Réserves are opened and lifted through `receptions.reserves`, imported on first use: complaints
load much that one who only needs dates does not.
"""

from __future__ import annotations

from app.core.changes import Changes
from app.domain.receptions import ResultatReception
from app.services.receptions.commandes import (
    AnnulerReception,
    CorrigerReception,
    LeverReserves,
    LireReceptions,
    ListerReserves,
    NoterReserve,
    Recevoir,
)
from app.services.receptions.ecriture import annuler, corriger, recevoir, verifier_calendrier
from app.services.receptions.lecture import (
    ReceptionsCite,
    date_de,
    dates,
    lire,
    lister_reserves,
)
from db.queries.receptions import OccupantLu, ReceptionLigne, ReceptionTranche
from db.uow import UnitOfWork

__all__ = [
    "AnnulerReception",
    "CorrigerReception",
    "LeverReserves",
    "LireReceptions",
    "ListerReserves",
    "NoterReserve",
    "OccupantLu",
    "ReceptionLigne",
    "ReceptionTranche",
    "ReceptionsCite",
    "Recevoir",
    "ResultatReception",
    "annuler",
    "corriger",
    "date_de",
    "dates",
    "lever",
    "lire",
    "lister_reserves",
    "noter_reserve",
    "recevoir",
    "verifier_calendrier",
]


def noter_reserve(cmd: NoterReserve, uow: UnitOfWork) -> Changes:
    """A réserve noted at a réception; see `reserves.noter` for what it raises."""
    from app.services.receptions.reserves import noter  # noqa: PLC0415

    return noter(cmd, uow)


def lever(cmd: LeverReserves, uow: UnitOfWork) -> Changes:
    """Réserves lifted on a day; see `reserves.lever` for what it raises."""
    from app.services.receptions.reserves import lever as lever_  # noqa: PLC0415

    return lever_(cmd, uow)
