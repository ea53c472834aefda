"""Answers of a file go through the engine: computed, refused in words, kept when right."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import xlsxwriter

from app.core.errors import EntreeInvalide
from app.services.enquetes import questionnaires
from app.services.enquetes.depot import BilanReponses, RepondreEnquete, repondre
from app.services.enquetes.questionnaires import ChargerQuestionnaire
from db.uow import UnitOfWork
from tests import factories

SURVEY = [
    ["type", "name", "label", "required", "relevant", "constraint", "constraint_message",
     "calculation", "default", "choice_filter"],
    ["integer", "nb", "Combien ?", "yes", "", ". < 9", "Moins de 9.", "", "", ""],
    ["text", "mot", "Un mot ?", "", "${nb} > 3", "", "", "", "rien", ""],
    ["date", "le", "Quand ?", "", "", "", "", "", "today()", ""],
    ["begin repeat", "occ", "Occupants", "", "", "", "", "", "", ""],
    ["text", "prenom", "Prénom", "yes", "", "", "", "", "", ""],
    ["decimal", "age", "Âge", "", "", ". < 120", "", "", "", ""],
    ["end repeat", "", "", "", "", "", "", "", "", ""],
    ["select_multiple gene", "gene", "Gêne", "", "", "", "", "", "", ""],
    ["select_one_from_file villes.geojson", "ville", "Ville", "", "", "", "", "", "", ""],
    ["acknowledge", "vu", "Vu", "", "", "", "", "", "", ""],
    ["calculate", "total", "", "", "", "", "", "sum(${age})", "", ""],
    ["calculate", "prix", "", "", "", "", "", "pulldata('prix', 'eur', 'code', ${mot})", "", ""],
]  # fmt: skip
CHOICES = [["list_name", "name", "label"], ["gene", "bruit", "Bruit"], ["gene", "froid", "Froid"]]
VILLES = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point",'
    '"coordinates":[2.83,50.43]},"properties":{"id":"62498","title":"Lens"}}]}'
)


@pytest.fixture
def form(uow: UnitOfWork, tmp_path: Path) -> UUID:
    """The form in the base, with what it needs beside it."""
    with xlsxwriter.Workbook(tmp_path / "f.xlsx") as classeur:
        for nom, lignes in (("survey", SURVEY), ("choices", CHOICES)):
            feuille = classeur.add_worksheet(nom)
            for i, ligne in enumerate(lignes):
                feuille.write_row(i, 0, ligne)
    (tmp_path / "villes.geojson").write_text(VILLES, encoding="utf-8")
    (tmp_path / "Prix.csv").write_text("code;eur\nlait;1,20\npain;0,90\n", encoding="cp1252")
    pieces = (tmp_path / "villes.geojson", tmp_path / "Prix.csv")
    charge = questionnaires.charger(ChargerQuestionnaire(tmp_path / "f.xlsx", pieces), uow)
    assert charge.manquants == ()
    assert charge.principal is not None
    return charge.principal


def bilan(uow: UnitOfWork, form: UUID, reponses: dict[str, Any]) -> BilanReponses:
    """What these answers give."""
    return repondre(RepondreEnquete(factories.menage(uow), form, reponses), uow)


def test_right_answers_are_computed_and_kept(uow: UnitOfWork, form: UUID) -> None:
    fait = bilan(uow, form, {
        "nb": 4, "mot": "pain", "gene": ["froid", "bruit"], "ville": "62498", "vu": True,
        "le": None, "occ": [{"prenom": "Ana", "age": 40.5}, {"prenom": "Bo", "age": 2}],
    })  # fmt: skip
    assert fait.fautes == fait.manquantes == ()
    assert fait.calculees == {"total": "42.5", "prix": "0,90"}
    assert (fait.reponses["gene"], fait.reponses["vu"]) == ("froid bruit", "OK")
    assert fait.reponses["le"] == "2026-11-24"  # nothing was said: the form's own default
    assert fait.enquete_id is not None


def test_nothing_said_of_a_repeat_is_no_turn(uow: UnitOfWork, form: UUID) -> None:
    fait = bilan(uow, form, {"nb": 1})
    assert (fait.juste, fait.reponses["occ"]) == (True, [])


def test_what_is_not_relevant_or_not_known_is_listed(uow: UnitOfWork, form: UUID) -> None:
    fait = bilan(uow, form, {"nb": 2, "mot": "pain", "couleur": "bleu",
                             "occ": [{"prenom": "Ana", "taille": 3}]})  # fmt: skip
    assert fait.ecartees == ("mot",)
    assert fait.inconnues == ("couleur", "occ[1]/taille")
    assert "mot" not in fait.reponses
    assert bilan(uow, form, {"nb": 2}).ecartees == ()  # a default is no answer


@pytest.mark.parametrize(
    ("reponses", "question", "code", "mot"),
    [
        ({"nb": 12}, "nb", "enquete.contrainte", "Moins de 9."),
        ({"nb": "douze"}, "nb", "enquete.entier", "entier"),
        ({"nb": 1.5}, "nb", "enquete.entier", "entier"),
        ({"nb": {"a": 1}}, "nb", "enquete.forme", "forme"),
        ({"nb": 1, "le": "mardi"}, "le", "enquete.jour", "date"),
        ({"nb": 1, "gene": ["bruit", "odeur"]}, "gene", "enquete.choix", "bruit, froid"),
        ({"nb": 1, "ville": "75056"}, "ville", "enquete.choix", "62498"),
        ({"nb": 1, "occ": [{"prenom": "A"}, {"prenom": "B", "age": "x"}]}, "occ[2]/age",
         "enquete.nombre", "nombre"),
        ({"nb": 1, "occ": [{"prenom": "A", "age": 130}]}, "occ[1]/age", "enquete.contrainte",
         "refusée"),
        ({"nb": 1, "occ": ["Ana"]}, "occ[1]", "enquete.forme", "Ana"),
        ({"nb": 1, "occ": [{"prenom": "A", "age": float("inf")}]}, "occ[1]/age", "enquete.forme",
         "inf"),
    ],
)  # fmt: skip
def test_a_refused_answer_says_why(
    uow: UnitOfWork, form: UUID, reponses: dict[str, Any], question: str, code: str, mot: str
) -> None:
    fait = bilan(uow, form, reponses)
    assert [(f.question, f.code) for f in fait.fautes] == [(question, code)]
    assert mot in fait.fautes[0].message
    assert fait.enquete_id is None


def test_days_and_numbers_may_be_written_in_french(uow: UnitOfWork, form: UUID) -> None:
    fait = bilan(uow, form, {"nb": "1", "le": "03/02/2026", "occ": {"prenom": "A", "age": "2,5"}})
    assert fait.juste
    assert (fait.reponses["le"], fait.calculees["total"]) == ("2026-02-03", "2.5")


def test_a_missing_answer_is_listed(uow: UnitOfWork, form: UUID) -> None:
    fait = bilan(uow, form, {"occ": [{}]})
    assert [m.question for m in fait.manquantes] == ["nb", "occ[1]/prenom"]


def test_a_file_beside_the_form_that_cannot_be_read_is_refused(
    uow: UnitOfWork, form: UUID, tmp_path: Path
) -> None:
    for nom, contenu in (("a.geojson", "{}"), ("b.xml", "<a><b></a>"), ("c.geojson", "[1")):
        (tmp_path / nom).write_text(contenu, encoding="utf-8")
        with pytest.raises(EntreeInvalide, match=r"enquete\.piece"):
            questionnaires.charger(
                ChargerQuestionnaire(tmp_path / "f.xlsx", (tmp_path / nom,)), uow
            )
