"""Promise 29 and the bad inputs of the main job: each refused with its own code, nothing parsed."""

from __future__ import annotations

import os
import socket
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from app.core.errors import AppError, EntreeInvalide, PanneEnvironnement
from app.services.imports.lecture import LIMITES, Limites, ouvrir
from tests.integration.imports_lecture.fabrique import (
    ENTETES,
    archive,
    locataire,
    ods,
    remplacer,
    xlsx,
)
from ui.messages import mots

FEUILLE = "xl/worksheets/sheet1.xml"
PETITES = replace(LIMITES, octets_texte=4000, octets_decompresses=2_000_000, cellules=50_000)


def refus(chemin: Path, limites: Limites = LIMITES) -> AppError:
    """The refusal, once sure that it is worded with what, why and what to do."""
    with pytest.raises((EntreeInvalide, PanneEnvironnement)) as capture:
        ouvrir(chemin, limites)
    texte = mots(capture.value)
    assert texte.titre
    assert texte.pourquoi
    assert texte.que_faire
    assert "…" not in texte.en_lignes().replace("T3…", "")
    return capture.value


@pytest.fixture
def classeur(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "bon.xlsx", {"F": [ENTETES, locataire(1), locataire(2)]})


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"", "import.fichier_vide"),
        (b"\r\n \r\n", "import.separateur"),
        (b";;;\r\n;;;\r\n", "import.fichier_sans_donnees"),
        (b"%PDF-1.7 ...", "import.autre_format"),
        (b"\x89PNG\r\n\x1a\n", "import.autre_format"),
        (b"<?xml version='1.0'?><a/>", "import.autre_format"),
        (b"  <!DOCTYPE html><table><tr><td>UG</td></tr></table>", "import.page_web"),
        (bytes(range(256)) * 20, "import.fichier_binaire"),
        (b"UG;Nom\x00;x\r\nF1;A\x00;y\r\n", "import.fichier_binaire"),
        (b"un seul mot\r\nun autre\r\n", "import.separateur"),
        (b"PK\x03\x04 tronque", "import.fichier_abime"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "import.fichier_abime"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "import.mot_de_passe",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 90,
            "import.fichier_abime",
        ),
        (  # an XLS file with a password: BOF, WRITEPROT, FILEPASS
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "Workbook".encode("utf-16-le")
            + bytes(480)
            + b"\x09\x08\x10\x00\x00\x06\x05\x00"
            + bytes(12)
            + b"\x86\x00\x00\x00"
            + b"\x2f\x00\x36\x00\x01\x00"
            + bytes(52)
            + b"\x8b" * 300,
            "import.mot_de_passe",
        ),
        (b"a;" * 600_000 + b"\r\n", "import.ligne_trop_longue"),
        (b"a;b\r\n" + b";" * 20_000 + b"\r\n", "import.trop_de_colonnes"),
    ],
)
@pytest.mark.parametrize("nom", ["f.xlsx", "f.csv"])
def test_octets_hostiles(tmp_path: Path, octets: bytes, code: str, nom: str) -> None:
    chemin = tmp_path / nom
    chemin.write_bytes(octets)
    assert refus(chemin).code == code
    assert chemin.read_bytes() == octets


def test_dossier_absent_et_illisible(tmp_path: Path) -> None:
    assert refus(tmp_path).code == "import.dossier"
    assert refus(tmp_path / "parti.csv").code == "import.fichier_absent"
    os.mkfifo(tmp_path / "tube")
    assert refus(tmp_path / "tube").code == "import.pas_un_fichier"
    with socket.socket(socket.AF_UNIX) as prise:
        prise.bind(str(tmp_path / "p"))
        assert refus(tmp_path / "p").code == "import.pas_un_fichier"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_fichier_interdit(tmp_path: Path) -> None:
    chemin = tmp_path / "a.csv"
    chemin.write_text("a;b\n1;2\n")
    chemin.chmod(0)
    assert refus(chemin).code == "import.fichier_illisible"


def test_deux_gigaoctets_refuses_sans_etre_lus(tmp_path: Path) -> None:
    chemin = tmp_path / "enorme.csv"
    with chemin.open("wb") as flux:
        flux.write(b"Code UG;Nom\r\n")
        flux.truncate(2 * 2**30)
    erreur = refus(chemin)
    assert erreur.code == "import.fichier_trop_gros"
    assert erreur.params["taille"] == 2048


