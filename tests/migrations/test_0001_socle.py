"""Revision 0001 with data: what is written in the first schema is found again."""

from __future__ import annotations

from sqlalchemy import text

from db.uow import UnitOfWork
from tests import factories


def test_un_menage_et_sa_visite_se_retrouvent(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow, "Benali", "Karim")
    factories.visite(uow, menage_id, texte="Humidité dans la chambre.")
    with uow.lecture() as session:
        nom, visites = session.execute(
            text("SELECT nom, nb_visites FROM menage_resume WHERE menage_id = :id"),
            {"id": menage_id.hex},
        ).one()
        journal = session.execute(
            text("SELECT count(*) FROM journal WHERE menage_id = :id"), {"id": menage_id.hex}
        ).scalar()
    assert (nom, visites) == ("Benali Karim", 1)
    assert journal == 5  # household, person, occupation, visit, note
