"""Old Excel files (OLE containers): told apart from encrypted and foreign ones."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from app.core.errors import EntreeInvalide, PanneEnvironnement

_CHIFFRE = "EncryptedPackage".encode("utf-16-le")
_CLASSEUR = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_WORD = "WordDocument".encode("utf-16-le")
_DEBUT = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00")
"""First record of the workbook stream of an XLS file (BOF of BIFF5 or BIFF8, globals)."""
_FILEPASS = 0x2F
_ENTETE_RECORD = struct.Struct("<HH")
_RECORDS_LUS = 8
"""FILEPASS comes at once after BOF, or after what protects from writing."""


def controler(chemin: Path) -> None:
    """Refuses a password-protected workbook and an OLE file that is no workbook."""
    try:
        octets = chemin.read_bytes()
    except OSError as erreur:
        raise PanneEnvironnement("import.fichier_illisible", fichier=chemin.name) from erreur
    if _CHIFFRE in octets or _chiffre(octets):
        raise EntreeInvalide("import.mot_de_passe", fichier=chemin.name)
    if not any(nom in octets for nom in _CLASSEUR):
        if _WORD in octets:
            raise EntreeInvalide("import.autre_format", fichier=chemin.name, format="Word")
        raise EntreeInvalide("import.fichier_abime", fichier=chemin.name)


def _chiffre(octets: bytes) -> bool:
    """Whether the records of an XLS file are encrypted: one of the first ones says so."""
    for debut in _DEBUT.finditer(octets):
        rang = debut.start()
        for _lu in range(_RECORDS_LUS):
            if rang + _ENTETE_RECORD.size > len(octets):
                break
            genre, taille = _ENTETE_RECORD.unpack_from(octets, rang)
            if genre == _FILEPASS:
                return True
            rang += _ENTETE_RECORD.size + taille
    return False
