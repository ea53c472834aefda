"""The survey sheet as a person sees it: line of each question, and the columns that are ours.

pyxform compiles the logic but forgets lines, and knows nothing of `voyette::champ` (the field of
the household's record a question maps to) and `voyette::partage` (who may receive its answer).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from app.core.errors import EntreeInvalide

_OUVRE = ("begin group", "begin repeat")
_FERME = ("end group", "end repeat")
_ALIAS = {"begin loop": "begin group", "end loop": "end group", "lgroup": "begin repeat"}


@dataclass(frozen=True, slots=True)
class LigneFeuille:
    """One line of the survey sheet: its number, where the question stands, what it says."""

    numero: int
    chemin: tuple[str, ...]
    genre: str
    champ: str = ""
    partage: str = ""


def lire_lignes(octets: bytes) -> tuple[LigneFeuille, ...]:
    """The lines of the survey sheet, paths without the root; () when there is no such sheet.

    Raises `EntreeInvalide("enquete.illisible")` when it is no spreadsheet.
    """
    try:
        classeur = CalamineWorkbook.from_filelike(BytesIO(octets))
        noms = {n.strip().lower(): n for n in classeur.sheet_names}
        if "survey" not in noms:
            return ()
        rangs = classeur.get_sheet_by_name(noms["survey"]).to_python(skip_empty_area=False)
    except CalamineError as erreur:
        raise EntreeInvalide("enquete.illisible") from erreur
    return tuple(_lignes(rangs))


def _lignes(rangs: Sequence[Sequence[Any]]) -> Iterator[LigneFeuille]:
    if not rangs:
        return
    entetes = {str(e).strip().lower(): i for i, e in enumerate(rangs[0])}

    def cellule(rang: Sequence[Any], *noms: str) -> str:
        for nom in noms:
            i = entetes.get(nom)
            if i is not None and i < len(rang):
                return str(rang[i]).strip()
        return ""

    pile: list[str] = []
    for numero, rang in enumerate(rangs[1:], 2):
        genre = " ".join(cellule(rang, "type").lower().replace("_", " ").split())
        genre = _ALIAS.get(genre, genre)
        nom = cellule(rang, "name", "value")
        if genre.startswith(_FERME):
            if pile:
                pile.pop()
            continue
        if not genre:
            continue
        yield LigneFeuille(
            numero,
            (*pile, nom),
            genre,
            cellule(rang, "voyette::champ", "voyette:champ"),
            cellule(rang, "voyette::partage", "voyette:partage").lower(),
        )
        if genre.startswith(_OUVRE):
            pile.append(nom)
