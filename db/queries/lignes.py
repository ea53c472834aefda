"""From selects to frozen dataclasses: fields named like columns are read from them.

The household page runs some twenty small reads: going through SQLAlchemy's execution costs three
times what SQLite does (measured). `Enonce` compiles a Core select once and runs it on the driver,
converting values with the column types' own processors.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, Table, TextClause, func, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

from db.models import Base

T = TypeVar("T")
# Fields of a row type that are no column of its table → the columns ("table.column") they tell.
Derives = Mapping[str, tuple[str, ...]]
INTERVENANT = ("intervenant.prenom", "intervenant.nom")
"""The columns the name of somebody of the team is read from (`nom_complet`)."""
_DIALECTE = sqlite.dialect(paramstyle="named")


def table(nom: str) -> Table:
    """The table of that name."""
    return Base.metadata.tables[nom]


def colonnes(type_: type[Any], **autres: Any) -> list[Any]:
    """The columns to select for `type_` (a dataclass with `table`), in the order of its fields.

    `autres` gives the fields that are no column of its table; a field that is neither is left to
    its default and must come last.
    """
    source = table(type_.table)
    choisies: list[Any] = []
    for champ in fields(type_):
        if champ.name in autres:
            choisies.append(autres[champ.name].label(f"x_{champ.name}"))
        elif champ.name in source.c:
            choisies.append(source.c[champ.name])
    return choisies


def nom_complet(source: Any) -> ColumnElement[str]:
    """ "Sofia Lemaire" from a table with `prenom` and `nom`; NULL when there is no such row."""
    return func.trim(func.coalesce(source.c.prenom, "") + " " + source.c.nom)


def parmi(parametre: str) -> TextClause:
    """The values of a list given as one parameter (see `liste`): `column.in_(parmi("ids"))`."""
    return text(f"SELECT value FROM json_each(:{parametre})")  # noqa: S608 - a name of ours


def liste(valeurs: Iterable[UUID | int | str]) -> str:
    """A list of values as the one parameter `parmi` reads."""
    return json.dumps([v.hex if isinstance(v, UUID) else v for v in valeurs])


class Enonce:
    """A select compiled once; `lignes` gives converted tuples, `lire` a row type.

    Parameters take what SQLite stores: hex text for an id, ISO text for a day.
    """

    def __init__(self, select: Select[Any]) -> None:
        compile_ = select.compile(dialect=_DIALECTE)
        self.sql = str(compile_)
        self._fixes = {k: v for k, v in compile_.params.items() if v is not None}
        self._convertisseurs = _convertisseurs([c.type for c in select.selected_columns])

    def lignes(self, connexion: Connection, **params: Any) -> list[tuple[Any, ...]]:
        """Every row, its values converted by the types of its columns."""
        curseur: Any = connexion.connection.cursor()
        try:
            brutes = curseur.execute(self.sql, {**self._fixes, **params}).fetchall()
        finally:
            curseur.close()
        faites = []
        for brute in brutes:
            ligne = list(brute)
            for rang, convertir in self._convertisseurs:
                if ligne[rang] is not None:
                    ligne[rang] = convertir(ligne[rang])
            faites.append(tuple(ligne))
        return faites

    def lire(self, connexion: Connection, type_: type[T], **params: Any) -> tuple[T, ...]:
        """Every row as `type_`."""
        return tuple(type_(*ligne) for ligne in self.lignes(connexion, **params))


def _convertisseurs(types: Sequence[TypeEngine[Any]]) -> list[tuple[int, Callable[[Any], Any]]]:
    trouves: list[tuple[int, Callable[[Any], Any]]] = []
    for rang, type_ in enumerate(types):
        convertir = type_.dialect_impl(_DIALECTE).result_processor(_DIALECTE, None)
        if convertir is not None:
            trouves.append((rang, convertir))
    return trouves
