"""What every model shares: naming, ids, and the declaration each column must make."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKey, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from app.domain.partage import Destinataire, Partage, Retention, autorise
from db.types import Choix, Guid, Instant

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Root of the models; `__journal__` is False for tables that keep no history."""

    metadata = MetaData(naming_convention=CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {UUID: Guid(), datetime: Instant()}
    __journal__ = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        table = cls.__dict__.get("__table__")
        if isinstance(table, Table):
            table.info["journal"] = cls.__journal__
            for column in table.columns:
                if isinstance(column.type, Choix):
                    texts = ", ".join(f"'{m.value}'" for m in column.type.enum)
                    table.append_constraint(
                        CheckConstraint(f"{column.name} IN ({texts})", name=column.name)
                    )


def declare(
    partage: Partage,
    retention: Retention,
    *,
    groupe: str | None = None,
    au_menage: bool | None = None,
    libelle: str = "",
) -> dict[str, Any]:
    """The `info` of a column: who may receive it, how long it lives, what it merges with.

    `groupe` names the merge group (columns that only make sense together); by default a column
    is its own group. `au_menage` says whether the household's own document may show it; by
    default what the bailleur may know, the household may too. `libelle` is the French name
    shown to people (marked for translation by `N_` at the call).
    """
    return {
        "partage": partage,
        "retention": retention,
        "groupe": groupe,
        "au_menage": partage is Partage.BAILLEUR if au_menage is None else au_menage,
        "libelle": libelle,
    }


def colonne(
    partage: Partage,
    retention: Retention,
    libelle: str,
    *args: Any,
    groupe: str | None = None,
    au_menage: bool | None = None,
    **kwargs: Any,
) -> MappedColumn[Any]:
    """A mapped column with its declaration; further arguments go to `mapped_column`."""
    info = declare(partage, retention, groupe=groupe, au_menage=au_menage, libelle=libelle)
    return mapped_column(*args, info=info, **kwargs)


def cle(retention: Retention) -> MappedColumn[UUID]:
    """The UUIDv7 primary key, made on the laptop; ids travel with any projection."""
    return mapped_column(Guid(), primary_key=True, info=declare(Partage.BAILLEUR, retention))


def fk(
    cible: str,
    retention: Retention,
    *,
    partage: Partage = Partage.EQUIPE,
    libelle: str = "",
    nullable: bool = False,
    index: bool = True,
    groupe: str | None = None,
) -> MappedColumn[Any]:
    """A foreign key to `cible` ("menage.id"), indexed."""
    return mapped_column(
        Guid(),
        ForeignKey(cible),
        nullable=nullable,
        index=index,
        info=declare(partage, retention, libelle=libelle, groupe=groupe),
    )


def choix(
    enum: type[StrEnum],
    partage: Partage,
    retention: Retention,
    libelle: str,
    *,
    groupe: str | None = None,
    au_menage: bool | None = None,
    **kwargs: Any,
) -> MappedColumn[Any]:
    """A column holding one member of a `StrEnum`, guarded by a named CHECK."""
    info = declare(partage, retention, groupe=groupe, au_menage=au_menage, libelle=libelle)
    return mapped_column(Choix(enum), info=info, **kwargs)


def info_de(colonne_: Any) -> Mapping[str, Any]:
    """The declaration of a column; an undeclared column counts as confidential."""
    info: Mapping[str, Any] = colonne_.info
    return (
        info
        if "partage" in info
        else declare(Partage.CONFIDENTIEL, Retention.TECHNIQUE, au_menage=False)
    )


def colonnes_partageables(table: Table, destinataire: Destinataire) -> frozenset[str]:
    """Names of the columns of `table` that may reach that recipient: the projection rule."""
    return frozenset(
        column.name
        for column in table.columns
        if autorise(
            info_de(column)["partage"], destinataire, au_menage=info_de(column)["au_menage"]
        )
    )


def colonnes_vers(nom: str) -> list[Column[Any]]:
    """Every column that refers to a row of the table `nom`, that table's own apart."""
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if table.name != nom
        and any(key.target_fullname == f"{nom}.id" for key in column.foreign_keys)
    ]


__all__ = [
    "Base",
    "Mapped",
    "choix",
    "cle",
    "colonne",
    "colonnes_partageables",
    "colonnes_vers",
    "declare",
    "fk",
    "info_de",
]
