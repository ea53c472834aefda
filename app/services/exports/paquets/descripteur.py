"""The descriptor of a package: a Data Package with a Table Schema for each CSV or JSON Lines file.

Frictionless Data Package 1.0 and Table Schema, the convention of French public data. Titles and
descriptions are French; constraints and keys come from the models.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.core.i18n import N_, _
from app.domain.envois import Etendue, Format
from app.domain.paquets import Manifeste
from app.services.exports import tableaux
from app.services.exports.datapackage import cible
from app.services.exports.projection import Colonne

if TYPE_CHECKING:
    from app.services.exports.paquets.lecture import TableComposee

_DITS: tuple[tuple[type, str], ...] = (
    (UUID, N_("identifiant")),
    (bool, N_("oui ou non")),
    (datetime, N_("date et heure (temps universel)")),
    (date, N_("date")),
    (time, N_("heure")),
    (Decimal, N_("nombre à deux décimales")),
    (float, N_("nombre")),
    (int, N_("nombre entier")),
)
_DOSSIERS = MappingProxyType(
    {Format.CSV_FR: "csv_fr", Format.CSV_INTERNATIONAL: "csv_international", Format.JSONL: "jsonl"}
)


def decrire(
    tables: Sequence[TableComposee],
    formats: Sequence[Format],
    manifeste: Manifeste,
    *,
    relier: bool = True,
) -> dict[str, Any]:
    """The content of `datapackage.json`: one resource for each file a machine reads.

    `relier`: whether what rows refer to is in the package too. It is not in a delta, nor when some
    estates stay out: keys that do not hold would make the package invalid.
    """
    relier = relier and manifeste.etendue is Etendue.COMPLET
    return {
        "profile": "data-package",
        "name": f"voyette-{manifeste.id.hex}",
        "id": manifeste.id.hex,
        "title": manifeste.profil,
        "description": _(
            "Données partagées par l’équipe qui accompagne les habitants. Les informations que les"
            " ménages n’ont pas accepté de partager n’y figurent pas."
        ),
        "created": manifeste.cree_a.isoformat(timespec="seconds"),
        "resources": list(_ressources(tables, formats, relier=relier)),
    }


def genre_dit(colonne: Colonne) -> str:
    """How the values of a column are written, in words."""
    if issubclass(colonne.genre, Enum):
        return _("un mot parmi : {mots}").format(
            mots=", ".join(str(m.value) for m in colonne.genre)
        )
    return next((_(dit) for base, dit in _DITS if issubclass(colonne.genre, base)), _("texte"))


def _ressources(
    tables: Sequence[TableComposee], formats: Sequence[Format], *, relier: bool
) -> Iterator[dict[str, Any]]:
    for format_ in formats:
        dossier = _DOSSIERS.get(format_)
        if dossier is None:
            continue
        noms = {t.nom: f"{t.nom}-{dossier.replace('_', '-')}" for t in tables}
        for table in tables:
            # An empty JSON Lines file is no table for the tools that read these descriptors.
            if table.nombre or format_ is not Format.JSONL:
                yield _ressource(table, format_, dossier, noms, relier=relier)


def _ressource(
    table: TableComposee, format_: Format, dossier: str, noms: dict[str, str], *, relier: bool
) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_champ(c, format_) for c in table.colonnes],
        "missingValues": [""],
    }
    if table.projection is not None:
        schema["primaryKey"] = ["id"]
    siennes = table.projection
    etrangeres = [
        {"fields": [c.nom], "reference": {"resource": noms[visee], "fields": ["id"]}}
        for c in table.colonnes
        if siennes is not None
        for visee in [cible(siennes, c.nom)]
        if relier and visee in noms
    ]
    if etrangeres:
        schema["foreignKeys"] = etrangeres
    suffixe = "jsonl" if format_ is Format.JSONL else "csv"
    ressource: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": noms[table.nom],
        "title": table.titre,
        "path": f"{dossier}/{table.nom}.{suffixe}",
        "format": "ndjson" if format_ is Format.JSONL else "csv",
        "encoding": "utf-8-sig" if format_ is Format.CSV_FR else "utf-8",
        "rowcount": table.nombre,
        "schema": schema,
    }
    if format_ is not Format.JSONL:
        separateur = ";" if format_ is Format.CSV_FR else ","
        ressource["mediatype"] = "text/csv"
        ressource["dialect"] = {"delimiter": separateur, "lineTerminator": "\r\n"}
    return ressource


def _champ(colonne: Colonne, format_: Format) -> dict[str, Any]:
    champ: dict[str, Any] = {
        "name": colonne.nom,
        "title": tableaux.explication(colonne.nom, colonne.libelle),
        "description": genre_dit(colonne),
        **_type(colonne.genre, format_),
    }
    contraintes: dict[str, Any] = {}
    if issubclass(colonne.genre, Enum):
        contraintes["enum"] = [str(m.value) for m in colonne.genre]
    if colonne.nom == "id" and colonne.obligatoire:
        contraintes |= {"required": True, "unique": True}
    return champ | ({"constraints": contraintes} if contraintes else {})


def _type(genre: type, format_: Format) -> dict[str, Any]:  # noqa: PLR0911 - one line a type
    """The Table Schema type of a column in that format."""
    francais = format_ is Format.CSV_FR
    if issubclass(genre, bool):
        mots = {"trueValues": ["oui"], "falseValues": ["non"]} if francais else {}
        return {"type": "boolean", **mots}
    if issubclass(genre, datetime):
        return {"type": "datetime"}
    if issubclass(genre, date):
        return {"type": "date", "format": "%d/%m/%Y"} if francais else {"type": "date"}
    if issubclass(genre, time):
        return {"type": "time"}
    if issubclass(genre, (Decimal, float)):
        return {"type": "number", "decimalChar": ","} if francais else {"type": "number"}
    if issubclass(genre, int):
        return {"type": "integer"}
    return {"type": "string"}
