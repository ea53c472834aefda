"""A file a bailleur sends back, signed: what the envelope says of it.

The manifest is signed as it is written (canonical JSON). Numbers of one key only go up: a file that
comes a second time, or after a later one, is known by its number.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from app.core.errors import EntreeInvalide
from app.domain.envois import GenreRetour
from app.domain.paquets import Piece, canonique

VERSION = 1
SUFFIXE, SUFFIXE_CHIFFRE = ".retour.zip", ".retour.zip.age"
TAILLE_MAX = 100 * 2**20
"""Bytes of the file inside: what the import of a plain one accepts too."""
MANIFESTE_MAX = 64 * 1024
_PAR_JOUR = 100


@dataclass(frozen=True, slots=True)
class ManifesteRetour:
    """What comes back: its number, what it is about, the file, who signed (public key, base64)."""

    numero: int
    genre: GenreRetour
    cree_a: datetime
    nom: str
    cle: str
    piece: Piece
    version: int = VERSION

    def octets(self) -> bytes:
        """What is written and signed."""
        return canonique(
            {
                "version": self.version,
                "nature": "retour",
                "numero": self.numero,
                "genre": self.genre.value,
                "cree_a": self.cree_a.isoformat(timespec="seconds"),
                "nom": self.nom,
                "cle": self.cle,
                "piece": {
                    "chemin": self.piece.chemin,
                    "taille": self.piece.taille,
                    "empreinte": self.piece.empreinte,
                },
            }
        )


def lire(octets: bytes) -> ManifesteRetour:
    """The manifest written there; raises `EntreeInvalide("retour_signe.manifeste")`.

    A later version raises `EntreeInvalide("retour_signe.version")`.
    """
    try:
        lu = json.loads(octets)
        if int(lu["version"]) > VERSION:
            raise EntreeInvalide("retour_signe.version", version=int(lu["version"]))
        if lu["nature"] != "retour" or int(lu["numero"]) < 1:
            raise ValueError(lu["nature"])
        piece = lu["piece"]
        return ManifesteRetour(
            numero=int(lu["numero"]),
            genre=GenreRetour(lu["genre"]),
            cree_a=datetime.fromisoformat(str(lu["cree_a"])),
            nom=str(lu["nom"])[:80],
            cle=str(lu["cle"]),
            piece=Piece(str(piece["chemin"]), int(piece["taille"]), str(piece["empreinte"])),
            version=int(lu["version"]),
        )
    except (KeyError, TypeError, ValueError, RecursionError) as erreur:
        raise EntreeInvalide("retour_signe.manifeste") from erreur


def numero_suivant(dernier: int, jour: date) -> int:
    """The next number of a key: 2026112401 for the first of a day, always above the last one.

    The day in it keeps numbers rising on a machine that lost the memory of its last one.
    """
    du_jour = int(f"{jour:%Y%m%d}") * _PAR_JOUR + 1
    return max(dernier + 1, du_jour)
