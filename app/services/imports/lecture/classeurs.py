"""Reading of XLSX, XLS and ODS through calamine, once the file is known to be safe."""

from __future__ import annotations

from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.core.errors import EntreeInvalide
from app.services.imports.lecture.limites import Limites
from app.services.imports.lignes import Cellule, FeuilleBrute

_HAUTEUR_FUSION = 60


def lire(chemin: Path, limites: Limites) -> tuple[FeuilleBrute, ...]:
    """Every worksheet of the workbook, first row = line 1, vertical merges filled down."""
    try:
        with chemin.open("rb") as flux, CalamineWorkbook.from_filelike(flux) as classeur:
            metas = [m for m in classeur.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]
            if len(metas) > limites.feuilles:
                raise EntreeInvalide(
                    "import.trop_de_feuilles", fichier=chemin.name, limite=limites.feuilles
                )
            return tuple(
                FeuilleBrute(
                    meta.name,
                    _lignes(chemin, classeur.get_sheet_by_name(meta.name), limites),
                    visible=meta.visible is SheetVisibleEnum.Visible,
                )
                for meta in metas
            )
    except PasswordError as erreur:
        raise EntreeInvalide("import.mot_de_passe", fichier=chemin.name) from erreur
    except EntreeInvalide:
        raise
    except (CalamineError, ValueError, OSError, OverflowError) as erreur:
        raise _selon(chemin, erreur) from erreur
    except BaseException as erreur:
        # A panic of the Rust parser on a corrupt file derives from BaseException.
        if type(erreur).__name__ != "PanicException":
            raise
        raise EntreeInvalide("import.fichier_abime", fichier=chemin.name) from erreur


def _selon(chemin: Path, erreur: BaseException) -> EntreeInvalide:
    protege = "password" in str(erreur).lower() or "encrypted" in str(erreur).lower()
    code = "import.mot_de_passe" if protege else "import.fichier_abime"
    return EntreeInvalide(code, fichier=chemin.name)


def _lignes(chemin: Path, feuille: CalamineSheet, limites: Limites) -> list[list[Cellule]]:
    if feuille.total_width > limites.colonnes:
        raise EntreeInvalide(
            "import.trop_de_colonnes", fichier=chemin.name, limite=limites.colonnes
        )
    if feuille.total_height > limites.lignes:
        raise EntreeInvalide("import.trop_de_lignes", fichier=chemin.name, limite=limites.lignes)
    lignes: list[list[Cellule]] = list(feuille.to_python(skip_empty_area=False))
    for (haut, gauche), (bas, droite) in feuille.merged_cell_ranges or ():
        # One household over several lines has its code written once, in a merged cell.
        if gauche == droite and 0 < bas - haut <= _HAUTEUR_FUSION and haut < len(lignes):
            valeur = lignes[haut][gauche] if gauche < len(lignes[haut]) else ""
            for ligne in lignes[haut + 1 : bas + 1]:
                if gauche < len(ligne) and ligne[gauche] == "":
                    ligne[gauche] = valeur
    return lignes
