"""The files the fictitious bailleur sends: stock, tenants and the old follow-up spreadsheet.

They look like real ones: an old encoding, a title above the headers, a duplicate, two bad lines.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import xlsxwriter

from app.services.demonstration.tirage import CiteTiree, LogementTire, MenageTire

_PARC = (
    "CODE_UG;DEPCOM;CODEPOSTAL;LIBCOM;NUMVOIE;INDREP;TYPVOIE;NOMVOIE;TYPECONST;NBPIECE;SURFHAB;"
    "CONSTRUCT;CONV;DPEDATE;DPEENERGIE;DPESERRE;QPV;CITE;TRANCHE;VACANT"
)
_LOCATAIRES = (
    "Code UG;N° contrat;Civ.;Nom;Prénom;Né(e) le;Tél. fixe;Tél. portable;Adresse;CP;Commune;"
    "Typologie;Surf. hab. (m²);Loyer pratiqué;Charges;APL/RLS;Date d’entrée;Nb occ.;Statut;"
    "Observations"
)
_SUIVI = (
    "UG;Ménage;Adresse;Enquête faite le;Souhait;Logt tiroir (UG);DM aller;DM retour prévu;"
    "DM retour réel;Remarques"
)


def ecrire(cite: CiteTiree, dossier: Path) -> tuple[Path, Path, Path]:
    """The three files: (parc, locataires, suivi)."""
    dossier.mkdir(parents=True, exist_ok=True)
    parc = dossier / "parc_fictif.csv"
    _ecrire_parc(cite, parc)
    locataires = dossier / "locataires_fictifs.xlsx"
    _ecrire_locataires(cite, locataires)
    suivi = dossier / "suivi_fictif.xlsx"
    _ecrire_suivi(cite, suivi)
    return parc, locataires, suivi


def _adresse(logement: LogementTire) -> str:
    morceaux = (
        str(logement.numero),
        logement.repetition,
        logement.type_voie.title(),
        logement.voie,
    )
    return " ".join(m for m in morceaux if m)


def _ecrire_parc(cite: CiteTiree, fichier: Path) -> None:
    tranches = {m.logement.code_ug: m.tranche for m in cite.menages}
    donnees = cite.donnees
    with fichier.open("w", encoding="iso-8859-15", newline="", errors="replace") as sortie:
        plume = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
        plume.writerow(_PARC.split(";"))
        for log in cite.logements:
            tranche = tranches.get(log.code_ug)
            plume.writerow(
                [
                    log.code_ug,
                    donnees["code_insee"],
                    donnees["code_postal"],
                    donnees["commune"],
                    log.numero,
                    log.repetition,
                    log.type_voie,
                    log.voie,
                    "I",
                    log.pieces,
                    f"{log.surface:.2f}".replace(".", ","),
                    log.annee,
                    "O",
                    "05/2024",
                    log.dpe,
                    log.dpe,
                    "1" if log.qpv else "0",
                    donnees["cite"],
                    f"Tranche {tranche}" if tranche else "",
                    "" if tranche else "O",
                ]
            )


def _classeur(fichier: Path) -> tuple[Any, Any]:
    classeur = xlsxwriter.Workbook(str(fichier), {"strings_to_numbers": False})
    return classeur, classeur.add_format({"num_format": "dd/mm/yyyy"})


def _ligne(feuille: Any, rang: int, valeurs: list[Any], jour: Any) -> None:
    for i, valeur in enumerate(valeurs):
        if valeur in (None, ""):
            continue
        if hasattr(valeur, "isoformat"):
            feuille.write_datetime(rang, i, valeur, jour)
        else:
            feuille.write(rang, i, valeur)


def _ecrire_locataires(cite: CiteTiree, fichier: Path) -> None:
    classeur, jour = _classeur(fichier)
    feuille = classeur.add_worksheet("Export locataires")
    edition = cite.debut.strftime("%d/%m/%Y")
    feuille.write(0, 0, f"Édition locataires – {cite.donnees['cite']} – {edition}")
    feuille.write(1, 0, "Données fictives")
    _ligne(feuille, 3, _LOCATAIRES.split(";"), jour)
    rang = 4
    for n, menage in enumerate(cite.menages):
        _ligne(feuille, rang, _locataire(cite, menage), jour)
        rang += 1
        if n == 41:  # the same line twice, as it happens
            _ligne(feuille, rang, _locataire(cite, menage), jour)
            rang += 1
        if n == 80:  # a line nobody can read: no code, no such day, no rent
            illisible = _locataire(cite, menage)
            illisible[0], illisible[5], illisible[13] = "", "31/02/1950", "n.c."
            _ligne(feuille, rang, illisible, jour)
            rang += 1
    _ligne(feuille, rang + 1, ["TOTAL", len(cite.menages)], jour)
    classeur.close()


def _locataire(cite: CiteTiree, m: MenageTire) -> list[Any]:
    return [
        m.logement.code_ug,
        f"L/{m.logement.code_ug[3:]}",
        m.civilite,
        m.nom.upper(),
        m.prenom,
        m.naissance,
        m.fixe,
        int(m.mobile) if int(m.mobile) % 3 == 0 else m.mobile,
        _adresse(m.logement),
        cite.donnees["code_postal"],
        cite.donnees["commune"],
        f"T{m.logement.pieces}",
        m.logement.surface,
        m.loyer,
        m.charges,
        f"{m.apl:.2f} €".replace(".", ",") if m.occupants == 3 else m.apl,
        m.entree,
        m.occupants,
        "AYANT DROIT ANGDM" if m.ayant_droit else "Locataire",
        m.observation,
    ]


def _ecrire_suivi(cite: CiteTiree, fichier: Path) -> None:
    classeur, jour = _classeur(fichier)
    feuille = classeur.add_worksheet("Suivi relogement")
    _ligne(feuille, 0, _SUIVI.split(";"), jour)
    suivis = [m for m in cite.menages if m.enquete <= cite.jour]
    for rang, m in enumerate(suivis, start=1):
        valeurs = [
            m.logement.code_ug,
            f"{m.civilite} {m.nom} {m.prenom}",
            _adresse(m.logement),
            m.enquete,
            m.souhait,
            m.tiroir,
            m.aller,
            m.retour_prevu,
            m.retour,
            m.remarque,
        ]
        _ligne(feuille, rang, valeurs, jour)
    classeur.close()
