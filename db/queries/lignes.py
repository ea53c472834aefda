"""From Core rows to frozen dataclasses: fields named like columns are read from them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, func

from db.models import Base


class Ligne(Protocol):
    """A row type: a dataclass that names its table."""

    table: str


T = TypeVar("T")


def table(nom: str) -> Table:
    """The table of that name."""
    return Base.metadata.tables[nom]


def colonnes(type_: type[Any], **autres: ColumnElement[Any] | Any) -> list[Any]:
    """The columns to select for `type_`, in the order of its fields.

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


def lire(
    connexion: Connection, enonce: Select[Any], type_: type[T], **params: Any
) -> tuple[T, ...]:
    """The rows of `enonce` as `type_`."""
    return tuple(type_(*ligne) for ligne in connexion.execute(enonce, params))
