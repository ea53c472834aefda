"""The weekly meeting: its sheet, its file to fill, and what was decided coming back."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.core.errors import EntreeInvalide
from app.domain.accompagnement import Canal, Partenaire
from app.domain.reclamations import EtatReclamation, Interlocuteur, SourceSuivi, Urgence
from app.domain.retours import Issue
from app.services import reunions
from app.services.documents.reunion_reclamations import ImprimerReunion, imprimer_reunion
from app.services.exports.reunion import EcrireReunion, ecrire_reunion
from app.services.reclamations import OuvrirReclamation, dans
from app.services.retours import PreparerRetours, preparer
from app.services.retours.paroles import DECISIONS
from app.services.reunions import LireReunion
from db.models import Consentement, Envoi, Reclamation, Responsable
from db.uow import UnitOfWork
from tests import factories
from tests.integration.retours.cas import Dossier, codes, issues

E = EtatReclamation
SECRET = "Canari confidentiel zq7"


@pytest.fixture
def dossier(uow: UnitOfWork, tmp_path: Path) -> Dossier:
    """Four complaints: one late with its contractor, one with words exchanged, a refusal."""
    d = Dossier(uow, tmp_path, 4)
    qui = uow.ids.new()
    factories.ecrire(uow, Responsable(id=qui, genre="entreprise", nom="Bâti 62", lot="menuiserie"))
    with uow.ecriture("test.suivre") as tx:
        premiere = tx.session.get_one(Reclamation, d.ids["R-0001"])
        premiere.responsable_id = qui
        dans.noter_echange(
            tx, premiere, texte=SECRET, interlocuteur=Interlocuteur.MENAGE, canal=Canal.TELEPHONE,
            le=date(2026, 10, 3),
        )  # fmt: skip
        tx.commit()
    accorder(d, "R-0002", accorde=True)
    accorder(d, "R-0004", accorde=False)
    d.passer("R-0003", E.TRANSMISE, E.FAITE)
    return d


def accorder(d: Dossier, reference: str, *, accorde: bool) -> None:
    menage_id = d.ligne(reference).menage_id
    factories.ecrire(
        d.uow,
        Consentement(
            id=d.uow.ids.new(), menage_id=menage_id, partenaire=Partenaire.BAILLEUR,
            accorde=accorde, donne_le=date(2026, 1, 5),
        ),
    )  # fmt: skip


def test_ce_que_la_reunion_parcourt(dossier: Dossier) -> None:
    reunion = reunions.lire(LireReunion((dossier.cite,)), dossier.uow)
    (cite,) = reunion.cites
    assert [g.responsable for g in cite.groupes] == ["", "Bâti 62 (menuiserie)"]
    c = reunion.comptes
    assert (c.ouvertes, c.en_retard, c.a_confirmer, c.nouvelles) == (3, 2, 1, 0)
    assert reunion.retenues == 1
    assert reunion.depuis == date(2026, 11, 17)
    noms = {li.ligne.reference: li.ligne.menage for li in reunion.lignes}
    assert noms == {"R-0001": None, "R-0002": "Essai2 Anne", "R-0003": None}
    with pytest.raises(EntreeInvalide) as refus:
        reunions.lire(LireReunion((dossier.uow.ids.new(),)), dossier.uow)
    assert refus.value.code == "reunion.rien"


def test_la_feuille_dit_tout_sauf_ce_qui_n_est_pas_a_partager(
    dossier: Dossier, tmp_path: Path
) -> None:
    imprime = imprimer_reunion(ImprimerReunion(tmp_path / "reunion.pdf"), dossier.uow)
    pages = PdfReader(imprime.fichier).pages
    texte = " ".join(p.extract_text() for p in pages)
    assert imprime.pages == len(pages) == 2
    for mot in ("R-0001", "NOU00001", "Ça fuit", "Bâti 62", "Essai2 Anne", "3 réclamations"):
        assert mot in texte, mot
    assert "1 réclamation n’est pas ici" in pages[0].extract_text()
    for cache in (SECRET, "Essai1", "Essai3", "Essai4", "R-0004", "0612345678", "06 12"):
        assert cache not in texte, cache
    with dossier.uow.lecture() as session:
        envoi = session.scalars(select(Envoi)).one()
        assert (envoi.quoi, envoi.destinataire, envoi.nb_lignes) == ("reunion", "bailleur", 3)
        assert envoi.detail["retenues"] == 1


def test_un_disque_qui_refuse_n_ecrit_ni_ne_note_rien(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(EntreeInvalide) as refus:
        imprimer_reunion(ImprimerReunion(tmp_path / "reunion.txt"), dossier.uow)
    assert refus.value.code == "documents.nom_sans_pdf"
    with pytest.raises(EntreeInvalide) as refus:
        ecrire_reunion(EcrireReunion(tmp_path / "reunion.pdf"), dossier.uow)
    assert refus.value.code == "reunion.format"
    with dossier.uow.lecture() as session:
        assert session.scalars(select(Envoi)).all() == []


def remplir(chemin: Path, decisions: dict[str, tuple[object, ...]]) -> None:
    """Fill the file as people do during the meeting: decision, date, who, comment."""
    classeur = openpyxl.load_workbook(chemin)
    feuille = classeur.active
    assert feuille is not None
    for ligne in feuille.iter_rows(min_row=2):
        for cellule, valeur in zip(
            ligne[-4:], decisions.get(str(ligne[0].value), ()), strict=False
        ):
            cellule.value = valeur  # type: ignore[union-attr]
    classeur.save(chemin)


def test_le_fichier_se_remplit_et_revient(dossier: Dossier, tmp_path: Path) -> None:
    ecrit = ecrire_reunion(EcrireReunion(tmp_path / "reunion.xlsx"), dossier.uow)
    assert (ecrit.lignes, ecrit.retenues) == (3, 1)
    feuille = openpyxl.load_workbook(ecrit.fichier).active
    assert feuille is not None
    assert feuille.protection.sheet
    assert feuille["A2"].protection.locked
    assert not feuille["J2"].protection.locked
    listes = [v for v in feuille.data_validations.dataValidation if v.type == "list"]
    assert len(listes) == 1
    assert len(listes[0].formula1.strip('"').split(",")) == len(DECISIONS)
    remplir(
        ecrit.fichier,
        {
            "R-0001": ("Date fixée", date(2026, 12, 3), "Bâti 62", "Volet commandé"),
            "R-0002": ("Transmise", date(2026, 11, 24), "Plomb 59", None),
        },
    )
    apercu = preparer(PreparerRetours(ecrit.fichier), dossier.uow)
    assert apercu.source is SourceSuivi.REUNION
    par_reference = {li.dite.reference: li for li in apercu.lignes}
    assert par_reference["R-0001"].issue is Issue.APPLICABLE
    assert par_reference["R-0002"].issue is Issue.APPLICABLE
    assert codes(par_reference["R-0003"]) == {"retours.rien_decide"}
    dossier.prendre(apercu)
    assert dossier.histoire("R-0001")[-1] == (E.PLANIFIEE, date(2026, 11, 24), SourceSuivi.REUNION)
    assert [p.jour for p in dossier.passages("R-0001")] == [date(2026, 12, 3)]
    assert dossier.echanges("R-0001") == [SECRET, "Bâti 62 : Volet commandé"]
    assert dossier.ligne("R-0002").etat is E.TRANSMISE
    encore = preparer(PreparerRetours(ecrit.fichier), dossier.uow)
    assert set(issues(encore)) == {Issue.IDENTIQUE}


def test_ce_qui_a_change_depuis_l_impression_est_montre(dossier: Dossier, tmp_path: Path) -> None:
    ecrit = ecrire_reunion(EcrireReunion(tmp_path / "reunion.csv"), dossier.uow)
    with ecrit.fichier.open(encoding="utf-8-sig", newline="") as flux:
        lignes = list(csv.reader(flux, delimiter=";"))
    for ligne in lignes[1:]:
        if ligne[0] == "R-0002":
            ligne[-4:] = ["Date fixée", "03/12/2026", "", ""]
    with ecrit.fichier.open("w", encoding="utf-8", newline="") as flux:
        csv.writer(flux, delimiter=";").writerows(lignes)
    dossier.passer("R-0002", E.QUALIFIEE, le=date(2026, 11, 24))
    apercu = preparer(PreparerRetours(ecrit.fichier), dossier.uow)
    (ligne,) = [li for li in apercu.lignes if li.dite.reference == "R-0002"]
    assert codes(ligne) == {"retours.change_depuis"}


def test_aucune_formule_ne_sort(dossier: Dossier, tmp_path: Path) -> None:
    menage = dossier.ligne("R-0001").menage_id
    assert isinstance(menage, UUID)
    with dossier.uow.ecriture("test.formule") as tx:
        dans.ouvrir(
            tx,
            OuvrirReclamation(
                menage, "plomberie", "=HYPERLINK(\"http://x\")", urgence=Urgence.NORMALE,
                ouverte_le=date(2026, 11, 20),
            ),
        )  # fmt: skip
        tx.commit()
    for nom in ("r.xlsx", "r.csv"):
        ecrit = ecrire_reunion(EcrireReunion(tmp_path / nom), dossier.uow)
        if nom.endswith("csv"):
            contenu = ecrit.fichier.read_text(encoding="utf-8-sig")
            assert not any(c.startswith("=") for c in contenu.replace("\n", ";").split(";"))
        else:
            feuille = openpyxl.load_workbook(ecrit.fichier).active
            assert feuille is not None
            types = {c.data_type for ligne in feuille.iter_rows() for c in ligne}
            assert "f" not in types


def test_le_nombre_de_lectures_est_constant(dossier: Dossier, compteur_sql: object) -> None:
    comptes = []
    for _fois in range(2):
        with compteur_sql() as compteur:  # type: ignore[operator]
            reunions.lire(LireReunion(), dossier.uow)
        comptes.append(len(compteur.enonces))
        dossier.ouvrir(factories.menage(dossier.uow, "Encore"))
    assert comptes[0] == comptes[1] <= 8
