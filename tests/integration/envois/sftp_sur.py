"""Deposit by SFTP through a sshd that serves the folder given; tell the code and what is left."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

from app.core.errors import PanneEnvironnement
from app.domain.envois import GenreDestination
from app.services.exports.transports.contrat import Acces
from app.services.exports.transports.sftp import TransportSftp
from tests.integration.envois import pairs_sftp

if __name__ == "__main__":
    racine = Path(sys.argv[1])
    octets = bytes(3_000_000)
    with (
        tempfile.TemporaryDirectory() as etat,
        pairs_sftp.sshd(racine, Path(etat)) as pair,
    ):
        transport = TransportSftp(
            Acces(
                GenreDestination.SFTP,
                f"127.0.0.1{racine}",
                port=pair.port,
                utilisateur=pair.utilisateur,
                cle=pair.cle,
                empreinte=pair.empreinte,
            )
        )
        try:
            transport.deposer("a.zip", [octets], len(octets), hashlib.sha256(octets).hexdigest())
            print("depose")
        except PanneEnvironnement as panne:
            print(panne.code)
        transport.fermer()
    print("reste", len([p for p in racine.rglob("*") if p.is_file()]))
