"""Crashes, power cuts, full disks, two instances, a newer base (promises 1, 2, 3, 10, 11)."""

from __future__ import annotations

import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.core.errors import AppError, PanneEnvironnement
from app.services.securite import coffre, verrou
from app.services.securite.integrite import controler_fichier
from app.services.securite.restauration import restaurer
from app.services.securite.sauvegarde import sauvegarder
from app.services.securite.verification import verifier
from db.engine import connecter
from tests.integration.securite import coupures
from tests.integration.securite.conftest import KDF, PHRASE, Lieu

CLE = bytes(range(32))
AUTRE = "citron voilier grenier hibou lavande"
MODULE = "tests.integration.securite.ecrivain"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


def commande(base: Path, cle: bytes, mode: str, *reste: str) -> list[str]:
    return [sys.executable, "-m", MODULE, str(base), cle.hex(), mode, *reste]


@contextmanager
def ecrivain(base: Path, cle: bytes, mode: str) -> Iterator[subprocess.Popen[str]]:
    processus = subprocess.Popen(
        commande(base, cle, mode), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield processus
    finally:
        processus.kill()
        processus.communicate()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A base with one plain table, cleanly closed."""
    base = tmp_path / "base" / "t.voyette"
    base.parent.mkdir()
    with closing(connecter(base, CLE)) as connexion:
        connexion.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, v TEXT)")
    return base


def lignes(base: Path) -> list[int]:
    assert controler_fichier(base, CLE) == []
    with closing(connecter(base, CLE)) as connexion:
        return [r[0] for r in connexion.execute("SELECT n FROM t ORDER BY n")]


def test_killing_the_writer_loses_no_acknowledged_write(lieu: Lieu) -> None:
    """Promise 1: SIGKILL at four random moments, on the same base."""
    hasard = random.Random(1906)
    acquittes: set[str] = set()
    for _ in range(4):
        with ecrivain(lieu.base, lieu.cle.octets(), "app") as processus:
            assert processus.stdout is not None
            assert processus.stdout.readline() == "pret\n"
            for _ in range(hasard.randrange(1, 12)):
                acquittes.add(processus.stdout.readline().split()[1])
            time.sleep(hasard.random() * 0.02)  # fall anywhere inside the next operation
            processus.send_signal(signal.SIGKILL)
            reste, _ = processus.communicate()
            acquittes |= {
                ligne.split()[1] for ligne in reste.splitlines() if len(ligne.split()[-1]) == 32
            }
    with closing(connecter(lieu.base, lieu.cle.octets())) as connexion:
        presents = {r[0] for r in connexion.execute("SELECT id FROM menage")}
    assert len(acquittes) >= 4
    assert acquittes <= presents
    assert verifier(lieu.base, lieu.cle, lieu.clock.today()).bon


def perdues_apres_coupure(base: Path, mode: str, tmp_path: Path) -> tuple[int, int]:
    """(cuts tried, cuts after which an acknowledged row was missing or the base damaged)."""
    depart = {str(base): base.read_bytes()}
    appels = coupures.enregistrer(
        commande(base, CLE, mode, "40"), tmp_path / f"{mode}.strace", base.parent
    )
    assert sum(a.genre == "ack" for a in appels) == 40
    assert any(a.genre == "ecrit" and a.chemin == str(base) for a in appels), "no checkpoint"
    essais = perdues = 0
    for acquittes, image in coupures.etats(appels, depart, random.Random(7), pas=5):
        essais += 1
        apres = tmp_path / "apres" / base.name
        apres.parent.mkdir(exist_ok=True)
        for ancien in apres.parent.iterdir():
            ancien.unlink()
        for chemin, octets in image.items():
            (apres.parent / Path(chemin).name).write_bytes(octets)
        try:
            presentes = lignes(apres)
        except (AssertionError, AppError):
            perdues += 1
            continue
        perdues += presentes[:acquittes] != list(range(1, acquittes + 1))
    return essais, perdues


def test_a_power_cut_loses_no_acknowledged_write(table: Path, tmp_path: Path) -> None:
    """Promise 2; the same test condemns synchronous=NORMAL, so it can fail."""
    if not coupures.strace_utilisable(tmp_path):
        pytest.skip("strace is absent or not allowed here: install the strace package")
    octets = table.read_bytes()
    essais, perdues = perdues_apres_coupure(table, "brut", tmp_path)
    assert essais > 80
    assert perdues == 0, f"{perdues} of {essais} cuts lost something"
    for reste in table.parent.iterdir():
        reste.unlink()
    table.write_bytes(octets)
    _, perdues = perdues_apres_coupure(table, "brut-normal", tmp_path)
    assert perdues > 10


def test_a_full_disk_says_so_and_loses_nothing(table: Path) -> None:
    """Promise 3 with a file size limit, which anyone may set; then the retry works."""
    limite = table.stat().st_size + 300_000

    def brider() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limite, resource.RLIM_INFINITY))

    processus = subprocess.Popen(
        commande(table, CLE, "plein"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=brider,  # noqa: PLW1509 - no thread in this test process
    )
    assert processus.stdout is not None
    recues: list[str] = []
    while not (recues and recues[-1].startswith("panne")):
        recues.append(processus.stdout.readline())
        assert recues[-1], "the writer died"
    assert recues[-1].strip() in ("panne base.disque_plein", "panne base.erreur_disque")
    resource.prlimit(
        processus.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    )
    suite, _ = processus.communicate("encore\n", timeout=20)
    acquittes = len(recues)
    assert suite == f"ack {acquittes}\n"
    assert lignes(table) == list(range(1, acquittes + 1))


def test_a_full_tmpfs_is_called_a_full_disk(table: Path, tmp_path: Path) -> None:
    """Promise 3 on a real full disk: 1 MiB of memory, in a mount namespace of our own."""
    disque = tmp_path / "disque"
    disque.mkdir()
    ecrire = " ".join(commande(disque / table.name, CLE, "plein"))
    script = (
        f"mount -t tmpfs -o size=1m none {disque} && cp {table} {disque} && {ecrire} <&- ;"
        f" cp {disque}/* {tmp_path}/"
    )
    fait = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False
    )
    if "ack 1\n" not in fait.stdout:
        pytest.skip("mount namespaces are not allowed here")
    recues = fait.stdout.splitlines()
    assert recues.count("panne base.disque_plein") == 1
    acquittes = sum(r.startswith("ack ") for r in recues)
    assert acquittes > 20
    assert lignes(tmp_path / table.name)[:acquittes] == list(range(1, acquittes + 1))


@contextmanager
def disque_bride(octets: int) -> Iterator[None]:
    """Files of this process may not grow beyond so many bytes."""
    avant = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, avant[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, avant)


def test_a_full_disk_leaves_no_half_backup_restore_or_vault(lieu: Lieu, tmp_path: Path) -> None:
    dossier = tmp_path / "sauvegardes"
    entiere = sauvegarder(lieu.base, lieu.cle, tmp_path / "ailleurs", lieu.clock)
    avant = {p: p.read_bytes() for p in lieu.base.parent.iterdir() if p.is_file()}
    with disque_bride(60_000):
        with pytest.raises(PanneEnvironnement, match=r"base\.(disque_plein|erreur_disque)"):
            sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
        assert list(dossier.iterdir()) == []
        with pytest.raises(PanneEnvironnement, match=r"base\.(disque_plein|erreur_disque)"):
            restaurer(entiere.chemin, lieu.base, lieu.cle, lieu.clock)
    (acces,) = coffre.acces(lieu.base)
    with disque_bride(10), pytest.raises(PanneEnvironnement, match="disque_plein"):
        coffre.changer_phrase(lieu.base, acces.fente_id, PHRASE, AUTRE, kdf=KDF)
    apres = {p: p.read_bytes() for p in lieu.base.parent.iterdir() if p in avant}
    assert apres == avant
    assert coffre.ouvrir(lieu.base, PHRASE)
    assert sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock).numero == 1


def test_a_second_instance_is_refused_until_the_first_ends(lieu: Lieu) -> None:
    """Promise 10: the lock says since when, and a killed process blocks nobody."""
    with ecrivain(lieu.base, lieu.cle.octets(), "verrou") as processus:
        assert processus.stdout is not None
        assert processus.stdout.readline() == "pret\n"
        with pytest.raises(PanneEnvironnement) as refus:
            verrou.prendre(lieu.base, lieu.clock)
        assert refus.value.code == "base.deja_ouverte"
        assert refus.value.params["processus"] == processus.pid
        assert refus.value.params["depuis"] is not None
        processus.send_signal(signal.SIGKILL)
        processus.wait()
    with verrou.prendre(lieu.base, lieu.clock):
        pass


def test_the_lock_file_says_nothing_about_the_person(lieu: Lieu) -> None:
    with verrou.prendre(lieu.base, lieu.clock):
        texte = lieu.base.with_name(f"{lieu.base.name}.verrou").read_text()
        with pytest.raises(PanneEnvironnement, match="deja_ouverte"):
            verrou.prendre(lieu.base, lieu.clock)
    assert texte == f'{{"processus": {os.getpid()}, "depuis": "2026-11-24T14:00:00+00:00"}}'


@pytest.mark.parametrize("contenu", [b"", b"\xff\x00", b"[1]", b'{"depuis": 3}'])
def test_an_unreadable_lock_file_does_not_block(lieu: Lieu, contenu: bytes) -> None:
    lieu.base.with_name(f"{lieu.base.name}.verrou").write_bytes(contenu)
    with verrou.prendre(lieu.base, lieu.clock) as tenu:
        with pytest.raises(PanneEnvironnement, match="deja_ouverte"):
            verrou.prendre(lieu.base, lieu.clock)
        tenu.rendre()
        tenu.rendre()


def test_a_newer_base_is_refused_and_left_untouched(lieu: Lieu) -> None:
    """Promise 11."""
    with closing(connecter(lieu.base, lieu.cle.octets())) as connexion:
        connexion.execute("UPDATE alembic_version SET version_num = '9999'")
    avant = hashlib.sha256(lieu.base.read_bytes()).hexdigest()
    with pytest.raises(PanneEnvironnement, match=r"base\.plus_recente"):
        lieu.ouvrir()
    assert hashlib.sha256(lieu.base.read_bytes()).hexdigest() == avant
