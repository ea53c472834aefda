"""Questionnaires by the command line: checked, loaded, answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.e2e.conftest import Ligne, Reponse

SURVEY = [
    ["type", "name", "label", "required", "constraint", "constraint_message", "calculation"],
    ["integer", "nb", "Combien ?", "yes", ". < 9", "Moins de 9.", ""],
    ["barcode", "code", "Code", "", "", "", ""],
    ["calculate", "double", "", "", "", "", "${nb} * 2"],
]


def forme(dossier: Path, survey: list[list[str]] = SURVEY) -> Path:
    """A form of three lines."""
    fichier = dossier / "forme.xlsx"
    with xlsxwriter.Workbook(fichier) as classeur:
        for nom, lignes in (("survey", survey), ("settings", [["form_id"], ["essai"]])):
            feuille = classeur.add_worksheet(nom)
            for i, ligne in enumerate(lignes):
                feuille.write_row(i, 0, ligne)
    return fichier


def reponses(dossier: Path, lues: object) -> Path:
    """A file of answers."""
    fichier = dossier / "reponses.json"
    fichier.write_text(json.dumps(lues), encoding="utf-8")
    return fichier


def test_verifier_dit_ce_qui_n_est_pas_pris(ligne: Ligne, tmp_path: Path) -> None:
    vu = ligne.processus("enquete", "verifier", forme(tmp_path), "--json", base=False)
    assert vu.code == 0
    assert vu.json["par_genre"] == {"entier": 1, "texte": 1}
    assert [(n["ligne"], n["question"]) for n in vu.json["non_pris_en_charge"]] == [(3, "code")]
    assert "forme.xlsx:3: " in ligne("enquete", "verifier", forme(tmp_path), base=False).sortie


@pytest.mark.parametrize(
    ("fautive", "ligne_dite", "mot"),
    [
        (["text", "nb", "Encore"], 5, "deux fois"),
        (["integer", "b", "B", "", ". > ("], 5, "formule"),
    ],
)
def test_verifier_refuse_avec_la_ligne(
    ligne: Ligne, tmp_path: Path, fautive: list[str], ligne_dite: int, mot: str
) -> None:
    fichier = forme(tmp_path, [*SURVEY, fautive])
    vu = ligne("enquete", "verifier", fichier, base=False)
    assert vu.code == 3
    assert vu.erreur.startswith(f"forme.xlsx:{ligne_dite}: ")
    assert mot in vu.erreur
    assert ligne("enquete", "verifier", fichier, "--json", base=False).json["ligne"] == ligne_dite


def test_charger_puis_repondre(chargee: Ligne, tmp_path: Path) -> None:
    ligne = chargee
    menage = ligne("menages", "--chercher", "rue", "--json").json[0]["menage_id"]
    charge = ligne.processus("enquete", "charger", forme(tmp_path), "--json").json
    assert charge["deja_la"] is False

    def repondre(
        lues: object, appel: Callable[..., Reponse] = ligne
    ) -> tuple[int, dict[str, object]]:
        fichier = reponses(tmp_path, lues)
        dit = appel("enquete", "repondre", "--form", "essai", "--menage", menage, "--reponses",
                    fichier, "--json")  # fmt: skip
        return dit.code, dit.json

    code, refuse = repondre({"nb": 12, "couleur": "bleu"})
    assert code == 3
    assert refuse["enquete_id"] is None
    assert [f["message"] for f in refuse["fautes"]] == ["Moins de 9."]  # type: ignore[index,union-attr,attr-defined]  # JSON
    assert refuse["inconnues"] == ["couleur"]
    code, juste = repondre({"nb": 4}, ligne.processus)
    assert (code, juste["calculees"]) == (0, {"double": "8"})
    assert juste["enquete_id"]
    (tmp_path / "mal.json").write_text("[1, 2]", encoding="utf-8")
    dit = ligne("enquete", "repondre", "--form", "essai", "--menage", menage, "--reponses",
                tmp_path / "mal.json")  # fmt: skip
    assert (dit.code, "JSON" in dit.erreur) == (3, True)
    inconnu = ligne("enquete", "repondre", "--form", "essai", "--menage", "personne-ici",
                    "--reponses", reponses(tmp_path, {"nb": 1}))  # fmt: skip
    assert inconnu.code == 3
    autre = ligne("enquete", "repondre", "--form", "rien", "--menage", menage, "--reponses",
                  reponses(tmp_path, {"nb": 1}))  # fmt: skip
    assert (autre.code, "essai" in autre.erreur) == (3, True)
