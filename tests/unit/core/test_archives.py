"""Zip archives from outside are refused before anything is inflated."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.core import archives
from app.core.archives import Bornes

BORNES = Bornes(octets=10 * 2**20, entrees=5)


def _entree(
    nom: str, *, mode: int = 0o100600, taille: int = 10, serre: int = 10
) -> zipfile.ZipInfo:
    entree = zipfile.ZipInfo("x")
    entree.filename, entree.external_attr = nom, mode << 16
    entree.file_size, entree.compress_size = taille, serre
    return entree


@pytest.mark.parametrize(
    ("nom", "mode", "taille", "dit"),
    [
        ("../dehors.csv", 0o100600, 10, "chemin"),
        ("csv/../../dehors.csv", 0o100600, 10, "chemin"),
        ("/etc/passwd", 0o100600, 10, "chemin"),
        ("..\\dehors.csv", 0o100600, 10, "chemin"),
        ("C:\\dehors.csv", 0o100600, 10, "chemin"),
        ("a:b", 0o100600, 10, "chemin"),
        ("lien", 0o120777, 10, "lien"),
        ("bombe", 0o100600, 9 * 2**20, "rapport"),
        ("sage.csv", 0o100600, 10, None),
    ],
)
def test_what_an_archive_declares_is_judged_first(
    nom: str, mode: int, taille: int, dit: str | None
) -> None:
    """Traversal, links and bombs are known by name, mode and declared size."""
    assert archives.defaut([_entree(nom, mode=mode, taille=taille)], BORNES) == dit


def test_too_many_twice_too_big() -> None:
    """Counts, repeated names and the sum of sizes are bounded."""
    assert archives.defaut([_entree(str(i)) for i in range(6)], BORNES) == "entrees"
    assert archives.defaut([_entree("a"), _entree("a")], BORNES) == "noms"
    gros = [_entree(str(i), taille=6 * 2**20, serre=2**20) for i in range(2)]
    assert archives.defaut(gros, BORNES) == "taille"


@pytest.mark.parametrize(
    "nom",
    [
        *("CON", "nul.csv", "csv/aux.txt", "lpt1", "COM¹.csv", "con .csv", "fin.", "espace "),
        *(" avant", ".cache", "a//b", "csv\\x.csv", "x?.csv", 'g".csv'),
        *("a\x00b", "a\nb", "\u202eb"),
        "x" * 200,
    ],
)
def test_names_windows_would_take_for_something_else(nom: str) -> None:
    """A file is only written under a name that names a file everywhere."""
    assert archives.defaut_ecriture([_entree(nom)]) == "nom"


def test_only_files_and_no_two_of_one_name() -> None:
    """Folders, devices, and names that differ by case or hide one another are refused."""
    assert archives.defaut_ecriture([_entree("d/", mode=0o040700)]) == "genre"
    assert archives.defaut_ecriture([_entree("tube", mode=0o010600)]) == "genre"
    assert archives.defaut_ecriture([_entree("A.csv"), _entree("a.csv")]) == "casse"
    assert archives.defaut_ecriture([_entree("csv"), _entree("csv/a.csv")]) == "casse"
    sages = [_entree("csv_fr/menage.csv"), _entree("LISEZ-MOI.txt"), _entree("console.csv")]
    assert archives.defaut_ecriture(sages) is None


def test_real_bytes_are_counted() -> None:
    """An entry that inflates past what is allowed stops while it does."""
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * (3 * 2**20))
    with zipfile.ZipFile(flux) as archive:
        assert len(archives.lire(archive, "a", 3 * 2**20)) == 3 * 2**20
        with pytest.raises(archives.ArchivePiegee):
            archives.lire(archive, "a", 2**20)
