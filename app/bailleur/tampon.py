"""A place on disk one can seek in, that nobody can read: the opened package until it is judged.

A zip is read from its end, so its bytes must stay somewhere; in memory they would not fit, and in
clear they would outlive a crash. They are encrypted under a key that only exists in this process.
"""

from __future__ import annotations

import io
import secrets
import tempfile
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOC = 16


class TamponScelle(io.RawIOBase):
    """A temporary file written once from its start, then read anywhere (AES-256-CTR).

    `faute` is the refusal of the disk that stopped a write, None when there was none.
    """

    def __init__(self) -> None:
        self._fichier = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._cle, self._nonce = secrets.token_bytes(32), secrets.token_bytes(8)
        self._ecrit = self._place = 0
        self._plume = self._chiffre(0)
        self.faute: OSError | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def writable(self) -> bool:
        """Always, at its end."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def write(self, octets: Any) -> int:
        """Add bytes at the end."""
        try:
            self._fichier.seek(self._ecrit)
            self._fichier.write(self._plume.update(octets))
            self._fichier.flush()
        except OSError as erreur:
            self.faute = erreur
            raise
        self._ecrit += len(octets)
        return len(octets)

    def seek(self, place: int, depuis: int = io.SEEK_SET) -> int:
        """Where the next read begins."""
        debut = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._ecrit}[depuis]
        if debut + place < 0:
            raise ValueError(place)
        self._place = debut + place
        return self._place

    def tell(self) -> int:
        """Where the next read begins."""
        return self._place

    def readinto(self, tampon: Any) -> int:
        """Bytes from there on."""
        self._fichier.seek(self._place)
        lus = self._fichier.read(min(len(tampon), max(0, self._ecrit - self._place)))
        if not lus:
            return 0
        decalage = self._place % _BLOC
        lecture = self._chiffre(self._place - decalage)
        lecture.update(bytes(decalage))
        tampon[: len(lus)] = lecture.update(lus)
        self._place += len(lus)
        return len(lus)

    def close(self) -> None:
        """The file is gone."""
        self._fichier.close()
        super().close()

    def _chiffre(self, place: int) -> Any:
        compteur = self._nonce + (place // _BLOC).to_bytes(8, "big")
        return Cipher(algorithms.AES256(self._cle), modes.CTR(compteur)).encryptor()
