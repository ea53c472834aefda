"""What tests of a revision share: the rows of a former base, a failure or a death half way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from db import schema
from db.migrate import migrer, version

Contenu = dict[str, list[dict[str, Any]]]
Colonnes = dict[str, list[str]]


class Coupure(RuntimeError):
    """The failure put at one statement."""


def colonnes(engine: Engine, derivees: Collection[str]) -> Colonnes:
    """The columns of every table but those computed again, as this base has them."""
    with engine.execution_options(lecture=True).connect() as connexion:
        tables = connexion.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'menage_fts%'"
            " AND name NOT LIKE 'sqlite_%'"
        ).scalars()
        return {
            table: [li[1] for li in connexion.exec_driver_sql(f"PRAGMA table_info({table})")]
            for table in tables
            if table not in derivees
        }


def contenu(engine: Engine, derivees: Collection[str], connues: Colonnes | None = None) -> Contenu:
    """Every row of every table; with `connues`, of those tables and columns only."""
    with engine.execution_options(lecture=True).connect() as connexion:
        return {
            table: [
                dict(zip(noms, ligne, strict=True))
                for ligne in connexion.exec_driver_sql(
                    f"SELECT {', '.join(noms)} FROM {table} ORDER BY 1"
                )
            ]
            for table, noms in (connues or colonnes(engine, derivees)).items()
        }


def etat(
    engine: Engine, derivees: Collection[str]
) -> tuple[Contenu, dict[tuple[str, str], str], str | None]:
    """All that a migration that fails must leave as it was."""
    with engine.execution_options(lecture=True).connect() as connexion:
        return contenu(engine, derivees), schema.objets(connexion), version(connexion)


def couper_au(engine: Engine, rang: int, cible: str) -> int:
    """Migrate, failing at the `rang`-th write (0: never); how many writes were seen."""
    vus = 0

    def compter(_c: object, _cur: object, sql: str, *_: object) -> None:
        nonlocal vus
        if not sql.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN")):
            vus += 1
            if vus == rang:
                raise Coupure

    event.listen(engine, "before_cursor_execute", compter)
    try:
        migrer(engine, cible=cible)
    finally:
        event.remove(engine, "before_cursor_execute", compter)
    return vus


_TUE = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from db.engine import ouvrir
from db.migrate import migrer
rang, vus = int(sys.argv[2]), 0
moteur = ouvrir(Path(sys.argv[1]), bytes(range(32)))
@event.listens_for(moteur, "after_cursor_execute")
def _tuer(_c, _cur, sql, *_):
    global vus
    if not sql.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN")):
        vus += 1
        if vus == rang:
            os.kill(os.getpid(), signal.SIGKILL)
migrer(moteur, cible=sys.argv[3])
"""


def tuer_au(chemin: Path, rang: int, cible: str) -> bool:
    """Migrate in another process, killed after its `rang`-th write; whether it was killed."""
    mort = subprocess.run(
        [sys.executable, "-c", _TUE, str(chemin), str(rang), cible],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    return mort.returncode == -signal.SIGKILL
