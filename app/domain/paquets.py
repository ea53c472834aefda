"""A package for a recipient, and its receipt: what both say of themselves.

The manifest is signed as it is written (canonical JSON), so that either side can check it alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.core.errors import EntreeInvalide
from app.domain.envois import Etendue

VERSION = 1
MANIFESTE, SIGNATURE = "manifeste.json", "manifeste.json.signature"
DESCRIPTEUR = "datapackage.json"
PIECE_EXPEDITEUR = "expediteur.pub"
"""Public keys of the sending device, so that returns can be closed to it."""
RETRAITS = "retraits"
"""Table of a delta: what the recipient must erase (table, id, why)."""
SUFFIXE_ACCUSE = ".accuse.json"
TAILLE_MAX_ACCUSE = 64 * 1024
_NOM = re.compile(r"[A-Za-z0-9._-]{1,120}")


class ResultatAccuse(StrEnum):
    """What the recipient says of a package."""

    ACCEPTE = "accepte"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the package: its path, its size, the SHA-256 of its bytes (hex)."""

    chemin: str
    taille: int
    empreinte: str


@dataclass(frozen=True, slots=True)
class Manifeste:
    """What a package is: who sent it to whom, its number, what it holds.

    `depuis` is the number of the package a delta completes; `tables` counts the rows of each;
    `emetteur` is the public signing key of the sender (base64), `destinataire` the fingerprint of
    the recipient's keys, "" when it was closed with a passphrase.
    """

    id: UUID
    sequence: int
    etendue: Etendue
    profil: str
    cree_a: datetime
    emetteur: str
    destinataire: str
    tables: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    pieces: tuple[Piece, ...] = ()
    depuis: int | None = None
    version: int = VERSION

    def octets(self) -> bytes:
        """What is written and signed."""
        return canonique(
            {
                "version": self.version,
                "id": self.id.hex,
                "sequence": self.sequence,
                "depuis": self.depuis,
                "etendue": self.etendue.value,
                "profil": self.profil,
                "cree_a": self.cree_a.isoformat(timespec="seconds"),
                "emetteur": self.emetteur,
                "destinataire": self.destinataire,
                "tables": dict(self.tables),
                "pieces": [
                    {"chemin": p.chemin, "taille": p.taille, "empreinte": p.empreinte}
                    for p in self.pieces
                ],
            }
        )


@dataclass(frozen=True, slots=True)
class Accuse:
    """A receipt: which package (number, hash of the deposited file), what became of it.

    `signature` is that of the recipient's signing key over `octets()` (base64).
    """

    paquet: UUID
    sequence: int
    empreinte: str
    recu_a: datetime
    resultat: ResultatAccuse
    lignes: int
    raison: str = ""
    cle: str = ""
    signature: str = ""
    version: int = VERSION

    def octets(self) -> bytes:
        """What is signed: everything but the signature."""
        return canonique(self._champs())

    def ecrit(self) -> bytes:
        """The content of the file."""
        return canonique(self._champs() | {"signature": self.signature})

    def _champs(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "paquet": self.paquet.hex,
            "sequence": self.sequence,
            "empreinte": self.empreinte,
            "recu_a": self.recu_a.isoformat(timespec="seconds"),
            "resultat": self.resultat.value,
            "lignes": self.lignes,
            "raison": self.raison,
            "cle": self.cle,
        }


def canonique(valeur: Mapping[str, Any]) -> bytes:
    """JSON that is always written the same way: keys sorted, no blanks, UTF-8."""
    return json.dumps(valeur, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def lire_manifeste(octets: bytes) -> Manifeste:
    """The manifest written there; raises `EntreeInvalide("paquet.manifeste")` with what is wrong.

    A manifest of a later version raises `EntreeInvalide("paquet.version")`.
    """
    lu = _objet(octets, "paquet.manifeste")
    try:
        if int(lu["version"]) > VERSION:
            raise EntreeInvalide("paquet.version", version=int(lu["version"]))
        return Manifeste(
            id=UUID(hex=str(lu["id"])),
            sequence=_positif(lu["sequence"]),
            etendue=Etendue(lu["etendue"]),
            profil=str(lu["profil"]),
            cree_a=datetime.fromisoformat(str(lu["cree_a"])),
            emetteur=str(lu["emetteur"]),
            destinataire=str(lu["destinataire"]),
            tables={str(nom): int(n) for nom, n in dict(lu["tables"]).items()},
            pieces=tuple(
                Piece(str(p["chemin"]), int(p["taille"]), str(p["empreinte"])) for p in lu["pieces"]
            ),
            depuis=None if lu["depuis"] is None else _positif(lu["depuis"]),
            version=int(lu["version"]),
        )
    except (KeyError, TypeError, ValueError) as erreur:
        raise EntreeInvalide("paquet.manifeste", detail=str(erreur)) from erreur


def lire_accuse(octets: bytes) -> Accuse:
    """The receipt written there; raises `EntreeInvalide("accuse.illisible")`."""
    if len(octets) > TAILLE_MAX_ACCUSE:
        raise EntreeInvalide("accuse.illisible", detail=str(len(octets)))
    lu = _objet(octets, "accuse.illisible")
    try:
        return Accuse(
            paquet=UUID(hex=str(lu["paquet"])),
            sequence=_positif(lu["sequence"]),
            empreinte=str(lu["empreinte"]),
            recu_a=datetime.fromisoformat(str(lu["recu_a"])),
            resultat=ResultatAccuse(lu["resultat"]),
            lignes=int(lu["lignes"]),
            raison=str(lu.get("raison", "")),
            cle=str(lu.get("cle", "")),
            signature=str(lu.get("signature", "")),
            version=int(lu["version"]),
        )
    except (KeyError, TypeError, ValueError) as erreur:
        raise EntreeInvalide("accuse.illisible", detail=str(erreur)) from erreur


def nom_du_colis(profil: str, sequence: int, id_: UUID, suffixe: str) -> str:
    """The name a package is published under: the same however often it is deposited.

    Its profile, its number and the end of its id, in letters every file system takes.
    """
    net = re.sub(r"[^a-z0-9]+", "-", profil.casefold()).strip("-")[:40] or "envoi"
    return f"{net}-{sequence:05d}-{id_.hex[-8:]}{suffixe}"


def verifier_nom(nom: str) -> str:
    """A file name that names nothing but a file; raises `EntreeInvalide("retour.nom")`."""
    if not _NOM.fullmatch(nom) or nom.startswith("."):
        raise EntreeInvalide("retour.nom", nom=nom[:120])
    return nom


def _objet(octets: bytes, code: str) -> Mapping[str, Any]:
    try:
        lu = json.loads(octets)
    except ValueError as erreur:
        raise EntreeInvalide(code, detail=str(erreur)) from erreur
    if not isinstance(lu, dict):
        raise EntreeInvalide(code, detail="")
    return lu


def _positif(valeur: Any) -> int:
    nombre = int(valeur)
    if nombre < 1:
        raise ValueError(nombre)
    return nombre
