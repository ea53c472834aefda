"""Fixtures shared by all tests: the real encrypted base, a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from app.core.clock import FixedClock, IdFactory
from app.core.paths import Paths
from app.services.ouverture import BaseOuverte, ouvrir
from db.uow import UnitOfWork
from tests.compteur import CompteurSql

# No test fails because a machine is slow: speed is measured by the benchmarks.
settings.register_profile("voyette", deadline=None)
settings.load_profile("voyette")

CLE = bytes(range(32))
AUJOURDHUI = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """Tuesday 24 November 2026, 14:00 UTC; tests move it by setting `instant`."""
    return FixedClock(AUJOURDHUI)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Folders of the app under the test's own folder."""
    return Paths.sous(tmp_path / "machine")


@pytest.fixture(scope="session")
def base_vide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty encrypted base at the head revision, made once; tests open copies of it."""
    dossier = tmp_path_factory.mktemp("base-vide")
    chemin = dossier / "vide.voyette"
    ouverte = ouvrir(
        chemin,
        CLE,
        paths=Paths.sous(dossier),
        clock=FixedClock(AUJOURDHUI),
        auteur="Test",
    )
    ouverte.fermer()
    return chemin


@pytest.fixture
def base(tmp_path: Path, base_vide: Path, paths: Paths, clock: FixedClock) -> Iterator[BaseOuverte]:
    """A fresh encrypted base, open on the test's thread."""
    chemin = tmp_path / "essai.voyette"
    shutil.copyfile(base_vide, chemin)
    ids = IdFactory.seeded(clock, 7)
    ouverte = ouvrir(chemin, CLE, paths=paths, clock=clock, auteur="Médiatrice Test", ids=ids)
    yield ouverte
    ouverte.engine.dispose()


@pytest.fixture
def uow(base: BaseOuverte) -> UnitOfWork:
    """The unit of work of the fresh base."""
    return base.uow


@pytest.fixture
def compteur_sql(base: BaseOuverte) -> Callable[[], AbstractContextManager[CompteurSql]]:
    """`with compteur_sql() as compteur:` counts the statements run inside (BEGIN apart)."""

    @contextmanager
    def compter() -> Iterator[CompteurSql]:
        compteur = CompteurSql()

        def noter(enonce: str) -> None:
            if not enonce.startswith(("BEGIN", "ROLLBACK", "--")):
                compteur.enonces.append(enonce)

        # On the driver: whatever goes through SQLAlchemy or around it is counted.
        pilote: Any = base.engine.raw_connection()
        pilote.driver_connection.set_trace_callback(noter)
        try:
            yield compteur
        finally:
            pilote.driver_connection.set_trace_callback(None)
            pilote.close()

    return compter
