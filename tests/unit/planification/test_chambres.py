"""Bedrooms of a home, from what is known of it."""

from __future__ import annotations

import pytest

from app.domain.planification.chambres import chambres_offertes


@pytest.mark.parametrize(
    ("chambres", "pieces", "typologie", "attendu"),
    [
        (3, 6, "T2", 3),
        (None, 4, "T2", 3),
        (None, None, "T3", 2),
        (None, None, "F5 duplex", 4),
        (None, 1, None, 1),
        (0, None, "T1 bis", 1),
        (None, None, "Maison", None),
        (None, None, None, None),
        (None, 0, "T0", None),
    ],
)
def test_bedrooms(
    chambres: int | None, pieces: int | None, typologie: str | None, attendu: int | None
) -> None:
    assert chambres_offertes(chambres, pieces, typologie) == attendu
