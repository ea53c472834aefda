"""File names every system accepts; files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.core.errors import PanneEnvironnement
from app.services.documents.ecriture import atelier, nom_sur, traduire


@pytest.mark.parametrize(
    ("morceaux", "attendu"),
    [
        (("GLY00001", "Wójcik Jadwiga et Henri"), "GLY00001_Wojcik-Jadwiga-et-Henri"),
        (("", "../../etc/passwd"), "etc-passwd"),
        (("", "CON"), "fiche-CON"),
        (("", 'a/b\\c:d*e?f"g<h>i|j'), "a-b-c-d-e-f-g-h-i-j"),
        (("", "..."), "fiche"),
        (("", "nul."), "fiche-nul"),
    ],
)
def test_names_are_safe_everywhere(morceaux: tuple[str, ...], attendu: str) -> None:
    assert nom_sur(*morceaux) == attendu


def test_names_are_short() -> None:
    assert len(nom_sur("x" * 500)) <= 60


def test_two_files_of_the_same_name_are_numbered_whatever_the_case(tmp_path: Path) -> None:
    with atelier(tmp_path) as lieu:
        for nom in ("A.pdf", "a.pdf", "a.pdf"):
            lieu.reserver(nom).write_bytes(b"x")
        with lieu.publier() as fichiers:
            assert [f.name for f in fichiers] == ["A.pdf", "a-2.pdf", "a-3.pdf"]


def test_a_failure_before_publication_leaves_nothing_not_even_new_folders(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), atelier(tmp_path / "un" / "deux") as lieu:
        lieu.reserver("a.pdf").write_bytes(b"x")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_failure_during_publication_puts_the_former_files_back(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"avant")
    with pytest.raises(RuntimeError), atelier(tmp_path) as lieu:
        lieu.reserver("a.pdf").write_bytes(b"neuf")
        lieu.reserver("b.pdf").write_bytes(b"neuf")
        with lieu.publier():
            assert (tmp_path / "a.pdf").read_bytes() == b"neuf"
            raise RuntimeError
    assert [f.name for f in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"avant"


def test_a_folder_in_the_place_of_a_file_is_told_and_undone(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").mkdir()
    (tmp_path / "b.pdf" / "garde").write_bytes(b"x")
    with (
        pytest.raises(PanneEnvironnement) as vu,
        atelier(tmp_path) as lieu,
    ):
        lieu.reserver("a.pdf").write_bytes(b"neuf")
        lieu.reserver("b.pdf").write_bytes(b"neuf")
        with lieu.publier():
            pass
    assert vu.value.code == "documents.nom_impossible"
    assert (tmp_path / "b.pdf" / "garde").exists()
    assert [f.name for f in tmp_path.iterdir()] == ["b.pdf"]


@pytest.mark.parametrize(
    ("numero", "code"),
    [
        (errno.ENOSPC, "documents.disque_plein"),
        (errno.EROFS, "documents.dossier_protege"),
        (errno.EACCES, "documents.dossier_protege"),
        (errno.EIO, "fichier.ecriture_impossible"),
    ],
)
def test_disk_faults_have_their_own_words(numero: int, code: str) -> None:
    assert traduire(OSError(numero, "x"), Path("a.pdf")).code == code


def test_what_a_killed_print_left_is_swept_the_next_day_only(tmp_path: Path) -> None:
    vieux, recent = tmp_path / ".voyette-papier-vieux", tmp_path / ".voyette-papier-recent"
    for reste in (vieux, recent):
        reste.mkdir()
        (reste / "0.part").write_bytes(b"x")
    os.utime(vieux, (0, 0))
    with atelier(tmp_path):
        assert not vieux.exists()
        assert recent.exists()
