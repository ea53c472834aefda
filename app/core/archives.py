"""Zip archives that come from outside: refused before anything is inflated, and while it is.

What an archive declares is not believed: names and declared sizes first, real bytes next.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

_BLOC = 1 << 20
_LIEN, _MASQUE, _FICHIER = 0o120000, 0o170000, 0o100000
_RESERVES = frozenset(
    [
        *("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"),
        *(f"{p}{n}" for p in ("COM", "LPT") for n in (*"0123456789", "¹", "²", "³")),
    ]
)
_INTERDITS = frozenset('<>:"|?*')
_SEGMENT_MAX = 120
_MARQUE_FIN, _MARQUE_ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
_FIN, _LOCALISATEUR = 22, 20
_FIN_MAX = _FIN + _LOCALISATEUR + 0xFFFF


@dataclass(frozen=True, slots=True)
class Bornes:
    """What a reasonable archive does not exceed; `rapport` is inflated over compressed size."""

    octets: int = 600 * 2**20
    entrees: int = 2_000
    rapport: int = 400


class ArchivePiegee(ValueError):
    """An entry that is not what the archive declared."""


def defaut(entrees: Sequence[zipfile.ZipInfo], bornes: Bornes) -> str | None:
    """What is wrong with the directory of an archive: one word, or None.

    "entrees" (too many), "noms" (twice the same), "chemin" (outside the folder), "lien",
    "rapport" (a bomb), "taille".
    """
    if len(entrees) > bornes.entrees:
        return "entrees"
    if len({e.filename for e in entrees}) != len(entrees):
        return "noms"
    for entree in entrees:
        morceaux = PurePosixPath(entree.filename.replace("\\", "/"))
        if morceaux.is_absolute() or ".." in morceaux.parts or ":" in entree.filename:
            return "chemin"
        if (entree.external_attr >> 16) & _MASQUE == _LIEN:
            return "lien"
        if demesuree(entree, bornes):
            return "rapport"
    return "taille" if sum(e.file_size for e in entrees) > bornes.octets else None


def demesuree(entree: zipfile.ZipInfo, bornes: Bornes) -> bool:
    """Whether that entry says it inflates out of proportion."""
    taille = entree.file_size
    return taille > 2**20 and taille > bornes.rapport * max(1, entree.compress_size)


def defaut_ecriture(entrees: Sequence[zipfile.ZipInfo]) -> str | None:
    """What would go wrong if those entries were written as files, on any system: a word, or None.

    "nom" (a device of Windows, a character or an end it refuses, a control character), "casse"
    (two names one folder would hold as one), "genre" (not an ordinary file).
    """
    plies: set[str] = set()
    for entree in entrees:
        if (entree.external_attr >> 16) & _MASQUE not in (0, _FICHIER) or entree.is_dir():
            return "genre"
        if any(_impossible(segment) for segment in entree.filename.split("/")):
            return "nom"
        plies.add(entree.filename.casefold())
    if len(plies) != len(entrees):
        return "casse"
    return None if not any(_dossier_pris(nom, plies) for nom in plies) else "casse"


def blocs(archive: zipfile.ZipFile, nom: str, au_plus: int) -> Iterator[bytes]:
    """The bytes of an entry, inflated by pieces; raises `ArchivePiegee` past `au_plus`."""
    total = 0
    with archive.open(nom) as flux:
        while bloc := flux.read(_BLOC):
            total += len(bloc)
            if total > au_plus:
                raise ArchivePiegee(nom)
            yield bloc


def lire(archive: zipfile.ZipFile, nom: str, au_plus: int) -> bytes:
    """A small entry, whole; raises `ArchivePiegee` past `au_plus` bytes."""
    return b"".join(blocs(archive, nom, au_plus))


def _impossible(segment: str) -> bool:
    """A part of a path some system would refuse, or take for something else."""
    return (
        not segment
        or len(segment) > _SEGMENT_MAX
        or segment[-1] in ". "
        or segment[0] in ". "
        or segment.split(".", maxsplit=1)[0].rstrip().upper() in _RESERVES
        or "\\" in segment
        or not segment.isprintable()
        or bool(_INTERDITS & set(segment))
    )


def _dossier_pris(nom: str, plies: set[str]) -> bool:
    """Whether a file already bears the name of one of its folders."""
    return any(str(p) in plies for p in PurePosixPath(nom).parents)


def repertoire_sage(flux: IO[bytes], au_plus: int = 4 * 2**20) -> bool:
    """Whether the directory of an archive is small enough to be read whole.

    zipfile loads it entirely: a forged one would fill the memory before any entry is judged. ZIP64
    directories (over 65,535 entries or 4 GiB) are never small.
    """
    taille = flux.seek(0, 2)
    flux.seek(max(0, taille - _FIN_MAX))
    fin = flux.read(_FIN_MAX)
    # zipfile looks for the last end record; so do we, with its preference for one with no comment.
    sans_commentaire = fin[-_FIN:] if fin[-_FIN:].startswith(_MARQUE_FIN) else b""
    place = len(fin) - _FIN if sans_commentaire.endswith(b"\0\0") else fin.rfind(_MARQUE_FIN)
    if place < 0 or len(fin) - place < _FIN:
        return True  # not an archive: zipfile will say so
    if fin[max(0, place - _LOCALISATEUR) : place].startswith(_MARQUE_ZIP64):
        return False
    entrees, octets = struct.unpack("<HL", fin[place + 10 : place + 16])
    flux.seek(0)
    return bool(entrees < 0xFFFF and octets <= au_plus)
