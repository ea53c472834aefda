"""Settings of the base: kept for everyone, refused outside what is declared."""

from __future__ import annotations

import pytest

from app.core.errors import EntreeInvalide
from app.services.reglages import ChangerReglage, changer, lire_tous
from db.uow import UnitOfWork


def test_kept_and_replaced(uow: UnitOfWork) -> None:
    assert changer(ChangerReglage("delai_tache", 10), uow).touche("reglages")
    changer(ChangerReglage("delai_tache", 12), uow)
    assert lire_tous(None, uow)["delai_tache"] == 12


@pytest.mark.parametrize(
    ("cle", "valeur"), [("delai_tache", 0), ("delai_tache", "x"), ("langue", "en"), ("inconnu", 1)]
)
def test_refused(uow: UnitOfWork, cle: str, valeur: int | str) -> None:
    with pytest.raises(EntreeInvalide, match=r"reglages\.refuse"):
        changer(ChangerReglage(cle, valeur), uow)
    assert lire_tous(None, uow) == {}
