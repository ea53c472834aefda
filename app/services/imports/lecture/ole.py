"""Old Excel files (OLE containers): told apart from encrypted and foreign ones."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import EntreeInvalide, PanneEnvironnement

_CHIFFRE = "EncryptedPackage".encode("utf-16-le")
_CLASSEUR = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_WORD = "WordDocument".encode("utf-16-le")


def controler(chemin: Path) -> None:
    """Refuses a password-protected workbook and an OLE file that is no workbook."""
    try:
        octets = chemin.read_bytes()
    except OSError as erreur:
        raise PanneEnvironnement("import.fichier_illisible", fichier=chemin.name) from erreur
    if _CHIFFRE in octets:
        raise EntreeInvalide("import.mot_de_passe", fichier=chemin.name)
    if not any(nom in octets for nom in _CLASSEUR):
        if _WORD in octets:
            raise EntreeInvalide("import.autre_format", fichier=chemin.name, format="Word")
        raise EntreeInvalide("import.fichier_abime", fichier=chemin.name)
