"""A file held in memory that the readers take for one on disk.

What comes from outside is kept encrypted: written out in clear to be read, it would stay on disk.
"""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from typing import IO, Any, Self

_GENRE_CHEMIN: Any = type(Path())
"""The path class of this system."""


class FichierEnMemoire(_GENRE_CHEMIN):  # type: ignore[misc]  # chosen when the module is read
    """A named file whose bytes never touch the disk; it answers what readers ask of a path."""

    _contenu: bytes

    @classmethod
    def de(cls, nom: str, contenu: bytes) -> Self:
        """A file of that name; folders in the name are left out."""
        fichier = cls(nom.replace("\\", "/").rpartition("/")[2] or "fichier")
        fichier._contenu = contenu
        return fichier

    def open(self, mode: str = "r", *_ignores: Any, **options: Any) -> IO[Any]:
        """Its bytes, or its text in the asked encoding; it cannot be written."""
        if set(mode) - set("rbt"):
            raise PermissionError(self.name)
        flux = io.BytesIO(self._contenu)
        if "b" in mode:
            return flux
        return io.TextIOWrapper(
            flux, options.get("encoding"), options.get("errors"), options.get("newline")
        )

    def read_bytes(self) -> bytes:
        """All of it."""
        return self._contenu

    def stat(self, **_options: Any) -> os.stat_result:
        """An ordinary file of that size, that nobody else may read."""
        return os.stat_result((stat.S_IFREG | 0o400, 0, 0, 1, 0, 0, len(self._contenu), 0, 0, 0))

    def exists(self, **_options: Any) -> bool:
        """It is there."""
        return True

    def is_file(self, **_options: Any) -> bool:
        """An ordinary file."""
        return True

    def is_dir(self, **_options: Any) -> bool:
        """Never a folder."""
        return False
