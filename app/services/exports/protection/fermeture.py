"""A package closed as it is written: to a key (age), or with a passphrase (AES zip).

Nothing readable touches the disk, and memory does not grow with the package: what is written goes
through a pipe to the encryption, whose output goes to `puits`.
"""

from __future__ import annotations

import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from app.core.errors import EntreeInvalide
from app.services.exports.paquets.sortie import SortieFlux


@contextmanager
def fermer_age(cle_publique: str, puits: IO[bytes]) -> Iterator[SortieFlux]:
    """An archive only the holder of that age key (`age1…`) can open.

    Raises `EntreeInvalide("cle.age")` for a text that is no such key, and the `OSError` of `puits`
    when it refuses a byte. What it holds after an error is worth nothing.
    """
    destinataire = cle_age(cle_publique)
    garde = _Puits(puits)
    lecture, ecriture = os.pipe()
    fautes: list[BaseException] = []
    fil = threading.Thread(
        target=_chiffrer, args=(lecture, garde, destinataire, fautes), name="age", daemon=True
    )
    fil.start()
    try:
        with os.fdopen(ecriture, "wb", buffering=1 << 16) as flux:
            sortie = SortieFlux(flux)
            try:
                yield sortie
                sortie.fermer()
            except BaseException:
                sortie.abandonner()
                raise
    except OSError:  # the other end is closed; Windows does not call it a broken pipe
        fil.join()
        if not fautes:
            raise
    finally:
        fil.join()
    if garde.faute is not None:
        raise garde.faute
    if fautes:
        raise fautes[0]


@contextmanager
def fermer_zip_aes(phrase: str, puits: IO[bytes]) -> Iterator[SortieAes]:
    """An AES-256 zip that 7-Zip opens with that passphrase; names of pieces stay readable."""
    import pyzipper  # noqa: PLC0415 - only those who send need it

    with pyzipper.AESZipFile(
        puits, "w", compression=zipfile.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(phrase.encode())
        archive.setencryption(pyzipper.WZ_AES, nbits=256)
        yield SortieAes(archive)


class SortieAes:
    """Pieces of an AES zip."""

    def __init__(self, archive: Any) -> None:
        self._archive = archive

    @contextmanager
    def ouvrir(self, chemin: str, *, compresser: bool = True) -> Iterator[IO[bytes]]:
        """The stream of a new piece."""
        info = self._archive.zipinfo_cls(chemin)
        info.compress_type = zipfile.ZIP_DEFLATED if compresser else zipfile.ZIP_STORED
        with self._archive.open(info, "w", force_zip64=True) as flux:
            yield flux


def cle_age(texte: str) -> Any:
    """The age recipient written there; raises `EntreeInvalide("cle.age")`."""
    import pyrage  # noqa: PLC0415 - only those who send need it

    try:
        return pyrage.x25519.Recipient.from_str(texte.strip())
    except pyrage.RecipientError as erreur:
        raise EntreeInvalide("cle.age") from erreur


class _Puits:
    """A sink that remembers why it refused: pyrage only keeps the words of it."""

    def __init__(self, puits: IO[bytes]) -> None:
        self._puits = puits
        self.faute: OSError | None = None

    def write(self, octets: bytes) -> int:
        """Give the bytes on."""
        try:
            return self._puits.write(octets)
        except OSError as erreur:
            self.faute = erreur
            raise

    def flush(self) -> None:
        """Nothing is held back here."""
        self._puits.flush()


def _chiffrer(lecture: int, puits: _Puits, destinataire: Any, fautes: list[BaseException]) -> None:
    """Read the pipe to its end; a failure closes it, which stops whoever writes."""
    import pyrage  # noqa: PLC0415 - only those who send need it

    try:
        with os.fdopen(lecture, "rb") as clair:
            pyrage.encrypt_io(clair, puits, [destinataire])
    except BaseException as erreur:
        fautes.append(erreur)
