"""The raw key of a base in memory: one sealed place, emptied when the app locks."""

from __future__ import annotations

import secrets
from types import TracebackType
from typing import NoReturn

from app.core.errors import EntreeInvalide

TAILLE = 32


class CleOuverte:
    """The 256-bit key of an unlocked base, and who unlocked it.

    `oublier()` overwrites it and any later use raises `EntreeInvalide("coffre.verrouille")`.
    Best effort only: Python, the driver and the system may hold other copies until they reuse
    their memory (docs/adr/0010). Neither `repr` nor pickling gives the key away.
    """

    __slots__ = ("_octets", "fente_id", "nom")

    def __init__(self, octets: bytes, *, fente_id: str = "", nom: str = "") -> None:
        if len(octets) != TAILLE:
            raise ValueError("a 256-bit key is expected")
        self._octets = bytearray(octets)
        self.fente_id = fente_id
        self.nom = nom

    @classmethod
    def nouvelle(cls) -> CleOuverte:
        """A fresh random key from the operating system."""
        return cls(secrets.token_bytes(TAILLE))

    @property
    def oubliee(self) -> bool:
        """Whether the key was dropped."""
        return not self._octets

    def octets(self) -> bytes:
        """The key, to be handed to the driver at once and kept nowhere."""
        if not self._octets:
            raise EntreeInvalide("coffre.verrouille")
        return bytes(self._octets)

    def oublier(self) -> None:
        """Overwrite the key; calling it again does nothing."""
        for i in range(len(self._octets)):
            self._octets[i] = 0
        self._octets.clear()

    def __enter__(self) -> CleOuverte:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.oublier()

    def __repr__(self) -> str:
        return f"<CleOuverte {'oubliée' if self.oubliee else 'présente'}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is never pickled")
