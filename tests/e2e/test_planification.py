"""Plans from the command line: absurd input gets a plan for the rest and sentences."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.core.clock import SystemClock
from app.domain.accompagnement import CodeEtape
from app.domain.demenagements import SensDemenagement
from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.menages import StatutMenage
from app.services.jours_feries import feries
from db.models import Demenagement, Etape, Occupation, Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.e2e.conftest import PHRASE, RACINE, Ligne

JOUR = SystemClock().today()
DEBUT = JOUR + timedelta(days=90)
FIN = DEBUT + timedelta(days=120)


class Cite:
    """A small estate written in the base of a test."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.cite_id = factories.cite(uow, nom="Cité des Provinces")
        self.tranche_id = self.tranche("T1", DEBUT, FIN)

    def tranche(self, nom: str, debut: date | None, fin: date | None) -> UUID:
        """A batch."""
        id_ = self.uow.ids.new()
        factories.ecrire(
            self.uow,
            Tranche(id=id_, cite_id=self.cite_id, nom=nom, debut_travaux=debut, fin_travaux=fin),
        )
        return id_

    def tiroir(self, **champs: Any) -> UUID:
        """A temporary home of two bedrooms."""
        valeurs = {"etat": EtatLogement.TIROIR, "chambres": 2} | champs
        return factories.logement(self.uow, cite_id=self.cite_id, **valeurs)

    def menage(
        self, nom: str, *, enquete: bool = True, tranche_id: UUID | None = None, **champs: Any
    ) -> UUID:
        """A household of a batch."""
        chez_lui = factories.logement(
            self.uow, cite_id=self.cite_id, tranche_id=tranche_id or self.tranche_id
        )
        id_ = factories.menage(self.uow, nom, "", logement_id=chez_lui, **champs)
        if enquete:
            faite = Etape(
                id=self.uow.ids.new(), menage_id=id_, code=CodeEtape.ENQUETE, faite_le=JOUR
            )
            factories.ecrire(self.uow, faite)
        return id_

    def fixer(self, menage_id: UUID, tiroir_id: UUID) -> None:
        """A pinned move to that home, its stay planned or not."""
        factories.ecrire(
            self.uow,
            Demenagement(
                id=self.uow.ids.new(),
                menage_id=menage_id,
                sens=SensDemenagement.ALLER,
                vers_id=tiroir_id,
                jour=ouvre(DEBUT - timedelta(days=7)),
                fixe=True,
            ),
        )


def ouvre(jour: date) -> date:
    """That day, or the next one people work on."""
    while jour.weekday() > 4 or jour in feries([jour.year]):
        jour += timedelta(days=1)
    return jour


@pytest.fixture
def cite(ligne: Ligne, modele_vide: Ligne) -> Cite:
    """The estate; `fermer` before running a command."""
    servie = ligne.copier(modele_vide).ouvrir()
    faite = Cite(servie.uow)
    faite.fermer = servie.fermer  # type: ignore[attr-defined]
    return faite


def test_ce_qui_est_absurde_a_un_plan_pour_le_reste(ligne: Ligne, cite: Cite) -> None:
    tiroirs = [cite.tiroir() for _n in range(3)]
    cite.menage("Bernard")
    cite.menage("Neuf", nb_occupants=9)
    cite.menage("Sans enquête", enquete=False)
    cite.menage("Proprio", statut=StatutMenage.PROPRIETAIRE)
    cite.menage("Sans date", tranche_id=cite.tranche("T2", None, None))
    cite.menage("À l’envers", tranche_id=cite.tranche("T3", FIN, DEBUT))
    for nom in ("Fixé A", "Fixé B"):
        cite.fixer(cite.menage(nom), tiroirs[0])
    cite.fermer()  # type: ignore[attr-defined]
    dit = ligne.processus("planifier", "--secondes", "10", "--cite", "cite des provinces", "--json")
    assert dit.code == 0, dit.erreur
    plan = dit.json
    assert plan["statut"] in ("prouve", "borne", "inconnu")
    sans = plan["objectifs"][0]
    assert (sans["code"], sans["valeur"], sans["borne"], sans["ecart"]) == (
        "sans_solution", 2, 2, 0,
    )  # fmt: skip
    lignes = {li["nom"].strip(): li for li in plan["menages"]}
    assert lignes["Bernard"]["solution"] == "tiroir"
    assert lignes["Bernard"]["depart"] < DEBUT.isoformat() < lignes["Bernard"]["retour"]
    raisons = {nom: li["raison"] for nom, li in lignes.items() if li["raison"]}
    assert raisons == {
        "Neuf": "aucun logement assez grand (5 chambres)",
        "Sans enquête": "pas encore d’enquête sociale",
        "Proprio": "propriétaire de son logement",
        "Sans date": "sa tranche n’a pas encore ses dates",
        "À l’envers": "les dates de sa tranche sont à corriger",
    }
    codes = {r["code"] for r in plan["remarques"]}
    assert {
        "imposes_ensemble",
        "tranche_sans_dates",
        "tranche_inversee",
        "sans_enquete",
        "famille_trop_grande",
    } <= codes
    # Both pinned lines are kept as they were pinned, and the clash is told to both.
    assert {lignes[nom]["logement_id"] for nom in ("Fixé A", "Fixé B")} == {tiroirs[0].hex}
    assert all(
        "plan.logement_pris" in {v["code"] for v in lignes[nom]["violations"]}
        for nom in ("Fixé A", "Fixé B")
    )


