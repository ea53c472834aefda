"""The journal against the rows: numbers without gaps, and every row as its history left it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, text

from db.journal import tables_journalisees

_PAR_LOT = 2000


@dataclass(frozen=True, slots=True)
class EcartsJournal:
    """Devices with gaps in their numbers, entries without operation, rows unlike their history."""

    trous: int
    orphelines: int
    differentes: dict[str, int]

    @property
    def total(self) -> int:
        """All discrepancies."""
        return self.trous + self.orphelines + sum(self.differentes.values())

    def resume(self) -> str:
        """Where they are: table names and counts, no data."""
        parts = {"trous": self.trous, "orphelines": self.orphelines, **self.differentes}
        return ", ".join(f"{nom} {nombre}" for nom, nombre in parts.items() if nombre)


def verifier(connexion: Connection) -> EcartsJournal:
    """Compare the whole journal with the present rows, table by table, in one pass each."""
    trous = connexion.exec_driver_sql(
        "SELECT count(*) FROM (SELECT 1 FROM operation GROUP BY appareil_id"
        " HAVING min(n) <> 1 OR max(n) <> count(*))"
    ).scalar_one()
    orphelines = connexion.exec_driver_sql(
        "SELECT count(*) FROM journal WHERE operation_num NOT IN (SELECT num FROM operation)"
    ).scalar_one()
    par_table = {t.name: _differentes(connexion, t) for t in tables_journalisees()}
    return EcartsJournal(int(trous), int(orphelines), {nom: n for nom, n in par_table.items() if n})


def _differentes(connexion: Connection, table: Table) -> int:
    """Rows of one table that are not what the journal says they last were."""
    colonnes = ", ".join(f"'{c.name}', {c.name}" for c in table.columns)
    # The names come from our own metadata, never from a person.
    sql = f"SELECT id, json_object({colonnes}) FROM {table.name} ORDER BY id"  # noqa: S608
    presentes = _lire(connexion, sql, {})
    entrees = _lire(
        connexion,
        "SELECT ligne_id, genre, apres FROM journal WHERE table_nom = :t ORDER BY ligne_id, seq",
        {"t": table.name},
    )
    return sum(1 for _ in _desaccords(_dernier_etat(entrees), presentes))


def _lire(connexion: Connection, sql: str, params: dict[str, Any]) -> Iterator[Any]:
    resultat = connexion.execution_options(yield_per=_PAR_LOT).execute(text(sql), params)
    yield from resultat


def _dernier_etat(entrees: Iterable[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row still alive and its last state, in order of id."""
    courante: str | None = None
    etat: dict[str, Any] | None = None
    for ligne_id, genre, apres in entrees:
        if ligne_id != courante:
            if courante is not None and etat is not None:
                yield courante, etat
            courante, etat = ligne_id, None
        etat = None if genre == "D" else (etat or {}) | json.loads(apres)
    if courante is not None and etat is not None:
        yield courante, etat


def _desaccords(
    etats: Iterator[tuple[str, dict[str, Any]]], presentes: Iterator[Any]
) -> Iterator[str]:
    """The ids on which the two streams, both ordered by id, disagree."""
    present = next(presentes, None)
    for ligne_id, etat in etats:
        while present is not None and present[0] < ligne_id:
            yield present[0]
            present = next(presentes, None)
        if present is None or present[0] != ligne_id:
            yield ligne_id
            continue
        actuel = json.loads(present[1])
        # An insertion is journaled without its NULLs: an absent column is one.
        if any(etat.get(c) != valeur for c, valeur in actuel.items()):
            yield ligne_id
        present = next(presentes, None)
    while present is not None:
        yield present[0]
        present = next(presentes, None)
