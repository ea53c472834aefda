"""Prepare a package of the base given: "age" as the app does, "clair" as it must never.

"tue" dies in the middle of composing a second one.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from pathlib import Path

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.services.exports.paquets.fiches import FichesDuBailleur
from app.services.ouverture import ouvrir
from tests.conftest import AUJOURDHUI, CLE
from tests.integration.exports import paquets


class _Mort:
    """Kills the process in the middle of the work."""

    annule = False

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        del texte
        if fait * 2 > total:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    chemin, mode = Path(sys.argv[1]), sys.argv[2]
    ouverte = ouvrir(
        chemin,
        CLE,
        paths=Paths.sous(chemin.parent / "machine"),
        clock=FixedClock(AUJOURDHUI),
        auteur="Essai",
    )
    formats = (*paquets.TABULAIRES, paquets.Format.PDF)
    if mode == "age":
        lu = paquets.profil_enregistre(ouverte.uow, formats)
        fiches = FichesDuBailleur(ouverte.uow)
        paquets.preparer_pour_de_bon(ouverte.uow, lu, fiches=fiches)
    elif mode == "tue":
        lu = paquets.profil_enregistre(ouverte.uow, paquets.MACHINES)
        paquets.preparer_pour_de_bon(ouverte.uow, lu)
        paquets.preparer_pour_de_bon(ouverte.uow, lu, _Mort())
    else:
        _manifeste, archive = paquets.composer_en_clair(ouverte.uow, paquets.profil(formats))
        with tempfile.TemporaryFile() as clair:
            clair.write(archive.read("csv_fr/menage.csv"))
    ouverte.fermer()