def test_sans_aucun_tiroir(ligne: Ligne, cite: Cite) -> None:
    cite.menage("Bernard")
    cite.fermer()  # type: ignore[attr-defined]
    dit = ligne.processus("planifier", "--secondes", "5")
    assert dit.code == 0, dit.erreur
    assert "Bernard" in dit.sortie
    assert "aucun logement tiroir" in dit.sortie
    assert "Aucun logement tiroir dans cette cité" in dit.sortie
    assert "0 ménage placé sur 1." in dit.sortie


def test_personne_a_placer(ligne: Ligne, cite: Cite) -> None:
    cite.menage("Sans date", tranche_id=cite.tranche("T2", None, None))
    cite.fermer()  # type: ignore[attr-defined]
    dit = ligne("planifier", "--json")
    assert dit.code == 0, dit.erreur
    assert dit.json["plan_id"] is None
    assert [r["code"] for r in dit.json["remarques"]][:2] == ["aucun_menage", "tranche_sans_dates"]


def test_adopter_puis_verifier(ligne: Ligne, cite: Cite) -> None:
    tiroir = cite.tiroir()
    bernard = cite.menage("Bernard")
    cite.fermer()  # type: ignore[attr-defined]
    dit = ligne("planning", "verifier")
    assert dit.code == 0, dit.erreur
    assert "0 déménagement prévu, toutes les règles sont respectées." in dit.sortie
    dit = ligne.processus("planifier", "--secondes", "5", "--adopter", "--json")
    assert dit.code == 0, dit.erreur
    assert dit.json["etat"] == "adopte"
    verifie = ligne("planning", "verifier", "--json")
    assert verifie.code == 0, verifie.sortie
    assert (verifie.json["mouvements"], verifie.json["violations"]) == (2, [])
    # Somebody is in the home meanwhile: the checker says so and the command fails.
    servie = ligne.ouvrir()
    uow = servie.uow
    factories.ecrire(
        uow,
        Occupation(
            id=uow.ids.new(),
            menage_id=factories.menage(uow, "Intrus"),
            logement_id=tiroir,
            nature=NatureOccupation.TIROIR,
            debut=JOUR,
        ),
    )
    servie.fermer()
    verifie = ligne.processus("planning", "verifier", "--json")
    assert verifie.code == 6
    assert {(v["code"], v["menage_id"]) for v in verifie.json["violations"]} == {
        ("plan.logement_occupe", bernard.hex)
    }


def test_les_refus_se_disent(ligne: Ligne, cite: Cite) -> None:
    autre = factories.cite(cite.uow, nom="Cité du Maroc")
    factories.ecrire(cite.uow, Tranche(id=cite.uow.ids.new(), cite_id=autre, nom="T1"))
    cite.fermer()  # type: ignore[attr-defined]
    dit = ligne("planifier")
    assert (dit.code, dit.sortie) == (3, "")
    assert "Cité des Provinces" in dit.erreur
    assert "Cité du Maroc" in dit.erreur
    dit = ligne("planning", "verifier", "--cite", "Bruay", "--json")
    assert (dit.code, dit.json["erreur"]) == (3, "export.cite_inconnue")


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_garde_le_meilleur_plan(tmp_path: Path) -> None:
    ligne = Ligne(tmp_path)
    taille = ("--menages", "150", "--tiroirs", "20", "--tranches", "8")
    dit = ligne("demo", "operation", *taille)
    assert dit.code == 0, dit.erreur
    fil = subprocess.Popen(
        [sys.executable, "-m", "app", "--base", str(ligne.base), "planifier", "--secondes", "80"],
        cwd=RACINE,
        env={**os.environ, "VOYETTE_PHRASE": PHRASE, "XDG_CONFIG_HOME": str(tmp_path / "config"),
             "XDG_DATA_HOME": str(tmp_path / "donnees"), "XDG_STATE_HOME": str(tmp_path / "etat")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert fil.stderr is not None
    premiere = fil.stderr.readline()  # a first plan is there
    assert "Ménages sans solution" in premiere
    debut = time.monotonic()
    fil.send_signal(signal.SIGINT)
    sortie, erreur = fil.communicate(timeout=60)
    assert fil.returncode == 0, erreur
    assert time.monotonic() - debut < 40
    assert "Arrêt demandé" in erreur
    assert "est gardé comme essai" in sortie
