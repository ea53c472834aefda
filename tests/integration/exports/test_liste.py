"""The list in a file: inert, projected for the bailleur, journaled, whole or not at all."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from sqlalchemy import select

from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.core.suivi import Annule
from app.domain.accompagnement import Partenaire
from app.domain.partage import Destinataire
from app.services.exports.colonnes_liste import COLONNES, choisies, permise
from app.services.exports.envois import ListerEnvois, lister
from app.services.exports.liste import EcrireListe, apercu, ecrire
from app.services.menages import FiltreMenages
from db.models import Base, Consentement, Envoi
from db.uow import UnitOfWork
from tests import factories

TOUTES = tuple(c.cle for c in COLONNES)


@pytest.fixture
def deux(uow: UnitOfWork) -> tuple[UUID, UUID]:
    """A household, and one that refused to share with the bailleur."""
    premier = factories.menage(uow, "=cmd|' /C calc'!A0", "Jadwiga")
    refus = factories.menage(uow, "Refusante", "Zoé")
    factories.ecrire(
        uow,
        Consentement(
            id=uow.ids.new(),
            menage_id=refus,
            partenaire=Partenaire.BAILLEUR,
            accorde=False,
            donne_le=date(2026, 3, 1),
        ),
    )
    factories.visite(uow, premier, date(2026, 11, 12))
    return premier, refus


def _lignes_csv(fichier: Path) -> list[list[str]]:
    with fichier.open(encoding="utf-8-sig", newline="") as flux:
        return list(csv.reader(flux, delimiter=";"))


def _lignes_xlsx(fichier: Path) -> list[list[object]]:
    feuille = openpyxl.load_workbook(fichier).worksheets[0]
    return [[c.value for c in ligne] for ligne in feuille.iter_rows()]


def test_the_team_gets_every_household_with_the_columns_chosen(
    uow: UnitOfWork, deux: tuple[UUID, UUID], tmp_path: Path
) -> None:
    sortie = tmp_path / "liste.csv"
    fait = ecrire(EcrireListe(sortie, colonnes=("nom", "derniere_visite", "phase")), uow)
    lignes = _lignes_csv(sortie)
    assert lignes[0] == ["Ménage", "Dernier contact", "Phase"]
    assert fait.lignes == 2
    assert ["'=cmd|' /C calc'!A0 Jadwiga", "12/11/2026", "◔ avant"] in lignes
    with uow.lecture() as session:
        assert session.scalars(select(Envoi)).all() == []


def test_nothing_runs_in_a_spreadsheet(
    uow: UnitOfWork, deux: tuple[UUID, UUID], tmp_path: Path
) -> None:
    ecrire(EcrireListe(tmp_path / "liste.xlsx", colonnes=TOUTES), uow)
    feuille = openpyxl.load_workbook(tmp_path / "liste.xlsx").worksheets[0]
    for ligne in feuille.iter_rows():
        for cellule in ligne:
            assert cellule.data_type != "f"
            assert not str(cellule.value or "").startswith(("=", "+", "-", "@"))


def test_the_bailleur_gets_only_what_may_be_shared_and_it_is_noted(
    uow: UnitOfWork, deux: tuple[UUID, UUID], tmp_path: Path
) -> None:
    cmd = EcrireListe(
        tmp_path / "bailleur.xlsx",
        colonnes=TOUTES,
        destinataire=Destinataire.BAILLEUR,
        filtre_dit="pas vus depuis 30 jours",
    )
    vu = apercu(cmd, uow)
    assert (vu.lignes, vu.menages_retenus) == (1, 1)
    assert "Échéance" in vu.colonnes_retenues
    assert not list(tmp_path.glob("*.xlsx"))
    fait = ecrire(cmd, uow)
    lignes = _lignes_xlsx(fait.fichier)
    assert lignes[0] == list(vu.colonnes)
    assert len(lignes) == 2
    assert "Refusante" not in str(lignes)
    (envoi,) = lister(ListerEnvois(), uow)
    assert (envoi.quoi, envoi.destinataire, envoi.nb_lignes) == ("liste", "bailleur", 1)
    assert envoi.detail["menages_retenus"] == 1


def test_a_column_leaves_only_if_each_of_its_facts_may() -> None:
    for colonne in COLONNES:
        for source in colonne.sources:
            table, _point, nom = source.partition(".")
            assert nom in Base.metadata.tables[table].columns, source
    cles = {c.cle for c in COLONNES if permise(c, Destinataire.BAILLEUR)}
    assert "nom" in cles
    assert not cles & {"echeance", "phase", "suivi"}
    assert all(permise(c, Destinataire.EQUIPE) for c in COLONNES)


def test_unknown_columns_are_dropped_and_none_gives_the_usual_ones() -> None:
    assert [c.cle for c in choisies(("suivi", "inconnue", "nom", "nom"))] == ["suivi", "nom"]
    assert choisies(()) == choisies(("inconnue",))


def test_the_filter_in_force_is_the_list_that_is_written(
    uow: UnitOfWork, deux: tuple[UUID, UUID], tmp_path: Path
) -> None:
    cmd = EcrireListe(tmp_path / "l.csv", FiltreMenages(texte="refusanta"), colonnes=("nom",))
    ecrire(cmd, uow)
    assert _lignes_csv(tmp_path / "l.csv")[1:] == [["Refusante Zoé"]]


@pytest.mark.parametrize("nom", ["liste.odt", "liste"])
def test_another_format_is_refused(
    uow: UnitOfWork, deux: tuple[UUID, UUID], tmp_path: Path, nom: str
) -> None:
    with pytest.raises(EntreeInvalide, match=r"liste\.format"):
        ecrire(EcrireListe(tmp_path / nom), uow)


def test_paper_is_for_the_team_only(
    uow: UnitOfWork, deux: tuple[UUID, UUID], tmp_path: Path
) -> None:
    ecrire(EcrireListe(tmp_path / "liste.pdf"), uow)
    assert (tmp_path / "liste.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(EntreeInvalide, match=r"liste\.format"):
        ecrire(EcrireListe(tmp_path / "b.pdf", destinataire=Destinataire.BAILLEUR), uow)


def test_an_empty_list_is_not_written(uow: UnitOfWork, tmp_path: Path) -> None:
    with pytest.raises(EntreeInvalide, match=r"liste\.rien"):
        ecrire(EcrireListe(tmp_path / "liste.csv"), uow)
    assert not list(tmp_path.glob("liste*"))


class _Arret:
    annule = True

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        if fait >= total:
            raise Annule


def test_stopped_or_refused_by_the_disk_nothing_stays(
    uow: UnitOfWork, deux: tuple[UUID, UUID], tmp_path: Path
) -> None:
    dossier = tmp_path / "sortie"
    cmd = EcrireListe(dossier / "liste.xlsx", destinataire=Destinataire.BAILLEUR)
    with pytest.raises(Annule):
        ecrire(cmd, uow, _Arret())
    assert not dossier.exists()
    (tmp_path / "fichier").write_text("")
    with pytest.raises(PanneEnvironnement):
        ecrire(EcrireListe(tmp_path / "fichier" / "liste.csv"), uow)
    assert lister(ListerEnvois(), uow) == ()


def test_l_attention_ne_part_jamais_pour_le_bailleur(
    uow: UnitOfWork, deux: tuple[UUID, UUID], tmp_path: Path
) -> None:
    internes = ("attention", "pourquoi", "prochaine_etape", "parcours", "a_annoncer", "temoin")
    for cle in internes:
        (colonne,) = choisies((cle,))
        assert permise(colonne, Destinataire.EQUIPE), cle
        assert not permise(colonne, Destinataire.BAILLEUR), cle
    sortie = tmp_path / "bailleur.csv"
    fait = ecrire(EcrireListe(sortie, colonnes=TOUTES, destinataire=Destinataire.BAILLEUR), uow)
    partis = sortie.read_text(encoding="utf-8-sig")
    assert {"Attention", "Pourquoi y regarder", "Témoin"} <= set(fait.colonnes_retenues)
    assert "rencontré" not in partis
    assert "▮" not in partis
    equipe = tmp_path / "equipe.csv"
    ecrire(EcrireListe(equipe, colonnes=TOUTES), uow)
    assert "rencontré" in equipe.read_text(encoding="utf-8-sig")  # the other household
