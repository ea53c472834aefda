"""SFTP servers on loopback: Debian's sshd, and one of asyncssh that fails as a test decides."""

from __future__ import annotations

import asyncio
import getpass
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncssh

from tests.integration.envois.ecoute import attendre, port_libre

UTILISATEUR, SECRET = "voyette", "mot de passe du serveur"
_CHEMINS = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
_CONF = """
Port {port}
ListenAddress 127.0.0.1
HostKey {etat}/hote
PidFile {etat}/pid
AuthorizedKeysFile {etat}/autorisees
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
PermitRootLogin yes
LogLevel ERROR
Subsystem sftp internal-sftp
"""


@dataclass(frozen=True)
class Pair:
    """A server: its port, the folder it serves, its host key, a private key that enters."""

    port: int
    racine: Path
    empreinte: str
    cle: str = ""
    utilisateur: str = UTILISATEUR


def sshd_absent() -> bool:
    """Whether Debian's OpenSSH server is missing here."""
    return shutil.which("sshd", path=_CHEMINS) is None


@contextmanager
def sshd(racine: Path, etat: Path) -> Iterator[Pair]:
    """Debian's sshd on a port of its own, with keys of its own, for whoever runs the tests."""
    hote = asyncssh.generate_private_key("ssh-ed25519")
    cle = asyncssh.generate_private_key("ssh-ed25519")
    hote.write_private_key(str(etat / "hote"))
    (etat / "hote").chmod(0o600)
    cle.write_public_key(str(etat / "autorisees"))
    port = port_libre()
    (etat / "conf").write_text(_CONF.format(etat=etat, port=port), encoding="utf-8")
    if os.geteuid() == 0:  # where sshd locks itself in before anyone entered
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    programme = shutil.which("sshd", path=_CHEMINS) or "sshd"
    with (etat / "sortie").open("wb") as sortie:
        processus = subprocess.Popen(
            [programme, "-D", "-e", "-f", str(etat / "conf")], stdout=sortie, stderr=sortie
        )
    try:
        attendre(port, processus, etat / "sortie")
        yield Pair(
            port,
            racine,
            hote.get_fingerprint(),
            cle.export_private_key().decode(),
            getpass.getuser(),
        )
    finally:
        processus.terminate()
        processus.wait(10)


@dataclass
class Pannes:
    """What the faulty server does wrong: method of `SFTPServer` → what it does instead."""

    regles: dict[str, Callable[..., Any]] = field(default_factory=dict)
    mots: list[str] = field(default_factory=list)
    sans_sftp: bool = False


@contextmanager
def fautif(racine: Path, pannes: Pannes) -> Iterator[Pair]:
    """An asyncssh server, password `SECRET`, in a thread of its own."""
    hote = asyncssh.generate_private_key("ssh-ed25519")

    class Portier(asyncssh.SSHServer):
        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            pannes.mots.append(password)
            return (username, password) == (UTILISATEUR, SECRET)

    class Fichiers(asyncssh.SFTPServer):
        def __init__(self, chan: Any) -> None:
            super().__init__(chan, chroot=str(racine))

    for nom in ("write", "read", "open", "close", "rename", "statvfs", "lstat", "mkdir", "remove"):
        setattr(Fichiers, nom, _devie(nom, getattr(asyncssh.SFTPServer, nom), pannes))

    async def servir() -> None:
        serveur = await asyncssh.listen(
            "127.0.0.1",
            0,
            server_factory=Portier,
            server_host_keys=[hote],
            sftp_factory=lambda chan: None if pannes.sans_sftp else Fichiers(chan),  # type: ignore[arg-type,return-value]
        )
        port.append(serveur.get_port())
        pret.set()
        await fin.wait()
        serveur.close()
        await serveur.wait_closed()

    port: list[int] = []
    pret = threading.Event()
    boucle = asyncio.new_event_loop()
    fin = asyncio.Event()
    fil = threading.Thread(target=boucle.run_until_complete, args=(servir(),), daemon=True)
    fil.start()
    pret.wait(10)
    yield Pair(port[0], racine, hote.get_fingerprint())
    boucle.call_soon_threadsafe(fin.set)
    fil.join(10)
    for tache in asyncio.all_tasks(boucle):
        tache.cancel()
    boucle.run_until_complete(asyncio.sleep(0))
    boucle.run_until_complete(boucle.shutdown_asyncgens())
    boucle.close()


def _devie(nom: str, dorigine: Callable[..., Any], pannes: Pannes) -> Callable[..., Any]:
    def geste(self: Any, *arguments: Any) -> Any:
        regle = pannes.regles.get(nom)
        if regle is not None:
            return regle(self, *arguments)
        return dorigine(self, *arguments)

    return geste
