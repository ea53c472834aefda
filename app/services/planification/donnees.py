"""From the record of an estate to what a plan is computed from."""

from __future__ import annotations

from app.domain.planification.instance import Instance
from app.services.planification.commandes import ChargerInstance
from db.uow import UnitOfWork

__all__ = ["ChargerInstance", "charger"]


def charger(demande: ChargerInstance, uow: UnitOfWork) -> Instance:
    """The instance; raises `RegleMetier("planification.cite")` when the estate is to be named."""
    raise NotImplementedError
