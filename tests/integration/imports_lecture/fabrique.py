"""Small files of every format, ordinary and hostile, written for the tests."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl

Ligne = Sequence[object]

ENTETES = ("Code UG", "N° contrat", "Civ.", "Nom", "Prénom", "Né(e) le", "Tél. portable",
           "Adresse", "CP", "Commune", "Loyer pratiqué", "Solde")  # fmt: skip


def locataire(rang: int, **change: object) -> list[object]:
    """One fictitious tenant line, in the order of `ENTETES`."""
    valeurs: dict[str, object] = {
        "Code UG": f"FIC{rang:05d}",
        "N° contrat": f"L/{rang:05d}",
        "Civ.": "Mme",
        "Nom": "D’EXEMPLE",
        "Prénom": "Anaïs",
        "Né(e) le": date(1950, 2, 3),
        "Tél. portable": 612345678,
        "Adresse": f"{rang} bis Rue d’Œuf",
        "CP": 62320,
        "Commune": "Rouvroy",
        "Loyer pratiqué": 430.38,
        "Solde": -12.5,
    }
    return list({**valeurs, **change}.values())


def xlsx(chemin: Path, feuilles: Mapping[str, Sequence[Ligne]]) -> Path:
    """A workbook with these sheets."""
    classeur = openpyxl.Workbook()
    classeur.remove(classeur.worksheets[0])
    for nom, lignes in feuilles.items():
        feuille = classeur.create_sheet(nom)
        for ligne in lignes:
            feuille.append(list(ligne))
    classeur.save(chemin)
    return chemin


def ods(chemin: Path, lignes: Sequence[Sequence[str]], *, suite: str = "") -> Path:
    """An OpenDocument sheet of texts, and raw XML after its rows."""
    rangees = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
            for c in ligne
        )
        + "</table:table-row>"
        for ligne in lignes
    )
    contenu = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Feuille1">{rangees}{suite}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", contenu)
    return chemin


def archive(chemin: Path, entrees: Mapping[str, bytes]) -> Path:
    """A zip with these entries, which looks enough like a workbook to be examined."""
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as sortie:
        for nom, octets in {"xl/workbook.xml": b"<workbook/>", **entrees}.items():
            sortie.writestr(nom, octets)
    return chemin


def remplacer(source: Path, cible: Path, nom: str, octets: bytes) -> Path:
    """A copy of a workbook with one entry changed."""
    with zipfile.ZipFile(source) as lu, zipfile.ZipFile(cible, "w", zipfile.ZIP_DEFLATED) as ecrit:
        for entree in lu.infolist():
            ecrit.writestr(
                entree.filename, octets if entree.filename == nom else lu.read(entree.filename)
            )
    return cible
