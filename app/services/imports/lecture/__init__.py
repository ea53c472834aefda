"""Readers: from a file on disk to sheets of cells, whatever it is and whatever its name says."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import EntreeInvalide
from app.services.imports.lecture import archive, classeurs, nature, ole, texte_csv
from app.services.imports.lecture.limites import LIMITES, Limites
from app.services.imports.lignes import Classeur, FeuilleBrute

_EXTENSIONS = {
    "xlsx": (".xlsx", ".xlsm", ".xltx"),
    "xls": (".xls", ".xlt"),
    "ods": (".ods", ".ots"),
    "csv": (".csv", ".txt", ".tsv", ".tab", ".dat", ""),
}


def ouvrir(chemin: Path, limites: Limites = LIMITES) -> Classeur:
    """The sheets of a file.

    Raises EntreeInvalide when the file cannot be used (its code says why) and PanneEnvironnement
    when it cannot be reached. Nothing is parsed before size and safety are checked.
    """
    taille = nature.verifier_acces(chemin, limites)
    genre = nature.reconnaitre(chemin)
    encodage = separateur = None
    if genre is nature.Nature.TEXTE:
        format_lu = "csv"
        feuille, encodage, separateur = texte_csv.lire(chemin, limites)
        feuilles: tuple[FeuilleBrute, ...] = (feuille,)
    else:
        if taille > limites.octets_classeur:
            raise nature.trop_gros(chemin, taille, limites.octets_classeur)
        if genre is nature.Nature.ZIP:
            format_lu = archive.controler(chemin, limites)
        else:
            ole.controler(chemin)
            format_lu = "xls"
        feuilles = classeurs.lire(chemin, limites)
    if not any(cellule != "" for f in feuilles for ligne in f.lignes for cellule in ligne):
        raise EntreeInvalide("import.fichier_sans_donnees", fichier=chemin.name)
    return Classeur(
        chemin=chemin,
        format=format_lu,
        empreinte=nature.empreinte(chemin),
        feuilles=feuilles,
        encodage=encodage,
        separateur=separateur,
        extension_trompeuse=chemin.suffix.lower() not in _EXTENSIONS[format_lu],
    )


__all__ = ["LIMITES", "Limites", "ouvrir"]
