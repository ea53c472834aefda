"""The descriptor of an export: a Data Package with one Table Schema a table.

Format: Frictionless Data Package 1.0 and Table Schema (the convention of French public data).
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from app.core.i18n import _
from app.services.exports.projection import Colonne, Projection
from app.services.exports.tableaux import explication

_TYPES: tuple[tuple[type, dict[str, Any]], ...] = (
    (bool, {"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}),
    (datetime, {"type": "datetime"}),
    (date, {"type": "date", "format": "%d/%m/%Y"}),
    (time, {"type": "time"}),
    (Decimal, {"type": "number", "decimalChar": ","}),
    (int, {"type": "integer"}),
)


def descripteur(
    tables: dict[str, int],
    projections: tuple[Projection, ...],
    *,
    nom: str,
    titre: str,
    cree_le: datetime,
) -> dict[str, Any]:
    """The content of `datapackage.json` for these tables (name → number of rows)."""
    presentes = {p.nom for p in projections}
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
    schema: dict[str, Any] = {
        "fields": [_champ(projection, c) for c in projection.colonnes],
        "primaryKey": ["id"],
        "missingValues": [""],
    }
    etrangeres = [
        {
            "fields": [c.nom],
            "reference": {"resource": cible, "fields": ["id"]},
        }
        for c in projection.colonnes
        for cible in [_cible(projection, c.nom)]
        if cible in presentes
    ]
    if etrangeres:
        schema["foreignKeys"] = etrangeres
    return {
        "profile": "tabular-data-resource",
        "name": projection.nom,
        "title": projection.titre,
        "path": f"csv/{projection.nom}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        "rowcount": lignes,
        "schema": schema,
    }


def _cible(projection: Projection, nom: str) -> str | None:
    cles = projection.table.columns[nom].foreign_keys
    return next((cle.column.table.name for cle in cles), None)


def _champ(projection: Projection, colonne: Colonne) -> dict[str, Any]:
    genre: dict[str, Any] = {"type": "string"}
    contraintes: dict[str, Any] = {}
    if issubclass(colonne.genre, Enum):
        contraintes["enum"] = [str(m.value) for m in colonne.genre]
    else:
        genre = next((dict(t) for base, t in _TYPES if issubclass(colonne.genre, base)), genre)
    if colonne.obligatoire:
        contraintes |= {"required": True, "unique": True}
    champ = {
        "name": colonne.nom,
        "title": explication(colonne.nom, colonne.libelle),
        **genre,
    }
    if contraintes:
        champ["constraints"] = contraintes
    return champ
