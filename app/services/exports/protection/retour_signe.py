"""A file sent back in a signed envelope: written by the companion, opened by us.

One zip: the manifest, its signature, the file; open, or closed by age to the team's devices. It is
small (see `TAILLE_MAX`), so it is handled in memory: nothing readable touches our disk.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from app.core import archives
from app.core.errors import EntreeInvalide
from app.domain.envois import GenreRetour
from app.domain.paquets import MANIFESTE, SIGNATURE, Piece
from app.domain.retours_signes import MANIFESTE_MAX, TAILLE_MAX, ManifesteRetour, lire
from app.services.exports.protection import signature
from app.services.exports.protection.fermeture import cle_age
from app.services.exports.protection.trousseau import ClePrivee

_AGE = b"age-encryption.org/"
_ZIP = b"PK\x03\x04"
_SIGNATURE_MAX = 1024


@dataclass(frozen=True, slots=True)
class RetourOuvert:
    """What was in the envelope; its signature is right, whose it is remains to be judged."""

    manifeste: ManifesteRetour
    contenu: bytes = field(repr=False)
    chiffre: bool


def fermer(
    cle: ClePrivee,
    numero: int,
    genre: GenreRetour,
    cree_a: datetime,
    nom: str,
    contenu: bytes,
    destinataires: Sequence[str] = (),
) -> bytes:
    """The envelope of that file, signed; closed to those age keys when there are any.

    Raises `EntreeInvalide("retour_signe.trop_gros")`.
    """
    import pyrage  # noqa: PLC0415 - only those who exchange need it

    if len(contenu) > TAILLE_MAX:
        raise EntreeInvalide("retour_signe.trop_gros", limite=TAILLE_MAX // 2**20)
    piece = Piece(
        f"retour{PurePath(nom).suffix.lower()}", len(contenu), hashlib.sha256(contenu).hexdigest()
    )
    manifeste = ManifesteRetour(numero, genre, cree_a, _nom(nom), cle.signature.publique, piece)
    octets = manifeste.octets()
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for chemin, ecrit in (
            (MANIFESTE, octets),
            (SIGNATURE, cle.signature.signer(octets).encode()),
            (piece.chemin, contenu),
        ):
            archive.writestr(zipfile.ZipInfo(chemin), ecrit, zipfile.ZIP_DEFLATED)
    if not destinataires:
        return flux.getvalue()
    ferme: bytes = pyrage.encrypt(flux.getvalue(), [cle_age(d) for d in destinataires])
    return ferme


def reconnaitre(octets: bytes) -> bool:
    """Whether those bytes are an envelope (closed, or a zip with a manifest): what to open here.

    A workbook is a zip too: it has no manifest.
    """
    if octets.startswith(_AGE):
        return True
    if not octets.startswith(_ZIP):
        return False
    flux = io.BytesIO(octets)
    try:
        if not archives.repertoire_sage(flux):
            return False
        with zipfile.ZipFile(flux) as archive:
            return MANIFESTE in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def ouvrir(octets: bytes, cle: ClePrivee | None = None) -> RetourOuvert:
    """The file inside, once its size, its hash and its signature are right.

    Raises `EntreeInvalide`: "retour_signe.autre_appareil" (closed to another key, or no key
    given), "retour_signe.abime", "retour_signe.piege", "retour_signe.manifeste",
    "retour_signe.sans_signature", "retour_signe.signature", "retour_signe.version".
    """
    chiffre = octets.startswith(_AGE)
    if chiffre:
        octets = _dechiffrer(octets, cle)
    flux = io.BytesIO(octets)
    try:
        if not archives.repertoire_sage(flux):
            raise EntreeInvalide("retour_signe.piege")
        with zipfile.ZipFile(flux) as archive:
            return _lire(archive, chiffre=chiffre)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        KeyError,
        OSError,
    ) as erreur:
        raise EntreeInvalide("retour_signe.abime") from erreur


def _nom(nom: str) -> str:
    """The name of the file, even one whose bytes are no text (old archives, old disks)."""
    return PurePath(nom).name[:80].encode(errors="replace").decode()


def _lire(archive: zipfile.ZipFile, *, chiffre: bool) -> RetourOuvert:
    entrees = archive.infolist()
    defaut = archives.defaut(entrees, archives.Bornes(octets=TAILLE_MAX + 2**20, entrees=3))
    if defaut is not None:
        raise EntreeInvalide("retour_signe.piege")
    noms = {e.filename for e in entrees}
    if MANIFESTE not in noms:
        raise EntreeInvalide("retour_signe.manifeste")
    if SIGNATURE not in noms:
        raise EntreeInvalide("retour_signe.sans_signature")
    ecrit = archives.lire(archive, MANIFESTE, MANIFESTE_MAX)
    manifeste = lire(ecrit)
    signe = archives.lire(archive, SIGNATURE, _SIGNATURE_MAX).decode("ascii", "replace").strip()
    if not signature.verifier(manifeste.cle, signe, ecrit):
        raise EntreeInvalide("retour_signe.signature")
    piece = manifeste.piece
    if noms != {MANIFESTE, SIGNATURE, piece.chemin}:
        raise EntreeInvalide("retour_signe.piege")
    contenu = archives.lire(archive, piece.chemin, TAILLE_MAX)
    if (len(contenu), hashlib.sha256(contenu).hexdigest()) != (piece.taille, piece.empreinte):
        raise EntreeInvalide("retour_signe.abime")
    return RetourOuvert(manifeste, contenu, chiffre)


def _dechiffrer(octets: bytes, cle: ClePrivee | None) -> bytes:
    import pyrage  # noqa: PLC0415 - only those who exchange need it

    if cle is None:
        raise EntreeInvalide("retour_signe.autre_appareil")
    try:
        clair: bytes = pyrage.decrypt(octets, [cle.ouvreuse()])
    except pyrage.DecryptError as erreur:
        code = "autre_appareil" if "No matching keys" in str(erreur) else "abime"
        raise EntreeInvalide(f"retour_signe.{code}") from erreur
    return clair
