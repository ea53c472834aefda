"""Answers of a questionnaire from Kobo's file to the household, and out again, by commands."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Ligne
from tests.integration.enquetes.formulaires import ecrire as ecrire_formulaire


def test_answers_come_in_once_and_leave_for_whom_they_may(chargee: Ligne) -> None:
    ligne = chargee
    ug = ligne("menages", "--chercher", "rue", "--json").json[0]["code_ug"]
    form = ecrire_formulaire(ligne.dossier / "essai.xlsx")
    assert ligne("enquete", "charger", form).code == 0
    recu = ligne.dossier / "kobo.csv"
    recu.write_text(
        f"ug;foyer/nb;surface;_uuid;inconnue\n{ug};3;41,5;aaaa;x\nZZZ;1;;bbbb;\n", encoding="utf-8"
    )
    essai = ligne("enquete", "importer", "--form", "essai", recu, "--simuler", "--json")
    assert essai.code == 5
    assert essai.json["comptes"] | {"rejete": 0} == {
        "nouveau": 1, "modifie": 0, "identique": 0, "rejete": 0, "a_decider": 1,
    }  # fmt: skip
    assert "inconnue" in essai.json["remarques"][0]
    fait = ligne.processus("enquete", "importer", "--form", "essai", recu)
    assert fait.code == 5
    assert "ligne 3" in fait.sortie
    encore = ligne("enquete", "importer", "--form", "essai", recu, "--json").json
    assert (encore["comptes"]["nouveau"], encore["comptes"]["identique"]) == (0, 1)
    assert ligne("enquete", "importer", "--form", "autre", recu).code == 3

    sortie = ligne.dossier / "sortie"
    vu = ligne("enquete", "exporter", "--form", "essai", "--pour", "bailleur", "--apercu", "--json")
    assert (vu.json["enquetes"], vu.json["dossier"]) == (1, None)
    assert not sortie.exists()
    ecrit = ligne.processus(
        "enquete", "exporter", "--form", "essai", "--sortie", sortie, "--codes", "--json"
    )
    dossier = Path(ecrit.json["dossier"])
    csv = (dossier / "csv" / "enquete-essai.csv").read_text(encoding="utf-8-sig")
    assert ug in csv
    assert "41,5" in csv
    seul = ligne("enquete", "exporter", "--form", "essai", "--sortie", sortie, "--format", "xlsx",
                 "--pour", "bailleur")  # fmt: skip
    assert seul.code == 0
    assert "ne partent pas" in seul.sortie
