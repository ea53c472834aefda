"""Writing projected rows as CSV for machines and XLSX for people, formulas made inert."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

from app.core.i18n import _

DANGEREUX = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class ColonneEcrite(Protocol):
    """A column of a file: its name and the words people read."""

    @property
    def nom(self) -> str:
        """Its name."""
        ...

    @property
    def libelle(self) -> str:
        """What it holds, in words."""
        ...


class TableEcrite(Protocol):
    """A table of a file: a projection of the base, or answers to a questionnaire."""

    @property
    def nom(self) -> str:
        """Technical name."""
        ...

    @property
    def titre(self) -> str:
        """Name people read."""
        ...

    @property
    def colonnes(self) -> tuple[ColonneEcrite, ...]:
        """Its columns, in order."""
        ...


_T = TypeVar("_T", bound=TableEcrite)


def inerte(texte: str) -> str:
    """A text a spreadsheet will show and never run: a leading apostrophe when it must."""
    return f"'{texte}" if texte.startswith(DANGEREUX) else texte


def jour_ecrit(jour: date) -> str:
    """dd/mm/yyyy, the year of four digits even when somebody typed one too few."""
    return f"{jour.day:02}/{jour.month:02}/{jour.year:04}"


def cellule_csv(valeur: Any) -> str:  # noqa: PLR0911 - one line a type reads best
    """One CSV cell: comma decimals, dd/mm/yyyy days, ISO instants, oui/non, inert text."""
    match valeur:
        case None:
            return ""
        case bool():
            return "oui" if valeur else "non"
        case Enum():
            return str(valeur.value)
        case UUID():
            return valeur.hex
        case datetime():
            return valeur.isoformat(timespec="seconds")
        case date():
            return jour_ecrit(valeur)
        case time():
            return valeur.strftime("%H:%M:%S")
        case Decimal():
            return f"{valeur:.2f}".replace(".", ",")
        case float():
            return repr(valeur).replace(".", ",")
        case int():
            return str(valeur)
        case _:
            return inerte(str(valeur))


def ecrire_csv(
    projection: TableEcrite,
    rows: Iterable[tuple[Any, ...]],
    fichier: Path,
    *,
    separateur: str = ";",
    cellule: Callable[[Any], str] = cellule_csv,
) -> int:
    """One table as CSV (UTF-8 with BOM, `;`, for French spreadsheets); the number of rows."""
    n = 0
    with fichier.open("w", encoding="utf-8-sig", newline="") as sortie:
        plume = csv.writer(sortie, delimiter=separateur, lineterminator="\r\n")
        plume.writerow([c.nom for c in projection.colonnes])
        for ligne in rows:
            plume.writerow([cellule(v) for v in ligne])
            n += 1
    return n


class _Styles:
    """Cell formats of one workbook."""

    def __init__(self, classeur: Any) -> None:
        self.titre = classeur.add_format({"bold": True, "font_size": 15})
        self.entete = classeur.add_format(
            {"bold": True, "bg_color": "#F1E7E2", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.jour = classeur.add_format({"num_format": "dd/mm/yyyy"})
        self.instant = classeur.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self.heure = classeur.add_format({"num_format": "hh:mm"})
        self.decimal = classeur.add_format({"num_format": "#,##0.00"})
        self.texte = classeur.add_format({"text_wrap": True, "valign": "top"})


def ecrire_xlsx(
    projections: Iterable[_T],
    lignes_de: Callable[[_T], Iterable[tuple[Any, ...]]],
    fichier: Path,
    intitule: str,
    *,
    dire: Callable[[str, str], str] | None = None,
    noms_en_entete: bool = False,
) -> None:
    """All tables as one readable workbook: a first sheet explains, one sheet a table.

    Memory stays flat: rows are written to disk as they come. `dire` words a column from its name
    and label; with `noms_en_entete` the heads of columns are names, and words stay on the first
    sheet.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy, only needed here

    classeur = xlsxwriter.Workbook(
        str(fichier),
        {
            "constant_memory": True,
            "tmpdir": str(fichier.parent),  # nothing readable may linger in the system's own
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    try:  # closing releases the temporary files, even when the person stops midway
        styles = _Styles(classeur)
        tables = list(projections)
        mots = dire or explication
        _lisez_moi(classeur.add_worksheet(_("Lisez-moi")), styles, tables, intitule, mots)
        for projection in tables:
            feuille = classeur.add_worksheet(projection.titre[:31])
            entetes = [
                c.nom if noms_en_entete else mots(c.nom, c.libelle) for c in projection.colonnes
            ]
            _remplir(feuille, styles, projection, entetes, lignes_de(projection))
    finally:
        classeur.close()


def _lisez_moi(
    feuille: Any,
    styles: _Styles,
    tables: Sequence[TableEcrite],
    intitule: str,
    mots: Callable[[str, str], str],
) -> None:
    feuille.set_column(0, 0, 28)
    feuille.set_column(1, 1, 30)
    feuille.set_column(2, 2, 34)
    feuille.write_string(0, 0, intitule, styles.titre)
    feuille.write_string(
        1, 0, _("Chaque onglet est une table ; l’identifiant relie les tables entre elles.")
    )
    for i, texte in enumerate((_("Onglet"), _("Colonne"), _("Ce qu’elle contient"))):
        feuille.write_string(3, i, texte, styles.entete)
    rang = 4
    for projection in tables:
        for colonne in projection.colonnes:
            feuille.write_string(rang, 0, projection.titre)
            feuille.write_string(rang, 1, colonne.nom)
            feuille.write_string(rang, 2, mots(colonne.nom, colonne.libelle))
            rang += 1
    feuille.freeze_panes(4, 0)


def explication(nom: str, libelle: str) -> str:
    """What a column holds, in words."""
    if nom == "id":
        return _("Identifiant de la ligne")
    if nom.endswith("_id"):
        return _("Identifiant : {table}").format(table=nom.removesuffix("_id"))
    return libelle


def _remplir(
    feuille: Any,
    styles: _Styles,
    projection: TableEcrite,
    entetes: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    for i, colonne in enumerate(projection.colonnes):
        largeur = 14 if colonne.nom.endswith("id") else max(12, min(40, len(colonne.libelle) + 4))
        feuille.set_column(i, i, 48 if colonne.nom in ("texte", "description") else largeur)
        feuille.write_string(0, i, entetes[i], styles.entete)
    feuille.freeze_panes(1, 0)
    rang = 0
    for rang, ligne in enumerate(rows, start=1):
        for i, valeur in enumerate(ligne):
            _cellule_xlsx(feuille, styles, rang, i, valeur)
    feuille.autofilter(0, 0, rang, len(projection.colonnes) - 1)


def _cellule_xlsx(feuille: Any, styles: _Styles, rang: int, i: int, valeur: Any) -> None:
    match valeur:
        case None:
            return
        case bool():
            feuille.write_string(rang, i, _("oui") if valeur else _("non"))
        case datetime():
            feuille.write_datetime(rang, i, valeur.replace(tzinfo=None), styles.instant)
        case date():
            feuille.write_datetime(rang, i, valeur, styles.jour)
        case time():
            feuille.write_datetime(rang, i, valeur, styles.heure)
        case Decimal():
            feuille.write_number(rang, i, float(valeur), styles.decimal)
        case int() | float():
            feuille.write_number(rang, i, valeur)
        case Enum():
            feuille.write_string(rang, i, str(valeur.value))
        case UUID():
            feuille.write_string(rang, i, valeur.hex)
        case _:
            feuille.write_string(rang, i, inerte(str(valeur)), styles.texte)
