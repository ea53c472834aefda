"""Answers that leave: the tables Kobo users know, and nothing above the class of its question."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.core.errors import EntreeInvalide
from app.core.suivi import Annule
from app.domain.accompagnement import Partenaire
from app.domain.partage import Destinataire, Partage
from app.services.enquetes.pieces import JoindreFichier, joindre_fichier
from app.services.enquetes.sorties import ExporterEnquetes, apercu, exporter
from app.services.exports import envois
from app.services.exports.envois import ListerEnvois
from app.services.exports.tableaux import DANGEREUX
from db.models import Consentement
from db.uow import UnitOfWork
from tests import factories
from tests.integration.enquetes.formulaires import REPONSES, SURVEY, charger, remplir

BAILLEUR = Destinataire.BAILLEUR


def feuille(dossier: Path, nom: str) -> list[dict[str, Any]]:
    """The rows of a sheet of the workbook, by head of column."""
    (fichier,) = dossier.glob("*.xlsx")
    lignes = list(openpyxl.load_workbook(fichier)[nom].iter_rows(values_only=True))
    return [dict(zip(map(str, lignes[0]), ligne, strict=True)) for ligne in lignes[1:]]


def tout_le_texte(dossier: Path) -> str:
    """Every name of file and every text written, sheets included."""
    morceaux = [str(f.relative_to(dossier.parent)) for f in dossier.rglob("*")]
    for fichier in dossier.rglob("*"):
        if fichier.suffix == ".xlsx":
            for lue in openpyxl.load_workbook(fichier):
                morceaux.append(lue.title)
                morceaux += [str(c.value) for r in lue.iter_rows() for c in r if c.value]
        elif fichier.is_file():
            morceaux.append(fichier.read_text(encoding="utf-8-sig"))
    return "\n".join(morceaux)


def valider(dossier: Path) -> None:
    """The descriptor and its tables agree, says frictionless."""
    controle = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json"],
        cwd=dossier,
        capture_output=True,
        text=True,
        check=False,
    )
    assert controle.returncode == 0, controle.stdout + controle.stderr


def refuser(uow: UnitOfWork, menage_id: Any) -> None:
    """The household does not agree to share with the bailleur."""
    factories.ecrire(
        uow,
        Consentement(
            id=uow.ids.new(),
            menage_id=menage_id,
            partenaire=Partenaire.BAILLEUR,
            accorde=False,
            donne_le=date(2026, 3, 1),
        ),
    )


def test_answers_are_written_as_the_tables_kobo_users_know(uow: UnitOfWork, tmp_path: Path) -> None:
    form = charger(uow, tmp_path)
    menage_id = factories.menage(uow, logement_id=factories.logement(uow, code_ug="UG77"))
    enquete_id = remplir(uow, form, menage_id)
    remplir(uow, form, factories.menage(uow, "Benali", "Karim"), {"foyer": {"nb": 1}})
    fait = exporter(ExporterEnquetes("essai", tmp_path / "s", libelles=False, groupes=True), uow)

    premiere, seconde = feuille(fait.dossier, "Enquête d’essai")
    assert (premiere["code_ug"], premiere["menage"]) == ("UG77", "Wójcik Jadwiga")
    assert (premiere["foyer/nb"], premiere["foyer/gene"]) == (2, "bruit froid")
    assert (premiere["foyer/gene/bruit"], premiere["surface"]) == (1, 62.5)
    assert seconde["foyer/gene/bruit"] is None
    assert (premiere["_ou_latitude"], premiere["_ou_precision"]) == (50.4, 5)
    assert (premiere["_index"], premiere["__version__"]) == (1, "1")
    assert premiere["_uuid"] == str(enquete_id)
    assert isinstance(premiere["start"], datetime)
    occupants = feuille(fait.dossier, "occ")
    assert [(o["prenom"], o["_index"], o["_parent_index"]) for o in occupants] == [
        ("Jadwiga", 1, 1),
        ("Henri", 2, 1),
    ]
    assert occupants[0]["ne"].date() == date(1950, 3, 2)
    assert occupants[0]["_parent_table_name"] == "Enquête d’essai"
    soins = feuille(fait.dossier, "soin")
    assert [(s["quoi"], s["_parent_index"]) for s in soins] == [("ménage", 1), ("repas", 1)]
    assert soins[0]["_parent_table_name"] == "occ"
    valider(fait.dossier)


def test_labels_and_the_comma_option(uow: UnitOfWork, tmp_path: Path) -> None:
    form = charger(uow, tmp_path)
    remplir(uow, form, factories.menage(uow))
    dit = exporter(ExporterEnquetes("essai", tmp_path / "s"), uow)
    (ligne,) = feuille(dit.dossier, "Enquête d’essai")
    assert ligne["Ce qui gêne"] == "Le bruit, Le froid"
    assert (ligne["Ce qui gêne/Le bruit"], ligne["Un chien ?"]) == (1, "Oui")
    assert ligne["Mot pour …"] == "Merci"  # a head never shows somebody's answer
    cmd = ExporterEnquetes("essai", tmp_path / "v", langue="English (en)", separateur=",")
    virgule = exporter(cmd, uow)
    with (virgule.dossier / "csv" / "enquete-essai.csv").open(encoding="utf-8-sig") as flux:
        (lue,) = csv.DictReader(flux)
    assert (lue["Area"], lue["What bothers"]) == ("62.5", "Noise, Cold")
    valider(virgule.dossier)
    with (dit.dossier / "csv" / "occ.csv").open(encoding="utf-8-sig") as flux:
        assert next(csv.DictReader(flux, delimiter=";"))["Né le"] == "02/03/1950"


def test_versions_make_one_table(uow: UnitOfWork, tmp_path: Path) -> None:
    premiere = charger(uow, tmp_path)
    remplir(uow, premiere, factories.menage(uow))
    change = [r for r in SURVEY if r[1] != "surface"] + [
        ["text", "plus", "Autre chose ?", "Else?", "", "", "", ""]
    ]
    seconde = charger(uow, tmp_path, change, "2")
    remplir(uow, seconde, factories.menage(uow, "Benali"), {"plus": "Non merci"})
    fait = exporter(ExporterEnquetes("essai", tmp_path / "s", libelles=False), uow)
    lignes = feuille(fait.dossier, "Enquête d’essai")
    assert [(r["__version__"], r["plus"], r["surface"]) for r in lignes] == [
        ("1", None, 62.5),
        ("2", "Non merci", None),
    ]
    valider(fait.dossier)
    une = exporter(
        ExporterEnquetes("essai", tmp_path / "s", libelles=False, versions=(premiere,)), uow
    )
    assert une.enquetes == 1
    assert une.dossier != fait.dossier


@pytest.mark.parametrize("libelles", [True, False])
def test_nothing_above_its_class_leaves_for_the_bailleur(
    uow: UnitOfWork, tmp_path: Path, libelles: bool
) -> None:
    """Canaries in answers, labels, choices, repeats, groups, file names and titles."""
    survey = []
    for genre, nom, *reste in SURVEY:
        marque = reste[-1].upper() or "CONFIDENTIEL"
        dit = f"CANARI-LABEL-{marque}-{nom}" if nom and nom != "start" else ""
        survey.append([genre, nom, dit or reste[0], *reste[1:]])
    form = charger(uow, tmp_path, survey)
    piece = tmp_path / "CANARI-CONFIDENTIEL-ordonnance.pdf"
    piece.write_bytes(b"%PDF CANARI-CONFIDENTIEL")
    menage_id = factories.menage(uow)
    enquete_id = remplir(
        uow,
        form,
        menage_id,
        REPONSES
        | {
            "ug": "CANARI-CONFIDENTIEL-ug",
            "prenom_chef": "CANARI-CONFIDENTIEL-chef",
            "dit": "CANARI-BAILLEUR-dit",
            "photo": piece.name,
            "occ": [
                {
                    "prenom": "CANARI-CONFIDENTIEL-prenom",
                    "ne": "1950-03-02",
                    "soin": [{"quoi": "CANARI-CONFIDENTIEL-soin"}],
                }
            ],
        },
    )
    joindre_fichier(JoindreFichier(enquete_id, "photo", piece), uow)
    cmd = ExporterEnquetes(
        "essai", tmp_path / "s", BAILLEUR, libelles=libelles, groupes=True, pieces=True
    )
    fait = exporter(cmd, uow)
    ecrit = tout_le_texte(fait.dossier)
    for interdit in ("CANARI-CONFIDENTIEL", "CANARI-EQUIPE", "LABEL-CONFIDENTIEL",
                     "LABEL-EQUIPE", "Enquête d", "Oui", "soin"):  # fmt: skip
        assert interdit not in ecrit, interdit
    assert "CANARI-BAILLEUR-dit" in ecrit
    assert "1950" in ecrit
    assert not (fait.dossier / "pieces").exists()
    valider(fait.dossier)
    prevu = apercu(cmd, uow)
    assert prevu.questions == 4  # nb, gene, dit, ne: a photo never leaves for the bailleur
    assert {p for _q, p in prevu.retenues} == set(Partage)


def test_a_household_that_refused_stays_and_sendings_are_noted(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    form = charger(uow, tmp_path)
    remplir(uow, form, factories.menage(uow))
    refus = factories.menage(uow, "Refusard", "Luc")
    remplir(uow, form, refus, {"dit": "Refusard se tait"})
    refuser(uow, refus)
    cmd = ExporterEnquetes("essai", tmp_path / "s", BAILLEUR)
    prevu = apercu(cmd, uow)
    assert (prevu.enquetes, prevu.menages_retenus, prevu.enquetes_retenues) == (1, 1, 1)
    fait = exporter(cmd, uow)
    assert "Refusard" not in tout_le_texte(fait.dossier)
    exporter(ExporterEnquetes("essai", tmp_path / "equipe"), uow)
    equipe, bailleur = envois.lister(ListerEnvois(), uow)
    assert (equipe.quoi, equipe.destinataire, equipe.nb_lignes) == ("enquete", "equipe", 2)
    assert (bailleur.destinataire, bailleur.nb_lignes) == ("bailleur", 1)
    assert bailleur.detail["menages_retenus"] == 1


def test_confidential_answers_may_be_kept_out_of_the_team_file(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    form = charger(uow, tmp_path)
    enquete_id = remplir(uow, form, factories.menage(uow), REPONSES | {"photo": "salon.txt"})
    fichier = tmp_path / "salon.txt"
    fichier.write_text("image", encoding="utf-8")
    joindre_fichier(JoindreFichier(enquete_id, "photo", fichier), uow)
    tout = ExporterEnquetes("essai", tmp_path / "s", pieces=True)
    assert apercu(tout, uow).confidentielles == 7
    fait = exporter(tout, uow)
    (piece,) = (fait.dossier / "pieces").iterdir()
    assert (piece.name, piece.read_text(encoding="utf-8")) == ("0001-salon.txt", "image")
    sans = ExporterEnquetes("essai", tmp_path / "sans", confidentielles=False)
    assert "Chef de famille" not in tout_le_texte(exporter(sans, uow).dossier)


@pytest.mark.parametrize("debut", DANGEREUX)
def test_formulas_are_inert_in_answers_and_heads(
    uow: UnitOfWork, tmp_path: Path, debut: str
) -> None:
    survey = [["text", "q", f"{debut.strip() or '='}cmd()", "", "", "", "", ""]]
    form = charger(uow, tmp_path, survey)
    remplir(uow, form, factories.menage(uow), {"q": f"{debut}HYPERLINK(1)"})
    fait = exporter(ExporterEnquetes("essai", tmp_path / "s"), uow)
    (fichier,) = fait.dossier.glob("*.xlsx")
    for lue in openpyxl.load_workbook(fichier):
        assert all(c.data_type != "f" for r in lue.iter_rows() for c in r)
    (ecrit,) = (fait.dossier / "csv").iterdir()
    with ecrit.open(encoding="utf-8-sig", newline="") as flux:
        for ligne in csv.reader(flux, delimiter=";"):
            assert not any(c.startswith(DANGEREUX) for c in ligne)


def test_stopping_or_having_nothing_leaves_nothing(uow: UnitOfWork, tmp_path: Path) -> None:
    form = charger(uow, tmp_path)
    cmd = ExporterEnquetes("essai", tmp_path / "s")
    with pytest.raises(EntreeInvalide, match="rien_a_exporter"):
        exporter(cmd, uow)
    with pytest.raises(EntreeInvalide, match="formulaire_inconnu"):
        apercu(ExporterEnquetes("autre", tmp_path), uow)
    remplir(uow, form, factories.menage(uow))

    class Arrete:
        annule = True
        vus = 0

        def avance(self, fait: int, total: int, texte: str = "") -> None:
            self.vus += 1
            if self.vus > 4:
                raise Annule

    with pytest.raises(Annule):
        exporter(cmd, uow, Arrete())
    assert list((tmp_path / "s").iterdir()) == []
    assert envois.lister(ListerEnvois(), uow) == ()
    descripteur = json.loads(
        (exporter(cmd, uow).dossier / "datapackage.json").read_text(encoding="utf-8")
    )
    assert descripteur["resources"][0]["schema"]["fields"][0]["title"] == "Code UG"


def test_what_is_joined_in_a_turn_is_exported_too(uow: UnitOfWork, tmp_path: Path) -> None:
    survey = [
        ["begin_repeat", "piece", "Pièce", "", "", "", "", ""],
        ["file", "plan", "Plan", "", "", "", "", ""],
        ["end_repeat", "", "", "", "", "", "", ""],
    ]
    form = charger(uow, tmp_path, survey)
    enquete_id = remplir(uow, form, factories.menage(uow), {"piece": [{}, {"plan": "plan.txt"}]})
    fichier = tmp_path / "plan.txt"
    fichier.write_text("plan", encoding="utf-8")
    joindre_fichier(JoindreFichier(enquete_id, "piece[2]/plan", fichier), uow)
    fait = exporter(ExporterEnquetes("essai", tmp_path / "s", pieces=True), uow)
    (piece,) = (fait.dossier / "pieces").iterdir()
    assert piece.read_text(encoding="utf-8") == "plan"
