"""The lock screen is on screen before anything heavy is imported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOURDS = (
    "sqlalchemy",
    "alembic",
    "reportlab",
    "python_calamine",
    "openpyxl",
    "xlsxwriter",
    "cryptography",
    "argon2",
    "babel",
    "sqlcipher3",
    "PySide6.QtPrintSupport",
    "ui.seance",
    "ui.application",
    "concurrent.futures",
)
PROGRAMME = """
import json, os, sys
from pathlib import Path
from app import bootstrap
from app.core.paths import Paths

def dire(*_args):
    print(json.dumps([m for m in {lourds} if m in sys.modules]))
    sys.stdout.flush()
    os._exit(0)

bootstrap.journaliser = dire  # the first thing done after the first painting
bootstrap.lancer(Path({base!r}), Paths.sous(Path({dossier!r})))
"""


def test_nothing_heavy_before_the_first_painting(tmp_path: Path) -> None:
    base = tmp_path / "essai.voyette"
    programme = PROGRAMME.format(lourds=LOURDS, base=str(base), dossier=str(tmp_path))
    fini = subprocess.run(
        [sys.executable, "-c", programme],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert json.loads(fini.stdout) == []
