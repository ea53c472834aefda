"""Complaints, tenants and stock that come back: taken in by their own services, as one return."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from sqlalchemy import func, select, text

from app.core.errors import RegleMetier
from app.domain.envois import EtatRetour, GenreRetour
from app.domain.reclamations import EtatReclamation
from app.domain.retours import Issue
from app.services.annulation import AnnulerOperation, annuler
from app.services.exports.retours_fichiers import (
    AppliquerRetour,
    DecisionLigne,
    DemanderApercu,
    LireRetour,
    apercu,
    appliquer,
    lire,
)
from app.services.menages import ModifierMenage, modifier
from db.models import ImportLot, Logement, Menage
from db.uow import UnitOfWork
from tests import factories
from tests.integration.retours.cas import ENTETES as RECLAMATIONS
from tests.integration.retours.cas import Dossier
from tests.integration.retours_fichiers.cas import fichier, issues, prendre, voir

LOCATAIRES = ("Code UG", "Nom", "Prénom", "Loyer", "Date d'entrée", "Commune", "Cité")
PARC = ("Code UG", "Adresse", "Typologie", "Surface", "Commune", "Cité")


def nombre(uow: UnitOfWork, modele: type[Menage] | type[Logement] | type[ImportLot]) -> int:
    """How many rows."""
    with uow.lecture() as session:
        return session.scalar(select(func.count()).select_from(modele)) or 0


def test_des_etats_de_reclamations(uow: UnitOfWork, tmp_path: Path) -> None:
    dossier = Dossier(uow, tmp_path, 3)
    dossier.passer("R-0002", EtatReclamation.QUALIFIEE, EtatReclamation.TRANSMISE)
    dossier.passer("R-0003", EtatReclamation.QUALIFIEE, EtatReclamation.TRANSMISE)
    vu = voir(
        uow, RECLAMATIONS,
        ("R-0002", "NOU00002", "Terminé", "12/11/2026", "", ""),
        ("R-0003", "NOU00003", "Rejeté", "12/11/2026", "", ""),
        ("R-0099", "", "Terminé", "12/11/2026", "", ""),
    )  # fmt: skip
    assert vu.genre is GenreRetour.RECLAMATIONS
    assert issues(vu) == [Issue.APPLICABLE, Issue.CONFLIT, Issue.INCONNUE]
    prise = next(c for c in vu.lignes[1].choix if c.cle == "prendre")
    assert prise.raison_demandee
    with pytest.raises(RegleMetier, match=r"retours\.raison"):
        prendre(uow, vu, l3="prendre")
    decisions = {(0, 3): DecisionLigne("prendre", "pas à leur charge")}
    resultat = appliquer(AppliquerRetour(vu, decisions, accepter_reste=True), uow)
    assert dossier.ligne("R-0002").etat is EtatReclamation.FAITE
    assert dossier.ligne("R-0003").etat is EtatReclamation.REJETEE
    assert lire(LireRetour(vu.fichier.id), uow).etat is EtatRetour.APPLIQUE
    assert resultat.changes.operation is not None
    annuler(AnnulerOperation(resultat.changes.operation), uow)
    assert dossier.ligne("R-0002").etat is EtatReclamation.TRANSMISE
    assert lire(LireRetour(vu.fichier.id), uow).etat is EtatRetour.A_LIRE


def test_de_nouveaux_locataires(uow: UnitOfWork) -> None:
    cite = factories.cite(uow, nom="Nouméa")
    for n in (1, 2):
        factories.logement(uow, cite_id=cite, code_ug=f"NOU{n:05d}")
    lignes = [
        ("NOU00001", "Wójcik", "Zofia", "430,38", "03/11/2026", "Rouvroy", "Nouméa"),
        ("NOU00002", "Œufdur", "Élie", "455", "05/11/2026", "Rouvroy", "Nouméa"),
        ("NOU00002", "", "Sans nom", "455", "05/11/2026", "Rouvroy", "Nouméa"),
    ]
    vu = voir(uow, LOCATAIRES, *lignes)
    assert vu.genre is GenreRetour.LOCATAIRES
    assert issues(vu) == [Issue.APPLICABLE] * 2 + [Issue.REFUSEE]
    assert nombre(uow, Menage) == 0
    resultat = prendre(uow, vu)
    assert (resultat.prises, resultat.dehors) == (2, 1)
    assert nombre(uow, Menage) == 2
    rejoue = voir(uow, LOCATAIRES, *lignes[:2], nom="encore.csv")
    assert issues(rejoue) == [Issue.IDENTIQUE] * 2
    prendre(uow, rejoue)
    assert nombre(uow, Menage) == 2
    assert resultat.changes.operation is not None
    annuler(AnnulerOperation(resultat.changes.operation), uow)
    assert nombre(uow, Menage) == 0


def test_ce_que_l_equipe_a_saisi_ne_cede_que_si_on_le_dit(uow: UnitOfWork) -> None:
    cite = factories.cite(uow, nom="Nouméa")
    logement = factories.logement(uow, cite_id=cite, code_ug="NOU00001")
    menage = factories.menage(uow, "Wójcik", "Zofia", logement_id=logement)
    modifier(ModifierMenage(menage, {"numero_contrat": "C1"}), uow)
    entetes = ("Code UG", "Nom", "Prénom", "Téléphone portable")
    vu = voir(uow, entetes, ("NOU00001", "Wójcik", "Zofia", "0799999999"))
    assert issues(vu) == [Issue.CONFLIT]
    assert [c.cle for c in vu.lignes[0].choix] == ["garder", "prendre"]
    prendre(uow, vu)
    encore = voir(uow, entetes, ("NOU00001", "Wójcik", "Zofia", "0799999998"), nom="b.csv")
    assert issues(encore) == [Issue.CONFLIT]  # the team's number is still there
    assert encore.lignes[0].changements[0].avant == "0612345678"
    prendre(uow, encore, l2="prendre")
    suite = voir(uow, entetes, ("NOU00001", "Wójcik", "Zofia", "0799999998"), fin=b"\r\n")
    assert issues(suite) == [Issue.IDENTIQUE]


def test_des_logements(uow: UnitOfWork) -> None:
    lignes = [
        ("NOU00001", "8 rue de Stockholm", "T3", "62,5", "Rouvroy", "Nouméa"),
        ("NOU00002", "10 rue de Stockholm", "T4", "78", "Rouvroy", "Nouméa"),
    ]
    vu = voir(uow, PARC, *lignes)
    assert vu.genre is GenreRetour.PARC
    resultat = prendre(uow, vu)
    assert resultat.prises == 2
    assert nombre(uow, Logement) == 2
    assert nombre(uow, ImportLot) == 1
    assert issues(voir(uow, PARC, *lignes, fin=b"\r\n")) == [Issue.IDENTIQUE] * 2


def test_un_choix_qui_n_existe_pas_est_refuse(uow: UnitOfWork) -> None:
    vu = voir(uow, PARC, ("NOU00001", "8 rue de Stockholm", "T3", "62", "Rouvroy", "Nouméa"))
    with pytest.raises(RegleMetier, match=r"retours\.choix_impossible"):
        prendre(uow, vu, l2="prendre")
    assert nombre(uow, Logement) == 0


def test_un_grand_parc_en_classeur(uow: UnitOfWork) -> None:
    """Bulk writing (indexes and triggers put off) inside the one transaction; XLSX in memory."""
    feuille = openpyxl.Workbook(write_only=True)
    onglet = feuille.create_sheet("Parc")
    onglet.append(list(PARC))
    for n in range(5_200):
        onglet.append([f"PRC{n:05d}", f"{n % 200 + 1} rue {n // 200}", "T3", 62.5, "Rouvroy", "N"])
    flux = io.BytesIO()
    feuille.save(flux)
    vu = apercu(DemanderApercu(fichier(uow, "parc.xlsx", flux.getvalue()).id), uow)
    resultat = appliquer(AppliquerRetour(vu), uow)
    assert (resultat.prises, resultat.dehors) == (5_200, 0)
    assert nombre(uow, Logement) == 5_200
    with uow.lecture() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        index = session.execute(text("SELECT count(*) FROM sqlite_master WHERE type = 'index'"))
        assert index.scalar_one() > 50
    assert resultat.changes.operation is not None
    annuler(AnnulerOperation(resultat.changes.operation), uow)
    assert nombre(uow, Logement) == 0


LOYERS = ("Code UG", "Locataire", "Nouveau loyer", "À compter du")


@pytest.mark.parametrize("genre", [GenreRetour.LOCATAIRES, GenreRetour.LOYERS])
def test_de_plusieurs_feuilles(uow: UnitOfWork, genre: GenreRetour) -> None:
    """Rents are read from all of them, and lines say which; tenants from one, the others told."""
    cite = factories.cite(uow, nom="Nouméa")
    classeur = openpyxl.Workbook()
    classeur.active.title = "À lire d’abord"
    classeur.active.append(["Liste du mois"])
    for n, nom in enumerate(("Rouvroy", "Sallaumines"), 1):
        logement = factories.logement(uow, cite_id=cite, code_ug=f"NOU{n:05d}")
        feuille = classeur.create_sheet(nom)
        jour = date(2026, 11, 3)
        if genre is GenreRetour.LOYERS:
            factories.menage(uow, f"Essai{n}", "Anne", logement_id=logement)
            feuille.append(list(LOYERS))
            feuille.append([f"NOU{n:05d}", f"Essai{n} Anne", 430, jour])
        else:
            feuille.append(list(LOCATAIRES))
            feuille.append([f"NOU{n:05d}", f"Essai{n}", "Anne", 430, jour, "Rouvroy", "Nouméa"])
    flux = io.BytesIO()
    classeur.save(flux)
    vu = apercu(DemanderApercu(fichier(uow, "mois.xlsx", flux.getvalue()).id), uow)
    assert vu.genre is genre
    lues = [(li.numero, li.titre) for li in vu.lignes if li.issue is Issue.APPLICABLE]
    laissees = {r.brut for r in vu.remarques if r.code == "import.feuille_laissee"}
    if genre is GenreRetour.LOYERS:
        assert [numero for numero, _titre in lues] == [2, 2]
        assert [t.split(" · ")[0] for _n, t in lues] == ["Rouvroy", "Sallaumines"]
        assert laissees == {"À lire d’abord"}
    else:
        assert [numero for numero, _titre in lues] == [2]
        assert laissees == {"À lire d’abord", "Sallaumines"}
