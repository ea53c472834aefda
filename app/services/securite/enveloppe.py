"""Wrapping one key under another: argon2id for what people remember, HKDF for random secrets.

AEAD is ChaCha20-Poly1305 (RFC 8439); everything a slot says about itself is authenticated with it,
so a slot copied into another vault, renamed or weakened does not open.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12
_SEL = 16


@dataclass(frozen=True, slots=True)
class ParametresKdf:
    """Cost of argon2id: memory in KiB, passes, lanes. The default takes about 0.1 s."""

    memoire_kio: int = 65536
    passes: int = 3
    voies: int = 4

    def __post_init__(self) -> None:
        # Bounds protect against a forged vault that would exhaust the machine.
        if not (
            8 * self.voies <= self.memoire_kio <= 2**21
            and 1 <= self.passes <= 32
            and 1 <= self.voies <= 16
        ):
            raise ValueError("argon2id parameters out of bounds")


@dataclass(frozen=True, slots=True)
class Enveloppe:
    """A wrapped key: salt of the derivation, nonce and ciphertext."""

    sel: bytes
    nonce: bytes
    texte: bytes

    def en_json(self) -> dict[str, str]:
        """The three values in base 64."""
        return {
            "sel": b64encode(self.sel).decode(),
            "nonce": b64encode(self.nonce).decode(),
            "texte": b64encode(self.texte).decode(),
        }

    @classmethod
    def de_json(cls, valeurs: Mapping[str, Any]) -> Enveloppe:
        """The envelope behind `en_json`; KeyError, TypeError or ValueError when it is not."""
        lues = (b64decode(valeurs[nom], validate=True) for nom in ("sel", "nonce", "texte"))
        return cls(*lues)


def sel() -> bytes:
    """A fresh salt."""
    return secrets.token_bytes(_SEL)


def deriver_phrase(phrase: str, sel_: bytes, kdf: ParametresKdf) -> bytes:
    """The wrapping key of an already normalised passphrase (argon2id v1.3)."""
    return hash_secret_raw(
        phrase.encode(),
        sel_,
        time_cost=kdf.passes,
        memory_cost=kdf.memoire_kio,
        parallelism=kdf.voies,
        hash_len=32,
        type=Type.ID,
        version=ARGON2_VERSION,
    )


def deriver_secret(secret: bytes, sel_: bytes) -> bytes:
    """The wrapping key of a random secret: already unguessable, it needs no slow derivation."""
    return HKDF(SHA256(), 32, sel_, b"voyette-coffre-secours").derive(secret)


def envelopper(cle: bytes, sous: bytes, sel_: bytes, lie: Mapping[str, Any]) -> Enveloppe:
    """`cle` encrypted under `sous`, bound to everything `lie` says."""
    nonce = secrets.token_bytes(_NONCE)
    return Enveloppe(sel_, nonce, ChaCha20Poly1305(sous).encrypt(nonce, cle, _canonique(lie)))


def developper(enveloppe: Enveloppe, sous: bytes, lie: Mapping[str, Any]) -> bytes | None:
    """The wrapped key, or None when `sous` is not the right one or anything was altered."""
    try:
        return ChaCha20Poly1305(sous).decrypt(enveloppe.nonce, enveloppe.texte, _canonique(lie))
    except (InvalidTag, ValueError):
        return None


def _canonique(lie: Mapping[str, Any]) -> bytes:
    return json.dumps(lie, sort_keys=True, separators=(",", ":")).encode()
