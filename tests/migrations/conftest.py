"""The base of a former version, for the revision each module tries: from `AVANT` to `APRES`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import ouvrir
from tests.bases import restaurer
from tests.conftest import CLE
from tests.migrations import ancienne as outils


@pytest.fixture(scope="module")
def modele(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base of the schema before, encrypted; tests work on copies."""
    chemin = tmp_path_factory.mktemp("bases") / "ancienne.voyette"
    return restaurer(request.module.AVANT, chemin, CLE)


@pytest.fixture
def ancienne(modele: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    chemin = tmp_path / "ancienne.voyette"
    shutil.copyfile(modele, chemin)
    return chemin


@pytest.fixture
def moteur(ancienne: Path) -> Iterator[Engine]:
    """That copy, open, not migrated."""
    engine = ouvrir(ancienne, CLE)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def ordres(
    request: pytest.FixtureRequest, modele: Path, tmp_path_factory: pytest.TempPathFactory
) -> int:
    """How many statements the migration of that base writes with."""
    chemin = tmp_path_factory.mktemp("compte") / "base.voyette"
    shutil.copyfile(modele, chemin)
    engine = ouvrir(chemin, CLE)
    vus = outils.couper_au(engine, 0, request.module.APRES)
    engine.dispose()
    return vus
