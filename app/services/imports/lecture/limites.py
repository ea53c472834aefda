"""What a reasonable incoming file does not exceed; measured on a 62,000-dwelling stock."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limites:
    """Bounds checked before anything is parsed (promise 29: declared and real sizes)."""

    octets_texte: int = 100 * 2**20
    octets_classeur: int = 60 * 2**20
    octets_decompresses: int = 600 * 2**20
    octets_textes: int = 1_500_000_000
    """Text that the cells of a workbook ask for once repeated (measured files: under 100 MB)."""
    rapport: int = 400
    """Inflated size over compressed size of a bomb (spreadsheets: 10–40)."""
    entrees: int = 2_000
    lignes: int = 200_000
    colonnes: int = 1_000
    cellules: int = 10_000_000
    feuilles: int = 60
    texte_cellule: int = 131_072


LIMITES = Limites()
