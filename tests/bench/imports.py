"""An XLSX of `taille` tenants: read, reconciled, written with journal and search index.

Baseline of the same run: calamine parses the same file, and a bare `executemany` puts the very
rows the import wrote into the same tables of an encrypted base without any trigger.
"""

from __future__ import annotations

import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.services.imports import (
    Apercu,
    AppliquerImport,
    PreparerImport,
    appliquer,
    preparer,
)
from app.services.imports.apercu import Insertion
from app.services.ouverture import BaseOuverte, ouvrir
from db.engine import connecter
from db.lots import rang
from tests.bench._bases import _DEBUTS, _FINS, _PRENOMS, _VOIES, CLE, MAINTENANT
from tests.bench.mesures import Mesure, chronometrer, memoire

PLAFOND = 3.0
TOURS = 3
_ENTETES = (
    "Code UG", "N° contrat", "Civ.", "Nom", "Prénom", "Né(e) le", "Tél. fixe", "Tél. portable",
    "Courriel", "Adresse", "CP", "Commune", "Typologie", "Surf. hab. (m²)", "Loyer pratiqué",
    "Loyer conventionné", "Charges", "APL/RLS", "Date d’entrée", "Solde", "Nb occ.", "Statut",
    "Observations",
)  # fmt: skip


def mesurer(taille: int) -> list[Mesure]:
    """Time against the raw baseline, the parts of it, and the peak memory of a process."""
    with tempfile.TemporaryDirectory() as dossier:
        racine = Path(dossier)
        fichier = racine / "locataires.xlsx"
        ecrire_fichier(fichier, taille)
        lire, rapprocher, ecrire, bruts, sans_triggers = [], [], [], [], []
        tours = TOURS if taille < 100_000 else 1
        for tour in range(tours):
            base = _base(racine, f"import-{tour}")
            debut = time.perf_counter()
            apercu = preparer(PreparerImport(fichier, "locataires"), base.uow)
            milieu = time.perf_counter()
            appliquer(AppliquerImport(apercu, accepter_rejets=True), base.uow)
            fin = time.perf_counter()
            lire.append(fin - debut)
            rapprocher.append(milieu - debut)
            ecrire.append(fin - milieu)
            base.fermer()
            vide = _base(racine, f"brut-{tour}")
            vide.fermer()
            analyse = chronometrer(lambda: _calamine(fichier))
            insertion = _inserer_nu(vide.chemin, apercu)
            bruts.append(analyse + insertion)
            sans_triggers.append(insertion)
        pic = memoire(_importer, racine, fichier)
        nu = memoire(_calamine, fichier)
    detail = (
        f"lecture et rapprochement {_ms(rapprocher):.0f} ms, écriture {_ms(ecrire):.0f} ms"
        f" ; brut : insertion {sorted(sans_triggers)[tours // 2]:.0f} ms"
    )
    return [
        Mesure(
            "import XLSX de locataires", taille, _ms(lire), "ms", sorted(bruts)[tours // 2],
            PLAFOND, detail,
        ),
        Mesure("mémoire de l’import", taille, pic, "Mio", nu),
    ]  # fmt: skip


def _ms(secondes: list[float]) -> float:
    return sorted(secondes)[len(secondes) // 2] * 1000


def _base(racine: Path, nom: str) -> BaseOuverte:
    dossier = racine / nom
    dossier.mkdir()
    return ouvrir(
        dossier / "base.voyette",
        CLE,
        paths=Paths.sous(dossier),
        clock=FixedClock(MAINTENANT),
        auteur="Banc d’essai",
    )


def _importer(racine: Path, fichier: Path) -> None:
    base = _base(racine, "memoire")
    apercu = preparer(PreparerImport(fichier, "locataires"), base.uow)
    appliquer(AppliquerImport(apercu, accepter_rejets=True), base.uow)
    base.fermer()


def _calamine(fichier: Path) -> int:
    return len(CalamineWorkbook.from_path(fichier).get_sheet_by_index(0).to_python())


def _inserer_nu(chemin: Path, apercu: Apercu) -> float:
    """Milliseconds of a bare `executemany` of the rows the import writes, triggers dropped."""
    lots: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
    for insertion in (*apercu.communes, *_insertions(apercu)):
        cle = (insertion.table, tuple(insertion.valeurs))
        lots.setdefault(cle, []).append(tuple(insertion.valeurs.values()))
    connexion = connecter(chemin, CLE)
    curseur = connexion.cursor()
    triggers = curseur.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (nom,) in triggers:
        curseur.execute(f"DROP TRIGGER {nom}")

    def ecrire() -> None:
        curseur.execute("BEGIN IMMEDIATE")
        for (table, colonnes), lignes in sorted(lots.items(), key=lambda lot: rang(lot[0][0])):
            marques = ", ".join("?" * len(colonnes))
            curseur.executemany(
                f"INSERT INTO {table} ({', '.join(colonnes)}) VALUES ({marques})", lignes
            )
        curseur.execute("COMMIT")

    duree = chronometrer(ecrire)
    connexion.close()
    return duree


def _insertions(apercu: Apercu) -> list[Insertion]:
    return [a for ligne in apercu.lignes for a in ligne.actions if isinstance(a, Insertion)]


def ecrire_fichier(chemin: Path, taille: int) -> None:
    """A tenants' file as a bailleur sends it, its spellings mixed; the same at each run."""
    hasard = random.Random(taille)
    debuts, fins = _DEBUTS.split(), _FINS.split()
    classeur = xlsxwriter.Workbook(str(chemin), {"constant_memory": True})
    feuille = classeur.add_worksheet("Export locataires")
    date_excel = classeur.add_format({"num_format": "dd/mm/yyyy"})
    feuille.write_row(0, 0, ["Édition locataires – Cité fictive – 22/11/2026"])
    feuille.write_row(3, 0, _ENTETES)
    for i in range(taille):
        ligne = _ligne(i, hasard, debuts, fins)
        for colonne, valeur in enumerate(ligne):
            if isinstance(valeur, date):
                feuille.write_datetime(4 + i, colonne, valeur, date_excel)
            elif valeur != "":
                feuille.write(4 + i, colonne, valeur)
    classeur.close()


def _ligne(i: int, hasard: random.Random, debuts: list[str], fins: list[str]) -> list[Any]:
    naissance = date(1930, 1, 1) + timedelta(days=hasard.randrange(27_000))
    nom = hasard.choice(debuts) + hasard.choice(debuts).lower() + hasard.choice(fins)
    mobile = 600_000_000 + hasard.randrange(99_999_999)
    adresse = f"{hasard.randrange(1, 160)} {hasard.choice(('', 'bis ', 'ter '))}"
    return [
        f"FIC{i:06d}",
        f"L/{i:06d}",
        hasard.choice(("M.", "Mme")),
        nom.upper(),
        hasard.choice(_PRENOMS),
        naissance if i % 4 else naissance.strftime("%d/%m/%Y"),
        f"+33 (0)3 21 {hasard.randrange(100_000, 999_999)}" if i % 2 else "",
        mobile if i % 3 else f"+33 {mobile}",
        f"p{i}@example.org" if i % 2 else "",
        adresse + hasard.choice(_VOIES),
        62320 if i % 2 else "62320",
        "Rouvroy",
        hasard.choice(("T3", "T4", "T5")),
        *(round(hasard.uniform(a, b), 2) for a, b in ((40, 120), (150, 500), (250, 650), (10, 50))),
        round(hasard.uniform(0, 300), 2),
        date(1970, 1, 1) + timedelta(days=hasard.randrange(20_000)),
        0.0,
        hasard.randrange(1, 7),
        hasard.choice(("Locataire", "AYANT DROIT ANGDM")),
        hasard.choice(("", "", "Chien", "Pigeonnier", "Fille à prévenir")),
    ]
