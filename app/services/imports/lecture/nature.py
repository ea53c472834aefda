"""What a file really is, from its bytes and not from its name."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path

from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.services.imports.lecture.limites import Limites

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ZIP_VIDE = b"PK\x05\x06"
_SIGNATURES_ETRANGERES = {
    b"%PDF": "PDF",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"SQLite format 3": "SQLite",
    b"\x7fELF": "programme",
    b"MZ": "programme",
    b"{\\rtf": "RTF",
}
_BOM_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Nature(StrEnum):
    """Family of formats, before the finer look."""

    ZIP = "zip"
    OLE = "ole"
    TEXTE = "texte"


def verifier_acces(chemin: Path, limites: Limites) -> int:
    """Size of the file in bytes, once sure that it is a readable, non-empty, ordinary file."""
    try:
        if chemin.is_dir():
            raise EntreeInvalide("import.dossier", fichier=chemin.name)
        if not chemin.exists():
            raise PanneEnvironnement("import.fichier_absent", fichier=chemin.name)
        if not chemin.is_file():
            raise EntreeInvalide("import.pas_un_fichier", fichier=chemin.name)
        taille = chemin.stat().st_size
        with chemin.open("rb") as flux:
            flux.read(1)
    except OSError as erreur:
        raise PanneEnvironnement("import.fichier_illisible", fichier=chemin.name) from erreur
    if taille == 0:
        raise EntreeInvalide("import.fichier_vide", fichier=chemin.name)
    if taille > limites.octets_texte:
        raise trop_gros(chemin, taille, limites.octets_texte)
    return taille


def trop_gros(chemin: Path, taille: int, limite: int) -> EntreeInvalide:
    """The refusal of a file over the size limit, sizes in megabytes."""
    return EntreeInvalide(
        "import.fichier_trop_gros",
        fichier=chemin.name,
        taille=-(-taille // 2**20),
        limite=limite // 2**20,
    )


def empreinte(chemin: Path) -> str:
    """SHA-256 of the file, in hexadecimal."""
    try:
        with chemin.open("rb") as flux:
            return hashlib.file_digest(flux, "sha256").hexdigest()
    except OSError as erreur:
        raise PanneEnvironnement("import.fichier_illisible", fichier=chemin.name) from erreur


def reconnaitre(chemin: Path) -> Nature:
    """The family of the file; refuses what is plainly something else."""
    try:
        with chemin.open("rb") as flux:
            tete = flux.read(4096)
    except OSError as erreur:
        raise PanneEnvironnement("import.fichier_illisible", fichier=chemin.name) from erreur
    if tete.startswith(_OLE):
        return Nature.OLE
    if tete.startswith((_ZIP, _ZIP_VIDE)):
        return Nature.ZIP
    for signature, nom in _SIGNATURES_ETRANGERES.items():
        if tete.startswith(signature) and not (signature == b"MZ" and _est_texte(tete)):
            raise EntreeInvalide("import.autre_format", fichier=chemin.name, format=nom)
    if not _est_texte(tete):
        raise EntreeInvalide("import.fichier_binaire", fichier=chemin.name)
    debut = tete.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if debut.startswith((b"<!doctype html", b"<html", b"<table")):
        raise EntreeInvalide("import.page_web", fichier=chemin.name)
    if debut.startswith(b"<?xml"):
        raise EntreeInvalide("import.autre_format", fichier=chemin.name, format="XML")
    return Nature.TEXTE


def _est_texte(tete: bytes) -> bool:
    if tete.startswith(_BOM_UTF16) or sans_bom_utf16(tete):
        return True
    controles = sum(1 for o in tete if o < 32 and o not in (9, 10, 12, 13, 26, 27))
    return b"\x00" not in tete and controles <= len(tete) // 100


def sans_bom_utf16(tete: bytes) -> str | None:
    """ "utf-16-le" or "utf-16-be" when every other byte of a Latin text is zero, else None."""
    utile = tete[: len(tete) // 2 * 2]
    if len(utile) < 8:
        return None
    pairs, impairs = utile[0::2], utile[1::2]
    if impairs.count(0) > len(impairs) * 0.8 and pairs.count(0) == 0:
        return "utf-16-le"
    if pairs.count(0) > len(pairs) * 0.8 and impairs.count(0) == 0:
        return "utf-16-be"
    return None
