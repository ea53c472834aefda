"""Signing and checking (Ed25519), and fingerprints people read to each other over the telephone.

Keys are base64 text, one line: 44 characters for a public key.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from app.core.errors import EntreeInvalide
from app.services.securite import phrases

MOTS_EMPREINTE = 6
_BITS_PAR_MOT = 12


@dataclass(frozen=True, slots=True)
class CleSignature:
    """A private signing key: 32 bytes nobody else must see."""

    graine: bytes

    @classmethod
    def nouvelle(cls) -> CleSignature:
        """A fresh key, from the system's generator."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def publique(self) -> str:
        """What others check signatures with."""
        brute = self._cle().public_key().public_bytes_raw()
        return base64.b64encode(brute).decode()

    def signer(self, octets: bytes) -> str:
        """The signature of those bytes (base64)."""
        return base64.b64encode(self._cle().sign(octets)).decode()

    def _cle(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.graine)


def verifier(publique: str, signature: str, octets: bytes) -> bool:
    """Whether that key signed those bytes; False for a text that is no key or no signature."""
    try:
        cle = Ed25519PublicKey.from_public_bytes(base64.b64decode(publique, validate=True))
        cle.verify(base64.b64decode(signature, validate=True), octets)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def verifier_publique(texte: str) -> str:
    """A public signing key as it is kept; raises `EntreeInvalide("cle.signature")`."""
    net = texte.strip()
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(net, validate=True))
    except (ValueError, binascii.Error) as erreur:
        raise EntreeInvalide("cle.signature") from erreur
    return net


def empreinte(age: str, signature: str) -> str:
    """What tells one recipient's pair of public keys from any other: SHA-256, in hex."""
    return hashlib.sha256(f"{age.strip()}\n{signature.strip()}\n".encode()).hexdigest()


def empreinte_emetteur(signature: str) -> str:
    """What tells one sending device from any other: SHA-256 of its public signing key, in hex."""
    return empreinte("", signature)


def mots_lus(texte: str) -> tuple[str, ...]:
    """Words as somebody typed them: capitals, accents, hyphens and commas do not count."""
    plie = unicodedata.normalize("NFD", texte.casefold())
    lettres = "".join(c if c.isalpha() else " " for c in plie if not unicodedata.combining(c))
    return tuple(lettres.split())


def mots(empreinte_: str, liste: Sequence[str] | None = None) -> tuple[str, ...]:
    """The six words of a fingerprint (72 bits), easy to read over the telephone."""
    connus = sorted(liste or phrases.mots())[: 1 << _BITS_PAR_MOT]
    reste = int(empreinte_, 16) >> (256 - MOTS_EMPREINTE * _BITS_PAR_MOT)
    choisis = []
    for _rang in range(MOTS_EMPREINTE):
        reste, indice = divmod(reste, len(connus))
        choisis.append(connus[indice])
    return tuple(reversed(choisis))
