"""The list of households in a file: CSV, XLSX or PDF, with the columns one has chosen.

For the team it is a working paper; for the bailleur it is projected from the sharing classes,
leaves out households that do not agree, and is journaled.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.core.suivi import Suivi, SuiviMuet
from app.domain.partage import Destinataire
from app.services import documents
from app.services.documents import ImprimerListe, Liste
from app.services.documents.ecriture import Atelier, atelier, traduire
from app.services.exports.colonnes_liste import ColonneListe, choisies, permise
from app.services.exports.projection import Perimetre, menages_retenus
from app.services.exports.tableaux import cellule_csv, inerte
from app.services.liste_menages import elargir, ordre
from app.services.menages import FiltreMenages, MenageLigne, PageMenages
from app.services.menages import page as page_menages
from db.models import Envoi
from db.uow import UnitOfWork

LOT = 500


@dataclass(frozen=True, slots=True)
class EcrireListe:
    """Write the list to `sortie` (.csv, .xlsx or .pdf).

    `colonnes` are keys, in order; `filtre_dit` tells the filter in words; `lieu` the estate.
    """

    sortie: Path
    filtre: FiltreMenages = field(default_factory=FiltreMenages)
    tri: str = "nom"
    colonnes: tuple[str, ...] = ()
    destinataire: Destinataire = Destinataire.EQUIPE
    titre: str = ""
    filtre_dit: str = ""
    lieu: str = ""


@dataclass(frozen=True, slots=True)
class ApercuListe:
    """What would leave: rows, column titles, and the columns and households that stay."""

    lignes: int
    colonnes: tuple[str, ...]
    colonnes_retenues: tuple[str, ...]
    menages_retenus: int


@dataclass(frozen=True, slots=True)
class ListeEcrite:
    """What was written: the file, its rows, the columns and households that stayed."""

    fichier: Path
    lignes: int
    colonnes_retenues: tuple[str, ...] = ()
    menages_retenus: int = 0


def apercu(cmd: EcrireListe, uow: UnitOfWork) -> ApercuListe:
    """What would leave for that recipient, before anything is written."""
    voulues = choisies(cmd.colonnes)
    partent = tuple(c for c in voulues if permise(c, cmd.destinataire))
    lignes, retenus = _lire(cmd, uow, SuiviMuet())
    return ApercuListe(
        len(lignes),
        tuple(_(c.titre) for c in partent),
        tuple(_(c.titre) for c in voulues if c not in partent),
        retenus,
    )


def ecrire(cmd: EcrireListe, uow: UnitOfWork, suivi: Suivi | None = None) -> ListeEcrite:
    """Write the list, whole or not at all; journal it when it is for the bailleur.

    Raises `EntreeInvalide` ("liste.format", "liste.rien"), `PanneEnvironnement` for the disk,
    `Annule` when asked to stop.
    """
    suivi = suivi or SuiviMuet()
    genre = cmd.sortie.suffix.lower()
    if genre not in (".csv", ".xlsx", ".pdf"):
        raise EntreeInvalide("liste.format", fichier=cmd.sortie.name)
    voulues = choisies(cmd.colonnes)
    colonnes = tuple(c for c in voulues if permise(c, cmd.destinataire))
    lignes, retenus = _lire(cmd, uow, suivi)
    if not lignes or not colonnes:
        raise EntreeInvalide("liste.rien")
    retenues = tuple(_(c.titre) for c in voulues if c not in colonnes)
    fait = ListeEcrite(cmd.sortie, len(lignes), retenues, retenus)
    if genre == ".pdf":
        return _imprimer(cmd, colonnes, lignes, fait, uow)
    with atelier(cmd.sortie.parent) as lieu:
        ecrit = lieu.reserver(cmd.sortie.name)
        try:
            if genre == ".csv":
                _csv(ecrit, colonnes, lignes, uow.clock.today())
            else:
                _xlsx(ecrit, cmd, colonnes, lignes, uow.clock.today())
        except OSError as erreur:
            raise traduire(erreur, cmd.sortie) from erreur
        suivi.avance(len(lignes), len(lignes))
        _publier(lieu, cmd, fait, uow)
    return fait


def _lire(cmd: EcrireListe, uow: UnitOfWork, suivi: Suivi) -> tuple[list[MenageLigne], int]:
    """Every row of the list but those of households that must stay, and how many those are."""
    filtre, retenus = elargir(cmd.filtre, uow), frozenset[Any]()
    if cmd.destinataire is Destinataire.BAILLEUR:
        with uow.lecture() as session:
            requete = menages_retenus(Perimetre(uow.clock.today()))
            retenus = frozenset(session.scalars(select(requete.subquery())))
    tri, descendant = ordre(cmd.tri)
    lignes: list[MenageLigne] = []
    ecartes = debut = 0
    while lot := page_menages(PageMenages(filtre, tri, descendant, debut, LOT), uow):
        gardees = [m for m in lot if m.id not in retenus]
        ecartes += len(lot) - len(gardees)
        lignes += gardees
        debut += len(lot)
        suivi.avance(len(lignes), len(lignes) + LOT, _("Lecture de la liste"))
        if len(lot) < LOT:
            break
    return lignes, ecartes


def _publier(lieu: Atelier, cmd: EcrireListe, fait: ListeEcrite, uow: UnitOfWork) -> None:
    if cmd.destinataire is Destinataire.EQUIPE:
        with lieu.publier():
            return
    with uow.ecriture("export.liste") as tx:
        tx.session.add(
            Envoi(
                id=tx.ids.new(),
                quoi="liste",
                destinataire=cmd.destinataire.value,
                nb_lignes=fait.lignes,
                detail={
                    "fichier": cmd.sortie.name,
                    "colonnes": [
                        c.cle for c in choisies(cmd.colonnes) if permise(c, cmd.destinataire)
                    ],
                    "menages_retenus": fait.menages_retenus,
                },
                prepare_a=tx.clock.now(),
            )
        )
        tx.session.flush()
        with lieu.publier():
            tx.commit()


def _imprimer(
    cmd: EcrireListe,
    colonnes: Sequence[ColonneListe],
    lignes: Sequence[MenageLigne],
    fait: ListeEcrite,
    uow: UnitOfWork,
) -> ListeEcrite:
    """On paper: for the team only, it says so at its foot."""
    if cmd.destinataire is not Destinataire.EQUIPE:
        raise EntreeInvalide("liste.format", fichier=cmd.sortie.name)
    jour = uow.clock.today()
    liste = Liste(
        titre=cmd.titre or _("Liste des ménages"),
        jour=jour,
        colonnes=tuple(_(c.titre) for c in colonnes),
        lignes=[tuple(c.texte(m, jour) for c in colonnes) for m in lignes],
        filtre=cmd.filtre_dit,
        lieu=cmd.lieu,
    )
    imprime = documents.imprimer_liste(ImprimerListe(liste, cmd.sortie), uow)
    return replace(fait, fichier=imprime.fichier)


def _csv(
    ecrit: Path, colonnes: Sequence[ColonneListe], lignes: Sequence[MenageLigne], jour: date
) -> None:
    """UTF-8 with BOM and semicolons, as French spreadsheets open it."""
    with ecrit.open("w", encoding="utf-8-sig", newline="") as sortie:
        plume = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
        plume.writerow([_(c.titre) for c in colonnes])
        for ligne in lignes:
            plume.writerow([cellule_csv(v) for v in _valeurs(colonnes, ligne, jour)])
        sortie.flush()
        os.fsync(sortie.fileno())


def _xlsx(
    ecrit: Path,
    cmd: EcrireListe,
    colonnes: Sequence[ColonneListe],
    lignes: Sequence[MenageLigne],
    jour: date,
) -> None:
    import xlsxwriter  # noqa: PLC0415 - heavy, only needed here

    classeur = xlsxwriter.Workbook(
        str(ecrit),
        {
            "constant_memory": True,
            "tmpdir": str(ecrit.parent),  # nothing readable may linger in the system's own
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    try:
        entete = classeur.add_format({"bold": True, "bg_color": "#F1E7E2", "bottom": 1})
        dates = classeur.add_format({"num_format": "dd/mm/yyyy"})
        feuille = classeur.add_worksheet(_("Ménages"))
        for i, colonne in enumerate(colonnes):
            feuille.set_column(i, i, _largeur(colonne, lignes, jour))
            feuille.write_string(0, i, _(colonne.titre), entete)
        for rang, ligne in enumerate(lignes, start=1):
            for i, valeur in enumerate(_valeurs(colonnes, ligne, jour)):
                if isinstance(valeur, date):
                    feuille.write_datetime(rang, i, valeur, dates)
                elif isinstance(valeur, int):
                    feuille.write_number(rang, i, valeur)
                elif valeur:
                    feuille.write_string(rang, i, inerte(valeur))
        feuille.freeze_panes(1, 1)
        feuille.autofilter(0, 0, len(lignes), len(colonnes) - 1)
        feuille.set_landscape()
        feuille.repeat_rows(0)
        feuille.fit_to_pages(1, 0)
        dit = cmd.filtre_dit if cmd.destinataire is Destinataire.EQUIPE else ""
        feuille.set_footer(f"&L{dit[:150].replace('&', '&&')}&R&P/&N")
    finally:
        classeur.close()


def _valeurs(
    colonnes: Sequence[ColonneListe], ligne: MenageLigne, jour: date
) -> Iterator[str | int | date | None]:
    return (colonne.en_valeur(ligne, jour) for colonne in colonnes)


def _largeur(colonne: ColonneListe, lignes: Sequence[MenageLigne], jour: date) -> int:
    """Characters: the title or the longest of the first rows, within reason."""
    longueurs = (len(colonne.texte(m, jour)) for m in lignes[:200])
    return min(48, max(len(_(colonne.titre)) + 4, *longueurs, 10))
