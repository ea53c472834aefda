"""Files that come beside a form: rows of a CSV, features of a GeoJSON, items of an XML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as ET

from app.core.errors import EntreeInvalide
from app.domain.enquetes.evaluation import Table

Ligne = Mapping[str, str]


def lire_table(octets: bytes, nom: str = "") -> Table:
    """The rows of an attached file, by column; CSV unless its name says otherwise.

    Raises `EntreeInvalide("enquete.piece")` when it cannot be read.
    """
    genre = PurePath(nom).suffix.lower()
    try:
        if genre == ".geojson":
            return tuple(_points(json.loads(octets.decode("utf-8-sig"))))
        if genre == ".xml":
            return tuple(_items(_racine(octets)))
        return _csv(octets)
    except (LookupError, ValueError, csv.Error, ET.ParseError, AttributeError, TypeError) as erreur:
        raise EntreeInvalide("enquete.piece", fichier=nom) from erreur


def _csv(octets: bytes) -> Table:
    """Comma or semicolon, UTF-8 or Windows."""
    try:
        ecrit = octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        ecrit = octets.decode("cp1252")
    premiere = ecrit.partition("\n")[0]
    signe = max(",;\t", key=premiere.count)
    return tuple(
        MappingProxyType({str(k).strip(): (v or "").strip() for k, v in ligne.items() if k})
        for ligne in csv.DictReader(io.StringIO(ecrit), delimiter=signe)
    )


def _points(lu: Any) -> list[Ligne]:
    """Each feature with its properties, its id, and its place as latitude then longitude."""
    return [
        MappingProxyType(
            {str(n): "" if v is None else str(v) for n, v in (f.get("properties") or {}).items()}
            | ({"id": str(f["id"])} if "id" in f else {})
            | {"geometry": _place(f.get("geometry") or {})}
        )
        for f in lu["features"]
    ]


def _place(geometrie: Mapping[str, Any]) -> str:
    if geometrie.get("type") != "Point":
        return ""
    longitude, latitude = geometrie["coordinates"][:2]
    return f"{latitude} {longitude} 0 0"


def _racine(octets: bytes) -> ET.Element:
    if b"<!DOCTYPE" in octets or b"<!ENTITY" in octets:  # entities that grow without end
        raise ValueError("doctype")
    return ET.fromstring(octets)  # noqa: S314 - no entities


def _items(racine: ET.Element) -> list[Ligne]:
    return [
        MappingProxyType(
            {enfant.tag.rpartition("}")[2]: (enfant.text or "").strip() for enfant in item}
        )
        for item in racine
    ]
