"""Rows as they were at an earlier point of the journal, and queries run on them.

What changed since is undone in temporary tables, which live in memory; a query then reads these
where it would read the tables themselves. Only what changed is copied: the cost follows the number
of changes, not the size of the base.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, Column, ColumnElement, Connection, Select, Table, func, select, text

from db.models import Base

Ligne = Mapping[str, Any]
"""A row as it is stored: ids as 32 hex digits, days as ISO text."""


@dataclass(frozen=True, slots=True)
class Touchee:
    """A row written to since: before (None: it was not there), now (None: it is gone).

    `menages` are the households the journal says it belonged to, one after another.
    """

    avant: Ligne | None
    maintenant: Ligne | None
    menages: frozenset[str]

    def changee(self, colonnes: Iterable[str]) -> tuple[str, ...]:
        """Those of the columns that are not what they were."""
        if self.avant is None or self.maintenant is None:
            return tuple(colonnes)
        return tuple(c for c in colonnes if self.avant.get(c) != self.maintenant.get(c))


@dataclass(frozen=True, slots=True)
class Autrefois:
    """What was written since that point, table by table and row by row (ids in hex)."""

    seq: int
    touchees: Mapping[str, Mapping[str, Touchee]]
    _vues: tuple[CTE, ...]

    def lire(self, requete: Select[Any]) -> Select[Any]:
        """The query, run on the base as it was. Only within `autrefois`."""
        return requete.add_cte(*self._vues) if self._vues else requete


def compter(connexion: Connection, seq: int, tables: Collection[str]) -> int:
    """How many lines the journal has on those tables after `seq`.

    A `+` keeps SQLite from the index on tables: what follows `seq` is few, what a table has is not.
    """
    return int(
        connexion.execute(
            text(
                "SELECT count(*) FROM journal WHERE seq > :seq"
                " AND +table_nom IN (SELECT value FROM json_each(:tables))"
            ),
            {"seq": seq, "tables": json.dumps(sorted(tables))},
        ).scalar_one()
    )


def entier(connexion: Connection, seq: int) -> bool:
    """Whether the journal still has each line after `seq`: an erasure takes some away."""
    dernier, nombre = connexion.execute(
        text(
            "SELECT (SELECT coalesce(max(seq), 0) FROM journal),"
            " (SELECT count(*) FROM journal WHERE seq > :seq)"
        ),
        {"seq": seq},
    ).one()
    return bool(dernier - seq == nombre)


@contextmanager
def autrefois(connexion: Connection, seq: int, tables: Collection[str]) -> Iterator[Autrefois]:
    """Those tables as they were when the journal stopped at `seq`.

    One statement a table that changed, whatever the number of rows. Nothing stays behind.
    """
    journal = _journal(connexion, seq, tables)
    touchees = {
        nom: _defaire(Base.metadata.tables[nom], lignes, connexion)
        for nom, lignes in journal.items()
    }
    try:
        vues = tuple(_vue(connexion, nom, rangees) for nom, rangees in touchees.items())
        yield Autrefois(seq, touchees, vues)
    finally:
        for nom in touchees:
            for prefixe in ("avant", "touche"):
                connexion.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{prefixe}_{nom}")


def parmi(colonne: Column[Any], ids: Iterable[str]) -> ColumnElement[bool]:
    """That column is one of those ids (hex): one parameter, however many."""
    lus = func.json_each(json.dumps(sorted(ids))).table_valued("value")
    return colonne.in_(select(lus.c.value))


_Inscription = tuple[str, str, str | None, dict[str, Any]]


def _journal(
    connexion: Connection, seq: int, tables: Collection[str]
) -> dict[str, list[_Inscription]]:
    """By table, the lines after `seq`, the latest first: row, kind, household, values before."""
    lues: dict[str, list[_Inscription]] = defaultdict(list)
    for table, ligne, genre, menage, avant in connexion.execute(
        text(
            "SELECT table_nom, ligne_id, genre, menage_id, avant FROM journal WHERE seq > :seq"
            " AND +table_nom IN (SELECT value FROM json_each(:tables)) ORDER BY seq DESC"
        ),
        {"seq": seq, "tables": json.dumps(sorted(tables))},
    ):
        lues[table].append((ligne, genre, menage, json.loads(avant) if avant else {}))
    return dict(lues)


def _defaire(
    table: Table, journal: Sequence[_Inscription], connexion: Connection
) -> dict[str, Touchee]:
    """Undo those lines, in memory, from the rows as they are now."""
    ids = {ligne for ligne, *_reste in journal}
    actuelles = _actuelles(connexion, table, ids)
    avant: dict[str, dict[str, Any] | None] = {
        id_: dict(actuelles[id_]) if id_ in actuelles else None for id_ in ids
    }
    menages: dict[str, set[str]] = defaultdict(set)
    for ligne, genre, menage, valeurs in journal:
        if menage is not None:
            menages[ligne].add(menage)
        if genre == "I":
            avant[ligne] = None
        elif genre == "D":
            avant[ligne] = dict.fromkeys(table.columns.keys()) | valeurs
        else:
            avant[ligne] = (avant[ligne] or {}) | valeurs
        ancien = valeurs.get("menage_id")
        if ancien is not None:
            menages[ligne].add(ancien)
    return {id_: Touchee(avant[id_], actuelles.get(id_), frozenset(menages[id_])) for id_ in ids}


def _actuelles(connexion: Connection, table: Table, ids: Collection[str]) -> dict[str, Ligne]:
    noms = tuple(table.columns.keys())
    lues = connexion.execute(
        text(
            f"SELECT {', '.join(noms)} FROM {table.name}"
            " WHERE id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": json.dumps(sorted(ids))},
    )
    return {ligne[noms.index("id")]: dict(zip(noms, ligne, strict=True)) for ligne in lues}


def _vue(connexion: Connection, nom: str, rangees: Mapping[str, Touchee]) -> CTE:
    """A name that hides the table `nom` and tells its rows as they were."""
    table = Base.metadata.tables[nom]
    colonnes = tuple(table.columns.keys())
    cles = [c.name for c in table.columns if c.foreign_keys]
    # Same declared types as the table: a text of digits must not become a number.
    connexion.exec_driver_sql(
        f"CREATE TEMP TABLE avant_{nom} AS SELECT {', '.join(colonnes)} FROM main.{nom} LIMIT 0"
    )
    connexion.exec_driver_sql(f"CREATE TEMP TABLE touche_{nom} (id TEXT PRIMARY KEY)")
    curseur: Any = connexion.connection.cursor()
    curseur.executemany(f"INSERT INTO temp.touche_{nom} VALUES (?)", [(i,) for i in rangees])
    curseur.executemany(
        f"INSERT INTO temp.avant_{nom} VALUES ({', '.join('?' * len(colonnes))})",
        [tuple(t.avant.get(c) for c in colonnes) for t in rangees.values() if t.avant is not None],
    )
    for cle in ("id", *cles):
        connexion.exec_driver_sql(f"CREATE INDEX temp.ix_avant_{nom}_{cle} ON avant_{nom} ({cle})")
    liste = ", ".join(colonnes)
    return (
        text(
            f"SELECT {liste} FROM main.{nom} AS la"
            f" WHERE NOT EXISTS (SELECT 1 FROM temp.touche_{nom} AS t WHERE t.id = la.id)"
            f" UNION ALL SELECT {liste} FROM temp.avant_{nom}"
        )
        .columns(*(_nue(c) for c in table.columns))
        .cte(nom)
    )


def _nue(colonne: Column[Any]) -> Column[Any]:
    return Column(colonne.name, colonne.type)


def lecteur(table: Table, connexion: Connection) -> Callable[[Ligne], dict[str, Any]]:
    """What turns a stored row into Python values, as the models read them."""
    traducteurs = {
        c.name: c.type.dialect_impl(connexion.dialect).result_processor(connexion.dialect, None)
        for c in table.columns
    }

    def lire(ligne: Ligne) -> dict[str, Any]:
        lus = {}
        for nom, valeur in ligne.items():
            traduire = traducteurs.get(nom)
            lus[nom] = valeur if valeur is None or traduire is None else traduire(valeur)
        return lus

    return lire


__all__ = [
    "Autrefois",
    "Ligne",
    "Touchee",
    "autrefois",
    "compter",
    "entier",
    "lecteur",
    "parmi",
]
