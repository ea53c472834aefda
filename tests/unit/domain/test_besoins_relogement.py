"""Bedrooms counted from the family."""

from __future__ import annotations

import pytest

from app.domain.besoins_relogement import Occupant, ages_inconnus, chambres_necessaires
from app.domain.menages import Lien

T, C, E, A = Lien.TITULAIRE, Lien.CONJOINT, Lien.ENFANT, Lien.ASCENDANT


@pytest.mark.parametrize(
    ("famille", "chambres"),
    [
        ([], 1),
        ([Occupant(T, 70)], 1),
        ([Occupant(T, 40), Occupant(C, 41)], 1),
        ([Occupant(T, 40), Occupant(E, 4)], 2),
        ([Occupant(T, 40), Occupant(E, 4), Occupant(E, 9)], 2),
        ([Occupant(T, 40), Occupant(C), Occupant(E, 4), Occupant(E, 9), Occupant(E, 15)], 3),
        ([Occupant(T, 40), Occupant(E, 22), Occupant(A, 80)], 3),
        ([Occupant(T, 40), Occupant(E), Occupant(E)], 2),
        ([Occupant(T, 40), Occupant(Lien.HEBERGE, 8), Occupant(E, 5)], 2),
        ([Occupant(T, 40), Occupant(Lien.COTITULAIRE, 40), Occupant(Lien.COTITULAIRE, 30)], 2),
        ([Occupant(T, 45), Occupant(C, 44), *(Occupant(E, n) for n in range(1, 8))], 5),
    ],
)
def test_les_chambres_d_une_famille(famille: list[Occupant], chambres: int) -> None:
    assert chambres_necessaires(famille) == chambres


def test_les_ages_inconnus_se_comptent_hors_du_couple() -> None:
    assert ages_inconnus([Occupant(T), Occupant(C), Occupant(E), Occupant(A, 80)]) == 1


def test_un_enfant_de_deux_ans_ne_va_pas_a_l_ecole() -> None:
    assert [Occupant(E, a).scolarise for a in (2, 3, 17, 18)] == [False, True, True, False]
    assert not Occupant(E).scolarise
