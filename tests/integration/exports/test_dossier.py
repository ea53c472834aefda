"""The export to the bailleur: nothing above its class leaves, nothing runs, nothing half done."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Text, text

from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.core.suivi import Annule
from app.domain.accompagnement import Partenaire
from app.domain.partage import Partage
from app.services.exports.dossier import (
    ExporterVersDossier,
    PreparerExport,
    apercu,
    exporter,
)
from app.services.exports.projection import projections
from app.services.exports.tableaux import DANGEREUX, inerte
from db.models import Base, Consentement, Note, Occupation, Personne, Reclamation, Souhait
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.donnees import lieu, menage_complet
from tests.integration.documents.relogement import lignes_du_relogement
from tests.integration.documents.suivi import PIXEL, lignes_du_reste


def _consentement(uow: UnitOfWork, menage_id: Any, **champs: Any) -> None:
    valeurs = {
        "partenaire": Partenaire.BAILLEUR,
        "accorde": True,
        "donne_le": date(2026, 3, 1),
    } | champs
    factories.ecrire(uow, Consentement(id=uow.ids.new(), menage_id=menage_id, **valeurs))


def _tout_ce_qui_est_ecrit(dossier: Path) -> str:
    """Every text of every file of the export, sheets included."""
    morceaux = []
    for fichier in dossier.rglob("*"):
        if fichier.suffix == ".xlsx":
            classeur = openpyxl.load_workbook(fichier)
            morceaux += [
                str(c.value) for f in classeur for ligne in f.iter_rows() for c in ligne if c.value
            ]
        elif fichier.is_file():
            morceaux.append(fichier.read_text(encoding="utf-8-sig"))
    return "\n".join(morceaux)


def _canaris(uow: UnitOfWork) -> dict[str, Partage]:
    """Put a canary in every free text column of every row; canary → class of its column."""
    attendus: dict[str, Partage] = {}
    with uow.ecriture("test.canaris") as tx:
        tx.connection.exec_driver_sql("DROP TRIGGER garde_note_texte")
        for table in Base.metadata.sorted_tables:
            if not table.info.get("journal", True):
                continue
            for colonne in table.columns:
                if isinstance(colonne.type, Text) and not colonne.unique:
                    canari = f"CANARI-{table.name}-{colonne.name}-FIN"
                    attendus[canari] = colonne.info["partage"]
                    # The row's number keeps apart what must be unique together.
                    tx.connection.execute(
                        text(f"UPDATE {table.name} SET {colonne.name} = '{canari}' || rowid")
                    )
        tx.commit()
    return attendus


def _un_menage_complet(uow: UnitOfWork) -> Any:
    menage_id = factories.menage(uow)
    _consentement(uow, menage_id)
    factories.visite(uow, menage_id, texte="Partagé", visibilite=Partage.BAILLEUR)
    factories.ecrire(
        uow,
        Souhait(id=uow.ids.new(), menage_id=menage_id, code="retour", precision="P"),
        Reclamation(
            id=uow.ids.new(),
            menage_id=menage_id,
            reference="R-0001",
            categorie="humidite",
            description="D",
            ouverte_le=date(2026, 11, 1),
        ),
    )
    return menage_id


def _tout_le_parcours(uow: UnitOfWork) -> Any:
    """A household with a row in each table of its journey, photos and kept documents included."""
    ids = lieu(uow)
    menage_id = menage_complet(uow, ids, visites=2)
    factories.ecrire(uow, *lignes_du_reste(uow, menage_id, uow.ids.new(), ids))
    factories.ecrire(uow, *lignes_du_relogement(uow, menage_id, ids["cite"]))
    return menage_id


def test_rien_au_dessus_de_sa_classe_ne_part(uow: UnitOfWork, tmp_path: Path) -> None:
    _un_menage_complet(uow)
    _tout_le_parcours(uow)
    attendus = _canaris(uow)
    fait = exporter(ExporterVersDossier(tmp_path / "sortie"), uow)
    ecrit = _tout_ce_qui_est_ecrit(fait.dossier)
    for canari, partage in attendus.items():
        if partage is not Partage.BAILLEUR:
            assert canari not in ecrit, canari
    for nom in ("menage-nom", "personne-prenom", "note-texte", "reclamation-description"):
        assert f"CANARI-{nom}-FIN" in ecrit


@pytest.mark.parametrize("visibilite", [Partage.EQUIPE, Partage.CONFIDENTIEL])
def test_une_note_de_l_equipe_ne_part_pas(
    uow: UnitOfWork, tmp_path: Path, visibilite: Partage
) -> None:
    menage_id = factories.menage(uow)
    _consentement(uow, menage_id)
    factories.visite(uow, menage_id, texte="SECRET-DE-NOTE", visibilite=visibilite)
    fait = exporter(ExporterVersDossier(tmp_path), uow)
    assert "SECRET-DE-NOTE" not in _tout_ce_qui_est_ecrit(fait.dossier)


def test_une_note_partagee_attend_l_accord(uow: UnitOfWork, tmp_path: Path) -> None:
    menage_id = factories.menage(uow)
    factories.visite(uow, menage_id, texte="NOTE-PARTAGEE", visibilite=Partage.BAILLEUR)
    sans = exporter(ExporterVersDossier(tmp_path / "sans"), uow)
    _consentement(uow, menage_id)
    avec = exporter(ExporterVersDossier(tmp_path / "avec"), uow)
    assert "NOTE-PARTAGEE" not in _tout_ce_qui_est_ecrit(sans.dossier)
    assert "NOTE-PARTAGEE" in _tout_ce_qui_est_ecrit(avec.dossier)


def test_une_note_corrigee_ne_part_que_corrigee(uow: UnitOfWork, tmp_path: Path) -> None:
    menage_id = factories.menage(uow)
    _consentement(uow, menage_id)
    factories.visite(uow, menage_id, texte="ANCIENNE", visibilite=Partage.BAILLEUR)
    with uow.ecriture("note.corriger") as tx:
        ancienne = tx.session.query(Note).one()
        tx.session.add(
            Note(
                id=tx.ids.new(),
                menage_id=menage_id,
                nature=ancienne.nature,
                texte="CORRIGEE",
                visibilite=Partage.BAILLEUR,
                ecrite_a=tx.clock.now(),
                jour=ancienne.jour,
                remplace_id=ancienne.id,
            )
        )
        tx.commit()
    ecrit = _tout_ce_qui_est_ecrit(exporter(ExporterVersDossier(tmp_path), uow).dossier)
    assert "CORRIGEE" in ecrit
    assert "ANCIENNE" not in ecrit


def test_un_refus_retient_le_menage_et_le_dit(uow: UnitOfWork, tmp_path: Path) -> None:
    cite_id = factories.cite(uow)
    garde = factories.menage(uow, "Benali", logement_id=factories.logement(uow, cite_id=cite_id))
    refuse = factories.menage(uow, "Refusard", logement_id=factories.logement(uow, cite_id=cite_id))
    _consentement(uow, refuse, accorde=False)
    _consentement(uow, garde, donne_le=date(2026, 1, 1), retire_le=date(2026, 2, 1))
    _consentement(uow, garde, donne_le=date(2026, 5, 1))
    prevu = apercu(PreparerExport(cite_id), uow)
    assert prevu.menages_retenus == 1
    fait = exporter(ExporterVersDossier(tmp_path, cite_id), uow)
    ecrit = _tout_ce_qui_est_ecrit(fait.dossier)
    assert "Benali" in ecrit
    assert "Refusard" not in ecrit
    assert fait.lignes == prevu.total


@pytest.mark.parametrize("debut", DANGEREUX)
def test_les_formules_sont_inertes(uow: UnitOfWork, tmp_path: Path, debut: str) -> None:
    factories.menage(uow, f"{debut}HYPERLINK(1)", "A")
    fait = exporter(ExporterVersDossier(tmp_path), uow)
    classeur = openpyxl.load_workbook(fait.dossier / "export-bailleur.xlsx")
    for feuille in classeur:
        for ligne in feuille.iter_rows():
            assert all(c.data_type != "f" for c in ligne)
    with (fait.dossier / "csv" / "personne.csv").open(encoding="utf-8-sig", newline="") as flux:
        lignes = list(csv.DictReader(flux, delimiter=";"))
    assert lignes[0]["nom"].startswith(f"'{debut}")
    assert inerte("Wójcik") == "Wójcik"


def test_ni_photo_ni_contenu_ne_part(uow: UnitOfWork, tmp_path: Path) -> None:
    _tout_le_parcours(uow)
    fait = exporter(ExporterVersDossier(tmp_path), uow)
    for fichier in fait.dossier.rglob("*"):
        assert PIXEL not in (fichier.read_bytes() if fichier.is_file() else b"")
    noms = {p.nom for p in projections()}
    assert noms >= {"pratique", "cloture", "contact_cite", "changement_calendrier"}
    assert not noms & {"attachement", "decision_attachement", "photo", "contenu", "document"}
    assert not noms & {"annonce", "temoin", "rencontre", "attention_pause", "parcours_ajustement"}
    assert not noms & {"menage_parcours", "attention_a_faire"}
    assert all(p.titre != p.nom for p in projections())


def test_un_envoi_limite_a_une_cite_ne_porte_que_son_calendrier(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    _tout_le_parcours(uow)
    autre = factories.cite(uow)
    factories.menage(uow, logement_id=factories.logement(uow, cite_id=autre))
    fait = exporter(ExporterVersDossier(tmp_path, autre), uow)
    assert "le gel a arrêté" not in _tout_ce_qui_est_ecrit(fait.dossier)


def test_le_paquet_est_un_data_package_valide(uow: UnitOfWork, tmp_path: Path) -> None:
    _un_menage_complet(uow)
    _tout_le_parcours(uow)
    fait = exporter(ExporterVersDossier(tmp_path), uow)
    # In a process of its own: the validator leaves files open, and warnings are errors here.
    validation = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json"],
        cwd=fait.dossier,
        capture_output=True,
        text=True,
        check=False,
    )
    assert validation.returncode == 0, validation.stdout
    descripteur = json.loads((fait.dossier / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["name"] for r in descripteur["resources"]} >= {"logement", "menage", "visite"}


@pytest.mark.parametrize("limite", [False, True], ids=["tout", "une-cite"])
def test_les_cles_declarees_menent_quelque_part(
    uow: UnitOfWork, tmp_path: Path, *, limite: bool
) -> None:
    """A stay in a home of another estate, a complaint told at a visit that stays here."""
    menage_id = _tout_le_parcours(uow)
    cite_id = factories.cite(uow)
    ici = factories.logement(uow, cite_id=cite_id)
    factories.ecrire(
        uow,
        Occupation(id=uow.ids.new(), menage_id=menage_id, logement_id=ici, nature="tiroir"),
    )
    fait = exporter(ExporterVersDossier(tmp_path, cite_id if limite else None), uow)
    decrit = json.loads((fait.dossier / "datapackage.json").read_text(encoding="utf-8"))
    lus = {}
    for ressource in decrit["resources"]:
        texte = (fait.dossier / ressource["path"]).read_text(encoding="utf-8-sig")
        lus[ressource["name"]] = list(csv.DictReader(io.StringIO(texte), delimiter=";"))
    assert {"occupation", "logement"} <= set(lus)
    for ressource in decrit["resources"]:
        for cle in ressource["schema"].get("foreignKeys", ()):
            vise = {ligne["id"] for ligne in lus[cle["reference"]["resource"]]}
            (nom,) = cle["fields"]
            assert {ligne[nom] for ligne in lus[ressource["name"]]} - {""} <= vise, nom
    assert any("foreignKeys" in r["schema"] for r in decrit["resources"]) is not limite


def test_chaque_envoi_est_journalise(uow: UnitOfWork, tmp_path: Path) -> None:
    _un_menage_complet(uow)
    fait = exporter(ExporterVersDossier(tmp_path), uow)
    with uow.lecture() as session:
        envoi = session.execute(
            text("SELECT destinataire, nb_lignes FROM envoi WHERE id = :id"),
            {"id": fait.envoi_id.hex},
        ).one()
    assert tuple(envoi) == ("bailleur", fait.lignes)


class _ArretApres:
    annule = False

    def __init__(self, n: int) -> None:
        self.n = n

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        """Stop at the n-th step."""
        if fait == self.n:
            raise Annule


@pytest.mark.parametrize("n", [0, 1, 5, 11])
def test_un_arret_ne_laisse_rien(uow: UnitOfWork, tmp_path: Path, n: int) -> None:
    _un_menage_complet(uow)
    sortie = tmp_path / "sortie"
    with pytest.raises(Annule):
        exporter(ExporterVersDossier(sortie), uow, _ArretApres(n))
    assert list(sortie.iterdir()) == []
    with uow.lecture() as session:
        assert session.execute(text("SELECT count(*) FROM envoi")).scalar() == 0


def test_deux_exports_le_meme_jour_ne_s_ecrasent_pas(uow: UnitOfWork, tmp_path: Path) -> None:
    _un_menage_complet(uow)
    un = exporter(ExporterVersDossier(tmp_path), uow)
    deux = exporter(ExporterVersDossier(tmp_path), uow)
    assert un.dossier != deux.dossier
    assert un.dossier.is_dir()


def test_un_dossier_impossible_est_dit(uow: UnitOfWork, tmp_path: Path) -> None:
    _un_menage_complet(uow)
    fichier = tmp_path / "pas-un-dossier"
    fichier.write_text("x")
    with pytest.raises(PanneEnvironnement, match="dossier_impossible"):
        exporter(ExporterVersDossier(fichier), uow)
    assert fichier.read_text() == "x"


def test_une_base_vide_n_exporte_rien(uow: UnitOfWork, tmp_path: Path) -> None:
    with pytest.raises(EntreeInvalide, match="rien_a_exporter"):
        exporter(ExporterVersDossier(tmp_path), uow)


def test_les_tables_techniques_et_confidentielles_restent() -> None:
    noms = {p.nom for p in projections()}
    assert not noms & {"journal", "operation", "ressenti", "besoin", "engagement", "tache"}
    assert not noms & {"consentement", "import_lot", "menage_resume", "brouillon"}
    assert {"logement", "menage", "personne", "visite", "etape"} <= noms


def test_une_personne_reunie_ne_part_qu_une_fois(uow: UnitOfWork, tmp_path: Path) -> None:
    menage_id = factories.menage(uow)
    with uow.ecriture("personne.fusionner") as tx:
        gardee = tx.session.query(Personne).one()
        tx.session.add(
            Personne(
                id=tx.ids.new(), menage_id=menage_id, nom="DOUBLON", fusionne_dans_id=gardee.id
            )
        )
        tx.commit()
    ecrit = _tout_ce_qui_est_ecrit(exporter(ExporterVersDossier(tmp_path), uow).dossier)
    assert "DOUBLON" not in ecrit
