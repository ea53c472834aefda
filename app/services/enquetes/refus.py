"""Why pyxform refuses a form: what it says, as a code of ours with the line and the column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.core.errors import EntreeInvalide
from app.services.enquetes.feuille import LigneFeuille

_LIGNE = re.compile(r"\[row\s*:\s*(\d+)\]")
_FEUILLE = re.compile(r"[Oo]n the '(\w+)' sheet, the '([^']+)' value")
_REFUS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(motif, re.DOTALL))
    for code, motif in (
        ("nom_double", r"'name' value '(?P<nom>[^']*)' is invalid.*must be? ?unique"),
        ("choix_doubles", r"Choice names must be unique"),
        ("choix_sans_nom", r"Choices must have a name"),
        ("choix_espace", r"Choice names with spaces.*See \[(?P<nom>.*?)\] in \[(?P<liste>.*?)\]"),
        ("liste", r"List name not in (?:external )?choices sheet: (?P<nom>\S+)"),
        ("sans_choix", r"There should be an? (?:external_)?choices sheet"),
        ("fin", r"Unmatched 'begin_(?P<genre>\w+)'.*name '(?P<nom>[^']*)'"),
        ("debut", r"Unmatched 'end_(?P<genre>\w+)'.*name '(?P<nom>[^']*)'"),
        ("sans_nom", r"Question or group with no name"),
        ("sans_genre", r"Question with no type"),
        ("sans_libelle", r"element named '(?P<nom>[^']*)' has no label or hint"),
        ("sans_calcul", r"Missing calculation"),
        ("nom", r"Names must begin with a letter or underscore"),
        ("reference", r"Could not find the name '(?P<nom>[^']*)'"),
        ("reference", r"no survey element named '?(?P<nom>[^'.]+)"),
        ("reference_double", r"name '(?P<nom>[^']*)' appears more than once"),
        ("reference_double", r"multiple survey elements named '(?P<nom>[^']+)'"),
        ("reference_ecrite", r"Reference variables? (?:must start|lists must)"),
        ("genre", r"Unknown question type '(?P<nom>[^']*)'"),
        ("colonne", r"for sheet: '(?P<feuille>\w+)'.*headers were not found: (?P<nom>[^.]*)"),
        ("colonne_double", r"for sheet: '(?P<feuille>\w+)'.*same column.*found: (?P<nom>[^.]*)"),
        ("colonne_vide", r"Column headers must not be empty and must not contain spaces"),
        ("parametre", r"parameter|[Pp]arameters must"),
    )
)


def refus(dit: str, fichier: str, lignes: Sequence[LigneFeuille] = ()) -> EntreeInvalide:
    """The refusal behind pyxform's sentence: "enquete.refus.…", or "enquete.refuse" as it is said.

    Parameters: fichier, detail (pyxform's sentence), ligne (0: unknown), feuille, colonne, nom.
    """
    ligne, place = _LIGNE.search(dit), _FEUILLE.search(dit)
    params: dict[str, object] = {
        "fichier": fichier,
        "detail": " ".join(_LIGNE.sub("", dit).split()),
        "ligne": int(ligne[1]) if ligne else 0,
        "feuille": place[1] if place else "survey",
        "colonne": place[2] if place else "name",
        "nom": "",
    }
    for code, motif in _REFUS:
        trouve = motif.search(dit)
        if trouve is None:
            continue
        params |= {k: v.strip() for k, v in trouve.groupdict().items() if v is not None}
        params["ligne"] = params["ligne"] or _chercher(code, str(params["nom"]), lignes)
        return EntreeInvalide(f"enquete.refus.{code}", **params)
    return EntreeInvalide("enquete.refuse", **params)


def _chercher(code: str, nom: str, lignes: Sequence[LigneFeuille]) -> int:
    """The line of what pyxform names without saying where."""
    for ligne in lignes:
        if code == "genre" and ligne.genre == nom.replace("_", " ").lower():
            return ligne.numero
        if code == "sans_libelle" and ligne.chemin[-1] == nom:
            return ligne.numero
        if code == "sans_choix" and ligne.genre.startswith(("select", "rank")):
            return ligne.numero
    return 0
