"""Finding a dwelling while typing, by reference or address, to say where somebody moves."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from db.queries import logements_trouves as lecture
from db.queries.logements_trouves import LogementTrouve
from db.uow import UnitOfWork

__all__ = ["ChercherLogement", "LogementTrouve", "chercher"]


@dataclass(frozen=True, slots=True)
class ChercherLogement:
    """What was typed; dwellings of `cite_id` come first."""

    texte: str
    cite_id: UUID | None = None
    limite: int = 8


def chercher(demande: ChercherLogement, uow: UnitOfWork) -> tuple[LogementTrouve, ...]:
    """Dwellings that hold every word typed, with who lives there today."""
    with uow.lecture() as session:
        return lecture.chercher(
            session, demande.texte, uow.clock.today(), demande.cite_id, demande.limite
        )
