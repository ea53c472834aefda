"""Packages closed as they are written: Debian's `age` and `7z` open them, nobody else does."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import threading
import zipfile
from pathlib import Path
from typing import Any

import pyrage
import pytest
import pyzipper

from app.core.errors import EntreeInvalide
from app.services.exports.protection.fermeture import fermer_age, fermer_zip_aes
from app.services.exports.protection.trousseau import ClePrivee, ecrire_privee

PHRASE = "sept mots tires au hasard font une phrase"
CANARI = "Wójcik-canari-des-envois"
CLE = ClePrivee.nouvelle("Bailleur")
PIECES = {
    "csv_fr/menage.csv": CANARI.encode() * 200,
    "envoi.xlsx": os.urandom(200_000),
    "accentué/é.txt": b"x",
}


def _remplir(sortie: Any) -> None:
    for chemin, octets in PIECES.items():
        with sortie.ouvrir(chemin, compresser=not chemin.endswith("xlsx")) as flux:
            for debut in range(0, len(octets), 7_000):
                flux.write(octets[debut : debut + 7_000])


def _lus(dossier: Path) -> dict[str, bytes]:
    return {
        p.relative_to(dossier).as_posix(): p.read_bytes() for p in dossier.rglob("*") if p.is_file()
    }


def test_debian_age_opens_what_we_write(tmp_path: Path) -> None:
    """Then any unzip does."""
    with (tmp_path / "p.age").open("wb") as puits, fermer_age(CLE.publique.age, puits) as sortie:
        _remplir(sortie)
    (tmp_path / "cle").write_bytes(ecrire_privee(CLE))
    subprocess.run(
        ["age", "-d", "-i", "cle", "-o", "p.zip", "p.age"], cwd=tmp_path, check=True, timeout=60
    )
    subprocess.run(["7z", "t", "p.zip"], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert archive.testzip() is None
        assert {n: archive.read(n) for n in archive.namelist()} == PIECES


def test_we_open_what_debian_age_writes(tmp_path: Path) -> None:
    """And not what it writes to another."""
    for cle, lisible in ((CLE, True), (ClePrivee.nouvelle("Autre"), False)):
        ferme = subprocess.run(
            ["age", "-r", cle.publique.age], input=b"bonjour", capture_output=True, check=True
        ).stdout
        if lisible:
            assert pyrage.decrypt(ferme, [CLE.ouvreuse()]) == b"bonjour"
        else:
            with pytest.raises(pyrage.DecryptError):
                pyrage.decrypt(ferme, [CLE.ouvreuse()])
    del tmp_path


def test_7zip_opens_the_aes_zip_with_its_phrase_only(tmp_path: Path) -> None:
    """AES-256, said by 7-Zip itself."""
    with (tmp_path / "p.zip").open("wb") as puits, fermer_zip_aes(PHRASE, puits) as sortie:
        _remplir(sortie)
    assert CANARI.encode() not in (tmp_path / "p.zip").read_bytes()
    subprocess.run(
        ["7z", "x", f"-p{PHRASE}", "-oouvert", "p.zip"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert _lus(tmp_path / "ouvert") == PIECES
    for phrase in ("", "autre", PHRASE.upper()):
        refuse = subprocess.run(
            ["7z", "t", f"-p{phrase}", "p.zip"],
            cwd=tmp_path,
            check=False,
            capture_output=True,
            timeout=60,
        )
        assert refuse.returncode != 0
    liste = subprocess.run(
        ["7z", "l", "-slt", f"-p{PHRASE}", "p.zip"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert liste.stdout.count(b"AES-256") == len(PIECES)


def test_we_open_the_aes_zip_7zip_writes(tmp_path: Path) -> None:
    """A bailleur who closes its own."""
    (tmp_path / "a.csv").write_text("x")
    subprocess.run(
        ["7z", "a", "-tzip", "-mem=AES256", f"-p{PHRASE}", "q.zip", "a.csv"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=60,
    )
    with pyzipper.AESZipFile(tmp_path / "q.zip") as archive:
        archive.setpassword(PHRASE.encode())
        assert archive.read("a.csv") == b"x"


def test_nothing_readable_touches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is written, neither the sink nor any temporary file holds a plain byte."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for ouvrir in (
        lambda puits: fermer_age(CLE.publique.age, puits),
        lambda puits: fermer_zip_aes(PHRASE, puits),
    ):
        with (tmp_path / "puits").open("wb", buffering=0) as puits, ouvrir(puits) as sortie:
            for rang in range(40):
                with sortie.ouvrir(f"{rang}.csv", compresser=False) as flux:
                    flux.write(CANARI.encode() * 3_000)
                fichiers = [p for p in tmp_path.rglob("*") if p.is_file()]
                assert [p.name for p in fichiers] == ["puits"]
                assert CANARI.encode() not in (tmp_path / "puits").read_bytes()
        assert (tmp_path / "puits").stat().st_size > 1_000_000


def test_a_text_that_is_no_key_closes_nothing() -> None:
    """Before anything is written."""
    puits = io.BytesIO()
    for texte in ("", "age1", CLE.identite, "ssh-ed25519 AAAA"):
        with pytest.raises(EntreeInvalide) as dit, fermer_age(texte, puits):
            pass
        assert dit.value.code == "cle.age"
    assert puits.getvalue() == b""


class _Plein(io.RawIOBase):
    """A disk that fills after some bytes."""

    def __init__(self, reste: int) -> None:
        self.reste = reste

    def writable(self) -> bool:
        return True

    def write(self, octets: Any) -> int:
        self.reste -= len(octets)
        if self.reste < 0:
            raise OSError(28, "No space left on device")
        return len(octets)


@pytest.mark.parametrize("reste", [0, 100, 70_000, 150_000])
def test_a_full_disk_stops_the_writing(reste: int) -> None:
    """The refusal of the disk comes to whoever writes; no thread is left behind."""
    avant = threading.active_count()
    with (
        pytest.raises(OSError, match="space"),
        fermer_age(CLE.publique.age, _Plein(reste)) as sortie,
    ):
        _remplir(sortie)
    assert threading.active_count() == avant


def test_an_error_of_the_writer_is_the_one_that_is_told() -> None:
    """The base failing in the middle of a row, a person who cancels."""
    avant = threading.active_count()
    for faute in (KeyError("ligne"), KeyboardInterrupt()):
        puits = io.BytesIO()
        with pytest.raises(type(faute)), fermer_age(CLE.publique.age, puits) as sortie:
            with sortie.ouvrir("a") as flux:
                flux.write(b"x" * 100_000)
            with sortie.ouvrir("b") as flux:
                flux.write(b"x")
                raise faute
        with pytest.raises(zipfile.BadZipFile):
            zipfile.ZipFile(io.BytesIO(pyrage.decrypt(puits.getvalue(), [CLE.ouvreuse()])))
    assert threading.active_count() == avant


_MESURE = """
import os, re, sys
from app.services.exports.protection.fermeture import fermer_age, fermer_zip_aes
import pyrage
cle = str(pyrage.x25519.Identity.generate().to_public())
ouvrir = {"age": lambda p: fermer_age(cle, p), "aes": lambda p: fermer_zip_aes("phrase", p)}
bloc = os.urandom(1 << 16)
with open(os.devnull, "wb") as puits, ouvrir[sys.argv[1]](puits) as sortie:
    for nom in ("a", "b"):
        with sortie.ouvrir(nom, compresser=False) as flux:
            for _ in range(int(sys.argv[2]) * 8):
                flux.write(bloc)
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read in /proc")
@pytest.mark.parametrize("fermeture", ["age", "aes"])
def test_memory_does_not_grow_with_the_package(fermeture: str) -> None:
    """A hundred times more bytes take less than 12 MiB more (peak of the process)."""
    pics = []
    for mio in (1, 100):
        fini = subprocess.run(
            [sys.executable, "-c", _MESURE, fermeture, str(mio)],
            capture_output=True,
            check=True,
            timeout=100,
            cwd=Path(__file__).parents[3],
        )
        pics.append(int(fini.stdout) / 1024)
    assert pics[1] - pics[0] < 12, pics
