"""Everything computed from the ledger, kept up to date together: summaries, then the journeys.

Triggers note which households became stale; `avancer` adds those the calendar changes; `calculer`
brings them up to date. The journey reads the summary: a stale summary makes the journey stale.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, text

from app.domain.parcours_modele import Accompagnement
from db import attention, resume

PEU = 2_000
"""Journeys a write computes on the way (a second); more are left to `UnitOfWork.mettre_au_jour`."""


def avancer(connexion: Connection, jour: date) -> None:
    """Note what the calendar changes between the last day known and `jour`; cheap the same day."""
    connu = connexion.exec_driver_sql("SELECT resume_le FROM operation_courante").scalar()
    if connu == jour.isoformat():
        return
    resume.avancer_au(connexion, connu, jour)
    attention.avancer_au(connexion, connu, jour)
    connexion.execute(
        text("UPDATE operation_courante SET resume_le = :jour"), {"jour": jour.isoformat()}
    )


def resumer(connexion: Connection, accompagnement: Accompagnement, jour: date) -> int:
    """Bring the summaries up to date, noting their households' journeys; how many households."""
    attention.reprendre(connexion)
    return resume.recalculer(connexion, jour, accompagnement.parcours)


def calculer(
    connexion: Connection, accompagnement: Accompagnement, jour: date, *, limite: int | None = None
) -> bool:
    """Bring summaries up to date, and journeys; False when more than `limite` of them wait."""
    resumer(connexion, accompagnement, jour)
    return attention.recalculer(connexion, accompagnement, jour, limite=limite) is not None


def tout(connexion: Connection, accompagnement: Accompagnement, jour: date) -> None:
    """Bring everything up to `jour`; templates or rules that changed make every household stale."""
    connues = connexion.exec_driver_sql("SELECT regles FROM operation_courante").scalar()
    if connues != accompagnement.empreinte:
        resume.tout_marquer(connexion)
        attention.tout_marquer(connexion)
        connexion.execute(
            text("UPDATE operation_courante SET regles = :regles"),
            {"regles": accompagnement.empreinte},
        )
    avancer(connexion, jour)
    calculer(connexion, accompagnement, jour)


def reconstruire(connexion: Connection, accompagnement: Accompagnement, jour: date) -> int:
    """Make every derived row and the whole search index again; the number of households."""
    nombre = resume.reconstruire(connexion, jour, accompagnement.parcours)
    attention.reconstruire(connexion, accompagnement, jour)
    return nombre
