"""Bases of former versions, made whole again for the tests of migrations."""

from __future__ import annotations

import gzip
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher


def restaurer(revision: str, cible: Path, cle: bytes) -> Path:
    """The base of that schema revision, encrypted with `cle` at `cible`."""
    compresse = Path(__file__).with_name(f"schema-{revision}.sqlite.gz")
    clair = cible.with_suffix(".clair")
    clair.write_bytes(gzip.decompress(compresse.read_bytes()))
    with closing(sqlcipher.connect(str(clair), isolation_level=None)) as connexion:
        connexion.execute("ATTACH DATABASE ? AS base KEY ?", (str(cible), f"x'{cle.hex()}'"))
        connexion.execute("SELECT sqlcipher_export('base')")
        connexion.execute("DETACH DATABASE base")
    clair.unlink()
    return cible
