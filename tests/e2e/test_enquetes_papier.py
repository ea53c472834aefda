"""Questionnaires on paper from the command line: blank, filled, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

from pypdf import PdfReader

import resources
from tests.e2e.conftest import Ligne

FORME = "voyette_satisfaction_apres"


def lire(fichier: Path) -> str:
    """The text of a PDF."""
    return " ".join(" ".join(p.extract_text() for p in PdfReader(fichier).pages).split())


def test_une_enquete_s_imprime_vierge_puis_remplie(chargee: Ligne) -> None:
    classeur = resources.chemin("questionnaires", "satisfaction_apres.xlsx")
    assert chargee("enquete", "charger", classeur).code == 0
    menage = chargee("menages", "--chercher", "rue", "--json").json[0]
    vierge = chargee.dossier / "vierge.pdf"
    fait = chargee.processus(
        *("enquete", "imprimer", "--form", FORME, "--menage", menage["menage_id"]),
        *("--langue", "en", "--sortie", vierge, "--json"),
    ).json
    assert fait["pages"] == len(PdfReader(vierge).pages)
    vu = lire(vierge)
    assert menage["nom"] in vu
    assert "Are you satisfied with your home?" in vu

    remplie = chargee.dossier / "remplie.pdf"
    imprimer = ("enquete", "imprimer", "--form", FORME, "--menage", menage["menage_id"],
                "--remplie", "--sortie", remplie)  # fmt: skip
    refus = chargee(*imprimer)
    assert refus.code == 3
    assert FORME in refus.erreur
    assert not remplie.exists()

    reponses = chargee.dossier / "reponses.json"
    dit = {
        "logement": {"satisfait_logement": "5", "finitions": "non"},
        "accompagnement": {"information": "4", "mieux": "Prévenir plus tôt"},
    }
    reponses.write_text(json.dumps(dit), encoding="utf-8")
    assert chargee("enquete", "repondre", "--form", FORME, "--menage", menage["menage_id"],
                   "--reponses", reponses).code == 0  # fmt: skip
    assert chargee(*imprimer).code == 0
    assert "Prévenir plus tôt" in lire(remplie)
    assert chargee(*imprimer, "--pour", "bailleur").code == 0
    assert "Prévenir plus tôt" not in lire(remplie)
