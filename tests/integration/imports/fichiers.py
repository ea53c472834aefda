"""Files as a bailleur or a colleague would send them, written for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

LOCATAIRES = (
    "Code UG", "N° contrat", "Civ.", "Nom", "Prénom", "Né(e) le", "Tél. portable", "Adresse", "CP",
    "Commune", "Typologie", "Loyer pratiqué", "Charges", "APL/RLS", "Date d’entrée", "Nb occ.",
    "Statut", "Observations",
)  # fmt: skip
PARC = ("CODE_UG", "NUMVOIE", "INDREP", "TYPVOIE", "NOMVOIE", "LIBCOM", "NBPIECE", "SURFHAB",
        "CITE", "VACANT")  # fmt: skip
SUIVI = ("UG", "Ménage", "Adresse", "Enquête faite le", "Souhait", "Logt tiroir (UG)", "DM aller",
         "DM retour prévu", "DM retour réel", "Remarques")  # fmt: skip
PASSAGES = ("Date", "Qui", "Motif", "Suite")


def xlsx(chemin: Path, feuilles: dict[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook with these sheets, dates as real dates."""
    classeur = xlsxwriter.Workbook(str(chemin))
    jour = classeur.add_format({"num_format": "dd/mm/yyyy"})
    for nom, lignes in feuilles.items():
        feuille = classeur.add_worksheet(nom)
        for r, ligne in enumerate(lignes):
            for c, valeur in enumerate(ligne):
                if isinstance(valeur, date):
                    feuille.write_datetime(r, c, valeur, jour)
                elif valeur != "":
                    feuille.write(r, c, valeur)
    classeur.close()
    return chemin


def locataire(n: int = 1, **champs: Any) -> list[Any]:
    """One line of a tenants' file, in the order of `LOCATAIRES`."""
    ligne = {
        "Code UG": f"TST{n:05d}",
        "N° contrat": f"L/{n:05d}",
        "Civ.": "Mme",
        "Nom": "WÓJCIK",
        "Prénom": "Jadwiga",
        "Né(e) le": date(1950, 3, 12),
        "Tél. portable": "06 12 34 56 78",
        "Adresse": "14 bis Rue de Stockholm",
        "CP": "62320",
        "Commune": "Rouvroy",
        "Typologie": "T4",
        "Loyer pratiqué": 412.5,
        "Charges": 30.0,
        "APL/RLS": 100.0,
        "Date d’entrée": date(1998, 4, 1),
        "Nb occ.": 2,
        "Statut": "Locataire",
        "Observations": "",
    } | champs
    return [ligne[c] for c in LOCATAIRES]


def locataires(chemin: Path, *lignes: Sequence[Any], edition: str = "22/11/2026") -> Path:
    """A tenants' workbook with its title line."""
    titre = [f"Édition locataires – Cité Nouméa – {edition}"]
    return xlsx(chemin, {"Export": [titre, [], LOCATAIRES, *lignes]})


def logement(n: int = 1, **champs: Any) -> list[Any]:
    """One line of a stock file, in the order of `PARC`."""
    ligne = {
        "CODE_UG": f"TST{n:05d}",
        "NUMVOIE": "14",
        "INDREP": "bis",
        "TYPVOIE": "RUE",
        "NOMVOIE": "DE STOCKHOLM",
        "LIBCOM": "Rouvroy",
        "NBPIECE": 4,
        "SURFHAB": "78,50",
        "CITE": "Cité Nouméa",
        "VACANT": "",
    } | champs
    return [ligne[c] for c in PARC]


def parc(chemin: Path, *lignes: Sequence[Any]) -> Path:
    """A stock file as RPLS: semicolons, Latin-1."""
    textes = [";".join(str(v) for v in ligne) for ligne in (PARC, *lignes)]
    chemin.write_bytes("\r\n".join(textes).encode("iso8859-15"))
    return chemin
