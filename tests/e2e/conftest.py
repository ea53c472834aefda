"""End-to-end tests: the command line as a person runs it.

`ligne(…)` runs a command inside this process: same parsing, same services, same files, and a key
derivation that costs nothing. `ligne.processus(…)` runs it as `python -m app`, where what counts is
the process itself: its exit code, its encoding, what it imports, its warnings. Each command has at
least one test that does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from app.cli import compagnon, principal
from app.core.clock import SystemClock
from app.core.paths import Paths
from app.core.settings import Settings
from app.services import acces
from app.services.demonstration.fichiers import ecrire
from app.services.demonstration.tirage import tirer
from app.services.securite import coffre_format
from tests.e2e.kdf import KDF

PHRASE = "tarte orage velours 4821 canard marine"
RACINE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Reponse:
    """What a command said."""

    code: int
    sortie: str
    erreur: str

    @property
    def json(self) -> Any:
        """The JSON document of the answer."""
        return json.loads(self.sortie)


@dataclass(frozen=True)
class Ligne:
    """A machine of its own, one base, and its passphrase."""

    dossier: Path
    phrase: str = PHRASE

    @property
    def base(self) -> Path:
        """The base of this test."""
        return self.dossier / "cite.voyette"

    @property
    def machine(self) -> acces.Machine:
        """This machine, with a cheap key derivation: what tests open the base with."""
        dossier = self.dossier / "machine"
        return acces.Machine(Paths.sous(dossier), Settings(dossier / "r.json"), SystemClock(), KDF)

    def creer(self) -> acces.BaseServie:
        """A new base, open."""
        return acces.creer(self.base, "Sofia Exemple", PHRASE, self.machine)[0]

    def ouvrir(self) -> acces.BaseServie:
        """The base, opened as the windows would."""
        return acces.ouvrir(self.base, self.phrase, self.machine)

    def copier(self, modele: Ligne) -> Ligne:
        """This machine with the base of another one."""
        shutil.copyfile(modele.base, self.base)
        shutil.copyfile(*map(coffre_format.coffre_de, (modele.base, self.base)))
        return self

    def __call__(
        self, *arguments: str | Path, base: bool = True, phrase: str | None = None
    ) -> Reponse:
        """What a command says and does, run inside this process."""
        texte = self._arguments(arguments, base=base)
        sortie, erreur = StringIO(), StringIO()
        with (
            patch.dict(os.environ, self.environnement(phrase)),
            redirect_stdout(sortie),
            redirect_stderr(erreur),
        ):
            try:
                if texte[:1] == ["bailleur"]:
                    code = compagnon.executer(texte[1:], compagnon.Poste(SystemClock()))
                else:
                    code = principal.executer(texte, self.machine)
            except SystemExit as fin:  # argparse ends the program by itself
                code = int(fin.code or 0)
        return Reponse(code, sortie.getvalue(), erreur.getvalue())

    def processus(
        self, *arguments: str | Path, base: bool = True, phrase: str | None = None
    ) -> Reponse:
        """Run `python -m app [--base …] arguments`; any Python warning is an error."""
        fini = subprocess.run(
            [sys.executable, "-m", "app", *self._arguments(arguments, base=base)],
            cwd=RACINE,
            env=os.environ | self.environnement(phrase),
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
        )
        return Reponse(fini.returncode, fini.stdout, fini.stderr)

    def _arguments(self, arguments: tuple[str | Path, ...], *, base: bool) -> list[str]:
        return [*(["--base", str(self.base)] if base else []), *map(str, arguments)]

    def environnement(self, phrase: str | None = None) -> dict[str, str]:
        """What a process of that machine finds around it."""
        return {
            "VOYETTE_PHRASE": self.phrase if phrase is None else phrase,
            "XDG_CONFIG_HOME": str(self.dossier / "config"),
            "XDG_DATA_HOME": str(self.dossier / "donnees"),
            "XDG_STATE_HOME": str(self.dossier / "etat"),
            "PYTHONWARNINGS": "error",
        }


@pytest.fixture
def ligne(tmp_path: Path) -> Ligne:
    """The command line on a fresh machine."""
    return Ligne(tmp_path)


@pytest.fixture(scope="session")
def modele_vide(tmp_path_factory: pytest.TempPathFactory) -> Ligne:
    """A machine whose base holds nothing yet; tests work on copies."""
    modele = Ligne(tmp_path_factory.mktemp("base-creee"))
    modele.creer().fermer()
    return modele


@pytest.fixture(scope="session")
def modele_charge(tmp_path_factory: pytest.TempPathFactory, modele_vide: Ligne) -> Ligne:
    """The same once the stock and the tenants of a small fictitious estate are in it."""
    modele = Ligne(tmp_path_factory.mktemp("base-chargee")).copier(modele_vide)
    parc, locataires, suivi = ecrire(tirer(7, 90, date(2026, 11, 20)), modele.dossier / "recus")
    assert modele("importer", parc, "--profil", "parc").code == 0
    assert modele("importer", locataires, "--profil", "locataires").code == 5
    assert modele("importer", suivi, "--profil", "suivi").code in (0, 5)
    return modele


@pytest.fixture
def creee(ligne: Ligne, modele_vide: Ligne) -> Ligne:
    """A base just created."""
    return ligne.copier(modele_vide)


@pytest.fixture
def chargee(ligne: Ligne, modele_charge: Ligne) -> Ligne:
    """A base holding the stock and the tenants of a small fictitious estate, and their files."""
    shutil.copytree(modele_charge.dossier / "recus", ligne.dossier / "recus")
    return ligne.copier(modele_charge)
