"""Past sendings: what left, to whom, when, how many (promise 25)."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries import envois
from db.queries.envois import EnvoiLigne
from db.uow import UnitOfWork

__all__ = ["EnvoiLigne", "ListerEnvois", "lister"]


@dataclass(frozen=True, slots=True)
class ListerEnvois:
    """Ask for the latest sendings."""

    limite: int = 100


def lister(demande: ListerEnvois, uow: UnitOfWork) -> tuple[EnvoiLigne, ...]:
    """The latest sendings, the newest first."""
    with uow.lecture() as session:
        return envois.lister(session, demande.limite)
