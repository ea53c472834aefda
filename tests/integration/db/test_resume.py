"""Derived rows follow the calendar, whichever way the clock goes."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import text

from app.core.clock import FixedClock
from app.domain.logements import NatureOccupation
from db import resume
from db.models import Occupation, RendezVous
from db.uow import UnitOfWork
from tests import factories


def _ecarts(uow: UnitOfWork) -> int:
    with uow.engine.connect() as connexion:
        ecarts = resume.verifier(connexion, uow.clock.today(), uow.accompagnement.parcours)
        connexion.rollback()
    return ecarts.total


def _ailleurs(uow: UnitOfWork) -> str | None:
    with uow.lecture() as session:
        return session.execute(text("SELECT adresse_actuelle FROM menage_resume")).scalar()


def test_un_sejour_qui_finit_se_voit_le_jour_venu(uow: UnitOfWork, clock: FixedClock) -> None:
    menage_id = factories.menage(uow)
    tiroir = factories.logement(uow, numero="8", voie="Rue d’Œuf")
    factories.ecrire(
        uow,
        Occupation(
            id=uow.ids.new(),
            menage_id=menage_id,
            logement_id=tiroir,
            nature=NatureOccupation.TIROIR,
            debut=date(2026, 11, 20),
            fin=date(2026, 11, 30),
        ),
        RendezVous(id=uow.ids.new(), menage_id=menage_id, jour=date(2026, 11, 26), objet="Clés"),
    )
    assert _ailleurs(uow) == "8 Rue d’Œuf"
    clock.instant += timedelta(days=7)
    factories.cite(uow)  # any later write brings the calendar up to date
    assert _ailleurs(uow) is None
    assert _ecarts(uow) == 0
    clock.instant -= timedelta(days=5)  # a clock set back
    uow.mettre_au_jour()
    assert _ailleurs(uow) == "8 Rue d’Œuf"
    assert _ecarts(uow) == 0
