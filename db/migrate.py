"""Bringing a base to the schema this version expects, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from app.core.errors import PanneEnvironnement

TETE = "0006"
DOSSIER = Path(__file__).parent / "migrations"


def version(connection: Connection) -> str | None:
    """The schema revision of a base, or None when it is empty."""
    existe = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    ).scalar()
    if not existe:
        return None
    valeur = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if valeur is None else str(valeur)


def connues() -> list[str]:
    """Revisions this version knows, oldest first."""
    return sorted(p.stem.split("_")[0] for p in (DOSSIER / "versions").glob("[0-9]*_*.py"))


def a_jour(connection: Connection) -> bool:
    """Whether the base already is at the revision this version expects (no Alembic import).

    Raises `PanneEnvironnement("base.plus_recente")` when a newer version of the app made it:
    the base is left untouched.
    """
    presente = version(connection)
    if presente is not None and presente not in connues():
        raise PanneEnvironnement("base.plus_recente", version=presente)
    return presente == TETE


def migrer(
    engine: Engine,
    *,
    cible: str = "head",
    sauvegarde: Callable[[], Any] | None = None,
) -> bool:
    """Migrate to `cible` in one transaction; True when something was done.

    `sauvegarde` makes a verified backup first (it raises when it cannot, and nothing is touched);
    a base that is still empty needs none. Foreign keys are off during the migration, and checked
    before the commit.
    """
    with engine.execution_options(lecture=True).connect() as lecture:
        presente = version(lecture)
        if a_jour(lecture) and cible in ("head", TETE):
            return False
    if presente is not None and sauvegarde is not None:
        sauvegarde()
    from alembic import command  # noqa: PLC0415 - heavy, and rarely needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(DOSSIER).replace("%", "%%"))
    brute = engine.raw_connection()
    try:
        brute.cursor().execute("PRAGMA foreign_keys = OFF")
    finally:
        brute.close()
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            if cible == "base" or (presente is not None and cible < presente):
                command.downgrade(config, cible)
            else:
                command.upgrade(config, cible)
            cassees = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if cassees:
                raise PanneEnvironnement("base.migration_refusee", table=str(cassees[0][0]))
    finally:
        brute = engine.raw_connection()
        brute.cursor().execute("PRAGMA foreign_keys = ON")
        brute.close()
    return True
