"""A process that writes to a base and says so after each commit, for crash tests.

Usage: python -m tests.integration.securite.ecrivain BASE KEY_HEX MODE [N]
  app         open as the app does, one household per operation, until killed
  brut        N rows through the app's connection recipe; brut-normal: with synchronous=NORMAL
  plein       write until the disk refuses, then try again when a line comes on standard input
  verrou      take the instance lock and hold it
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from app.core.clock import SystemClock
from app.core.errors import AppError
from db.engine import connecter, traduire


def dire(texte: str) -> None:
    """One line on standard output, at once."""
    os.write(1, f"{texte}\n".encode())


def app(base: Path, cle: bytes) -> None:
    """Households through the unit of work."""
    from app.core.paths import Paths
    from app.services.ouverture import ouvrir
    from tests import factories

    paths = Paths.sous(base.parent / "machine")
    ouverte = ouvrir(base, cle, paths=paths, clock=SystemClock(), auteur="Test")
    # Names no other process has: each one counts from 1.
    cite = factories.cite(ouverte.uow, nom=f"Cité {os.getpid()}")
    logement = factories.logement(ouverte.uow, cite_id=cite, code_ug=f"UG{os.getpid()}")
    dire("pret")
    for _ in count():
        menage = factories.menage(ouverte.uow, "Ecrit", logement_id=logement)
        dire(f"ack {menage.hex}")


def brut(base: Path, cle: bytes, nombre: int, *, normal: bool) -> None:
    """Rows in a plain table; small automatic checkpoints so that the cut falls in one too."""
    connexion = connecter(base, cle)
    if normal:
        connexion.execute("PRAGMA synchronous = NORMAL")
    connexion.execute("PRAGMA wal_autocheckpoint = 12")
    dire("pret")
    for n in range(1, nombre + 1):
        connexion.execute("INSERT INTO t (n, v) VALUES (?, ?)", (n, f"valeur {n}" * 40))
        dire(f"ack {n}")


def plein(base: Path, cle: bytes) -> None:
    """Write until refused, wait for a line, write once more."""
    connexion = connecter(base, cle)
    fait = connexion.execute("SELECT coalesce(max(n), 0) FROM t").fetchone()[0]
    while fait < 100_000:
        try:
            connexion.execute("INSERT INTO t (n, v) VALUES (?, ?)", (fait + 1, "x" * 3000))
        except Exception as erreur:
            panne = erreur if isinstance(erreur, AppError) else traduire(erreur)
            dire(f"panne {panne.code if panne else repr(erreur)}")
            break
        fait += 1
        dire(f"ack {fait}")
    sys.stdin.readline()
    connexion.execute("INSERT INTO t (n, v) VALUES (?, ?)", (fait + 1, "y"))
    dire(f"ack {fait + 1}")


def verrou(base: Path, cle: bytes) -> None:
    """Hold the instance lock until killed."""
    from app.services.securite.verrou import prendre

    with prendre(base, SystemClock()):
        dire("pret")
        sys.stdin.readline()


if __name__ == "__main__":
    chemin, secret, mode = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3]
    if mode.startswith("brut"):
        brut(chemin, secret, int(sys.argv[4]), normal=mode == "brut-normal")
    else:
        modes: dict[str, Callable[[Path, bytes], None]] = {
            "app": app,
            "plein": plein,
            "verrou": verrou,
        }
        modes[mode](chemin, secret)
