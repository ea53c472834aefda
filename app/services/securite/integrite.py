"""Is a base file whole? Every page authenticated, every table sound, every reference kept."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from app.core.errors import AppError
from db.engine import brancher, connecter

LIMITE = 20


@dataclass(frozen=True, slots=True)
class Defaut:
    """One thing that is wrong: the name of the check that found it, how many, where (no data)."""

    controle: str
    nombre: int
    detail: str = ""


def controler_fichier(chemin: Path, cle: bytes) -> list[Defaut]:
    """What is wrong with the file at `chemin`; empty when it is whole.

    Writes nothing, except that pages torn by a power cut are first replaced by the whole ones
    that wait beside the base, as any opening would do.
    """
    try:
        defaut = _pages_du_fichier(chemin, cle)
        if defaut is not None and _attente(chemin):
            # SQLCipher reads the pages of the file alone; their good version may be in the WAL.
            _rapatrier(chemin, cle)
            defaut = _pages_du_fichier(chemin, cle)
        if defaut is not None:
            return [defaut]
        with closing(connecter(chemin, cle, lecture_seule=True)) as connexion:
            if not connexion.execute("PRAGMA page_count").fetchone()[0]:
                return [Defaut("ouverture", 1, "base.vide")]
            return controler(connexion)
    except AppError as erreur:
        return [Defaut("ouverture", 1, erreur.code)]
    except sqlcipher.DatabaseError as erreur:
        return [Defaut("structure", 1, type(erreur).__name__)]


def controler(connexion: Any) -> list[Defaut]:
    """What is wrong behind the pages: tables and indexes, then references."""
    defauts: list[Defaut] = []
    for nom, controle in (("structure", _structure), ("liens", _liens)):
        try:
            defaut = controle(connexion)
        except sqlcipher.DatabaseError as erreur:
            defaut = Defaut(nom, 1, type(erreur).__name__)
        if defaut is not None:
            defauts.append(defaut)
    return defauts


def _pages_du_fichier(chemin: Path, cle: bytes) -> Defaut | None:
    with closing(brancher(chemin, cle, lecture_seule=True)) as connexion:
        return _pages(connexion)


def _attente(chemin: Path) -> bool:
    attente = chemin.with_name(f"{chemin.name}-wal")
    return attente.exists() and attente.stat().st_size > 0


def _rapatrier(chemin: Path, cle: bytes) -> None:
    try:
        with closing(connecter(chemin, cle)) as connexion:
            connexion.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    except (AppError, sqlcipher.DatabaseError):
        return  # really damaged, or nobody may write: the check that follows says it


def _pages(connexion: Any) -> Defaut | None:
    """SQLCipher authenticates each page: one flipped bit is seen and its page named.

    When the first page fails, the key is not the right one or the file is no base.
    """
    lignes = [str(r[0]) for r in connexion.execute("PRAGMA cipher_integrity_check").fetchall()]
    if not lignes:
        return None
    numeros = [n for ligne in lignes if (n := ligne.rsplit(" ", 1)[-1]).isdecimal()]
    if "1" in numeros:
        return Defaut("ouverture", 1, "base.cle_refusee")
    return Defaut("pages", len(lignes), ", ".join(numeros[:LIMITE]))


def _structure(connexion: Any) -> Defaut | None:
    lignes = connexion.execute(f"PRAGMA integrity_check({LIMITE})").fetchall()
    if [tuple(r) for r in lignes] == [("ok",)]:
        return None
    return Defaut("structure", len(lignes))


def _liens(connexion: Any) -> Defaut | None:
    tables: dict[str, int] = {}
    for ligne in connexion.execute("PRAGMA foreign_key_check"):
        tables[ligne[0]] = tables.get(ligne[0], 0) + 1
    return Defaut("liens", sum(tables.values()), ", ".join(sorted(tables))) if tables else None
