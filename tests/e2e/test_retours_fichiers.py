"""From the companion of a bailleur to our base: signed there, taken in and applied here."""

from __future__ import annotations

import pytest

from app.services.exports import cles
from tests import factories
from tests.e2e.conftest import Ligne

LOYERS = (
    "Code UG;Nouveau loyer;À compter du\r\n"
    "NOU00001;512,40;01/06/2026\r\n"
    "NOU00099;498,00;01/06/2026\r\n"
)


@pytest.fixture(scope="module")
def suivie(tmp_path_factory: pytest.TempPathFactory, modele_vide: Ligne) -> Ligne:
    """A base with one household, and a bailleur with keys the team compared."""
    ligne = Ligne(tmp_path_factory.mktemp("retours-fichiers"))
    fait = ligne(
        *("bailleur", "cle", "--nom", "Bailleur Exemple", "--vers", ligne.dossier),
        "--sans-phrase",
        base=False,
    )
    assert fait.code == 0, fait.erreur
    servie = ligne.copier(modele_vide).ouvrir()
    logement = factories.logement(servie.uow, code_ug="NOU00001")
    factories.menage(servie.uow, "Essai", "Anne", logement_id=logement)
    bloc = (ligne.dossier / "voyette-bailleur-exemple.pub").read_text(encoding="utf-8")
    ajoutee = cles.ajouter(cles.AjouterCle(bloc), servie.uow).principal
    assert ajoutee is not None
    cles.verifier(cles.VerifierCle(ajoutee, "le bailleur"), servie.uow)
    servie.fermer()
    return ligne


def test_signe_la_bas_repris_ici(suivie: Ligne) -> None:
    tableau = suivie.dossier / "loyers.csv"
    tableau.write_text(LOYERS, encoding="utf-8-sig")
    cle = suivie.dossier / "voyette-bailleur-exemple.cle"
    rendu = suivie.processus(
        *("bailleur", "retourner", tableau, "--genre", "loyers", "--cle", cle, "--json"),
        base=False,
    ).json
    enveloppe = rendu["fichier"]
    ajoute = suivie.processus("retour", "ajouter", enveloppe, "--json")
    assert ajoute.code == 0, ajoute.erreur
    assert (ajoute.json["genre"], ajoute.json["signe"]) == ("loyers", True)
    assert ajoute.json["cle"] == "Bailleur Exemple"
    nom = ajoute.json["fichier"]

    vu = suivie.processus("retour", "voir", nom, "--json")
    assert vu.code == 5
    assert vu.json["avertissements"] == []
    attendus = {"applicable": 1, "inconnue": 1}
    assert {k: n for k, n in vu.json["comptes"].items() if n} == attendus
    assert vu.json["ecrit"] is None

    pris = suivie.processus("retour", "appliquer", nom)
    assert pris.code == 5
    assert "NOU00099" in pris.sortie
    encore = suivie("retour", "appliquer", nom)
    assert encore.code == 3
    assert "déjà repris" in encore.erreur
    rejoue = suivie("retour", "ajouter", enveloppe)
    assert rejoue.code == 3
    assert "déjà parmi les retours" in rejoue.erreur
    assert [f["etat"] for f in suivie.processus("retour", "lister", "--json").json] == ["applique"]


def test_une_enveloppe_abimee_est_gardee_a_part(suivie: Ligne) -> None:
    coupe = suivie.dossier / "coupe.retour.zip"
    coupe.write_bytes(b"PK\x03\x04 et puis plus rien")
    ajoute = suivie("retour", "ajouter", coupe)
    assert ajoute.code == 5
    assert "gardé à part" in ajoute.sortie
    assert "abîmé ou incomplet" in ajoute.sortie
    refus = suivie("retour", "voir", "coupe.retour.zip")
    assert refus.code == 3
    absent = suivie("retour", "voir", "rien.csv")
    assert (absent.code, "rien.csv" in absent.erreur) == (3, True)
