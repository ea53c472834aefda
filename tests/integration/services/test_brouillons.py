"""Drafts are on disk at once, belong to who typed them, and stay out of the journal."""

from __future__ import annotations

import json

from sqlalchemy import text

from app.services.brouillons import (
    GarderBrouillon,
    LireBrouillon,
    OublierBrouillon,
    garder,
    lire,
    oublier,
)
from db.uow import Auteur, UnitOfWork

CONTENU = json.dumps({"note": "œil, naïve « citation »", "motifs": ["loyer"]})


def test_kept_replaced_forgotten(uow: UnitOfWork) -> None:
    garder(GarderBrouillon("visite", json.dumps({"note": "a"})), uow)
    garder(GarderBrouillon("visite", CONTENU), uow)
    lu = lire(LireBrouillon("visite"), uow)
    assert lu is not None
    assert json.loads(lu) == json.loads(CONTENU)
    oublier(OublierBrouillon("visite"), uow)
    assert lire(LireBrouillon("visite"), uow) is None


def test_one_does_not_get_the_draft_of_another(uow: UnitOfWork) -> None:
    garder(GarderBrouillon("visite", CONTENU), uow)
    uow.auteur = Auteur("Karim Exemple")
    assert lire(LireBrouillon("visite"), uow) is None


def test_no_operation_is_written(uow: UnitOfWork) -> None:
    def operations() -> int:
        with uow.lecture() as session:
            return int(session.execute(text("SELECT count(*) FROM operation")).scalar_one())

    avant = operations()
    garder(GarderBrouillon("visite", CONTENU), uow)
    assert operations() == avant
