"""The household page: all its reads, first page of the chronology included."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, text

from app.services.menages import LireFil, lire_page
from db.models import Menage
from db.uow import UnitOfWork
from tests.bench._bases import base
from tests.bench.mesures import Mesure, medianes_alternees, memoire

NB_FICHES = 200


def _ids(uow: UnitOfWork, combien: int) -> list[UUID]:
    with uow.lecture() as session:
        tous = list(session.scalars(select(Menage.id)))
    return tous[:: max(1, len(tous) // combien)][:combien]


def mesurer(taille: int) -> list[Mesure]:
    """Median of the page on households spread over the base, and the memory of doing so."""
    with base(taille) as ouverte:
        ids = _ids(ouverte.uow, NB_FICHES)

        def brut(menage_id: UUID) -> None:
            """The bare minimum any page pays: one transaction, one keyed read."""
            with ouverte.uow.lecture() as session:
                session.execute(
                    text("SELECT * FROM menage WHERE id = :id"),
                    {"id": menage_id.hex},  # type: ignore[attr-defined]
                ).all()

        def page(menage_id: UUID) -> None:
            lire_page(LireFil(menage_id), ouverte.uow)

        complet, minimum = medianes_alternees((page, brut), ids)
    return [
        Mesure("page d’un ménage", taille, complet, plafond=5.0, detail=f"1 lecture {minimum:.2f}"),
        Mesure("page d’un ménage, mémoire", taille, memoire(_seul, taille), "Mio"),
    ]


def _seul(taille: int) -> None:
    with base(taille) as ouverte:
        for menage_id in _ids(ouverte.uow, 50):
            lire_page(LireFil(menage_id), ouverte.uow)
