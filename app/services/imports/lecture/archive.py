"""Checks on a zipped spreadsheet before the parser sees it: bombs, traversal, entities, extent.

The parser inflates everything and allocates the whole rectangle between the first and the last
cell, so both must be bounded here, on real sizes: what an archive declares is not believed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from app.core import archives
from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.services.imports.lecture import textes_partages
from app.services.imports.lecture.etendue import MesureOds, MesureXlsx
from app.services.imports.lecture.limites import Limites

_BLOC = 2**20
_XML_TETE = 4096
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def controler(chemin: Path, limites: Limites) -> str:
    """ "xlsx" or "ods", once the archive is known to be safe to parse."""
    try:
        with chemin.open("rb") as flux, zipfile.ZipFile(flux) as archive:
            entrees = archive.infolist()
            _entrees(chemin, entrees, limites)
            nature = _nature(chemin, archive, {e.filename for e in entrees})
            _contenu(chemin, archive, entrees, nature, limites)
            _textes(chemin, archive, limites)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as erreur:
        raise EntreeInvalide("import.fichier_abime", fichier=chemin.name) from erreur
    except OSError as erreur:
        raise PanneEnvironnement("import.fichier_illisible", fichier=chemin.name) from erreur
    return nature


def controler_csv(chemin: Path, limites: Limites) -> tuple[str, ...]:
    """Names of the CSV files of an archive, once safe to read; () when it is a spreadsheet.

    Media beside them are looked at by name and size alone, and never read.
    """
    try:
        with chemin.open("rb") as flux, zipfile.ZipFile(flux) as archive:
            entrees = archive.infolist()
            noms = {e.filename for e in entrees}
            if noms & {"[Content_Types].xml", "mimetype", "xl/workbook.xml"}:
                return ()
            _entrees(chemin, entrees, limites)
            tables = [e for e in entrees if e.filename.lower().endswith(".csv") and e.file_size]
            total = 0
            for bloc in (b for e in tables for b in _blocs(archive, e)):
                total += len(bloc)
                if total > limites.octets_texte:
                    raise _piege(chemin, "taille")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as erreur:
        raise EntreeInvalide("import.fichier_abime", fichier=chemin.name) from erreur
    except OSError as erreur:
        raise PanneEnvironnement("import.fichier_illisible", fichier=chemin.name) from erreur
    return tuple(e.filename for e in tables)


def _piege(chemin: Path, raison: str) -> EntreeInvalide:
    return EntreeInvalide("import.archive_piegee", fichier=chemin.name, raison=raison)


def _entrees(chemin: Path, entrees: list[zipfile.ZipInfo], limites: Limites) -> None:
    """Refuses on names, counts, flags and declared sizes alone."""
    bornes = archives.Bornes(limites.octets_decompresses, limites.entrees, limites.rapport)
    raison = archives.defaut(entrees, bornes)
    if raison is not None:
        raise _piege(chemin, raison)
    if any(e.flag_bits & 0x1 for e in entrees):
        raise EntreeInvalide("import.mot_de_passe", fichier=chemin.name)


def _nature(chemin: Path, archive: zipfile.ZipFile, noms: set[str]) -> str:
    if "xl/workbook.bin" in noms:
        raise EntreeInvalide("import.autre_format", fichier=chemin.name, format="XLSB")
    if "xl/workbook.xml" in noms:
        return "xlsx"
    if "mimetype" in noms and archive.getinfo("mimetype").file_size < 200:
        mime = archive.read("mimetype").decode("ascii", "replace").strip()
        if mime.startswith(_ODS):
            if "META-INF/manifest.xml" in noms and _chiffre(archive):
                raise EntreeInvalide("import.mot_de_passe", fichier=chemin.name)
            return "ods"
    if any(nom.startswith("word/") for nom in noms):
        raise EntreeInvalide("import.autre_format", fichier=chemin.name, format="Word")
    if "[Content_Types].xml" in noms:
        raise EntreeInvalide("import.fichier_abime", fichier=chemin.name)
    raise EntreeInvalide("import.autre_format", fichier=chemin.name, format="ZIP")


def _chiffre(archive: zipfile.ZipFile) -> bool:
    with archive.open("META-INF/manifest.xml") as flux:
        return b"encryption-data" in flux.read(_BLOC)


def _contenu(
    chemin: Path,
    archive: zipfile.ZipFile,
    entrees: list[zipfile.ZipInfo],
    nature: str,
    limites: Limites,
    *,
    complet: bool = False,
) -> None:
    """Inflates what the parser will inflate, counting real bytes and the extent of each sheet."""
    total = 0
    cellules = 0
    for entree in entrees:
        mesure = _mesure(entree.filename, nature, complet)
        if not entree.filename.endswith((".xml", ".rels", ".bin")):
            continue
        for i, bloc in enumerate(_blocs(archive, entree)):
            total += len(bloc)
            if total > limites.octets_decompresses:
                raise _piege(chemin, "taille")
            if i == 0 and _a_des_entites(bloc):
                raise _piege(chemin, "entites")
            if mesure is not None:
                mesure.ajouter(bloc)
        if mesure is not None:
            cellules += _etendue(chemin, mesure, limites)
    if cellules <= limites.cellules:
        return
    if not complet:
        # The quick look gives upper bounds only: measure exactly before refusing.
        _contenu(chemin, archive, entrees, nature, limites, complet=True)
    else:
        raise EntreeInvalide("import.trop_de_lignes", fichier=chemin.name, limite=limites.lignes)


def _textes(chemin: Path, archive: zipfile.ZipFile, limites: Limites) -> None:
    """Refuses a workbook whose cells would repeat a few long texts without end."""
    partages = [e for e in archive.infolist() if "sharedstrings" in e.filename.lower()]
    tailles = [t for e in partages for t in textes_partages.longueurs(_blocs(archive, e))]
    feuilles = [e for e in archive.infolist() if e.filename.endswith(".xml") and e not in partages]
    # A cell takes at least 20 bytes of XML: most workbooks are cleared without another look.
    au_plus = max(tailles, default=0) * sum(e.file_size for e in feuilles) // 20
    if au_plus <= limites.octets_textes:
        return
    demandes = sum(textes_partages.demandees(_blocs(archive, e), tailles) for e in feuilles)
    if demandes > limites.octets_textes:
        raise _piege(chemin, "textes")


def _mesure(nom: str, nature: str, complet: bool) -> MesureXlsx | MesureOds | None:
    # A workbook may keep its sheets under any name: each XML part is looked at.
    if nature == "xlsx" and nom.endswith(".xml"):
        return MesureXlsx(complet=complet)
    return MesureOds() if nature == "ods" and nom == "content.xml" else None


def _etendue(chemin: Path, mesure: MesureXlsx | MesureOds, limites: Limites) -> int:
    """Cells of the rectangle the parser will allocate; refuses a sheet too tall or too wide."""
    lignes, colonnes = mesure.etendue()
    if colonnes > limites.colonnes:
        raise EntreeInvalide(
            "import.trop_de_colonnes", fichier=chemin.name, limite=limites.colonnes
        )
    if lignes > limites.lignes:
        raise EntreeInvalide("import.trop_de_lignes", fichier=chemin.name, limite=limites.lignes)
    return lignes * colonnes


def _a_des_entites(bloc: bytes) -> bool:
    """XML of a spreadsheet never declares a document type; a bomb or an XXE always does."""
    tete = bloc[:_XML_TETE]
    if b"<!DOCTYPE" in tete or b"<!ENTITY" in tete:
        return True
    return tete.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in tete[:64]


def _blocs(archive: zipfile.ZipFile, entree: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entree) as flux:
        while bloc := flux.read(_BLOC):
            yield bloc
