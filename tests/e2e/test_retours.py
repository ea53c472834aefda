"""Returns of the bailleur from the command line: looked at, taken, listed, taken again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.core.clock import SystemClock
from app.services import reclamations
from app.services.reclamations import OuvrirReclamation
from tests import factories
from tests.e2e.conftest import Ligne

AUJOURDHUI = SystemClock().today()


@pytest.fixture(scope="module")
def suivie(tmp_path_factory: pytest.TempPathFactory, modele_vide: Ligne) -> Ligne:
    ligne = Ligne(tmp_path_factory.mktemp("retours"))
    servie = ligne.copier(modele_vide).ouvrir()
    for nom in ("Un", "Deux", "Trois"):
        menage = factories.menage(servie.uow, nom)
        ouverte = AUJOURDHUI - timedelta(days=60)
        reclamations.ouvrir(
            OuvrirReclamation(menage, "plomberie", "Fuite", ouverte_le=ouverte), servie.uow
        )
    servie.fermer()
    return ligne


def test_apercu_puis_prise_puis_rien(suivie: Ligne) -> None:
    hier = (AUJOURDHUI - timedelta(days=1)).isoformat()
    fichier = suivie.dossier / "retours.csv"
    fichier.write_text(
        "REF_RECLAMATION;UG;ETAT;DATE_ETAT;ENTREPRISE;COMMENTAIRE\r\n"
        f"R-0001;;EN COURS;{hier};Régie;Pièce commandée\r\n"
        f"R-0002;;REJETEE;{hier};Régie;\r\n"
        f"R-0044;;RECUE;{hier};Régie;\r\n",
        encoding="utf-8-sig",
    )
    vu = suivie("importer", fichier, "--profil", "retours", "--apercu", "--json")
    assert vu.code == 5
    assert vu.json["simulation"] is True
    attendus = {"applicable": 1, "conflit": 1, "inconnue": 1}
    assert {k: n for k, n in vu.json["comptes"].items() if n} == attendus
    assert [li["etat"] for li in suivie("reclamations", "--json").json] == ["recue"] * 3
    pris = suivie.processus("importer", fichier, "--profil", "retours")
    assert pris.code == 5
    assert "R-0002" in pris.sortie
    assert "R-0044" in pris.sortie
    encore = suivie("importer", fichier, "--profil", "retours", "--json")
    assert encore.code == 5
    assert encore.json["ecrit"]["lot"] is None
    assert len(encore.json["deja_importe_le"]) == 1


def test_un_fichier_de_locataires_est_refuse(suivie: Ligne) -> None:
    fichier = suivie.dossier / "loc.csv"
    fichier.write_text("Code UG;Nom;Prénom;Loyer\nA1;B;C;3\n", encoding="utf-8")
    refus = suivie("importer", fichier, "--profil", "retours")
    assert refus.code == 3
    assert "liste de locataires" in refus.erreur
