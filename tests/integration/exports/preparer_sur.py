"""Prepare a package of the base given: "age" as the app does, "clair" as it must never."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.services.exports.paquets.fiches import FichesDuBailleur
from app.services.ouverture import ouvrir
from tests.conftest import AUJOURDHUI, CLE
from tests.integration.exports import paquets

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
    else:
        _manifeste, archive = paquets.composer_en_clair(ouverte.uow, paquets.profil(formats))
        with tempfile.TemporaryFile() as clair:
            clair.write(archive.read("csv_fr/menage.csv"))
    ouverte.fermer()
