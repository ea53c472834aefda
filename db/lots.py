"""Bulk writes in the very form SQLite stores: what an import of thousands of lines goes through.

The ORM's per-row work would cost more than the inserts themselves. Triggers write the journal as
for any other change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Connection, Date, Time, text

from db.models import Base
from db.models.base import info_de
from db.schema import en_bloc
from db.types import Centiemes, Guid

Brut = str | int | None
"""A value as stored: ids as 32 hex digits, days as ISO text, money in hundredths."""

TAILLE_LOT = 2_000
PAR_INSTRUCTION = 100
"""Rows of one INSERT; more gains nothing (its widest table needs 2,900 of 32,766 parameters)."""
CACHE_GRAND = 98_304
"""KiB of pages kept in memory during a large change: 64 MiB above the usual, for 0.5 s in 4.8."""


def brut(valeur: Any) -> Brut:
    """The stored form of a value of the domain (all decimals of the schema are hundredths)."""
    classe = valeur.__class__
    if classe is str or classe is int or valeur is None:
        return valeur  # type: ignore[no-any-return]  # checked by class, for speed
    if classe is date:
        return valeur.isoformat()  # type: ignore[no-any-return]
    if classe is Decimal:
        return int(valeur * 100)
    if classe is bool:
        return int(valeur)
    if isinstance(valeur, StrEnum):
        return str(valeur)
    if classe is UUID:
        return valeur.hex  # type: ignore[no-any-return]
    raise TypeError(f"no stored form for {classe.__name__}")


def clair(table: str, colonne: str, valeur: Brut) -> Any:
    """The value of the domain behind a stored one, for display."""
    if valeur is None:
        return None
    genre = Base.metadata.tables[table].c[colonne].type
    if isinstance(genre, Centiemes):
        return Decimal(valeur).scaleb(-2)
    if isinstance(genre, Date):
        return date.fromisoformat(str(valeur))
    if isinstance(genre, Boolean):
        return bool(valeur)
    if isinstance(genre, Time):
        return str(valeur)[:5]
    return UUID(hex=str(valeur)) if isinstance(genre, Guid) else valeur


def libelle(table: str, colonne: str) -> str:
    """The French name of a column, to be translated when shown."""
    return str(info_de(Base.metadata.tables[table].c[colonne])["libelle"]) or colonne


def groupes_par_colonne(table: str) -> dict[str, str]:
    """Column → merge group, for every column but the key."""
    return {
        c.name: info_de(c).get("groupe") or c.name
        for c in Base.metadata.tables[table].columns
        if not c.primary_key
    }


def rang(table: str) -> int:
    """Place of a table in dependency order: what is referred to comes first."""
    return [t.name for t in Base.metadata.sorted_tables].index(table)


@contextmanager
def index_differes(connexion: Connection, tables: Collection[str]) -> Iterator[None]:
    """Drop the plain indexes of `tables` while many rows go in, make them again after.

    Building an index once costs a third of keeping it up to date row by row. Everything happens
    in the open transaction: stopped half way, the indexes are as they were. Constraints stay.
    """
    marques = ", ".join("?" * len(tables))
    trouves = connexion.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX %'"  # noqa: S608
        f" AND tbl_name IN ({marques}) ORDER BY name",
        tuple(tables),
    ).all()
    for nom, _sql in trouves:
        connexion.exec_driver_sql(f"DROP INDEX {nom}")
    yield
    for _nom, sql in trouves:
        connexion.exec_driver_sql(sql)


@contextmanager
def triggers_differes(connexion: Connection, tables: Sequence[str]) -> Iterator[None]:
    """Write at once, after many rows went in, what their insert triggers write row by row.

    For new rows only, table after table in the order given: the journal is then the same to the
    last number. Everything happens in the open transaction: stopped half way, nothing was dropped.
    """
    depuis = {
        table: connexion.exec_driver_sql(
            f"SELECT coalesce(max(rowid), 0) FROM {table}"  # noqa: S608
        ).scalar_one()
        for table in tables
    }
    blocs = {nom: (sql, depuis[table]) for table in tables for nom, sql in en_bloc(table).items()}
    marques = ", ".join("?" * len(blocs))
    trouves = connexion.exec_driver_sql(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ({marques})",  # noqa: S608
        tuple(blocs),
    )
    poses: dict[str, str] = {nom: sql for nom, sql in trouves}  # noqa: C416 - typed
    for nom in blocs:
        connexion.exec_driver_sql(f"DROP TRIGGER {nom}")
    yield
    for nom, (bloc, rowid) in blocs.items():
        connexion.execute(text(bloc), {"rowid": rowid})
        connexion.exec_driver_sql(poses[nom])


@contextmanager
def grand_cache(connexion: Connection, kibioctets: int = CACHE_GRAND) -> Iterator[None]:
    """Keep more pages in memory while a large change is written.

    Pages that no longer fit are encrypted to disk, then read back and decrypted at the next row
    that needs them: several times over for a first load. Memory is taken as pages come, and
    given back at the end.
    """
    # The transaction may be over at the end: only the driver's own connection still answers.
    pilote: Any = connexion.connection.driver_connection
    (avant,) = pilote.execute("PRAGMA cache_size").fetchone()
    pilote.execute(f"PRAGMA cache_size = -{kibioctets}")
    try:
        yield
    finally:
        pilote.execute(f"PRAGMA cache_size = {avant}")


def inserer(
    connexion: Connection, table: str, lignes: Sequence[Mapping[str, Brut]]
) -> Iterator[int]:
    """Insert stored-form rows, in batches; yields the size of each batch once written."""
    par_forme: defaultdict[tuple[str, ...], list[Iterable[Brut]]] = defaultdict(list)
    for ligne in lignes:
        par_forme[tuple(ligne)].append(ligne.values())
    connues = Base.metadata.tables[table].columns.keys()
    for colonnes, valeurs in par_forme.items():
        if not set(colonnes) <= set(connues):
            raise KeyError(f"unknown column of {table}")
        for debut in range(0, len(valeurs), TAILLE_LOT):
            lot = valeurs[debut : debut + TAILLE_LOT]
            ajouter(connexion, table, colonnes, lot)
            yield len(lot)


def ajouter(
    connexion: Connection,
    table: str,
    colonnes: Sequence[str],
    lignes: Sequence[Iterable[Any]],
) -> None:
    """Insert rows, many to a statement: half the cost of a statement for each.

    Through the driver itself: SQLAlchemy would go over every row once more.
    """
    ligne = f"({', '.join('?' * len(colonnes))})"
    sql = f"INSERT INTO {table} ({', '.join(colonnes)}) VALUES {ligne}"  # noqa: S608
    pleines = len(lignes) - len(lignes) % PAR_INSTRUCTION
    curseur: Any = connexion.connection.cursor()
    try:
        curseur.executemany(
            sql + f", {ligne}" * (PAR_INSTRUCTION - 1),
            (
                tuple(chain.from_iterable(lignes[debut : debut + PAR_INSTRUCTION]))
                for debut in range(0, pleines, PAR_INSTRUCTION)
            ),
        )
        curseur.executemany(sql, map(tuple, lignes[pleines:]))
    finally:
        curseur.close()


def modifier(
    connexion: Connection, table: str, lignes: Iterable[tuple[str, Mapping[str, Brut]]]
) -> Iterator[int]:
    """Update rows given as (id, stored-form values), in batches; yields the size of each."""
    par_forme: dict[tuple[str, ...], list[tuple[Brut, ...]]] = defaultdict(list)
    for id_, valeurs in lignes:
        par_forme[tuple(valeurs)].append((*valeurs.values(), id_))
    connues = Base.metadata.tables[table].columns.keys()
    for colonnes, parametres in par_forme.items():
        if not set(colonnes) <= set(connues):
            raise KeyError(f"unknown column of {table}")
        fixe = ", ".join(f"{c} = ?" for c in colonnes)
        sql = f"UPDATE {table} SET {fixe} WHERE id = ?"  # noqa: S608
        for debut in range(0, len(parametres), TAILLE_LOT):
            lot = parametres[debut : debut + TAILLE_LOT]
            _executer(connexion, sql, lot)
            yield len(lot)


def _executer(connexion: Connection, sql: str, lot: list[tuple[Brut, ...]]) -> None:
    """Through the driver itself, as `ajouter`."""
    curseur: Any = connexion.connection.cursor()
    try:
        curseur.executemany(sql, lot)
    finally:
        curseur.close()
