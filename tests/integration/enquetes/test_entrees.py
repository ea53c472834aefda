"""Answers of KoboToolbox and ODK Central, in the shapes these write, attached and kept whole."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import xlsxwriter

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.suivi import Annule
from app.domain.imports import EtatLigne
from app.services import annulation
from app.services.enquetes import saisies
from app.services.enquetes.entrees import (
    ApercuEntree,
    AppliquerEntree,
    PreparerEntree,
    appliquer,
    preparer,
)
from app.services.enquetes.saisies import LireEnquetes
from app.services.enquetes.sorties import ExporterEnquetes, exporter
from app.services.imports import ListerImports, imports_passes
from db.uow import UnitOfWork
from tests import factories
from tests.integration.enquetes.formulaires import SURVEY, charger, remplir
from ui.messages.enquetes_entrees import dire_motif

Table = Sequence[Sequence[Any]]
META = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
        "_submitted_by", "__version__", "_tags", "_index"]  # fmt: skip
LIEN = ["_index", "_parent_table_name", "_parent_index", "_submission__id", "_submission__uuid"]
UUID_1 = "3f0d9c1e-5a77-4b39-9b0f-0a6a1f6b2c11"
UUID_2 = "8c2e44b0-91f3-4a5d-8d0c-7d1f0a9e5522"


def classeur(fichier: Path, feuilles: Mapping[str, Table]) -> Path:
    """A workbook as KoboToolbox writes it."""
    with xlsxwriter.Workbook(str(fichier)) as ecrit:
        for nom, lignes in feuilles.items():
            feuille = ecrit.add_worksheet(nom)
            for i, ligne in enumerate(lignes):
                feuille.write_row(i, 0, ligne)
    return fichier


def texte(lignes: Table, signe: str) -> str:
    """A CSV text."""
    sortie = io.StringIO()
    csv.writer(sortie, delimiter=signe).writerows(lignes)
    return sortie.getvalue()


def meta(n: int, uuid: str, version: str = "1") -> list[Any]:
    return [100 + n, uuid, "2026-11-20T10:00:00", "", "", "submitted_via_web", "eq", version, "", n]


def kobo_codes(fichier: Path) -> Path:
    """Names and codes, groups before names; two people, one of them helped twice."""
    tetes = ["start", "ug", "foyer/nb", "foyer/chien", "foyer/gene", "foyer/gene/bruit",
             "foyer/gene/froid", "surface", "ou", "_ou_latitude", "_ou_longitude",
             "_ou_altitude", "_ou_precision", "dit", *META]  # fmt: skip
    return classeur(
        fichier,
        {
            "Enquête d'essai": [
                tetes,
                ["2026-11-20T09:30:00.000+01:00", "UG 77", 2, "o", "bruit froid", 1, 1, 62.5,
                 "50.4 2.86 30 5", 50.4, 2.86, 30, 5, "Merci", *meta(1, UUID_1)],
                ["2026-11-20T11:30:00.000+01:00", "UG88", 1, "n", "", "", "", "", "", "", "", "",
                 "", "", *meta(2, UUID_2)],
            ],
            "occ": [
                ["occ/prenom", "occ/ne", *LIEN],
                ["Jadwiga", "1950-03-02", 1, "Enquête d'essai", 1, 101, UUID_1],
                ["Karim", "1980-05-01", 2, "Enquête d'essai", 2, 102, UUID_2],
                ["Henri", "1948-01-05", 3, "Enquête d'essai", 1, 101, UUID_1],
            ],
            "soin": [
                ["occ/soin/quoi", *LIEN],
                ["ménage", 1, "occ", 1, 101, UUID_1],
                ["repas", 2, "occ", 1, 101, UUID_1],
            ],
        },
    )  # fmt: skip


@pytest.fixture
def form(uow: UnitOfWork, tmp_path: Path) -> UUID:
    return charger(uow, tmp_path)


@pytest.fixture
def menages(uow: UnitOfWork) -> tuple[UUID, UUID]:
    return (
        factories.menage(uow, logement_id=factories.logement(uow, code_ug="UG77")),
        factories.menage(
            uow, "Benali", "Karim", logement_id=factories.logement(uow, code_ug="UG88")
        ),
    )


def reponses(uow: UnitOfWork, menage_id: UUID) -> Mapping[str, Any]:
    """The answers kept for a household."""
    (ligne,) = saisies.lister(LireEnquetes(menage_id), uow)
    return saisies.reponses_de(ligne.id, uow).reponses


def etats(apercu: ApercuEntree) -> list[EtatLigne]:
    return [ligne.etat for ligne in apercu.lignes]


COMPLET = {
    "start": "2026-11-20T09:30:00.000+01:00",
    "ug": "UG 77",
    "foyer": {"nb": "2", "chien": "o", "gene": "bruit froid"},
    "occ": [
        {"prenom": "Jadwiga", "ne": "1950-03-02", "soin": [{"quoi": "ménage"}, {"quoi": "repas"}]},
        {"prenom": "Henri", "ne": "1948-01-05", "soin": []},
    ],
    "surface": "62.5",
    "ou": "50.4 2.86 30 5",
    "dit": "Merci",
}


def test_a_kobo_workbook_goes_to_its_households_once(
    uow: UnitOfWork, tmp_path: Path, form: UUID, menages: tuple[UUID, UUID]
) -> None:
    cmd = PreparerEntree("essai", kobo_codes(tmp_path / "kobo.xlsx"))
    vu = preparer(cmd, uow)
    assert (vu.source, etats(vu), vu.remarques) == ("kobo", [EtatLigne.NOUVEAU] * 2, ())
    assert [ligne.menage_id for ligne in vu.lignes] == list(menages)
    fait = appliquer(AppliquerEntree(vu), uow)
    assert reponses(uow, menages[0]) == COMPLET
    (ligne,) = saisies.lister(LireEnquetes(menages[0]), uow)
    assert (ligne.origine, ligne.version, str(ligne.terminee_le)) == ("kobo", "1", "2026-11-20")

    encore = preparer(cmd, uow)
    assert etats(encore) == [EtatLigne.IDENTIQUE] * 2
    assert appliquer(AppliquerEntree(encore), uow).changes.operation is None
    with pytest.raises(RegleMetier, match="base_changee"):
        appliquer(AppliquerEntree(vu), uow)
    (lot,) = imports_passes(ListerImports(), uow)
    assert lot.nouveaux == 2

    assert fait.changes.operation is not None
    annulation.annuler(annulation.AnnulerOperation(fait.changes.operation), uow)
    assert saisies.lister(LireEnquetes(menages[0]), uow) == ()
    assert etats(preparer(cmd, uow)) == [EtatLigne.NOUVEAU] * 2


@pytest.mark.parametrize("signe", [";", ","])
def test_labels_in_any_language_and_doubled_heads_are_read(
    uow: UnitOfWork, tmp_path: Path, menages: tuple[UUID, UUID], signe: str
) -> None:
    double = [["text", "mot2", "Surface (m²)", "Area", "", "", "", ""]]
    charger(uow, tmp_path, SURVEY + double)
    lignes = [
        ["Code UG du logement", "Le foyer/Combien de personnes ?", "Un chien ?", "Ce qui gêne",
         "Surface (m²)", "Surface (m²)_1", "Born on ?", *META],
        ["UG77", 2, "Yes", "Le froid Le bruit", "62,5", "grande", "x", *meta(1, UUID_1)],
    ]  # fmt: skip
    fichier = tmp_path / "kobo.csv"
    fichier.write_text(texte(lignes, signe), encoding="utf-8-sig")
    vu = preparer(PreparerEntree("essai", fichier), uow)
    assert [dire_motif(m) for m in vu.remarques] == [
        "La colonne « Born on ? » ne répond à aucune question (ligne 2 : « x ») :"
        " elle n’est pas lue."
    ]
    appliquer(AppliquerEntree(vu), uow)
    lues = reponses(uow, menages[0])
    assert lues["foyer"] == {"nb": "2", "chien": "o", "gene": "froid bruit"}
    assert (lues["surface"], lues["mot2"]) == ("62.5", "grande")


def test_the_archive_of_odk_central_with_its_repeats(
    uow: UnitOfWork, tmp_path: Path, form: UUID, menages: tuple[UUID, UUID]
) -> None:
    un = f"uuid:{UUID_1}"
    principale = [
        ["SubmissionDate", "start", "ug", "foyer-nb", "foyer-chien", "foyer-gene",
         "foyer-gene/bruit", "foyer-gene/froid", "surface", "ou-Latitude", "ou-Longitude",
         "ou-Altitude", "ou-Accuracy", "dit", "photo", "meta-instanceID", "KEY", "SubmitterID",
         "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState",
         "DeviceID", "Edits", "FormVersion"],
        ["2026-11-20T10:00:00.000Z", "2026-11-20T09:30:00.000+01:00", "UG 77", "2", "o",
         "bruit froid", "1", "1", "62.5", "50.4", "2.86", "30", "5", "Merci", "", un, un, "4",
         "App", "0", "0", "", "", "x", "0", "1"],
    ]  # fmt: skip
    occ = [
        ["prenom", "ne", "PARENT_KEY", "KEY"],
        ["Jadwiga", "1950-03-02", un, f"{un}/occ[1]"],
        ["Henri", "1948-01-05", un, f"{un}/occ[2]"],
    ]
    soin = [
        ["quoi", "PARENT_KEY", "KEY"],
        ["ménage", f"{un}/occ[1]", f"{un}/occ[1]/soin[1]"],
        ["repas", f"{un}/occ[1]", f"{un}/occ[1]/soin[2]"],
        ["perdu", "uuid:ailleurs/occ[1]", "uuid:ailleurs/occ[1]/soin[1]"],
    ]
    fichier = tmp_path / "essai.zip"
    with zipfile.ZipFile(fichier, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("essai.csv", texte(principale, ","))
        archive.writestr("essai-occ.csv", texte(occ, ","))
        archive.writestr("essai-occ-soin.csv", texte(soin, ","))
        archive.writestr("media/photo.jpg", b"\xff\xd8")
    vu = preparer(PreparerEntree("essai", fichier), uow)
    assert (vu.source, etats(vu)) == ("odk", [EtatLigne.NOUVEAU])
    assert [m.code for m in vu.remarques] == ["enquete.depot.tour_orphelin"]
    assert "ligne 4" in dire_motif(vu.remarques[0])
    appliquer(AppliquerEntree(vu), uow)
    assert reponses(uow, menages[0]) == COMPLET
    # The same answers sent through Kobo carry the same instance id.
    kobo = preparer(PreparerEntree("essai", kobo_codes(tmp_path / "kobo.xlsx")), uow)
    assert etats(kobo) == [EtatLigne.IDENTIQUE, EtatLigne.NOUVEAU]


def test_what_does_not_hold_is_listed_and_stays_out_until_agreed(
    uow: UnitOfWork, tmp_path: Path, form: UUID, menages: tuple[UUID, UUID]
) -> None:
    lignes = [
        ["ug", "foyer/nb", "foyer/chien", *META],
        ["UG77", "40", "peut-être", *meta(1, UUID_1)],
        ["UG88", "deux", "o", *meta(2, UUID_2, "v9")],
        ["UG88", "1", "o", *meta(3, UUID_2)],
    ]
    fichier = tmp_path / "k.csv"
    fichier.write_text(texte(lignes, ";"), encoding="utf-8-sig")
    vu = preparer(PreparerEntree("essai", fichier), uow)
    assert etats(vu) == [EtatLigne.REJETE] * 3
    dites = [[dire_motif(m) for m in ligne.fautes] for ligne in vu.lignes]
    assert dites[0][0] == "Combien de personnes ? : « 40 » n’est pas accepté. Moins de 20."
    assert dites[0][1].startswith("Un chien ? : « peut-être » n’est pas accepté.")
    assert "« deux »" in dites[1][0]
    assert dites[2] == ["Cette enquête est déjà plus haut dans le fichier."]
    assert "« v9 »" in dire_motif(vu.lignes[1].notes[-1])
    with pytest.raises(RegleMetier, match="rejets_a_accepter"):
        appliquer(AppliquerEntree(vu), uow)
    rien = appliquer(AppliquerEntree(vu, accepter_reste=True), uow)
    assert rien.changes.operation is None
    fait = appliquer(AppliquerEntree(vu, accepter_fautes=True, accepter_reste=True), uow)
    assert (fait.compte[EtatLigne.NOUVEAU], fait.compte[EtatLigne.REJETE]) == (2, 1)
    assert reponses(uow, menages[0])["foyer"]["nb"] == "40"


def test_a_person_decides_of_doubtful_households(uow: UnitOfWork, tmp_path: Path) -> None:
    survey = [["text", "nom", "Nom du locataire", "", "", "", "", ""],
              ["text", "rue", "Rue", "", "", "", "", ""],
              ["text", "bail", "Bail", "", "", "", "", ""]]  # fmt: skip
    charger(uow, tmp_path, survey)
    deux = [factories.menage(uow, "Kowalski", p, numero_contrat=f"L/{p}") for p in ("Jean", "Ève")]
    fichier = tmp_path / "k.csv"
    entete = ["nom", "rue", "bail", "_uuid"]
    fichier.write_text(
        texte([entete, ["Kowalski", "Stockholm", "L-Ève", UUID_1]], ";"), encoding="utf-8"
    )
    vu = preparer(PreparerEntree("essai", fichier), uow)
    assert etats(vu) == [EtatLigne.A_DECIDER]
    assert {c.menage_id for c in vu.lignes[0].candidats} == set(deux)
    fait = appliquer(AppliquerEntree(vu, {2: deux[0]}), uow)
    assert reponses(uow, deux[0])["nom"] == "Kowalski"
    assert fait.changes.operation is not None
    annulation.annuler(annulation.AnnulerOperation(fait.changes.operation), uow)
    choisie = preparer(PreparerEntree("essai", fichier, colonne="bail"), uow)
    assert choisie.lignes[0].menage_id == deux[1]


def test_what_this_app_exported_comes_back_as_already_here(
    uow: UnitOfWork, tmp_path: Path, form: UUID, menages: tuple[UUID, UUID]
) -> None:
    enquete_id = remplir(uow, form, menages[0])
    cmd = ExporterEnquetes("essai", tmp_path / "s")
    fait = exporter(cmd, uow)
    (fichier,) = fait.dossier.glob("*.xlsx")
    vu = preparer(PreparerEntree("essai", fichier), uow)
    assert etats(vu) == [EtatLigne.IDENTIQUE]
    assert vu.lignes[0].notes == ()  # the very same answers
    saisies.abandonner(saisies.AbandonnerEnquete(enquete_id), uow)
    assert etats(preparer(PreparerEntree("essai", fichier), uow)) == [EtatLigne.IDENTIQUE]


def test_a_file_without_ids_is_known_again(
    uow: UnitOfWork, tmp_path: Path, form: UUID, menages: tuple[UUID, UUID]
) -> None:
    fichier = tmp_path / "nu.csv"
    fichier.write_text("ug,nb\nUG77,2\nUG88,1\n", encoding="cp1252")
    cmd = PreparerEntree("essai", fichier)
    appliquer(AppliquerEntree(preparer(cmd, uow)), uow)
    encore = preparer(cmd, uow)
    assert (encore.source, etats(encore)) == ("tableau", [EtatLigne.IDENTIQUE] * 2)
    assert not any(ligne.notes for ligne in encore.lignes)
    assert reponses(uow, menages[0]) == {"ug": "UG77", "foyer": {"nb": "2"}, "occ": []}


def test_hostile_files_are_refused_and_nothing_is_written(
    uow: UnitOfWork, tmp_path: Path, form: UUID
) -> None:
    bombe = tmp_path / "bombe.zip"
    with zipfile.ZipFile(bombe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("essai.csv", "ug,nb\n" + "0" * 50_000_000)
    dehors = tmp_path / "dehors.zip"
    with zipfile.ZipFile(dehors, "w") as archive:
        archive.writestr("../essai.csv", "ug,nb\n1,2\n")
    autre = tmp_path / "autre.csv"
    autre.write_text("a,b\n1,2\n", encoding="utf-8")
    page = tmp_path / "page.xlsx"
    page.write_text("<html><table></table></html>", encoding="utf-8")
    vide = tmp_path / "vide.zip"
    with zipfile.ZipFile(vide, "w") as archive:
        archive.writestr("lisez.txt", "rien")
    for fichier, code in (
        (bombe, "import.archive_piegee"),
        (dehors, "import.archive_piegee"),
        (page, "import.page_web"),
        (vide, "import.autre_format"),
        (autre, "enquete.depot.autre_formulaire"),
    ):
        with pytest.raises(EntreeInvalide) as refus:
            preparer(PreparerEntree("essai", fichier), uow)
        assert refus.value.code == code
    with pytest.raises(EntreeInvalide, match="formulaire_inconnu"):
        preparer(PreparerEntree("autre", autre), uow)


def test_stopping_keeps_nothing(
    uow: UnitOfWork, tmp_path: Path, form: UUID, menages: tuple[UUID, UUID]
) -> None:
    vu = preparer(PreparerEntree("essai", kobo_codes(tmp_path / "kobo.xlsx")), uow)

    class Arrete:
        annule = True

        def avance(self, fait: int, total: int, texte: str = "") -> None:
            if fait == total:
                raise Annule

    with pytest.raises(Annule):
        appliquer(AppliquerEntree(vu), uow, Arrete())
    assert saisies.lister(LireEnquetes(menages[0]), uow) == ()
