"""Passphrases of AES zips: harder than those of the base, and typed the same everywhere.

The format derives its key with a thousand rounds of PBKDF2-SHA1 (WinZip AES), a few thousandths of
the work the base asks for: only a long drawn phrase stands against somebody who took the file. And
7-Zip encodes accents in ways that differ from one system to the next: none are allowed.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.core.errors import EntreeInvalide
from app.services.securite import phrases


def exiger(phrase: str, interdits: Sequence[str] = ()) -> str:
    """The phrase as it will be typed (ends trimmed); words of `interdits` count for little.

    Raises `EntreeInvalide`: "phrase.vide", "cle.phrase_lettres" for a character that is not plain
    ASCII, "cle.phrase_faible" under 80 bits.
    """
    nette = phrase.strip()
    if not nette:
        raise EntreeInvalide("phrase.vide")
    if not (nette.isascii() and nette.isprintable()):
        raise EntreeInvalide("cle.phrase_lettres")
    if phrases.force(nette, interdits).bits < phrases.BITS_PROPOSEE:
        raise EntreeInvalide("cle.phrase_faible")
    return nette


def proposer() -> str:
    """Seven words drawn by the system's generator, that `exiger` accepts."""
    while True:
        phrase = phrases.proposer_phrase()
        if phrases.force(phrase).bits >= phrases.BITS_PROPOSEE:
            return phrase
