"""A base with a vault and a little life in it, made once; tests work on copies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.core.clock import FixedClock, IdFactory
from app.core.paths import Paths
from app.services.ouverture import BaseOuverte, ouvrir
from app.services.securite import coffre
from app.services.securite.cles import CleOuverte
from app.services.securite.coffre_format import coffre_de
from app.services.securite.enveloppe import ParametresKdf
from tests import factories
from tests.conftest import AUJOURDHUI

KDF = ParametresKdf(memoire_kio=64, passes=1, voies=1)
PHRASE = "piano rivage cobalt moulin tigre"


class Lieu:
    """A closed base on disk, its key, and how to open it as the app does."""

    def __init__(self, base: Path, cle: bytes, clock: FixedClock, paths: Paths) -> None:
        self.base = base
        self.cle = CleOuverte(cle)
        self.clock = clock
        self.paths = paths

    def ouvrir(self, base: Path | None = None) -> BaseOuverte:
        """The base, opened through the service the app uses."""
        return ouvrir(
            base or self.base,
            self.cle.octets(),
            paths=self.paths,
            clock=self.clock,
            auteur="Test",
            ids=IdFactory(self.clock),
        )


@pytest.fixture(scope="session")
def modele(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A base of a few households, and its key."""
    dossier = tmp_path_factory.mktemp("modele")
    base, clock = dossier / "essai.voyette", FixedClock(AUJOURDHUI)
    cree = coffre.creer(base, "Anne", PHRASE, kdf=KDF)
    lieu = Lieu(base, cree.cle.octets(), clock, Paths.sous(dossier / "machine"))
    ouverte = lieu.ouvrir()
    for rang in range(5):
        menage = factories.menage(ouverte.uow, f"Nom{rang}")
        factories.visite(ouverte.uow, menage, texte="à rappeler")
    ouverte.fermer()
    return base, cree.cle.octets()


@pytest.fixture
def lieu(tmp_path: Path, modele: tuple[Path, bytes], clock: FixedClock, paths: Paths) -> Lieu:
    """A copy of the model base, closed."""
    base = tmp_path / "essai.voyette"
    shutil.copyfile(modele[0], base)
    shutil.copyfile(coffre_de(modele[0]), coffre_de(base))
    return Lieu(base, modele[1], clock, paths)
