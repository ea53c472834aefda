"""Figures of an estate before and after, when every household is in it and a third volunteered."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.services.avant_apres import LireAvantApres, LireSynthese, lire, resumer_cite
from app.services.ouverture import ouvrir
from db.models import ConsoEnergie, Quittance, VolontaireEnergie
from db.uow import UnitOfWork
from tests.bench._bases import AUJOURDHUI, CLE, MAINTENANT, copie
from tests.bench.mesures import Mesure, chronometrer

TAILLES_PROPRES = (2_000,)
UN_SUR = 3
_BRUT = text(
    "SELECT q.moment, COUNT(*), AVG(q.loyer + q.charges - q.apl) FROM quittance q"
    " JOIN menage_resume r ON r.menage_id = q.menage_id WHERE r.cite_id = :cite GROUP BY q.moment"
)


def mesurer(taille: int) -> list[Mesure]:
    """The summary of the estate, against the bare average; one household's before and after."""
    with tempfile.TemporaryDirectory() as dossier:
        chemin = copie(taille, Path(dossier))
        clock = FixedClock(MAINTENANT)
        ouverte = ouvrir(
            chemin, CLE, paths=Paths.sous(Path(dossier) / "m"), clock=clock, auteur="Bench"
        )
        try:
            uow = ouverte.uow
            cite, menages = _remplir(uow)
            synthese = chronometrer(lambda: resumer_cite(LireSynthese(cite, 5), uow))
            brut = chronometrer(lambda: _brut(uow, cite))
            un = chronometrer(lambda: lire(LireAvantApres(menages[taille // 2]), uow))
        finally:
            ouverte.fermer()
    volontaires = len(menages[::UN_SUR])
    detail = f"{taille} ménages, {volontaires} volontaires ; moyenne nue : {brut:.0f} ms"
    return [
        Mesure(
            "avant / après d’une cité",
            taille,
            synthese,
            plafond=2000.0,
            detail=detail,
        ),
        Mesure("avant / après d’un ménage", taille, un, plafond=16.0),
    ]


def _brut(uow: UnitOfWork, cite: UUID) -> None:
    with uow.lecture() as session:
        session.execute(_BRUT, {"cite": cite.hex}).all()


def _remplir(uow: UnitOfWork) -> tuple[UUID, list[UUID]]:
    """Two quittances each; for volunteers a year of two energies on each side."""
    with uow.ecriture("bench.avant_apres") as tx:
        lues = tx.session.execute(text("SELECT menage_id, cite_id FROM menage_resume")).all()
        menages = [UUID(hex=m) for m, _c in lues]
        cite = UUID(hex=next(c for _m, c in lues if c))
        tx.session.execute(
            text("UPDATE menage_resume SET cite_id = :c, depart_le = :d, retour_le = :r"),
            {
                "c": cite.hex,
                "d": (AUJOURDHUI - timedelta(days=600)).isoformat(),
                "r": (AUJOURDHUI - timedelta(days=420)).isoformat(),
            },
        )
        new = tx.ids.new
        tx.session.execute(
            insert(Quittance), [q for i, m in enumerate(menages) for q in _loyers(new, m, i)]
        )
        volontaires = menages[::UN_SUR]
        tx.session.execute(
            insert(VolontaireEnergie),
            [{"id": new(), "menage_id": m, "accord_le": AUJOURDHUI} for m in volontaires],
        )
        tx.session.execute(
            insert(ConsoEnergie), [c for i, m in enumerate(volontaires) for c in _consos(new, m, i)]
        )
        tx.commit()
    return cite, menages


def _loyers(new: Any, menage_id: UUID, rang: int) -> list[dict[str, Any]]:
    return [
        {
            "id": new(), "menage_id": menage_id, "moment": moment, "source": "quittance",
            "le": AUJOURDHUI - timedelta(days=jours), "loyer": 300 + rang % 200,
            "charges": 40 + rang % 30, "apl": 20 * (rang % 9), "ressources": 900 + rang % 900,
        }
        for moment, jours in (("avant", 700), ("apres", 100))
    ]  # fmt: skip


def _consos(new: Any, menage_id: UUID, rang: int) -> list[dict[str, Any]]:
    fins: tuple[date, ...] = (
        AUJOURDHUI - timedelta(days=610), AUJOURDHUI - timedelta(days=20),
    )  # fmt: skip
    return [
        {
            "id": new(), "menage_id": menage_id, "energie": energie, "source": "facture",
            "du": fin - timedelta(days=380), "au": fin, "kwh": 5000 + rang % 4000,
            "montant": 600 + rang % 800, "dju": 2300,
        }
        for fin in fins
        for energie in ("gaz", "electricite")
    ]  # fmt: skip