def test_trop_de_lignes(tmp_path: Path) -> None:
    chemin = tmp_path / "a.csv"
    chemin.write_text("a;b\n" * 500)
    assert refus(chemin, replace(PETITES, lignes=100)).code == "import.trop_de_lignes"
    assert refus(chemin, replace(PETITES, cellules=99)).code == "import.trop_de_lignes"


def test_classeur_coupe(classeur: Path, tmp_path: Path) -> None:
    octets = classeur.read_bytes()
    for fin in range(200, len(octets), 700):
        coupe = tmp_path / "coupe.xlsx"
        coupe.write_bytes(octets[:fin])
        assert refus(coupe).code == "import.fichier_abime"


def test_classeur_abime_octet_par_octet(classeur: Path, tmp_path: Path) -> None:
    """Whatever byte is flipped, the file is read or refused in words: never a crash."""
    octets = bytearray(classeur.read_bytes())
    abime = tmp_path / "abime.xlsx"
    codes: list[str] = []
    for place in range(0, len(octets), 61):
        octets[place] ^= 0xFF
        abime.write_bytes(octets)
        octets[place] ^= 0xFF
        try:
            ouvrir(abime)
        except AppError as erreur:
            codes.append(erreur.code)
    assert len(codes) > 10
    assert all(code.startswith("import.") for code in codes)


def test_bombe_declaree_et_bombe_menteuse(classeur: Path, tmp_path: Path) -> None:
    zeros = b"<row>" + b" " * 3_000_000
    bombe = remplacer(classeur, tmp_path / "bombe.xlsx", FEUILLE, zeros)
    assert refus(bombe).code == "import.archive_piegee"
    grand_rapport = replace(LIMITES, rapport=10**6, octets_decompresses=2_000_000)
    assert refus(bombe, grand_rapport).params["raison"] == "taille"
    octets = bytearray(bombe.read_bytes())
    with zipfile.ZipFile(bombe) as lue:
        taille = lue.getinfo(FEUILLE).file_size.to_bytes(4, "little")
    menteuse = tmp_path / "menteuse.xlsx"
    menteuse.write_bytes(bytes(octets).replace(taille, (5000).to_bytes(4, "little")))
    assert refus(menteuse).code in ("import.archive_piegee", "import.fichier_abime")


def test_trop_d_entrees(tmp_path: Path) -> None:
    chemin = archive(tmp_path / "a.xlsx", {f"x{i}": b"" for i in range(60)})
    assert refus(chemin, replace(LIMITES, entrees=50)).params["raison"] == "entrees"


@pytest.mark.parametrize("nom", ["../../evade.xml", "/etc/x.xml", "xl\\..\\..\\x.xml", "C:/x.xml"])
def test_chemins_qui_s_echappent(tmp_path: Path, nom: str) -> None:
    erreur = refus(archive(tmp_path / "a.xlsx", {nom: b"<a/>"}))
    assert (erreur.code, erreur.params["raison"]) == ("import.archive_piegee", "chemin")


def test_lien_symbolique_dans_l_archive(tmp_path: Path) -> None:
    chemin = archive(tmp_path / "a.xlsx", {})
    with zipfile.ZipFile(chemin, "a") as sortie:
        lien = zipfile.ZipInfo("xl/lien.xml")
        lien.external_attr = 0o120777 << 16
        sortie.writestr(lien, "/etc/passwd")
    assert refus(chemin).params["raison"] == "lien"


@pytest.mark.parametrize(
    "xml",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"),
    ],
)
def test_entites_xml(classeur: Path, tmp_path: Path, xml: bytes) -> None:
    for nom in (FEUILLE, "xl/workbook.xml"):
        piege = remplacer(classeur, tmp_path / "x.xlsx", nom, xml)
        assert refus(piege).params["raison"] == "entites"


