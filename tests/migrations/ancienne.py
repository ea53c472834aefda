"""What tests of a revision share: the rows of a former base, a failure or a death half way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from app.services.ouverture import BaseOuverte
from app.services.securite import verification_journal
from db import attention, resume, schema
from db.engine import ouvrir
from db.migrate import migrer, version
from tests.conftest import CLE

DERIVEES = frozenset(
    {"alembic_version", "menage_resume", "resume_a_faire", "menage_parcours", "attention_a_faire"}
)
"""Tables computed again at the opening: a migration need not keep them."""

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


def eprouver_pannes(engine: Engine, cible: str, ordres: int, combien: int) -> None:
    """Fail at about `combien` writes of the migration, the last one too: nothing of it stays."""
    avant = etat(engine, DERIVEES)
    for rang in (*range(1, ordres + 1, max(1, ordres // combien)), ordres):
        with pytest.raises(Coupure):
            couper_au(engine, rang, cible)
        assert etat(engine, DERIVEES) == avant, rang
    assert migrer(engine) is True


def eprouver_arret(chemin: Path, cible: str, rang: int) -> None:
    """Kill the process at that write of the migration: the base is as it was, and migrates."""
    engine = ouvrir(chemin, CLE)
    avant = etat(engine, DERIVEES)
    engine.dispose()
    assert tuer_au(chemin, rang, cible)
    engine = ouvrir(chemin, CLE)
    assert etat(engine, DERIVEES) == avant
    assert migrer(engine) is True
    engine.dispose()


def verifier_derive(base: BaseOuverte, jour: date) -> None:
    """Every derived row is what the base says on that day, and the journal holds together."""
    accompagnement = base.uow.accompagnement
    with base.engine.connect() as connexion:
        assert attention.verifier(connexion, accompagnement, jour).total == 0
        connexion.rollback()
        assert resume.verifier(connexion, jour, accompagnement.parcours).total == 0
        connexion.rollback()
        assert verification_journal.verifier(connexion).total == 0
        connexion.rollback()
