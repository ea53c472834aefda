"""The main job from the bailleur's files to the export, without a window."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.e2e.conftest import Ligne


def test_du_fichier_du_bailleur_a_la_fiche_et_a_l_export(chargee: Ligne) -> None:
    menage = chargee.processus("menages", "--chercher", "rue", "--json").json[0]
    nom = menage["nom"]
    fiches = chargee.processus(
        *("fiches", "--menage", menage["menage_id"], "--pour", "equipe"),
        *("--sortie", chargee.dossier / "fiches", "--json"),
    ).json
    texte = "".join(p.extract_text() for p in PdfReader(fiches["fichiers"][0]).pages)
    assert nom in texte
    assert menage["code_ug"] in texte
    export = chargee.processus("exporter", "--sortie", chargee.dossier / "export", "--json").json
    assert (Path(export["dossier"]) / "datapackage.json").is_file()
    assert export["tables"]["menage"] == 90


def test_importer_deux_fois_ne_change_rien(chargee: Ligne) -> None:
    parc = chargee.dossier / "recus" / "parc_fictif.csv"
    encore = chargee("importer", parc, "--profil", "parc", "--json").json
    assert encore["comptes"]["nouveau"] == encore["comptes"]["modifie"] == 0
    assert encore["comptes"]["identique"] == 113


def test_simuler_n_ecrit_rien(creee: Ligne, modele_charge: Ligne) -> None:
    parc = modele_charge.dossier / "recus" / "parc_fictif.csv"
    vu = creee.processus("importer", parc, "--profil", "parc", "--simuler", "--json").json
    assert vu["simulation"] is True
    assert vu["comptes"]["nouveau"] == 113
    assert creee("menages", "--chercher", "FIC", "--json").code == 3
    assert creee("exporter", "--sortie", creee.dossier / "x").code == 3  # nothing to send


def test_une_mauvaise_phrase_ne_touche_a_rien(creee: Ligne) -> None:
    avant = hashlib.sha256(creee.base.read_bytes()).hexdigest()
    refus = creee("menages", "--chercher", "x", phrase="pas la bonne du tout")
    assert refus.code == 3
    assert "phrase" in refus.erreur
    assert hashlib.sha256(creee.base.read_bytes()).hexdigest() == avant


def test_la_phrase_se_donne_par_un_fichier(ligne: Ligne) -> None:
    fichier = ligne.dossier / "phrase.txt"
    fichier.write_text(ligne.phrase + "\n", encoding="utf-8")
    assert ligne.processus("--phrase-file", fichier, "creer", phrase="").code == 0
    assert ligne("--phrase-file", fichier, "verifier", phrase="").code == 0
    assert ligne.processus("verifier", phrase="").code == 3


def test_sauvegarder_puis_restaurer(chargee: Ligne) -> None:
    cle_usb = chargee.dossier / "cle-usb"
    faite = chargee.processus("sauvegarder", cle_usb, "--json").json["sauvegarde"]
    chargee.base.write_bytes(b"abime" * 5000)
    assert chargee("verifier").code != 0
    restauree = chargee.processus("restaurer", faite, "--json").json
    assert Path(restauree["mise_de_cote"]).read_bytes().startswith(b"abime")
    assert chargee("verifier").code == 0
    assert chargee("menages", "--chercher", "rue").code == 0


def test_verifier_dit_tout_ce_qui_va(creee: Ligne) -> None:
    rapport = creee.processus("verifier", "--json")
    assert rapport.code == 0
    assert rapport.json["bon"] is True
    assert len(rapport.json["controles"]) == 7


@pytest.mark.parametrize(
    ("arguments", "morceau"),
    [
        (("verifier",), "n’existe pas"),
        (("menages", "--chercher", "x"), "n’existe pas"),
        (("restaurer", "absente.voyette"), "n’existe pas"),
    ],
)
def test_une_base_absente_est_dite(ligne: Ligne, arguments: tuple[str, ...], morceau: str) -> None:
    refus = ligne(*arguments)
    assert refus.code == 3
    assert morceau in refus.erreur


def test_un_fichier_qui_n_est_pas_un_tableau_est_refuse(chargee: Ligne) -> None:
    faux = chargee.dossier / "photo.xlsx"
    faux.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    refus = chargee("importer", faux, "--profil", "locataires", "--json")
    assert refus.code in (3, 4)
    assert refus.json["erreur"].startswith("import.")
    assert len(refus.json["texte"].splitlines()) == 3


def test_la_demonstration_va_de_bout_en_bout(ligne: Ligne) -> None:
    arguments = ("demo", ligne.dossier / "demo", "--menages", "8")
    fait = ligne.processus(*arguments, "--json", base=False)
    assert fait.code == 0, fait.erreur
    assert fait.json["menages"] == 8
    assert fait.json["visites"] > 100
    assert all(Path(f).stat().st_size > 10_000 for f in fait.json["fiches"])
    assert (Path(fait.json["export"]) / "export-bailleur.xlsx").is_file()
    phrase = ("--base", fait.json["base"], "verifier")
    assert ligne(*phrase, base=False).code == 0