@pytest.mark.parametrize(
    ("cellules", "code"),
    [
        (b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>', "colonnes"),
        (b'<row r="1"><c r="A1"><v>1</v></c><c r="B1048576"><v>1</v></c></row>', "lignes"),
        (b"<row r='1'><c r='A1'><v>1</v></c><c\tr = 'B900000'><v>1</v></c></row>", "lignes"),
        (b'<row r="90000"><c r="A90000"><v>1</v></c><c r="ZZ1"><v>1</v></c></row>', "lignes"),
    ],
)
def test_rectangle_demesure(classeur: Path, tmp_path: Path, cellules: bytes, code: str) -> None:
    """2 KB that would make the parser allocate gigabytes."""
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + cellules + b"</sheetData></worksheet>"
    )
    piege = remplacer(classeur, tmp_path / "x.xlsx", FEUILLE, xml)
    assert refus(piege).code == f"import.trop_de_{code}"


def test_une_feuille_cachee_sous_un_autre_nom(classeur: Path, tmp_path: Path) -> None:
    """The relations of a workbook may point to any part: its name protects nothing."""
    xml = b'<worksheet><sheetData><row><c r="XFD1048576"/></row></sheetData></worksheet>'
    piege = remplacer(classeur, tmp_path / "x.xlsx", "xl/theme/theme1.xml", xml)
    assert refus(piege).code == "import.trop_de_colonnes"


def test_un_long_texte_repete_sans_fin(tmp_path: Path) -> None:
    """Small on the disk, two gigabytes once each cell has its copy."""
    classeur = tmp_path / "partage.xlsx"
    with xlsxwriter.Workbook(classeur) as sortie:
        sortie.add_worksheet("F").write(0, 0, "texte")
    espace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    long = b"<sst %s><si><t>%s</t></si></sst>" % (espace, os.urandom(20_000).hex().encode())
    cellule = b'<row><c t="s"><v>0</v></c></row>'
    for fois, attendu in ((50_000, "import.archive_piegee"), (100, None)):
        xml = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (espace, cellule * fois)
        textes = remplacer(classeur, tmp_path / "t.xlsx", "xl/sharedStrings.xml", long)
        piege = remplacer(textes, tmp_path / "x.xlsx", FEUILLE, xml)
        if attendu is None:
            assert len(ouvrir(piege).feuilles[0].lignes) == fois
        else:
            assert refus(piege, replace(LIMITES, rapport=10**6)).params["raison"] == "textes"


def test_plusieurs_feuilles_ordinaires_passent(tmp_path: Path) -> None:
    feuilles = {f"F{i}": [ENTETES, locataire(i)] for i in range(12)}
    assert len(ouvrir(xlsx(tmp_path / "a.xlsx", feuilles)).feuilles) == 12
    assert (
        refus(xlsx(tmp_path / "b.xlsx", feuilles), replace(LIMITES, feuilles=5)).code
        == "import.trop_de_feuilles"
    )


def test_repetitions_ods(tmp_path: Path) -> None:
    cellule = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="{}">'
        "<text:p>x</text:p></table:table-cell>"
    )
    large = f"<table:table-row>{cellule.format(20_000)}</table:table-row>"
    assert refus(ods(tmp_path / "l.ods", [["a", "b"]], suite=large)).code == (
        "import.trop_de_colonnes"
    )
    haute = (
        f'<table:table-row table:number-rows-repeated="1000000">{cellule.format(2)}'
        "</table:table-row>"
    )
    assert refus(ods(tmp_path / "h.ods", [["a", "b"]], suite=haute)).code == "import.trop_de_lignes"
    vide = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert len(ouvrir(ods(tmp_path / "v.ods", [["a", "b"]], suite=vide)).feuilles[0].lignes) == 1


def test_ods_chiffre(tmp_path: Path) -> None:
    chemin = tmp_path / "a.ods"
    with zipfile.ZipFile(chemin, "w") as sortie:
        sortie.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        sortie.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        sortie.writestr("content.xml", b"\x00\x01")
    assert refus(chemin).code == "import.mot_de_passe"


def test_document_word_et_zip_quelconque(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as sortie:
        sortie.writestr("word/document.xml", "<a/>")
    assert refus(tmp_path / "a.docx").params["format"] == "Word"
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as sortie:
        sortie.writestr("locataires.csv", "a;b")
    assert refus(tmp_path / "a.zip").params["format"] == "ZIP"
