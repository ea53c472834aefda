"""What a disk refused, in a code people can be told; files written whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

from app.core.errors import PanneEnvironnement
from app.services.securite import fichiers

_PLEIN = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_INTERDIT = {errno.EROFS, errno.EACCES, errno.EPERM}


def panne(erreur: OSError, chemin: Path) -> PanneEnvironnement:
    """The fault behind a refusal of the system, ready to be raised."""
    code = "bailleur.ecriture"
    if erreur.errno in _PLEIN:
        code = "bailleur.disque_plein"
    elif erreur.errno in _INTERDIT:
        code = "bailleur.dossier_protege"
    return PanneEnvironnement(code, chemin=str(chemin))


def dossier(chemin: Path) -> None:
    """That folder, made when it is not there; raises `PanneEnvironnement`."""
    try:
        chemin.mkdir(parents=True, exist_ok=True)
    except OSError as erreur:
        raise panne(erreur, chemin) from erreur


def ecrire(chemin: Path, octets: bytes) -> None:
    """A private file, durably: the old one or the new one; raises `PanneEnvironnement`."""
    try:
        fichiers.ecrire(chemin, octets)
    except PanneEnvironnement as erreur:
        if isinstance(erreur.__cause__, OSError):
            raise panne(erreur.__cause__, chemin.parent) from erreur
        raise
