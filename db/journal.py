"""The journal: triggers generated from the models' metadata, and the undo they allow.

One mechanism serves history, audit, undo by inverse operations and, later, team sync. Triggers
write in the same transaction as the change: nothing can be saved without its trace.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, text

from app.core.changes import OperationId
from app.core.errors import RegleMetier
from db.models import Base
from db.models.base import info_de

_COLONNES = "operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres"
_PARENTS = (
    ("demenagement_id", "demenagement"),
    ("reclamation_id", "reclamation"),
    ("etat_id", "etat_des_lieux"),
    ("prise_id", "prise_en_main"),
)
"""Where to read the household of a row that only names what it belongs to."""
_OPERATION = "(SELECT num FROM operation_courante WHERE id = 1)"


def tables_journalisees() -> list[Table]:
    """The tables whose every change is journaled, in dependency order."""
    return [t for t in Base.metadata.sorted_tables if t.info.get("journal", True)]


def groupes(table: Table) -> dict[str, list[str]]:
    """Merge groups of a table: group name → its columns (the primary key belongs to none)."""
    found: dict[str, list[str]] = defaultdict(list)
    for column in table.columns:
        if not column.primary_key:
            found[info_de(column).get("groupe") or column.name].append(column.name)
    return dict(found)


def _menage(table: Table, prefixe: str) -> str:
    """SQL giving the household a row belongs to, or NULL."""
    if table.name == "menage":
        return f"{prefixe}.id"
    if "menage_id" in table.columns:
        return f"{prefixe}.menage_id"
    if "visite_id" in table.columns:
        return f"(SELECT menage_id FROM visite WHERE id = {prefixe}.visite_id)"
    parents = [
        f"(SELECT menage_id FROM {parent} WHERE id = {prefixe}.{colonne})"
        for colonne, parent in _PARENTS
        if colonne in table.columns
    ]
    return f"coalesce({', '.join(parents)})" if len(parents) > 1 else "".join(parents) or "NULL"


def _objet(colonnes: Iterable[str], prefixe: str) -> str:
    pairs = ", ".join(f"'{c}', {prefixe}.{c}" for c in colonnes)
    return f"json_object({pairs})"


def _ligne_entiere(table: Table, prefixe: str) -> str:
    """A whole row as JSON without its NULLs: a third less to keep.

    Members are strung together, NULLs giving nothing: merging into {} would do the same at twice
    the cost, paid for every row of an import.
    """
    toujours = [c.name for c in table.columns if not c.nullable]
    membres = "".join(
        f", CASE WHEN {prefixe}.{c.name} IS NOT NULL THEN"
        f" ',\"{c.name}\":' || json_quote({prefixe}.{c.name}) END"
        for c in table.columns
        if c.nullable
    )
    objet = _objet(toujours, prefixe)
    return f"concat(rtrim({objet}, '}}'){membres}, '}}')" if membres else objet


def _entree(table: Table, prefixe: str) -> str:
    """The values of the journal row of an inserted line."""
    return (
        f"{_OPERATION}, '{table.name}', {prefixe}.id, {_menage(table, prefixe)}, 'I', '*', NULL,"
        f" {_ligne_entiere(table, prefixe)}"
    )


def inscription(table: Table) -> str:
    """SQL writing at once what the insert trigger writes row by row, for rows above `:rowid`."""
    return (
        f"INSERT INTO journal ({_COLONNES}) SELECT {_entree(table, 'x')} FROM {table.name} x"
        " WHERE x.rowid > :rowid ORDER BY x.rowid"
    )


def triggers(table: Table) -> list[str]:
    """The DDL of the journal triggers of one table (insert, update by merge group, delete)."""
    nom = table.name
    updates = []
    for groupe, colonnes in groupes(table).items():
        change = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in colonnes)
        updates.append(
            f"INSERT INTO journal ({_COLONNES}) SELECT {_OPERATION}, '{nom}', NEW.id,"
            f" {_menage(table, 'NEW')}, 'U', '{groupe}', {_objet(colonnes, 'OLD')},"
            f" {_objet(colonnes, 'NEW')} WHERE {change};"
        )
    corps_update = "\n  ".join(updates)
    return [
        f"CREATE TRIGGER journal_{nom}_i AFTER INSERT ON {nom} BEGIN\n"
        f"  INSERT INTO journal ({_COLONNES}) VALUES ({_entree(table, 'NEW')});\nEND",
        f"CREATE TRIGGER journal_{nom}_u AFTER UPDATE ON {nom} BEGIN\n  {corps_update}\nEND",
        f"CREATE TRIGGER journal_{nom}_d AFTER DELETE ON {nom} BEGIN\n"
        f"  INSERT INTO journal ({_COLONNES}) VALUES ({_OPERATION}, '{nom}', OLD.id,"
        f" {_menage(table, 'OLD')}, 'D', '*',"
        f" {_ligne_entiere(table, 'OLD')}, NULL);\nEND",
    ]


@dataclass(frozen=True, slots=True)
class Touche:
    """One row an operation (or its undo) wrote to."""

    table: str
    ligne_id: str
    menage_id: str | None


def lignes_touchees(connexion: Connection, operation_num: int) -> list[Touche]:
    """The rows one operation wrote to, in order of writing, each once."""
    rows = connexion.execute(
        text(
            "SELECT table_nom, ligne_id, max(menage_id) FROM journal WHERE operation_num = :num"
            " GROUP BY table_nom, ligne_id ORDER BY min(seq)"
        ),
        {"num": operation_num},
    )
    return [Touche(*row) for row in rows]


def numero(connexion: Connection, operation: OperationId) -> int:
    """The local number of an operation; raises `annulation.inconnue` when it is not here."""
    num = connexion.execute(
        text("SELECT num FROM operation WHERE appareil_id = :a AND n = :n"),
        {"a": operation.appareil.hex, "n": operation.n},
    ).scalar()
    if num is None:
        raise RegleMetier("annulation.inconnue")
    return int(num)


def inverser(connexion: Connection, operation_num: int) -> None:
    """Write the inverse of one operation, inside the operation now open.

    Raises `annulation.deja_faite` when it was undone before, and `annulation.modifie_depuis`
    (nothing is changed) when something it wrote has been changed since: undoing would silently
    lose that later work.
    """
    deja = connexion.execute(
        text("SELECT 1 FROM operation WHERE annule_num = :num LIMIT 1"), {"num": operation_num}
    ).scalar()
    if deja:
        raise RegleMetier("annulation.deja_faite")
    lignes = connexion.execute(
        text(
            "SELECT seq, table_nom, ligne_id, genre, groupe, avant, apres FROM journal"
            " WHERE operation_num = :num ORDER BY seq DESC"
        ),
        {"num": operation_num},
    ).all()
    _refuser_si_modifie_depuis(connexion, operation_num)
    # References may be broken midway and are whole again at the end.
    connexion.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for (table, genre, forme), groupe in _par_lots(lignes):
        _appliquer_inverse(connexion, table, genre, forme, groupe)
    connexion.execute(
        text(
            "UPDATE operation SET annule_num = :num"
            " WHERE num = (SELECT num FROM operation_courante WHERE id = 1)"
        ),
        {"num": operation_num},
    )


def _refuser_si_modifie_depuis(connexion: Connection, operation_num: int) -> None:
    """Refuse when a later, not undone operation touched the same group of the same row."""
    suivante = connexion.execute(
        text(
            "SELECT s.table_nom, s.ligne_id FROM journal j JOIN journal s"
            " ON s.table_nom = j.table_nom AND s.ligne_id = j.ligne_id AND s.seq > j.seq"
            " AND s.operation_num <> j.operation_num"
            " AND (s.groupe = j.groupe OR s.groupe = '*' OR j.groupe = '*')"
            " JOIN operation o ON o.num = s.operation_num"
            " WHERE j.operation_num = :num AND o.annule_num IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM operation d WHERE d.annule_num = s.operation_num) LIMIT 1"
        ),
        {"num": operation_num},
    ).first()
    if suivante is not None:
        raise RegleMetier("annulation.modifie_depuis", table=suivante[0])


def _par_lots(
    lignes: Sequence[Any],
) -> Iterable[tuple[tuple[str, str, str], list[tuple[str, dict[str, Any]]]]]:
    """Consecutive journal rows of the same shape, so that a large undo runs in batches."""
    courant: tuple[str, str, str] | None = None
    lot: list[tuple[str, dict[str, Any]]] = []
    for _, table, ligne_id, genre, groupe, avant, _apres in lignes:
        cle = (table, genre, groupe)
        if courant is not None and cle != courant:
            yield courant, lot
            lot = []
        courant = cle
        lot.append((ligne_id, json.loads(avant) if avant else {}))
    if courant is not None:
        yield courant, lot


def _appliquer_inverse(
    connexion: Connection,
    table: str,
    genre: str,
    groupe: str,
    lot: list[tuple[str, dict[str, Any]]],
) -> None:
    if table not in Base.metadata.tables:
        raise RegleMetier("annulation.inconnue")
    if genre == "I":
        connexion.execute(
            text(f"DELETE FROM {table} WHERE id = :ligne_id"),
            [{"ligne_id": ligne_id} for ligne_id, _ in lot],
        )
        return
    connues = Base.metadata.tables[table].columns.keys()
    if genre == "U":
        colonnes = [c for c in lot[0][1] if c in connues]
        fixe = ", ".join(f"{c} = :{c}" for c in colonnes)
        sql = f"UPDATE {table} SET {fixe} WHERE id = :ligne_id"
        valeurs = [{"ligne_id": ligne_id, **avant} for ligne_id, avant in lot]
    else:  # a journaled row leaves out its NULLs: name every column
        marques = ", ".join(f":{c}" for c in connues)
        sql = f"INSERT INTO {table} ({', '.join(connues)}) VALUES ({marques})"
        valeurs = [{**dict.fromkeys(connues), **avant} for _, avant in lot]
    connexion.execute(text(sql), valeurs)
