"""A complaint is found by a reference, typed without care, ours or the bailleur's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from app.domain.reclamations import reference_dite
from app.services import reclamations
from app.services.recherche_reclamations import TrouverReclamations, trouver
from app.services.reclamations import OuvrirReclamation
from db.uow import UnitOfWork
from tests import factories


@pytest.fixture
def ids(uow: UnitOfWork) -> list[UUID]:
    """Two complaints; the bailleur calls the second SAV-2026-0077."""
    menage_id = factories.menage(uow)
    faites = [
        reclamations.ouvrir(OuvrirReclamation(menage_id, "menuiseries", "volet", **champs), uow)
        for champs in ({}, {"reference_bailleur": "SAV-2026-0077"})  # type: ignore[var-annotated]
    ]
    return [f.principal for f in faites if f.principal is not None]


@pytest.mark.parametrize(
    ("saisi", "dite"),
    [
        ("R-0002", "R-0002"),
        ("r2", "R-0002"),
        (" r 0002 ", "R-0002"),
        ("R-12345", "R-12345"),
        ("rue 2", None),
        ("2", None),
        ("R-", None),
        ("R-2%", None),
    ],
)
def test_une_reference_se_tape_sans_soin(saisi: str, dite: str | None) -> None:
    assert reference_dite(saisi) == dite


@pytest.mark.parametrize(
    ("saisi", "rangs"),
    [
        ("R-0001", [0]),
        ("r2", [1]),
        ("SAV-2026-0077", [1]),
        ("sav-2026", [1]),
        ("R-0003", []),
        ("volet", []),
        ("%", []),
        ("_AV-2026-0077", []),
        ("' OR 1=1 --", []),
    ],
)
def test_la_notre_ou_celle_du_bailleur(
    uow: UnitOfWork, ids: list[UUID], saisi: str, rangs: list[int]
) -> None:
    trouvees = trouver(TrouverReclamations(saisi), uow)
    assert [t.id for t in trouvees] == [ids[rang] for rang in rangs]
    assert all(t.menage == "Wójcik Jadwiga" for t in trouvees)


def test_des_mots_ordinaires_ne_lisent_rien(uow: UnitOfWork, compteur_sql: Any) -> None:
    with compteur_sql() as compte:
        assert trouver(TrouverReclamations("wojcik jadwiga"), uow) == ()
    assert compte.enonces == []
