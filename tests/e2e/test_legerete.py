"""Each command pays only for what it uses: what one start imports, and what it must not."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.e2e.conftest import RACINE, Ligne

BASE = ("sqlalchemy", "sqlcipher3", "alembic", "cryptography", "argon2", "db.models")
METIER = (
    "PySide6", "elementpath", "pyxform", "openpyxl", "python_calamine", "xlsxwriter", "reportlab",
    "pyrage", "pyzipper", "asyncssh", "httpx", "keyring", "ortools", "icalendar", "PIL",
)  # fmt: skip
PROGRAMME = """
import contextlib, io, json, sys
from app.__main__ import main
vus = []
for commande in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            code = main(commande)
        except SystemExit as fin:
            code = fin.code
    vus.append((code, [m for m in json.loads(sys.argv[2]) if m in sys.modules]))
print(json.dumps(vus))
"""


def test_une_commande_ne_charge_que_ce_qu_elle_emploie(creee: Ligne) -> None:
    """In one process: what was loaded stays, so that the lightest command comes first."""
    base = ["--base", str(creee.base)]
    commandes = [
        ["--help"],
        ["--base", "absente.voyette", "reclamations"],
        [*base, "reclamations", "--json"],
        [*base, "menages", "--chercher", "rue", "--json"],
    ]
    fini = subprocess.run(
        [sys.executable, "-c", PROGRAMME, json.dumps(commandes), json.dumps([*BASE, *METIER])],
        cwd=RACINE,
        env=os.environ | creee.environnement(),
        capture_output=True,
        text=True,
        check=True,
        timeout=90,
    )
    aide, absente, *lectures = json.loads(fini.stdout)
    assert aide == [0, []]
    assert absente == [3, []]
    for code, charges in lectures:
        assert code in (0, 3)
        assert set(charges) <= set(BASE)
