"""Whether the name a landlord writes may be that of the household we have at that home."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from rapidfuzz import fuzz

from app.domain.texte import plier
from app.services.imports.lignes import Valeur

_PROCHE = 80
"""Likeness of two spellings of one name, of 100 (rapidfuzz)."""
_COURT = 3
_OUTILS = frozenset(
    (
        "m", "mr", "mm", "mme", "mmes", "mle", "mlle", "monsieur", "madame", "mademoiselle", "et",
        "ou", "ep", "epouse", "epoux", "nee", "ne", "vve", "veuve", "veuf", "de", "du", "des",
        "la", "le", "les", "succession", "indivision", "famille", "consorts",
    )
)  # fmt: skip


def nom_dit(valeurs: Mapping[str, Valeur]) -> str:
    """The name of the line as written, "" when it gives none worth comparing."""
    dit = " ".join(str(valeurs[c]) for c in ("nom", "prenom") if c in valeurs)
    return dit if any(len(mot) > 1 for mot in _mots(dit)) else ""


def concorde(dit: str, patronymes: Iterable[str]) -> bool:
    """Whether one of these family names is among the words said, in any order, misspelt or not."""
    mots = _mots(dit)
    dits = [*mots, *(a + b for a, b in pairwise(mots))]  # "DA COSTA" is Dacosta
    for nom in patronymes:
        siens = _mots(nom)
        if any(_pareils(mot, sien) for sien in (*siens, "".join(siens)) for mot in dits):
            return True
    return False


def _mots(nom: str) -> list[str]:
    plies = plier(nom).split()
    return [mot for mot in plies if mot not in _OUTILS] or plies


def _pareils(mot: str, sien: str) -> bool:
    if min(len(mot), len(sien)) <= _COURT:
        return mot == sien
    return fuzz.ratio(mot, sien) >= _PROCHE
