"""Journeys and attention: everything again, one visit, the list read on the first page.

The baseline of the full recompute is one bare pass of SQL over the same tables, through the same
connection: what any computation must at least read.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.services.aujourdhui import LireTableau, tableau
from app.services.ouverture import BaseOuverte, ouvrir
from db import attention, derive
from db.attention.faits import SOURCES
from tests.bench._bases import AUJOURDHUI, CLE, MAINTENANT, base, copie
from tests.bench.mesures import Mesure, chronometrer, mediane


def _lire_tout(connexion: Connection) -> None:
    """Every row and column the rules look at, as tuples."""
    curseur: Any = connexion.connection.cursor()
    for sql in SOURCES:
        curseur.execute(sql.format(dans="IS NOT NULL"))
        curseur.fetchall()
    curseur.close()


def _tout_refaire(ouverte: BaseOuverte) -> float:
    """Milliseconds to make every row again, in a transaction that is rolled back."""
    with ouverte.engine.connect() as connexion:
        attention.tout_marquer(connexion)
        temps = chronometrer(
            lambda: attention.recalculer(connexion, ouverte.uow.accompagnement, AUJOURDHUI)
        )
        connexion.rollback()
    return temps


def _apres_une_visite(ouverte: BaseOuverte) -> float:
    """Median milliseconds the derived rows of one household take."""
    with ouverte.engine.connect() as connexion:
        menages = connexion.exec_driver_sql("SELECT id FROM menage LIMIT 30").scalars().all()

        def une() -> None:
            connexion.exec_driver_sql(
                "INSERT INTO attention_a_faire (menage_id) VALUES (?)", (menages[0],)
            )
            derive.calculer(connexion, ouverte.uow.accompagnement, AUJOURDHUI, limite=derive.PEU)

        temps = mediane(une, fois=20)
        connexion.rollback()
    return temps


def mesurer(taille: int) -> list[Mesure]:
    """Full recompute against a bare pass, one household, the first page."""
    with tempfile.TemporaryDirectory() as dossier:
        ouverte = ouvrir(
            copie(taille, Path(dossier)),
            CLE,
            paths=Paths.sous(Path(dossier) / "machine"),
            clock=FixedClock(MAINTENANT),
            auteur="Banc d’essai",
        )
        try:
            with ouverte.engine.execution_options(lecture=True).connect() as connexion:
                nue = mediane(lambda: _lire_tout(connexion), fois=3)
            tout = min(_tout_refaire(ouverte) for _ in range(2))
            une = _apres_une_visite(ouverte)
        finally:
            ouverte.fermer()
    with base(taille) as servie:
        page = mediane(lambda: tableau(LireTableau(AUJOURDHUI), servie.uow))
    return [
        Mesure("attention, tout refaire", taille, tout, reference=nue),
        Mesure("attention, un ménage", taille, une),
        Mesure("aujourd’hui, premier écran", taille, page, plafond=50),
    ]
