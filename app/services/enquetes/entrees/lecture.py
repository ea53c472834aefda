"""From a file on disk to tables of cells: workbook, one CSV, or the archive of ODK Central."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from app.core.errors import EntreeInvalide
from app.domain.texte import resserrer
from app.services.imports.lecture import LIMITES, archive, nature, ouvrir, texte_csv
from app.services.imports.lignes import Cellule, FeuilleBrute

# A form of 500 questions has more columns than any list of tenants; an archive holds photos.
_LIMITES = replace(LIMITES, colonnes=16_384, entrees=20_000)
_TETE = 10  # lines looked at to find the head of a table
PARENTS = ("_parent_index", "PARENT_KEY")


@dataclass(frozen=True, slots=True)
class TableLue:
    """A table: its name, its heads, and its lines; the first is line `debut` of the sheet."""

    nom: str
    entetes: tuple[str, ...]
    lignes: Sequence[Sequence[Cellule]]
    debut: int

    @property
    def repetee(self) -> bool:
        """Whether its lines belong to those of another table."""
        return any(p in self.entetes for p in PARENTS)

    def colonne(self, *noms: str) -> int | None:
        """Where the first of these heads stands."""
        for nom in noms:
            if nom in self.entetes:
                return self.entetes.index(nom)
        return None

    def donnees(self) -> Iterator[tuple[int, Sequence[Cellule]]]:
        """Line numbers and cells of the lines that are not empty."""
        for n, ligne in enumerate(self.lignes, self.debut):
            if any(c != "" for c in ligne):
                yield n, ligne


@dataclass(frozen=True, slots=True)
class FichierLu:
    """All tables of a file, and its digest."""

    empreinte: str
    tables: tuple[TableLue, ...]

    @property
    def source(self) -> str:
        """ "kobo", "odk" or "tableau", from the heads it has."""
        heads = {e for t in self.tables for e in t.entetes}
        if heads & {"KEY", "PARENT_KEY", "SubmissionDate", "meta-instanceID"}:
            return "odk"
        if heads & {"_uuid", "_submission_time", "_submission__id", "formhub/uuid", "__version__"}:
            return "kobo"
        return "tableau"


def lire_fichier(chemin: Path) -> FichierLu:
    """The tables of a file, whatever its name says.

    Raises `EntreeInvalide` or `PanneEnvironnement` ("import.…") as any incoming file does.
    """
    nature.verifier_acces(chemin, _LIMITES)
    noms: tuple[str, ...] = ()
    if nature.reconnaitre(chemin) is nature.Nature.ZIP:
        noms = archive.controler_csv(chemin, _LIMITES)
    feuilles = _archive(chemin, noms) if noms else ouvrir(chemin, _LIMITES).feuilles
    tables = tuple(t for f in feuilles if (t := _table(f)) is not None)
    if not tables:
        raise EntreeInvalide("import.fichier_sans_donnees", fichier=chemin.name)
    return FichierLu(nature.empreinte(chemin), tables)


def _archive(chemin: Path, noms: Sequence[str]) -> tuple[FeuilleBrute, ...]:
    """The CSV files of an archive, read where they are: nothing is unpacked on the disk."""
    feuilles = []
    with zipfile.ZipFile(chemin) as ouverte:
        for nom in noms:
            dedans = cast(Path, zipfile.Path(ouverte, nom))
            feuille, _encodage, _separateur = texte_csv.lire(dedans, _LIMITES)
            feuilles.append(replace(feuille, nom=Path(nom).stem))
    return tuple(feuilles)


def _table(feuille: FeuilleBrute) -> TableLue | None:
    """The table of a sheet: its head is the first line that has more than one cell."""
    for n, ligne in enumerate(feuille.lignes[:_TETE]):
        entetes = tuple(resserrer(str(c)) for c in ligne)
        if sum(1 for e in entetes if e) > 1:
            return TableLue(feuille.nom, entetes, feuille.lignes[n + 1 :], n + 2)
    return None
