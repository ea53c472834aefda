"""The descriptor of an export: a Data Package with one Table Schema a table.

Format: Frictionless Data Package 1.0 and Table Schema (the convention of French public data).
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from app.core.i18n import _
from app.services.exports.projection import Projection
from app.services.exports.tableaux import TableEcrite, explication

_TYPES: tuple[tuple[type, dict[str, Any]], ...] = (
    (bool, {"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}),
    (datetime, {"type": "datetime"}),
    (date, {"type": "date", "format": "%d/%m/%Y"}),
    (time, {"type": "time"}),
    (Decimal, {"type": "number", "decimalChar": ","}),
    (float, {"type": "number", "decimalChar": ","}),
    (int, {"type": "integer"}),
)


def descripteur(
    tables: dict[str, int],
    projections: tuple[Projection, ...],
    *,
    nom: str,
    titre: str,
    cree_le: datetime,
    relier: bool = True,
) -> dict[str, Any]:
    """The content of `datapackage.json` for these tables (name → number of rows).

    `relier`: whether what rows refer to is in the folder too; it is not when estates stay out.
    """
    presentes = {p.nom for p in projections} if relier else set()
    return {
        "profile": "tabular-data-package",
        "name": nom,
        "title": titre,
        "description": _(
            "Données partagées avec le bailleur. Les informations que les ménages n’ont pas"
            " accepté de partager n’y figurent pas."
        ),
        "created": cree_le.isoformat(timespec="seconds"),
        "resources": [_ressource(p, presentes, tables[p.nom]) for p in projections],
    }


def _ressource(projection: Projection, presentes: set[str], lignes: int) -> dict[str, Any]:
    etrangeres = [
        {
            "fields": [c.nom],
            "reference": {"resource": visee, "fields": ["id"]},
        }
        for c in projection.colonnes
        for visee in [cible(projection, c.nom)]
        if visee in presentes
    ]
    champs = [
        champ(c.nom, explication(c.nom, c.libelle), c.genre, cle=c.obligatoire)
        for c in projection.colonnes
    ]
    return ressource(projection, champs, lignes, cle="id", etrangeres=etrangeres)


def ressource(
    table: TableEcrite,
    champs: list[dict[str, Any]],
    lignes: int,
    *,
    cle: str,
    etrangeres: list[dict[str, Any]],
    separateur: str = ";",
) -> dict[str, Any]:
    """One CSV file of the folder `csv`, its fields and how it refers to the others."""
    schema: dict[str, Any] = {"fields": champs, "primaryKey": [cle], "missingValues": [""]}
    if etrangeres:
        schema["foreignKeys"] = etrangeres
    return {
        "profile": "tabular-data-resource",
        "name": table.nom,
        "title": table.titre,
        "path": f"csv/{table.nom}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": separateur, "lineTerminator": "\r\n"},
        "rowcount": lignes,
        "schema": schema,
    }


def cible(projection: Projection, nom: str) -> str | None:
    """The table a column refers to, when the rows it names leave with those that name them."""
    if nom == "visite_id" and projection.nom != "visite_motif":
        return None  # the visit a complaint was told at may stay here
    cles = projection.table.columns[nom].foreign_keys
    return next((str(cle.column.table.name) for cle in cles), None)


def champ(nom: str, titre: str, genre: type, *, cle: bool = False) -> dict[str, Any]:
    """One field of a Table Schema, as this project's CSV files write it."""
    decrit: dict[str, Any] = {"type": "string"}
    contraintes: dict[str, Any] = {}
    if issubclass(genre, Enum):
        contraintes["enum"] = [str(m.value) for m in genre]
    else:
        decrit = next((dict(t) for base, t in _TYPES if issubclass(genre, base)), decrit)
    if cle:
        contraintes |= {"required": True, "unique": True}
    return {"name": nom, "title": titre, **decrit} | (
        {"constraints": contraintes} if contraintes else {}
    )
