"""Whom to propose to an anxious household, when one household in fifty agreed to testify."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert, select

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.services.ouverture import ouvrir
from app.services.temoins import LireTemoins, proposer
from db.models import Besoin, Menage, Ressenti, Temoin
from db.uow import UnitOfWork
from tests.bench._bases import AUJOURDHUI, CLE, MAINTENANT, copie
from tests.bench.mesures import Mesure, chronometrer

UN_SUR = 50
DEMANDES = 20
_CODES = ("inquietude", "colere", "stress", "tristesse", "soulagement")
_BESOINS = ("calendrier", "ecoute", "reassurance")


def mesurer(taille: int) -> list[Mesure]:
    """The slowest of twenty proposals, each to another household."""
    with tempfile.TemporaryDirectory() as dossier:
        chemin = copie(taille, Path(dossier))
        clock = FixedClock(MAINTENANT)
        ouverte = ouvrir(
            chemin, CLE, paths=Paths.sous(Path(dossier) / "m"), clock=clock, auteur="Bench"
        )
        try:
            temoins, autres = _temoigner(ouverte.uow)
            proposer(LireTemoins(autres[0]), ouverte.uow)
            temps = []
            for id_ in autres:

                def demander(menage_id: UUID = id_) -> None:
                    proposer(LireTemoins(menage_id), ouverte.uow)

                temps.append(chronometrer(demander))
        finally:
            ouverte.fermer()
    detail = f"{temoins} témoins"
    return [Mesure("témoins proposés", taille, max(temps), plafond=50.0, detail=detail)]


def _temoigner(uow: UnitOfWork) -> tuple[int, list[UUID]]:
    """Households back home that agreed, with a past; how many, and others that worry."""
    with uow.ecriture("bench.temoins") as tx:
        ids = list(tx.session.scalars(select(Menage.id).order_by(Menage.id)))
        temoins = ids[::UN_SUR]
        autres = ids[1 :: max(1, len(ids) // DEMANDES)][:DEMANDES]
        new, passes = tx.ids.new, frozenset(temoins)
        for menage_id in temoins:
            tx.session.get_one(Menage, menage_id).phase_forcee = "apres"
        tx.session.flush()
        lignes = [
            {
                "id": new(),
                "menage_id": m,
                "jour": AUJOURDHUI - timedelta(days=400 - 80 * i if m in passes else 5),
                "code": code,
                "intensite": 1 + i % 5,
            }
            for m in (*temoins, *autres)
            for i, code in enumerate(_CODES)
        ]
        tx.session.execute(insert(Ressenti), lignes)
        besoins = [
            {
                "id": new(),
                "menage_id": m,
                "famille": "accompagnement",
                "code": code,
                "ouvert_le": AUJOURDHUI - timedelta(days=300),
            }
            for m in temoins
            for code in _BESOINS
        ]
        tx.session.execute(insert(Besoin), besoins)
        accords = [{"id": new(), "menage_id": m, "accord_le": AUJOURDHUI} for m in temoins]
        tx.session.execute(insert(Temoin), accords)
        tx.commit()
    return len(temoins), autres
