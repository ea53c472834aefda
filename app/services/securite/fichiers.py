"""Small files written whole or not at all, and what a disk's refusal means."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from app.core.errors import PanneEnvironnement

_PLEIN = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_INTERDIT = {errno.EROFS, errno.EACCES, errno.EPERM}


def panne(erreur: OSError, chemin: Path) -> PanneEnvironnement:
    """The environment fault behind a refusal of the system, ready to be raised."""
    if erreur.errno in _PLEIN:
        return PanneEnvironnement("base.disque_plein", chemin=str(chemin))
    if erreur.errno in _INTERDIT:
        return PanneEnvironnement("base.lecture_seule", chemin=str(chemin))
    if erreur.errno == errno.EIO:
        return PanneEnvironnement("base.erreur_disque", chemin=str(chemin))
    return PanneEnvironnement("fichier.ecriture_impossible", chemin=str(chemin))


def ecrire(chemin: Path, contenu: bytes) -> None:
    """Put `contenu` at `chemin` durably: the old file or the new one, never half of one.

    The new file is private (0600). Raises `PanneEnvironnement`; nothing is left behind then.
    """
    provisoire = chemin.with_name(f".{chemin.name}.{secrets.token_hex(4)}.tmp")
    try:
        try:
            descripteur = os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descripteur, "wb") as fichier:
                fichier.write(contenu)
                fichier.flush()
                os.fsync(fichier.fileno())
            provisoire.replace(chemin)
        except BaseException:
            provisoire.unlink(missing_ok=True)
            raise
        rendre_durable(chemin.parent)
    except OSError as erreur:
        raise panne(erreur, chemin) from erreur


def rendre_durable(chemin: Path) -> None:
    """Wait until the disk holds a file, or the names of a folder (where the system allows it)."""
    if os.name == "nt":
        if chemin.is_dir():
            return  # Windows offers no way to flush a folder
        drapeaux = os.O_RDWR
    else:
        drapeaux = os.O_RDONLY
    descripteur = os.open(chemin, drapeaux)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
