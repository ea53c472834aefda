"""One instance per base: a lock of the operating system on a file beside the base.

The system drops it when the process ends, however it ends: a crash blocks nobody. The file says
since when and by which process the base is open, and nothing about the person.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from app.core.clock import Clock
from app.core.errors import PanneEnvironnement
from app.services.securite import fichiers

SUFFIXE = ".verrou"
_OCTET_VERROUILLE = 1 << 20  # Windows forbids reading a locked byte: lock one beyond the text
_TAILLE_MAX = 1000


class Verrou:
    """The right to write to one base, held until `rendre`."""

    def __init__(self, base: Path, descripteur: int) -> None:
        self.base = base
        self._descripteur: int | None = descripteur

    def rendre(self) -> None:
        """Let another instance open the base; calling it again does nothing."""
        if self._descripteur is not None:
            descripteur, self._descripteur = self._descripteur, None
            with suppress(OSError):
                os.ftruncate(descripteur, 0)
            os.close(descripteur)

    def __enter__(self) -> Verrou:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.rendre()


def prendre(base: Path, clock: Clock) -> Verrou:
    """The lock of a base, at once.

    Raises `PanneEnvironnement("base.deja_ouverte", depuis=…)` when another instance holds it
    (`depuis` is a local instant, or None), or the fault of the disk that forbids writing.
    """
    chemin = base.with_name(base.name + SUFFIXE)
    try:
        descripteur = os.open(chemin, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as erreur:
        raise fichiers.panne(erreur, chemin) from erreur
    try:
        if not _verrouiller(descripteur):
            raise PanneEnvironnement("base.deja_ouverte", **_detenteur(descripteur))
        _signer(descripteur, clock.now())
    except OSError as erreur:
        os.close(descripteur)
        raise fichiers.panne(erreur, chemin) from erreur
    except BaseException:
        os.close(descripteur)
        raise
    return Verrou(base, descripteur)


if sys.platform == "win32":
    import msvcrt

    def _verrouiller(descripteur: int) -> bool:
        os.lseek(descripteur, _OCTET_VERROUILLE, os.SEEK_SET)
        try:
            msvcrt.locking(descripteur, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _verrouiller(descripteur: int) -> bool:
        # flock, not lockf: closing another descriptor of the same file must not drop it.
        try:
            fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _signer(descripteur: int, instant: datetime) -> None:
    texte = json.dumps({"processus": os.getpid(), "depuis": instant.isoformat()}).encode()
    os.ftruncate(descripteur, 0)
    os.lseek(descripteur, 0, os.SEEK_SET)
    os.write(descripteur, texte)


def _detenteur(descripteur: int) -> dict[str, Any]:
    """Who holds the lock, as far as its text can be read."""
    try:
        os.lseek(descripteur, 0, os.SEEK_SET)
        valeur = json.loads(os.read(descripteur, _TAILLE_MAX))
        depuis = datetime.fromisoformat(valeur["depuis"])
        local = (depuis if depuis.tzinfo else depuis.replace(tzinfo=UTC)).astimezone()
        return {"depuis": local, "processus": int(valeur["processus"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"depuis": None, "processus": None}
