"""Canaries: a recognisable text planted in every text column, then hunted on the disk.

`semer` plants it, `traces` tells which files hold it in clear, under any usual encoding.
"""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    Table,
    Text,
    Time,
    insert,
)

from db.models import Base
from db.types import Centiemes, Choix, Guid, Instant
from db.uow import UnitOfWork

CANARI = "Canarijaunequichante"
# What one row must say otherwise than its columns ask: one of two keys, days in order.
_EXCEPTIONS: dict[str, dict[str, Any]] = {
    "conso_energie": {"au": date(2026, 12, 24)},
    "photo_defaut": {"etat_id": None},
    "reception": {"tranche_id": None},
}
_DERIVEES = {
    "attention_a_faire",
    "journal",
    "menage_parcours",
    "menage_resume",
    "operation",
    "operation_courante",
    "resume_a_faire",
}


def semer(uow: UnitOfWork, canari: str = CANARI) -> dict[str, list[str]]:
    """One row in every table, the canary in every text column; returns table → columns sown."""
    semees: dict[str, list[str]] = {}
    faits: dict[str, UUID] = {}
    with uow.ecriture("test.canari") as tx:
        for table in Base.metadata.sorted_tables:
            if table.name in _DERIVEES:
                continue
            ligne = _ligne(table, canari, tx.ids.new(), faits)
            if table.name == "lien_menages":  # the other household it is about
                menage = Base.metadata.tables["menage"]
                autre = _ligne(menage, canari, tx.ids.new(), faits)
                tx.session.execute(insert(menage), [autre])
                ligne["autre_id"] = autre["id"]
            tx.session.execute(insert(table), [ligne])
            faits[table.name] = ligne["id"]
            semees[table.name] = [
                c.name for c in table.columns if canari in str(ligne.get(c.name, ""))
            ]
        tx.commit()
    return semees


def colonnes_de_texte() -> dict[str, list[str]]:
    """Table → columns that hold free text, the derived tables aside."""
    return {
        t.name: [c.name for c in t.columns if isinstance(c.type, Text | JSON | LargeBinary)]
        for t in Base.metadata.sorted_tables
        if t.name not in _DERIVEES
    }


def traces(canari: str, *dossiers: Path) -> list[str]:
    """Which files under `dossiers` hold the canary, in their bytes, their name or an archive."""
    formes = list(_formes(canari))
    trouvees = []
    for fichier in _fichiers(dossiers):
        if canari.casefold() in fichier.name.casefold():
            trouvees.append(f"{fichier} (name)")
        octets = fichier.read_bytes()
        for nom, contenu in [("", octets), *_membres(octets)]:
            bas = contenu.lower()
            if any(forme in bas for forme in formes):
                trouvees.append(f"{fichier} {nom}".strip())
    return trouvees


def _formes(canari: str) -> Iterator[bytes]:
    """The canary as it may lie in a file; all compared in lower case."""
    for encodage in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
        yield canari.encode(encodage).lower()
    yield canari.encode().hex().encode()
    for decalage in range(3):
        code = base64.b64encode(b"\0" * decalage + canari.encode())
        yield code[4:-4].lower()


def _fichiers(dossiers: Iterable[Path]) -> Iterator[Path]:
    for dossier in dossiers:
        if dossier.is_file():
            yield dossier
        else:
            yield from (p for p in sorted(dossier.rglob("*")) if p.is_file())


def _membres(octets: bytes) -> Iterator[tuple[str, bytes]]:
    """The contents of a ZIP (XLSX, ODS, DOCX) or of a GZIP."""
    if octets[:2] == b"\x1f\x8b":
        try:
            yield "(gzip)", gzip.decompress(octets)
        except (OSError, EOFError, zlib.error):
            return
    if zipfile.is_zipfile(io.BytesIO(octets)):
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            for nom in archive.namelist():
                yield nom, archive.read(nom)


def _ligne(table: Table, canari: str, id_: UUID, faits: dict[str, UUID]) -> dict[str, Any]:
    ligne: dict[str, Any] = {"id": id_}
    for colonne in table.columns:
        if not colonne.primary_key:
            ligne[colonne.name] = _valeur(colonne, canari, faits)
    return ligne | _EXCEPTIONS.get(table.name, {})


def _valeur(colonne: Column[Any], canari: str, faits: dict[str, UUID]) -> Any:
    if colonne.foreign_keys:
        return faits.get(next(iter(colonne.foreign_keys)).column.table.name)
    genre = colonne.type
    if isinstance(genre, Choix):
        membres: type[StrEnum] = genre.enum
        return next(iter(membres))
    if isinstance(genre, Guid):
        return None
    valeurs: dict[type[Any], Any] = {
        Text: f"{canari} {colonne.name}",
        JSON: {"texte": canari},
        LargeBinary: canari.encode(),
        Boolean: True,
        Centiemes: 12,
        Integer: 1,
        Date: date(2026, 11, 24),
        Time: time(14, 5),
        Instant: datetime(2026, 11, 24, 14, tzinfo=UTC),
    }
    return next(v for type_, v in valeurs.items() if isinstance(genre, type_))
