"""`avant-apres` as a person runs it: found by contract, said, printed, refused clearly."""

from __future__ import annotations

import uuid

from pypdf import PdfReader

from tests.e2e.conftest import Ligne


def test_la_page_du_menage_par_la_ligne_de_commande(chargee: Ligne) -> None:
    ligne = chargee
    menage = ligne("menages", "--chercher", "rue", "--json").json[0]
    feuilles = ligne.dossier / "feuilles"
    fait = ligne("avant-apres", "--menage", menage["menage_id"], "--sortie", feuilles, "--json")
    assert fait.code == 0, fait.erreur
    lu = fait.json
    assert lu["menage"] == menage["menage_id"]
    assert lu["avant"]["source"] == "fiche"
    assert lu["avant"]["loyer"] is not None
    assert lu["apres"]["reste"] is None
    assert lu["apres"]["loyer"] is None
    assert lu["energie"] is None
    assert lu["pages"] == 1
    texte = " ".join(PdfReader(lu["fichier"]).pages[0].extract_text().split())
    assert menage["nom"] in texte
    assert "non connu" in texte

    dit = ligne.processus("avant-apres", "--menage", menage["code_ug"], "--sortie", feuilles)
    assert dit.code == 0
    assert "après : reste à charge non connu" in dit.sortie
    assert "1 page imprimée." in dit.sortie

    ailleurs = ligne.dossier / "ailleurs"
    inconnu = ligne("avant-apres", "--menage", uuid.UUID(int=5).hex, "--sortie", ailleurs)
    assert inconnu.code == 3
    assert inconnu.erreur.strip()
    personne = ligne("avant-apres", "--menage", "zzzz", "--sortie", ailleurs, "--json")
    assert personne.code == 3
    assert personne.json["erreur"] == "ligne.menage_ambigu"
    assert not ailleurs.exists()
