"""Reading of CSV and other delimited text: encoding, separator, quoting, bounded memory."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.services.imports.lecture.encodage import detecter
from app.services.imports.lecture.limites import Limites
from app.services.imports.lignes import Cellule, FeuilleBrute

_SEPARATEURS = (";", "\t", ",", "|")
_ECHANTILLON = 60
_LONGUEUR_LIGNE = 1_000_000
_SAUTS_DANS_CELLULE = 30


def lire(chemin: Path, limites: Limites) -> tuple[FeuilleBrute, str, str]:
    """The single sheet of a text file, with its encoding and its separator."""
    encodage = detecter(chemin)
    try:
        separateur = _separateur(_debut(chemin, encodage), chemin)
        try:
            lignes = _lignes(chemin, encodage, separateur, limites, guillemets=True)
            if _desequilibre(chemin, encodage, lignes):
                raise _GuillemetOuvert
        except _GuillemetOuvert:
            lignes = _lignes(chemin, encodage, separateur, limites, guillemets=False)
    except UnicodeError as erreur:
        raise EntreeInvalide("import.encodage", fichier=chemin.name) from erreur
    except OSError as erreur:
        raise PanneEnvironnement("import.fichier_illisible", fichier=chemin.name) from erreur
    nom = encodage.removesuffix("-sig")
    return FeuilleBrute(chemin.stem, lignes), nom, separateur


class _GuillemetOuvert(Exception):
    """A quote was opened and never closed: read again without quoting."""


def _desequilibre(chemin: Path, encodage: str, lignes: Sequence[Sequence[Cellule]]) -> bool:
    """Whether a quote that is never closed swallowed lines: one cell holds several of them."""
    if not any(isinstance(c, str) and "\n" in c for ligne in lignes for c in ligne):
        return False
    with chemin.open(encoding=encodage, newline="") as flux:
        return sum(ligne.count('"') for ligne in flux) % 2 == 1


def _debut(chemin: Path, encodage: str) -> list[str]:
    """The first lines; a line longer than a person ever wrote is refused before the rest."""
    with chemin.open(encoding=encodage, newline="") as flux:
        lignes: list[str] = []
        for _ in range(_ECHANTILLON):
            ligne = flux.readline(_LONGUEUR_LIGNE + 1)
            if len(ligne) > _LONGUEUR_LIGNE:
                raise EntreeInvalide(
                    "import.ligne_trop_longue", fichier=chemin.name, ligne=len(lignes) + 1
                )
            if not ligne:
                break
            lignes.append(ligne)
        return lignes


def _separateur(lignes: Sequence[str], chemin: Path) -> str:
    """The separator that cuts the first lines the most regularly."""
    if lignes and lignes[0][:4].lower() == "sep=" and len(lignes[0]) > 4:
        return lignes[0][4]
    meilleur, note = "", 0.0
    for separateur in _SEPARATEURS:
        largeurs = Counter(len(ligne) for ligne in _echantillon(lignes, separateur) if ligne)
        if not largeurs:
            continue
        largeur, fois = max(
            ((n, f) for n, f in largeurs.items()), key=lambda paire: (paire[0] > 1, paire[1])
        )
        regularite = fois / largeurs.total()
        candidate = (min(largeur, 12) - 1) * regularite**2
        if candidate > note:
            meilleur, note = separateur, candidate
    if not meilleur:
        raise EntreeInvalide("import.separateur", fichier=chemin.name)
    return meilleur


def _echantillon(lignes: Iterable[str], separateur: str) -> list[list[str]]:
    try:
        return list(csv.reader(lignes, delimiter=separateur))
    except csv.Error:
        return [ligne.rstrip("\r\n").split(separateur) for ligne in lignes]


def _lignes(
    chemin: Path, encodage: str, separateur: str, limites: Limites, *, guillemets: bool
) -> list[list[Cellule]]:
    with chemin.open(encoding=encodage, newline="") as flux:
        lecteur = csv.reader(
            flux,
            delimiter=separateur,
            quoting=csv.QUOTE_MINIMAL if guillemets else csv.QUOTE_NONE,
            skipinitialspace=True,
        )
        lignes: list[list[Cellule]] = []
        cellules = 0
        try:
            while paquet := list(islice(lecteur, 1000)):
                if guillemets and any(_avale(ligne) for ligne in paquet):
                    raise _GuillemetOuvert
                lignes.extend(paquet)  # type: ignore[arg-type]  # list[str] is a list of cells
                cellules += sum(map(len, paquet))
                _verifier(chemin, paquet, len(lignes), cellules, limites)
        except csv.Error as erreur:
            if guillemets:
                raise _GuillemetOuvert from erreur
            raise EntreeInvalide(
                "import.ligne_trop_longue", fichier=chemin.name, ligne=lecteur.line_num
            ) from erreur
    if lignes and lignes[0] and str(lignes[0][0])[:4].lower() == "sep=":
        lignes[0] = []
    return lignes


def _avale(ligne: Sequence[str]) -> bool:
    """True when one cell swallowed the lines after it (a quote that was never closed)."""
    return any(
        len(cellule) > 200 and cellule.count("\n") > _SAUTS_DANS_CELLULE for cellule in ligne
    )


def _verifier(
    chemin: Path, paquet: Sequence[Sequence[str]], lignes: int, cellules: int, limites: Limites
) -> None:
    if lignes > limites.lignes:
        raise EntreeInvalide("import.trop_de_lignes", fichier=chemin.name, limite=limites.lignes)
    if max(map(len, paquet)) > limites.colonnes:
        raise EntreeInvalide(
            "import.trop_de_colonnes", fichier=chemin.name, limite=limites.colonnes
        )
    if cellules > limites.cellules:
        raise EntreeInvalide("import.trop_de_lignes", fichier=chemin.name, limite=limites.lignes)
