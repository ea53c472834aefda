"""The dwellings of an estate as its page shows them: counts, pages, one dwelling and its ledger."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.errors import RegleMetier
from db.queries import parc as lecture
from db.queries.parc import ComptesParc, FiltreParc, LogementComplet, LogementParc, SejourLigne
from db.uow import UnitOfWork

__all__ = [
    "ComptesParc",
    "FiltreParc",
    "LireComptes",
    "LireLogement",
    "LirePageParc",
    "LogementComplet",
    "LogementParc",
    "SejourLigne",
    "compter",
    "comptes",
    "logement",
    "page",
]


@dataclass(frozen=True, slots=True)
class LireComptes:
    """Ask how many dwellings an estate has, by state."""

    cite_id: UUID


@dataclass(frozen=True, slots=True)
class LirePageParc:
    """Ask for some rows of the list; `tri` is a column key, "-" first when descending."""

    filtre: FiltreParc
    tri: str = "adresse"
    debut: int = 0
    taille: int = 200


@dataclass(frozen=True, slots=True)
class LireLogement:
    """Ask for one dwelling and its ledger."""

    logement_id: UUID


def comptes(demande: LireComptes, uow: UnitOfWork) -> ComptesParc:
    """Dwellings by state, and how many are lived in today."""
    with uow.lecture() as session:
        return lecture.comptes(session, demande.cite_id, uow.clock.today())


def compter(filtre: FiltreParc, uow: UnitOfWork) -> int:
    """How many dwellings match."""
    with uow.lecture() as session:
        return lecture.compter(session, filtre, uow.clock.today())


def page(demande: LirePageParc, uow: UnitOfWork) -> tuple[LogementParc, ...]:
    """Some rows of the list."""
    with uow.lecture() as session:
        return lecture.page(
            session,
            demande.filtre,
            uow.clock.today(),
            tri=demande.tri,
            debut=demande.debut,
            taille=demande.taille,
        )


def logement(demande: LireLogement, uow: UnitOfWork) -> LogementComplet:
    """One dwelling with who lives and lived there; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        lu = lecture.logement(session, demande.logement_id)
    if lu is None:
        raise RegleMetier("general.introuvable")
    return lu
