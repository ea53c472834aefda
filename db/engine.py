"""Opening the encrypted file: one connection recipe, used by the app, tests and tools."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool, SingletonThreadPool

from app.core.errors import EntreeInvalide, PanneEnvironnement

TAILLE_CLE = 32
ATTENTE_VERROU_MS = 5000
_FAUTES_SYSTEME = {
    errno.ENOSPC: "base.disque_plein",
    errno.EFBIG: "base.disque_plein",
    errno.EROFS: "base.lecture_seule",
    errno.EACCES: "base.lecture_seule",
    errno.EPERM: "base.lecture_seule",
    errno.EIO: "base.erreur_disque",
}


def connecter(chemin: Path, cle: bytes, *, lecture_seule: bool = False) -> Any:
    """A raw SQLCipher connection with our pragmas, in autocommit mode.

    Raises `EntreeInvalide("base.cle_refusee")` when the key does not open the file (or the file
    is not a base), `PanneEnvironnement` when the file cannot be reached or is damaged.
    """
    connexion = brancher(chemin, cle, lecture_seule=lecture_seule)
    try:
        _regler(connexion, lecture_seule=lecture_seule)
    except BaseException:
        connexion.close()
        raise
    return connexion


def brancher(chemin: Path, cle: bytes, *, lecture_seule: bool = False) -> Any:
    """A raw connection that was given its key and has read nothing yet (for integrity checks)."""
    if len(cle) != TAILLE_CLE:
        raise ValueError("a raw 256-bit key is expected")
    mode = "ro" if lecture_seule else "rwc"
    if lecture_seule and _fige(chemin):
        mode += "&immutable=1"
    try:
        connexion = sqlcipher.connect(
            f"{chemin.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=ATTENTE_VERROU_MS / 1000,
        )
    except sqlcipher.OperationalError as erreur:
        raise PanneEnvironnement("base.inaccessible", chemin=str(chemin)) from erreur
    connexion.execute("PRAGMA cipher_log_level = NONE")
    connexion.execute(f"PRAGMA key = \"x'{cle.hex()}'\"")
    return connexion


def _fige(chemin: Path) -> bool:
    """Whether nobody can write where the base is, and no pending writes wait beside it.

    A base in WAL mode cannot be read on a read-only disk unless SQLite is told it is immutable.
    """
    attente = chemin.with_name(f"{chemin.name}-wal")
    return not os.access(chemin.parent, os.W_OK) and not (
        attente.exists() and attente.stat().st_size
    )


def _regler(connexion: Any, *, lecture_seule: bool) -> None:
    curseur = connexion.cursor()
    try:
        curseur.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError as erreur:
        if "not a database" in str(erreur):
            raise EntreeInvalide("base.cle_refusee") from erreur
        raise traduire(erreur) or PanneEnvironnement("base.inaccessible_lecture") from erreur
    curseur.execute("PRAGMA foreign_keys = ON")
    curseur.execute("PRAGMA temp_store = MEMORY")
    curseur.execute("PRAGMA secure_delete = ON")
    curseur.execute("PRAGMA cache_size = -32000")
    curseur.execute("PRAGMA recursive_triggers = OFF")
    if not lecture_seule:
        curseur.execute("PRAGMA journal_mode = WAL")
        # NORMAL in WAL loses acknowledged commits on a power cut (measured): FULL.
        curseur.execute("PRAGMA synchronous = FULL")


def ouvrir(
    chemin: Path, cle: bytes | Callable[[], bytes], *, lecture_seule: bool = False
) -> Engine:
    """An engine on the encrypted base; writers begin with BEGIN IMMEDIATE.

    The pool keeps one connection per thread; `Engine.dispose()` closes them. Given a callable,
    the engine keeps no copy of the key: it asks for it at each new connection.
    """
    moteur = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: connecter(
            chemin, cle() if callable(cle) else cle, lecture_seule=lecture_seule
        ),
        module=sqlcipher,
        hide_parameters=True,
        poolclass=SingletonThreadPool if not lecture_seule else NullPool,
    )

    @event.listens_for(moteur, "begin")
    def _begin(connexion: Any) -> None:
        options = connexion.get_execution_options()
        connexion.exec_driver_sql("BEGIN" if options.get("lecture") else "BEGIN IMMEDIATE")

    return moteur


def traduire(erreur: Exception) -> PanneEnvironnement | None:
    """The environment fault behind a driver error, or None when it is a defect of ours."""
    origine = getattr(erreur, "orig", erreur)
    if not isinstance(origine, sqlcipher.Error | sqlite3.Error | OSError):
        return None
    if isinstance(origine, OSError) and origine.errno in _FAUTES_SYSTEME:
        return PanneEnvironnement(_FAUTES_SYSTEME[origine.errno])
    texte = str(origine).lower()
    fautes = {
        "full": "base.disque_plein",
        "readonly": "base.lecture_seule",
        "read-only": "base.lecture_seule",
        "locked": "base.occupee",
        "busy": "base.occupee",
        "malformed": "base.abimee",
        "not a database": "base.abimee",
        "disk i/o": "base.erreur_disque",
        "unable to open": "base.inaccessible_lecture",
    }
    for morceau, code in fautes.items():
        if morceau in texte:
            return PanneEnvironnement(code)
    return None
