"""An import in two calls, and a picture of everything the base holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.imports import EtatLigne
from app.services.imports import (
    Apercu,
    AppliquerImport,
    Decisions,
    PreparerImport,
    ResultatImport,
    appliquer,
    preparer,
)
from db.models import Base
from db.uow import UnitOfWork

Importer = Callable[..., ResultatImport]
_TECHNIQUES = {"journal", "operation", "operation_courante", "appareil", "import_correspondance"}


@pytest.fixture
def importer(uow: UnitOfWork) -> Importer:
    """Preview a file and apply it at once."""

    def faire(chemin: Path, profil: str, decisions: Decisions | None = None) -> ResultatImport:
        apercu = preparer(PreparerImport(chemin, profil), uow)
        commande = AppliquerImport(apercu, decisions or Decisions(), accepter_rejets=True)
        return appliquer(commande, uow)

    return faire


@pytest.fixture
def photo(uow: UnitOfWork) -> Callable[[], dict[str, list[tuple[object, ...]]]]:
    """All rows of all tables but those that remember operations."""

    def prendre() -> dict[str, list[tuple[object, ...]]]:
        with uow.lecture() as session:
            return {
                table.name: sorted(
                    (tuple(r) for r in session.execute(table.select()).all()), key=repr
                )
                for table in Base.metadata.sorted_tables
                if table.name not in _TECHNIQUES
            }

    return prendre


def comptes(apercu: Apercu) -> dict[str, int]:
    """Counts of the states that occur."""
    return {etat.value: n for etat, n in apercu.comptes().items() if n}


def seule(apercu: Apercu, etat: EtatLigne):  # type: ignore[no-untyped-def]  # test helper
    """The only line of that state."""
    (ligne,) = [x for x in apercu.lignes if x.etat is etat]
    return ligne
