"""Letters a file lost before it reached us: "D?ŒUF", "DE L?ABBÉ", "Fr�re".

A Latin-1 export writes `?` for the typographic apostrophe it does not have. Between an elided
article and a vowel the lost character can only be an apostrophe; elsewhere we do not guess.
"""

from __future__ import annotations

import re

_VOYELLES = "aeiouyhàâäéèêëîïôöùûüœæAEIOUYHÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ"
_ELISION = re.compile(rf"(?i:\b(qu|jusqu|lorsqu|[dlnscjmto]))[?\ufffd](?=[{_VOYELLES}])")
_PERDU = re.compile(r"(?:(?<=[\w’'])|(?<![^\s]))[?\ufffd]+(?=\w)|\ufffd")


def a_pu_perdre(texte: str) -> bool:
    """Quick test before `reparer`: true when a question mark may stand for a lost letter."""
    return "?" in texte or "\ufffd" in texte


def reparer(texte: str) -> tuple[str, bool] | None:
    """The text with its apostrophes back and whether nothing doubtful is left; None if intact."""
    repare = _ELISION.sub(r"\1’", texte)
    reste = _PERDU.search(repare) is not None
    if repare == texte and not reste:
        return None
    return repare, not reste
