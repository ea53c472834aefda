"""The content of a package written in a folder: all of it, or nothing.

Everything goes into a folder `.part` beside the chosen one, each piece checked against the signed
manifest as it is written; the folder takes its name once the last byte is on the disk.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from app.bailleur.pannes import panne
from app.bailleur.paquet import PaquetOuvert
from app.core.errors import RegleMetier
from app.core.suivi import Suivi
from app.services.securite.fichiers import rendre_durable

_DRAPEAUX = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)


def ecrire(paquet: PaquetOuvert, dossier: Path, suivi: Suivi) -> int:
    """Write the pieces as `dossier`, which must not exist; how many files there are.

    Raises `RegleMetier("bailleur.dossier_existe")`, `EntreeInvalide("paquet.altere")` or
    `PanneEnvironnement`; nothing is left behind then, nor when it is cancelled.
    """
    if dossier.exists() or dossier.is_symlink():
        raise RegleMetier("bailleur.dossier_existe", dossier=str(dossier))
    provisoire = dossier.with_name(f"{dossier.name}.part")
    try:
        if provisoire.exists():
            shutil.rmtree(provisoire)  # left by a run that was killed
        dossier.parent.mkdir(parents=True, exist_ok=True)
        provisoire.mkdir(mode=0o700)
        try:
            _remplir(paquet, provisoire, suivi)
            provisoire.rename(dossier)
        except BaseException:
            shutil.rmtree(provisoire, ignore_errors=True)
            raise
        rendre_durable(dossier.parent)
    except OSError as erreur:
        raise panne(erreur, dossier) from erreur
    return len(paquet.manifeste.pieces)


def deja(paquet: PaquetOuvert, dossier: Path) -> int:
    """How many files of that very package stand in `dossier`; 0 when it is not its folder.

    A folder only takes its name once whole, so its signed manifest answers for the rest.
    """
    signe = dict(paquet.signe())
    try:
        la = {nom: (dossier / nom).read_bytes() for nom in signe}
    except OSError:
        return 0
    return len(paquet.manifeste.pieces) if la == signe else 0


def _remplir(paquet: PaquetOuvert, dossier: Path, suivi: Suivi) -> None:
    pieces = paquet.manifeste.pieces
    for rang, piece in enumerate(pieces):
        suivi.avance(rang, len(pieces), piece.chemin)
        _poser(dossier, piece.chemin, paquet.blocs(piece))
    for chemin, octets in paquet.signe():
        _poser(dossier, chemin, [octets])
    suivi.avance(len(pieces), len(pieces))


def _poser(dossier: Path, chemin: str, blocs: Iterable[bytes]) -> None:
    """A file nobody else can read, on the disk for good."""
    fichier = dossier.joinpath(*chemin.split("/"))
    fichier.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(fichier, _DRAPEAUX, 0o600), "wb") as flux:
        for bloc in blocs:
            flux.write(bloc)
        flux.flush()
        os.fsync(flux.fileno())
