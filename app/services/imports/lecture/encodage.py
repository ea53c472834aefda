"""In which alphabet a text file was written, and the letters it lost on the way.

French exports come in UTF-8, Windows-1252, ISO-8859-15 (Œ and € in the places where -1 has ¼
and ¤) or, from old software, the DOS page 850. None of the last four can be told by decoding
alone: each decodes every byte. We look at which one makes letters out of the high bytes.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from pathlib import Path

from app.core.errors import EntreeInvalide
from app.services.imports.lecture.nature import sans_bom_utf16

_BLOC = 2**20
_CANDIDATS = ("cp1252", "iso8859-15", "iso8859-1", "cp850")
_COURANTS = frozenset("éèàçêôîâûùëïüÉÈÀÇÊÔÎÂÛÙËÏÜœŒ°’²€ŸÿæÆ«»–…")
_EUROPE = frozenset("äöÄÖßñÑáíóúÁÍÓÚøØåÅãõÃÕšŠžŽ‘“”·§")
_MOT_HAUT = re.compile(rb"[A-Za-z]?[\x80-\xff]+[A-Za-z]?")


def detecter(chemin: Path) -> str:
    """Python name of the encoding of the file; refuses bytes that are no text at all."""
    with chemin.open("rb") as flux:
        tete = flux.read(4096)
        if tete.startswith(codecs.BOM_UTF8):
            prefere = "utf-8-sig"
        elif tete.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        elif utf16 := sans_bom_utf16(tete):
            return utf16
        else:
            prefere = "utf-8"
        flux.seek(0)
        decodeur = codecs.getincrementaldecoder("utf-8")()
        est_utf8 = True
        hauts: Counter[bytes] = Counter()
        while bloc := flux.read(_BLOC):
            if b"\x00" in bloc:
                raise EntreeInvalide("import.fichier_binaire", fichier=chemin.name)
            if est_utf8:
                try:
                    decodeur.decode(bloc)
                except UnicodeDecodeError:
                    est_utf8 = False
            if len(hauts) < 5000 and not bloc.isascii():
                hauts.update(_MOT_HAUT.findall(bloc))
    if est_utf8 and not decodeur.getstate()[0]:
        return prefere
    return max(_CANDIDATS, key=lambda nom: _note(hauts, nom))


def _note(hauts: Counter[bytes], nom: str) -> float:
    """How much French the high bytes make under this encoding; undecodable is disqualified."""
    total = 0.0
    for octets, fois in hauts.items():
        try:
            texte = octets.decode(nom)
        except UnicodeDecodeError:
            return float("-inf")
        total += fois * sum(_valeur(texte, i) for i in range(len(texte)))
    return total


def _valeur(texte: str, i: int) -> float:
    c = texte[i]
    if c.isascii():
        return 0
    if c in _COURANTS:
        # A capital between two small letters is the mark of a wrong table.
        casse_fausse = c.isupper() and i > 0 and texte[i - 1].islower()
        return -1 if casse_fausse else 2
    if c in _EUROPE:
        return 0.5
    return -3 if c.isprintable() else -6
