"""The file filled during the meeting: references locked, decisions chosen from a list.

Its headers are those `app.services.retours` reads back as decisions of a meeting.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app.core.errors import EntreeInvalide
from app.core.i18n import N_, _
from app.services.catalogues import charger
from app.services.documents import phrases_dehors as dits
from app.services.documents.ecriture import atelier
from app.services.documents.phrases_reclamations import objet
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.exports.tableaux import cellule_csv, inerte
from app.services.retours.paroles import DECISIONS
from app.services.reunions import LireReunion, Reunion, journaliser, lire
from db.uow import UnitOfWork

_COLONNES: tuple[tuple[str, int, bool], ...] = (
    (N_("Référence"), 12, False),
    (N_("Code UG"), 12, False),
    (N_("Logement"), 26, False),
    (N_("Défaut"), 40, False),
    (N_("Urgence"), 12, False),
    (N_("Ouverte le"), 12, False),
    (N_("Retard"), 22, False),
    (N_("Responsable actuel"), 24, False),
    (N_("État connu"), 20, False),
    (N_("Décision de la réunion"), 22, True),
    (N_("Date décidée"), 13, True),
    (N_("Qui répare"), 24, True),
    (N_("Commentaire"), 44, True),
)
"""Heading, width in characters, whether a hand fills it."""
_A_REMPLIR = 4


@dataclass(frozen=True, slots=True)
class EcrireReunion:
    """Write the file to fill to `sortie` (.xlsx or .csv)."""

    sortie: Path
    demande: LireReunion = field(default_factory=LireReunion)


@dataclass(frozen=True, slots=True)
class ReunionEcrite:
    """What was written."""

    fichier: Path
    lignes: int
    retenues: int


def ecrire_reunion(cmd: EcrireReunion, uow: UnitOfWork) -> ReunionEcrite:
    """The file, logged as what leaves.

    Raises `EntreeInvalide` ("reunion.rien", "reunion.format"), `PanneEnvironnement` for the
    disk; then no file is left behind.
    """
    suffixe = cmd.sortie.suffix.lower()
    if suffixe not in (".xlsx", ".csv"):
        raise EntreeInvalide("reunion.format", chemin=cmd.sortie.name)
    reunion = lire(cmd.demande, uow)
    lignes = list(_lignes(reunion, Libelles(charger())))
    with atelier(cmd.sortie.parent) as lieu:
        ecrit = lieu.reserver(cmd.sortie.name)
        if suffixe == ".csv":
            _csv(ecrit, lignes)
        else:
            _xlsx(ecrit, lignes, _("Réunion du {jour}").format(jour=f"{reunion.jour:%d/%m/%Y}"))
        with uow.ecriture("export.reunion") as tx:
            journaliser(tx, reunion, cmd.sortie)
            with lieu.publier() as (fichier,):
                tx.commit()
    return ReunionEcrite(fichier, len(lignes), reunion.retenues)


def _lignes(reunion: Reunion, mots: Libelles) -> Iterator[tuple[Any, ...]]:
    for d in reunion.lignes:
        r = d.ligne
        yield (
            r.reference,
            r.code_ug or "",
            r.adresse or "",
            f"{majuscule(objet(r.categorie, r.lieu, mots))} : {r.description}",
            majuscule(dire(r.urgence)),
            r.ouverte_le,
            dits.retard(d, reunion.jour),
            r.responsable or "",
            majuscule(dire(r.etat)),
            *("",) * _A_REMPLIR,
        )


def _csv(ecrit: Path, lignes: list[tuple[Any, ...]]) -> None:
    """UTF-8 with BOM and semicolons, as French spreadsheets open it."""
    with ecrit.open("w", encoding="utf-8-sig", newline="") as sortie:
        plume = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
        plume.writerow([_(titre) for titre, _large, _main in _COLONNES])
        for ligne in lignes:
            plume.writerow([cellule_csv(v) for v in ligne])
        sortie.flush()
        os.fsync(sortie.fileno())


def _xlsx(ecrit: Path, lignes: list[tuple[Any, ...]], titre: str) -> None:
    """One sheet, protected but for what is filled; decisions and dates are checked."""
    import xlsxwriter  # noqa: PLC0415 - heavy, only needed here

    classeur = xlsxwriter.Workbook(
        str(ecrit),
        {
            "in_memory": True,  # nothing readable may linger in the system's own folder
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    try:
        feuille = classeur.add_worksheet(_("Réunion"))
        _remplir(classeur, feuille, lignes)
        _controler(feuille, len(lignes))
        feuille.freeze_panes(1, 1)
        feuille.set_landscape()
        feuille.set_paper(9)
        feuille.repeat_rows(0)
        feuille.fit_to_pages(1, 0)
        feuille.set_header(f"&L{titre.replace('&', '&&')}")
        feuille.set_footer("&R&P/&N")
        feuille.protect(
            "",
            {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True},
        )
    finally:
        classeur.close()


def _remplir(classeur: Any, feuille: Any, lignes: list[tuple[Any, ...]]) -> None:
    commun = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFB8B2"}
    entete = classeur.add_format({**commun, "bold": True, "bg_color": "#F1E7E2"})
    fixe = classeur.add_format({**commun, "locked": True})
    jour = classeur.add_format({**commun, "locked": True, "num_format": "dd/mm/yyyy"})
    a_remplir = {**commun, "locked": False, "bg_color": "#FFFDF5"}
    libre = classeur.add_format(a_remplir)
    jour_libre = classeur.add_format({**a_remplir, "num_format": "dd/mm/yyyy"})
    for i, (titre, large, _main) in enumerate(_COLONNES):
        feuille.set_column(i, i, large)
        feuille.write_string(0, i, _(titre), entete)
    premiere = len(_COLONNES) - _A_REMPLIR
    for rang, ligne in enumerate(lignes, start=1):
        for i, valeur in enumerate(ligne):
            if i >= premiere:
                feuille.write_blank(rang, i, None, jour_libre if i == premiere + 1 else libre)
            elif isinstance(valeur, date):
                feuille.write_datetime(rang, i, valeur, jour)
            else:
                feuille.write_string(rang, i, inerte(str(valeur)), fixe)


def _controler(feuille: Any, lignes: int) -> None:
    """Decisions come from a list, dates are dates; both say what is expected."""
    premiere = len(_COLONNES) - _A_REMPLIR
    feuille.data_validation(
        1, premiere, lignes, premiere,
        {
            "validate": "list",
            "source": [_(mot) for mot in DECISIONS.values()],
            "input_title": _("Décision"),
            "input_message": _("Choisissez dans la liste, ou laissez vide si rien n’est décidé."),
            "error_title": _("Décision"),
            "error_message": _("Choisissez un état de la liste."),
        },
    )  # fmt: skip
    feuille.data_validation(
        1, premiere + 1, lignes, premiere + 1,
        {
            "validate": "date",
            "criteria": ">=",
            "value": date(2020, 1, 1),
            "input_title": _("Date"),
            "input_message": _("Le jour de la réparation, ou celui du rendez-vous fixé."),
            "error_title": _("Date"),
            "error_message": _("Écrivez une date, par exemple 03/12/2026."),
        },
    )  # fmt: skip
