"""End-to-end tests: the command line as a person runs it, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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

    def __call__(
        self, *arguments: str | Path, base: bool = True, phrase: str | None = None
    ) -> Reponse:
        """Run `python -m app [--base …] arguments`."""
        debut = ["--base", str(self.base)] if base else []
        fini = subprocess.run(
            [sys.executable, "-m", "app", *debut, *map(str, arguments)],
            cwd=RACINE,
            env={
                **os.environ,
                "VOYETTE_PHRASE": self.phrase if phrase is None else phrase,
                "XDG_CONFIG_HOME": str(self.dossier / "config"),
                "XDG_DATA_HOME": str(self.dossier / "donnees"),
                "XDG_STATE_HOME": str(self.dossier / "etat"),
                "PYTHONWARNINGS": "error",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
        )
        return Reponse(fini.returncode, fini.stdout, fini.stderr)


@pytest.fixture
def ligne(tmp_path: Path) -> Ligne:
    """The command line on a fresh machine."""
    return Ligne(tmp_path)
