"""Derived rows of journeys and attention: one per household, recomputed when something changed.

Triggers note stale households in `attention_a_faire`; `recalculer` empties that list. Nothing here
is a source of truth: `reconstruire` makes it all again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from app.core.memoire import sans_ramassage
from app.domain.parcours import ParcoursMenage
from app.domain.parcours_modele import Accompagnement
from db.attention.cadre import Cadre
from db.attention.faits import Lecture, lire
from db.attention.ligne import Ligne, calculer

_INSERER = (
    f"INSERT OR REPLACE INTO menage_parcours ({', '.join(Ligne._fields)})"
    f" VALUES ({', '.join('?' * len(Ligne._fields))})"
)
_TOUS = "INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT id FROM menage"
_A_FAIRE = "SELECT count(*) FROM attention_a_faire"


def reprendre(connexion: Connection) -> None:
    """Note as stale the households whose summary is; call it before the summaries are made."""
    connexion.exec_driver_sql(
        "INSERT OR IGNORE INTO attention_a_faire (menage_id) SELECT menage_id FROM resume_a_faire"
    )


def tout_marquer(connexion: Connection) -> None:
    """Note every household as stale."""
    connexion.exec_driver_sql(_TOUS)


def avancer_au(connexion: Connection, connu: str | None, jour: date) -> None:
    """Note as stale the households the calendar changes up to `jour`; all when it went back."""
    iso = jour.isoformat()
    if connu is not None and connu > iso:
        tout_marquer(connexion)
        return
    connexion.execute(
        text(
            "INSERT OR IGNORE INTO attention_a_faire (menage_id)"
            " SELECT menage_id FROM menage_parcours WHERE revoir_le <= :jour"
        ),
        {"jour": iso},
    )


def recalculer(
    connexion: Connection, accompagnement: Accompagnement, jour: date, *, limite: int | None = None
) -> int | None:
    """Recompute every stale household for that day; how many, None when more than `limite` wait."""
    attendus = int(connexion.exec_driver_sql(_A_FAIRE).scalar_one())
    if limite is not None and attendus > limite:
        return None
    if not attendus:
        return 0
    lignes = _calculer(connexion, accompagnement, jour, attendus)
    curseur: Any = connexion.connection.cursor()
    try:
        curseur.execute(
            "DELETE FROM menage_parcours WHERE menage_id IN"
            " (SELECT menage_id FROM attention_a_faire)"
        )
        curseur.executemany(_INSERER, lignes)
        curseur.execute("DELETE FROM attention_a_faire")
    finally:
        curseur.close()
    return attendus


def _calculer(
    connexion: Connection, accompagnement: Accompagnement, jour: date, attendus: int
) -> list[Ligne]:
    """The rows of the stale households."""
    cadre = cadre_de(connexion, accompagnement)
    lecture = Lecture(connexion, jour, attendus)
    regles = cadre.regles
    with sans_ramassage():
        return [
            calculer(menage_id, faits, modele, temoin, regles, jour)
            for menage_id, modele, faits, temoin in lire(lecture, cadre)
        ]


def cadre_de(connexion: Connection, accompagnement: Accompagnement) -> Cadre:
    """Templates, adjustments, batches and rules in force in this base."""
    return Cadre(connexion, accompagnement)


def parcours_de(
    connexion: Connection, accompagnement: Accompagnement, menage_id: str, jour: date
) -> ParcoursMenage | None:
    """The journey of one household (32 hex digits), line by line; None for one not known."""
    cadre = cadre_de(connexion, accompagnement)
    for _id, _modele, faits, _temoin in lire(Lecture(connexion, jour, menage_id=menage_id), cadre):
        return faits.parcours
    return None


def reconstruire(connexion: Connection, accompagnement: Accompagnement, jour: date) -> int:
    """Make every row again; the number of households."""
    connexion.exec_driver_sql("DELETE FROM menage_parcours")
    tout_marquer(connexion)
    return recalculer(connexion, accompagnement, jour) or 0


@dataclass(frozen=True, slots=True)
class EcartsAttention:
    """Households whose row is missing, left over, or not what it should be."""

    manquants: int
    en_trop: int
    differents: int

    @property
    def total(self) -> int:
        """All discrepancies."""
        return self.manquants + self.en_trop + self.differents


def verifier(connexion: Connection, accompagnement: Accompagnement, jour: date) -> EcartsAttention:
    """Compare every row with a fresh computation; those still waiting are no discrepancy.

    Every household is marked stale on the way: call it in a transaction that is rolled back.
    """
    presents = {
        r[0]: Ligne(*r)
        for r in connexion.exec_driver_sql(
            f"SELECT {', '.join(Ligne._fields)} FROM menage_parcours"
        )
    }
    attente = set(connexion.exec_driver_sql("SELECT menage_id FROM attention_a_faire").scalars())
    tout_marquer(connexion)
    attendus = int(connexion.exec_driver_sql(_A_FAIRE).scalar_one())
    justes = {li.menage_id: li for li in _calculer(connexion, accompagnement, jour, attendus)}
    return EcartsAttention(
        manquants=len(justes.keys() - presents.keys() - attente),
        en_trop=len(presents.keys() - justes.keys() - attente),
        differents=sum(
            1 for id_ in (justes.keys() & presents.keys()) - attente if justes[id_] != presents[id_]
        ),
    )
