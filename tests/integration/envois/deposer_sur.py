"""Deposit on the folder given, tell the code of the fault, then how many files are left."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from app.core.errors import PanneEnvironnement
from app.domain.envois import GenreDestination
from app.services.exports.transports.contrat import Acces
from app.services.exports.transports.dossier import TransportDossier

if __name__ == "__main__":
    racine = Path(sys.argv[1])
    octets = bytes(300_000)
    transport = TransportDossier(Acces(GenreDestination.DOSSIER, str(racine)))
    try:
        transport.deposer("a.zip", [octets], len(octets), hashlib.sha256(octets).hexdigest())
        print("depose")
    except PanneEnvironnement as panne:
        print(panne.code)
    print("reste", len([p for p in racine.rglob("*") if p.is_file()]))
