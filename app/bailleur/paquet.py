"""A package opened, and judged before any of it is written: closed to us, whole, signed, by whom.

Each refusal has its own code, so that whoever runs it knows whether to try another key, ask for
the package again, or pick up the telephone.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyrage
import pyzipper

from app.bailleur.carnet import Carnet
from app.bailleur.pannes import panne
from app.bailleur.tampon import TamponScelle
from app.core import archives
from app.core.errors import EntreeInvalide, PanneEnvironnement, RegleMetier
from app.domain.paquets import MANIFESTE, SIGNATURE, Manifeste, Piece, lire_manifeste
from app.services.exports.protection import signature
from app.services.exports.protection.trousseau import ClePrivee

_AGE, _ZIP = b"age-encryption.org/v1\n", b"PK\x03\x04"
_BLOC = 1 << 20
_MANIFESTE_MAX, _SIGNATURE_MAX = 8 * 2**20, 1024
BORNES = archives.Bornes(octets=4 * 2**30, entrees=50_000)
"""A package of 25,000 households with its sheets stays well under it."""
_ABIME = (
    zipfile.BadZipFile,
    pyzipper.BadZipFile,  # its own class
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)


@dataclass(frozen=True, slots=True)
class PaquetOuvert:
    """A package whose manifest is signed by who it says, and lists exactly what is in it.

    `empreinte` is the SHA-256 of the file received, for the receipt.
    """

    nom: str
    empreinte: str
    manifeste: Manifeste
    _archive: Any = field(repr=False)

    def blocs(self, piece: Piece) -> Iterator[bytes]:
        """The bytes of a piece, checked to the last; raises `EntreeInvalide("paquet.altere")`."""
        somme, taille = hashlib.sha256(), 0
        with _lecture(self.nom):
            for bloc in archives.blocs(self._archive, piece.chemin, piece.taille):
                somme.update(bloc)
                taille += len(bloc)
                yield bloc
        if (taille, somme.hexdigest()) != (piece.taille, piece.empreinte):
            raise EntreeInvalide("paquet.altere")

    def verifier(self) -> None:
        """Read every piece to its end; raises `EntreeInvalide("paquet.altere")`."""
        for piece in self.manifeste.pieces:
            for _bloc in self.blocs(piece):
                continue

    def signe(self) -> Iterator[tuple[str, bytes]]:
        """The manifest and its signature, as they were written."""
        for chemin in (MANIFESTE, SIGNATURE):
            yield chemin, archives.lire(self._archive, chemin, _MANIFESTE_MAX)


@contextmanager
def ouvrir(chemin: Path, cle: ClePrivee, phrase: str = "") -> Iterator[PaquetOuvert]:
    """The package, opened with that key (age) or that passphrase (AES zip).

    Raises `EntreeInvalide`: "paquet.inconnu" (no package), "paquet.autre_destinataire",
    "paquet.abime" (cut or altered on the way), "paquet.phrase_demandee", "paquet.phrase_fausse",
    "paquet.piege", "paquet.sans_manifeste", "paquet.sans_signature", "paquet.signature",
    "paquet.altere", "paquet.version"; and `PanneEnvironnement`.
    """
    try:
        flux = chemin.open("rb")
    except OSError as erreur:
        raise PanneEnvironnement("paquet.illisible", fichier=chemin.name) from erreur
    with flux:
        tete = flux.read(len(_AGE))
        flux.seek(0)
        if tete == _AGE:
            with _tampon() as tampon:
                empreinte = _dechiffrer(chemin.name, flux, cle, tampon)
                clair: Any = io.BufferedReader(tampon, _BLOC)
                with _archive(chemin.name, clair, zipfile.ZipFile) as archive:
                    yield _juger(chemin.name, empreinte, archive, cle.publique.empreinte)
        elif tete.startswith(_ZIP):
            empreinte = hashlib.file_digest(flux, "sha256").hexdigest()
            with _archive(chemin.name, flux, pyzipper.AESZipFile) as archive:
                _essayer(chemin.name, archive, phrase)
                yield _juger(chemin.name, empreinte, archive, "")
        else:
            raise EntreeInvalide("paquet.inconnu", fichier=chemin.name)


def exiger_connu(manifeste: Manifeste, carnet: Carnet, mots: str) -> None:
    """The sender's words were compared, before or now (`mots`).

    Raises `RegleMetier("paquet.expediteur_inconnu")` with the words to compare by telephone, or
    "paquet.mots_differents".
    """
    if carnet.connait(manifeste.emetteur):
        return
    attendus = signature.mots(signature.empreinte_emetteur(manifeste.emetteur))
    if not mots.strip():
        raise RegleMetier("paquet.expediteur_inconnu", mots=" ".join(attendus))
    if signature.mots_lus(mots) != attendus:
        raise RegleMetier("paquet.mots_differents")


def _tampon() -> TamponScelle:
    try:
        return TamponScelle()
    except OSError as erreur:
        raise PanneEnvironnement("bailleur.temporaire") from erreur


def _dechiffrer(nom: str, flux: IO[bytes], cle: ClePrivee, tampon: TamponScelle) -> str:
    """Fill `tampon` with what age opens; the SHA-256 of all that was read."""
    lu = _Somme(flux)
    try:
        pyrage.decrypt_io(lu, tampon, [cle.ouvreuse()])
    except Exception as erreur:
        if tampon.faute is not None:
            raise panne(tampon.faute, Path()) from erreur
        if isinstance(erreur, OSError) and erreur.errno is not None:
            raise PanneEnvironnement("paquet.illisible", fichier=nom) from erreur
        if not isinstance(erreur, pyrage.DecryptError | OSError):
            raise  # a stream that does not decrypt comes as an OSError without a number
        code = "autre_destinataire" if "No matching keys" in str(erreur) else "abime"
        raise EntreeInvalide(f"paquet.{code}") from erreur
    return lu.finir()


def _essayer(nom: str, archive: Any, phrase: str) -> None:
    """Raises when the passphrase is missing or wrong: the format checks sixteen bits of it."""
    if not any(e.flag_bits & 0x1 for e in archive.infolist()):
        return
    if not phrase:
        raise EntreeInvalide("paquet.phrase_demandee")
    archive.setpassword(phrase.strip().encode())
    chiffree = next(e for e in archive.infolist() if e.flag_bits & 0x1)
    with _lecture(nom):
        try:
            archive.open(chiffree).close()
        except RuntimeError as erreur:
            raise EntreeInvalide("paquet.phrase_fausse") from erreur


def _juger(nom: str, empreinte: str, archive: Any, destinataire: str) -> PaquetOuvert:
    entrees = archive.infolist()
    defaut = archives.defaut(entrees, BORNES) or archives.defaut_ecriture(entrees)
    if defaut is not None:
        raise EntreeInvalide("paquet.piege")
    noms = {e.filename for e in entrees}
    if MANIFESTE not in noms:
        raise EntreeInvalide("paquet.sans_manifeste")
    if SIGNATURE not in noms:
        raise EntreeInvalide("paquet.sans_signature")
    with _lecture(nom):
        ecrit = archives.lire(archive, MANIFESTE, _MANIFESTE_MAX)
        signe = archives.lire(archive, SIGNATURE, _SIGNATURE_MAX).decode("ascii", "replace")
    manifeste = lire_manifeste(ecrit)
    if not signature.verifier(manifeste.emetteur, signe.strip(), ecrit):
        raise EntreeInvalide("paquet.signature")
    # A package closed to somebody else, opened by them and closed again to us, is not for us.
    if manifeste.destinataire != destinataire:
        raise EntreeInvalide("paquet.autre_destinataire")
    listees = [p.chemin for p in manifeste.pieces]
    if len(set(listees)) != len(listees) or {*listees, MANIFESTE, SIGNATURE} != noms:
        raise EntreeInvalide("paquet.pieces")
    return PaquetOuvert(nom, empreinte, manifeste, archive)


@contextmanager
def _archive(nom: str, flux: IO[bytes], fabrique: Any) -> Iterator[Any]:
    if not archives.repertoire_sage(flux):
        raise EntreeInvalide("paquet.piege")
    with _lecture(nom):
        archive = fabrique(flux)
    with archive:
        yield archive


@contextmanager
def _lecture(nom: str) -> Iterator[None]:
    """What a broken archive raises, said as such."""
    try:
        yield
    except archives.ArchivePiegee as erreur:
        raise EntreeInvalide("paquet.altere") from erreur
    except _ABIME as erreur:
        raise EntreeInvalide("paquet.abime") from erreur
    except OSError as erreur:
        raise PanneEnvironnement("paquet.illisible", fichier=nom) from erreur


class _Somme:
    """A stream read once, hashed as it goes."""

    def __init__(self, flux: IO[bytes]) -> None:
        self._flux, self._somme = flux, hashlib.sha256()

    def read(self, n: int = -1) -> bytes:
        """Some bytes."""
        octets = self._flux.read(n)
        self._somme.update(octets)
        return octets

    def finir(self) -> str:
        """The SHA-256 of the whole stream, read to its end."""
        while self.read(_BLOC):
            continue
        return self._somme.hexdigest()
