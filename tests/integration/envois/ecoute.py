"""Servers of the tests on loopback: a port for each, and waiting until it answers."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from pathlib import Path


def port_libre() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as une:
        return int(une.getsockname()[1])


def attendre(port: int, processus: subprocess.Popen[bytes], sortie: Path) -> None:
    """Come back when the server answers; raise with its own words when it died."""
    for _essai in range(200):
        if processus.poll() is not None:
            raise RuntimeError(sortie.read_text(errors="replace"))
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("no answer")
