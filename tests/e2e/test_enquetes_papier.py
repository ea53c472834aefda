"""Questionnaires on paper from the command line: blank, filled, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

import resources
from app.services.demonstration.fichiers import ecrire
from app.services.demonstration.tirage import tirer
from tests.e2e.conftest import Ligne

FORME = "voyette_satisfaction_apres"


@pytest.fixture
def chargee(ligne: Ligne) -> Ligne:
    """A base with a few households and one of the shipped forms."""
    assert ligne("creer", "--nom", "Sofia Exemple").code == 0
    parc, locataires, _suivi = ecrire(tirer(7, 12, date(2026, 11, 20)), ligne.dossier / "recus")
    assert ligne("importer", parc, "--profil", "parc").code == 0
    assert ligne("importer", locataires, "--profil", "locataires").code in (0, 5)
    classeur = resources.chemin("questionnaires", "satisfaction_apres.xlsx")
    assert ligne("enquete", "charger", classeur).code == 0
    return ligne


def lire(fichier: Path) -> str:
    """The text of a PDF."""
    return " ".join(" ".join(p.extract_text() for p in PdfReader(fichier).pages).split())


def test_une_enquete_s_imprime_vierge_puis_remplie(chargee: Ligne) -> None:
    menage = chargee("menages", "--chercher", "rue", "--json").json[0]
    vierge = chargee.dossier / "vierge.pdf"
    fait = chargee("enquete", "imprimer", "--form", FORME, "--menage", menage["menage_id"],
                   "--langue", "en", "--sortie", vierge, "--json").json  # fmt: skip
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
