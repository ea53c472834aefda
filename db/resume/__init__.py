"""Derived rows of households (lists, filters, search), recomputed inside the transaction.

Triggers note which households became stale in `resume_a_faire`; `recalculer` empties that list.
Nothing here is a source of truth: `reconstruire` makes it all again from the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from app.domain.parcours_modele import Parcours
from db.lots import ajouter
from db.resume.faits import DANS, lire
from db.resume.lieux import Lieux
from db.resume.ligne import Index, Ligne, Plis, calculer

_COLONNES_INDEX = ("rowid", "noms", "adresses", "references_")


def recalculer(connexion: Connection, jour: date, parcours: Parcours) -> int:
    """Recompute every stale household for that day; the number of households recomputed."""
    attendus = connexion.exec_driver_sql("SELECT count(*) FROM resume_a_faire").scalar_one()
    if not attendus:
        return 0
    anciens = {
        str(menage_id): int(num)
        for menage_id, num in connexion.exec_driver_sql(
            f"SELECT menage_id, num FROM menage_resume WHERE menage_id {DANS}"
        )
    }
    suivant = int(
        connexion.exec_driver_sql(
            "SELECT coalesce(max(num), 0) + 1 FROM menage_resume"
        ).scalar_one()
    )
    lignes: list[Ligne] = []
    index: list[Index] = []
    plis, lieux, iso = Plis(), Lieux(connexion, parcours), jour.isoformat()
    for menage_id, faits in lire(connexion, iso).items():
        num = anciens.get(menage_id)
        if num is None:
            num, suivant = suivant, suivant + 1
        ligne, entree = calculer(faits, num, iso, plis, lieux)
        lignes.append(ligne)
        index.append(entree)
    _remplacer(connexion, [(n,) for n in anciens.values()], lignes, index)
    connexion.exec_driver_sql("DELETE FROM resume_a_faire")
    return int(attendus)


def _remplacer(
    connexion: Connection, anciens: list[tuple[int]], lignes: list[Ligne], index: list[Index]
) -> None:
    """Put the new rows in place of the old ones, through the driver: it may be a whole import."""
    curseur: Any = connexion.connection.cursor()
    try:
        if anciens:
            curseur.executemany("DELETE FROM menage_fts WHERE rowid = ?", anciens)
            curseur.executemany("DELETE FROM menage_resume WHERE num = ?", anciens)
    finally:
        curseur.close()
    ajouter(connexion, "menage_resume", Ligne._fields, lignes)
    ajouter(connexion, "menage_fts", _COLONNES_INDEX, index)


def reconstruire(connexion: Connection, jour: date, parcours: Parcours) -> int:
    """Make every derived row and the whole search index again; the number of households."""
    connexion.exec_driver_sql("DELETE FROM menage_resume")
    connexion.exec_driver_sql("INSERT INTO menage_fts (menage_fts) VALUES ('delete-all')")
    tout_marquer(connexion)
    return recalculer(connexion, jour, parcours)


def tout_marquer(connexion: Connection) -> None:
    """Note every household as stale."""
    connexion.exec_driver_sql(
        "INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT id FROM menage"
    )


def avancer_au(connexion: Connection, connu: str | None, jour: date) -> None:
    """Note as stale the households that the calendar changes between the last day known and `jour`.

    A stay that begins or ends, a key worker's last day, an appointment gone by. A clock that went
    back is followed too.
    """
    debut, fin = sorted((connu or "", jour.isoformat()))
    connexion.execute(
        text(
            "INSERT OR IGNORE INTO resume_a_faire (menage_id)"
            " SELECT menage_id FROM occupation WHERE (debut > :debut AND debut <= :fin)"
            " OR (fin > :debut AND fin <= :fin)"
            " UNION SELECT menage_id FROM referent WHERE fin > :debut AND fin <= :fin"
            " UNION SELECT menage_id FROM rendez_vous WHERE jour >= :debut AND jour < :fin"
        ),
        {"debut": debut, "fin": fin},
    )


@dataclass(frozen=True, slots=True)
class EcartsResume:
    """Households whose derived row is missing, left over, or not what it should be."""

    manquants: int
    en_trop: int
    differents: int
    index: int

    @property
    def total(self) -> int:
        """All discrepancies."""
        return self.manquants + self.en_trop + self.differents + self.index


def verifier(connexion: Connection, jour: date, parcours: Parcours) -> EcartsResume:
    """Compare every derived row with a fresh computation.

    Every household is marked stale on the way: call it in a transaction that is rolled back.
    """
    presents = {
        r[1]: Ligne(*r)
        for r in connexion.exec_driver_sql(f"SELECT {', '.join(Ligne._fields)} FROM menage_resume")
    }
    indexes = {r[0] for r in connexion.exec_driver_sql("SELECT rowid FROM menage_fts")}
    tout_marquer(connexion)
    attendus = lire(connexion, jour.isoformat())
    plis, lieux, iso = Plis(), Lieux(connexion, parcours), jour.isoformat()
    differents = sum(
        1
        for menage_id, faits in attendus.items()
        if menage_id in presents
        and calculer(faits, presents[menage_id].num, iso, plis, lieux)[0] != presents[menage_id]
    )
    return EcartsResume(
        manquants=len(attendus.keys() - presents.keys()),
        en_trop=len(presents.keys() - attendus.keys()),
        differents=differents,
        index=len({p.num for p in presents.values()} ^ indexes),
    )
