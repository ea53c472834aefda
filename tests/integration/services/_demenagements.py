"""A household, its home and a temporary one: what tests of moves share."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import AppError
from app.domain.accompagnement import CodeEtape
from app.services import demenagements as service
from app.services.demenagements import (
    PrevoirDemenagement,
    SensDemenagement,
)
from db.models import (
    Annonce,
    Demenagement,
    Engagement,
    Etape,
    Occupation,
)
from db.uow import UnitOfWork
from tests import factories

ALLER, RETOUR, DEFINITIF = SensDemenagement
LUNDI = date(2026, 12, 7)
MARDI = date(2026, 12, 15)
RENTREE = date(2027, 4, 1)


class Lieux:
    """A household in its home, and a temporary home of the same estate."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.cite = factories.cite(uow)
        self.chez_lui = factories.logement(uow, cite_id=self.cite)
        self.tiroir = factories.logement(uow, cite_id=self.cite, numero="8", voie="Rue d’Œuf")
        self.menage = factories.menage(uow, logement_id=self.chez_lui)


def prevoir(
    uow: UnitOfWork, lieux: Lieux, jour: date = LUNDI, **autres: Any
) -> tuple[UUID, Changes]:
    cmd = {"sens": ALLER, "vers_id": lieux.tiroir, "fin_prevue": RENTREE} | autres
    faits = service.prevoir(PrevoirDemenagement(menage_id=lieux.menage, jour=jour, **cmd), uow)
    assert faits.principal is not None
    return faits.principal, faits


def sejours(uow: UnitOfWork, menage_id: UUID) -> list[tuple[Any, ...]]:
    o = Occupation
    with uow.lecture() as session:
        return [
            tuple(ligne)
            for ligne in session.execute(
                select(o.nature, o.logement_id, o.debut, o.fin, o.fin_prevue)
                .where(o.menage_id == menage_id)
                .order_by(o.debut)
            )
        ]


def etape_de(uow: UnitOfWork, menage_id: UUID, code: CodeEtape) -> tuple[date | None, date | None]:
    with uow.lecture() as session:
        lue = session.execute(
            select(Etape.prevue_le, Etape.faite_le).where(
                Etape.menage_id == menage_id, Etape.code == code
            )
        ).first()
    return (lue[0], lue[1]) if lue else (None, None)


def etat_de_la_base(uow: UnitOfWork) -> dict[str, list[tuple[Any, ...]]]:
    """Every row an undo must bring back, by table."""
    tables = (Demenagement, Occupation, Etape, Engagement, Annonce)
    with uow.lecture() as session:
        return {
            t.__tablename__: sorted(
                (tuple(ligne) for ligne in session.execute(select(*t.__table__.c))), key=repr
            )
            for t in tables
        }


def refuse(code: str, geste: Any, *args: Any) -> AppError:
    with pytest.raises(AppError) as refus:
        geste(*args)
    assert refus.value.code == code
    return refus.value
