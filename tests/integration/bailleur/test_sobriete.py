"""Opening a package leaves nothing readable but in the chosen folder, and takes no more memory."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app.bailleur import envois
from app.bailleur.envois import OuvrirEnvoi
from app.bailleur.tampon import TamponScelle
from app.core.clock import FixedClock
from app.services.exports.protection import signature
from app.services.exports.protection.signature import CleSignature
from tests.integration.bailleur import fabrique
from tests.integration.bailleur.fabrique import PHRASE_ENVOI, Recette, envoi_aes, envoi_age

RACINE = Path(__file__).parents[3]
EMETTEUR = CleSignature.nouvelle()
MOTS = " ".join(signature.mots(signature.empreinte_emetteur(EMETTEUR.publique)))
CANARI = b"Wojcik-canari-en-clair"


@pytest.mark.parametrize("fermeture", ["age", "aes"])
def test_nothing_readable_outside_the_chosen_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fermeture: str
) -> None:
    """At each step of the opening, temporary files (deleted ones included) hold no plain byte."""
    temporaires = tmp_path / "temporaires"
    temporaires.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporaires))
    privee, cle = fabrique.trousseau(tmp_path / "cles")
    recette = Recette(pieces={f"{i}.xlsx": os.urandom(50_000) + CANARI for i in range(4)})
    if fermeture == "age":
        paquet = envoi_age(tmp_path, EMETTEUR, cle.publique, recette)
    else:
        paquet = envoi_aes(tmp_path, EMETTEUR, recette)
    vus: list[bytes] = []

    class Regard:
        annule = False

        def avance(self, fait: int, total: int, texte: str = "") -> None:
            del fait, total, texte
            for ouvert in Path("/proc/self/fd").iterdir() if Path("/proc/self/fd").is_dir() else ():
                if str(temporaires) in os.path.realpath(ouvert):
                    vus.append(ouvert.read_bytes())
            vus.extend(p.read_bytes() for p in temporaires.rglob("*") if p.is_file())

    commande = OuvrirEnvoi(
        paquet, privee, phrase_envoi=PHRASE_ENVOI, vers=tmp_path / "v", mots=MOTS
    )
    fait = envois.ouvrir(commande, FixedClock(fabrique.INSTANT), Regard())
    assert fait.dossier is not None
    assert CANARI in (fait.dossier / "0.xlsx").read_bytes()
    assert all(CANARI not in octets and b"PK\x03\x04" not in octets for octets in vus)
    if fermeture == "age" and sys.platform == "linux":
        assert max(map(len, vus)) > 200_000  # the sealed buffer was looked at


def test_the_sealed_buffer_reads_anywhere_what_was_written() -> None:
    """Any place, any length, the bytes that were given in any pieces."""
    hasard = random.Random(5)
    octets = hasard.randbytes(300_000)
    with TamponScelle() as tampon:
        place = 0
        while place < len(octets):
            n = hasard.choice((1, 15, 16, 17, 4096, 70_001))
            tampon.write(octets[place : place + n])
            place += n
        for _essai in range(300):
            debut, n = hasard.randrange(len(octets) + 40), hasard.choice((1, 16, 33, 9_000))
            assert tampon.seek(debut) == tampon.tell()
            assert tampon.read(n) == octets[debut : debut + n]
        assert tampon.seek(-7, 2) == len(octets) - 7
        assert tampon.read() == octets[-7:]
        with pytest.raises(ValueError, match="-1"):
            tampon.seek(-1)


_OUVRIR = """
import re, sys
from pathlib import Path
from app.bailleur import envois
from app.core.clock import SystemClock
ici = Path(sys.argv[1])
envois.ouvrir(envois.OuvrirEnvoi(ici / sys.argv[2], ici / "cles/voyette-bailleur-exemple.cle",
    phrase_envoi=sys.argv[3], vers=ici / "v" / sys.argv[2], mots=sys.argv[4]), SystemClock())
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read in /proc")
@pytest.mark.parametrize("fermeture", ["age", "aes"])
def test_memory_does_not_grow_with_the_package(tmp_path: Path, fermeture: str) -> None:
    """Sixty times more bytes take less than 12 MiB more (peak of the process)."""
    _privee, cle = fabrique.trousseau(tmp_path / "cles")
    pics = []
    for numero, mio in ((1, 1), (2, 60)):
        recette = Recette(pieces={"a.xlsx": os.urandom(mio << 20), "b.csv": b"x"})
        if fermeture == "age":
            paquet = envoi_age(tmp_path, EMETTEUR, cle.publique, recette, numero=numero)
        else:
            paquet = envoi_aes(tmp_path, EMETTEUR, recette, numero=numero)
        fini = subprocess.run(
            [sys.executable, "-c", _OUVRIR, tmp_path, paquet.name, PHRASE_ENVOI, MOTS],
            cwd=RACINE,
            check=True,
            capture_output=True,
            timeout=100,
        )
        pics.append(int(fini.stdout) / 1024)
    assert pics[1] - pics[0] < 12, pics


_PLEIN = """
import resource, sys
from pathlib import Path
from app.bailleur import envois
from app.core.clock import SystemClock
from app.core.errors import AppError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[5]), resource.RLIM_INFINITY))
ici = Path(sys.argv[1])
commande = envois.OuvrirEnvoi(ici / sys.argv[2], ici / "cles/voyette-bailleur-exemple.cle",
    phrase_envoi=sys.argv[3], vers=ici / "v", mots=sys.argv[4])
try:
    envois.ouvrir(commande, SystemClock())
except AppError as erreur:
    print(erreur.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("fermeture", ["age", "aes"])
@pytest.mark.parametrize("octets", [0, 1_000, 200_000, 1_500_000])
def test_a_disk_that_fills_leaves_nothing(tmp_path: Path, fermeture: str, octets: int) -> None:
    """In the sealed buffer or in the tables: said as such, and the next try works."""
    privee, cle = fabrique.trousseau(tmp_path / "cles")
    recette = Recette(pieces={"a.xlsx": os.urandom(1_200_000), "b.xlsx": os.urandom(1_600_000)})
    if fermeture == "age":
        paquet = envoi_age(tmp_path, EMETTEUR, cle.publique, recette)
    else:
        paquet = envoi_aes(tmp_path, EMETTEUR, recette)
    fini = subprocess.run(
        [sys.executable, "-c", _PLEIN, tmp_path, paquet.name, PHRASE_ENVOI, MOTS, str(octets)],
        cwd=RACINE,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    sans_place = octets == 0 and fermeture == "age"  # not even a temporary file can be made
    assert fini.stdout.strip() == f"bailleur.{'temporaire' if sans_place else 'disque_plein'}"
    assert not (tmp_path / "v").exists() or list((tmp_path / "v").iterdir()) == []
    assert not list(tmp_path.glob("*.accuse.json"))
    commande = OuvrirEnvoi(
        paquet, privee, phrase_envoi=PHRASE_ENVOI, vers=tmp_path / "v", mots=MOTS
    )
    assert envois.ouvrir(commande, FixedClock(fabrique.INSTANT)).fichiers == 2
