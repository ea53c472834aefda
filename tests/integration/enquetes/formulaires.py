"""An XLSForm with groups, nested repeats and several kinds of choices, and its answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

import xlsxwriter

from app.services.enquetes import questionnaires
from app.services.enquetes.depot import RepondreEnquete, repondre
from app.services.enquetes.questionnaires import ChargerQuestionnaire
from db.uow import UnitOfWork

ENTETES = ["type", "name", "label::Français (fr)", "label::English (en)", "constraint",
           "constraint_message", "voyette::champ", "voyette::partage"]  # fmt: skip
SURVEY = [
    ["start", "start", "", "", "", "", "", ""],
    ["text", "ug", "Code UG du logement", "Dwelling code", "", "", "", ""],
    ["begin_group", "foyer", "Le foyer", "The household", "", "", "", ""],
    ["integer", "nb", "Combien de personnes ?", "How many people?", ". < 20", "Moins de 20.",
     "menage.nb_occupants", "bailleur"],
    ["select_one on", "chien", "Un chien ?", "A dog?", "", "", "", "equipe"],
    ["select_multiple gene", "gene", "Ce qui gêne", "What bothers", "", "", "", "bailleur"],
    ["end_group", "", "", "", "", "", "", ""],
    ["begin_repeat", "occ", "Occupants du logement", "Occupants", "", "", "", ""],
    ["text", "prenom", "Prénom", "First name", "", "", "", ""],
    ["date", "ne", "Né le", "Born on", "", "", "", "bailleur"],
    ["begin_repeat", "soin", "Aides reçues", "Help received", "", "", "", ""],
    ["text", "quoi", "Quelle aide", "Which help", "", "", "", ""],
    ["end_repeat", "", "", "", "", "", "", ""],
    ["end_repeat", "", "", "", "", "", "", ""],
    ["decimal", "surface", "Surface (m²)", "Area", "", "", "", ""],
    ["geopoint", "ou", "Où", "Where", "", "", "", ""],
    ["text", "dit", "Mot pour ${prenom_chef}", "Word", "", "", "", "bailleur"],
    ["text", "prenom_chef", "Chef de famille", "Head", "", "", "", ""],
    ["image", "photo", "Photo", "Photo", "", "", "", "bailleur"],
]  # fmt: skip
CHOICES = [
    ["list_name", "name", "label::Français (fr)", "label::English (en)"],
    ["on", "o", "Oui", "Yes"],
    ["on", "n", "Non", "No"],
    ["gene", "bruit", "Le bruit", "Noise"],
    ["gene", "froid", "Le froid", "Cold"],
]
REPONSES = {
    "start": "2026-11-20T09:30:00.000+01:00",
    "foyer": {"nb": 2, "chien": "o", "gene": "bruit froid"},
    "occ": [
        {"prenom": "Jadwiga", "ne": "1950-03-02", "soin": [{"quoi": "ménage"}, {"quoi": "repas"}]},
        {"prenom": "Henri", "ne": "1948-01-05"},
    ],
    "surface": 62.5,
    "ou": "50.4 2.86 30 5",
    "dit": "Merci",
    "prenom_chef": "Jadwiga",
}


def ecrire(
    fichier: Path,
    survey: list[list[str]] | None = None,
    version: str = "1",
    choices: list[list[str]] | None = None,
) -> Path:
    """The XLSForm as a spreadsheet."""
    feuilles = (
        ("survey", [ENTETES, *(survey or SURVEY)]),
        ("choices", choices or CHOICES),
        (
            "settings",
            [
                ["form_title", "form_id", "version", "default_language"],
                ["Enquête d’essai", "essai", version, "Français (fr)"],
            ],
        ),
    )
    with xlsxwriter.Workbook(str(fichier)) as classeur:
        for nom, lignes in feuilles:
            feuille = classeur.add_worksheet(nom)
            for i, ligne in enumerate(lignes):
                for j, cellule in enumerate(ligne):
                    feuille.write_string(i, j, cellule)
    return fichier


def charger(
    uow: UnitOfWork, dossier: Path, survey: list[list[str]] | None = None, version: str = "1"
) -> UUID:
    """The form in the base."""
    fichier = ecrire(dossier / f"formulaire-{version}.xlsx", survey, version)
    charge = questionnaires.charger(ChargerQuestionnaire(fichier), uow)
    assert charge.principal is not None
    return charge.principal


def remplir(
    uow: UnitOfWork, form: UUID, menage_id: UUID, reponses: Mapping[str, object] = REPONSES
) -> UUID:
    """A finished questionnaire for that household."""
    bilan = repondre(RepondreEnquete(menage_id, form, reponses, incomplete=True), uow)
    assert bilan.enquete_id is not None
    return bilan.enquete_id
