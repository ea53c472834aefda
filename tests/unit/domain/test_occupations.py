"""The ledger of who lives where."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import RegleMetier
from app.domain.logements import NatureOccupation
from app.domain.occupations import Sejour, a_clore, se_chevauchent, verifier

ORIGINE, TIROIR, DEFINITIF = NatureOccupation
JOUR = date(2026, 1, 1)


def _sejour(
    n: int,
    debut: int | None,
    fin: int | None,
    *,
    menage: int = 1,
    logement: int = 1,
    nature: NatureOccupation = ORIGINE,
) -> Sejour:
    def jour(ecart: int | None) -> date | None:
        return None if ecart is None else JOUR + timedelta(days=ecart)

    return Sejour(UUID(int=n), UUID(int=menage), UUID(int=logement), nature, jour(debut), jour(fin))


BORNES = st.none() | st.integers(-50, 50)


@given(BORNES, BORNES, BORNES, BORNES)
def test_se_chevaucher_c_est_partager_un_jour(
    d1: int | None, f1: int | None, d2: int | None, f2: int | None
) -> None:
    def jours(debut: int | None, fin: int | None) -> set[int]:
        return set(range(-60 if debut is None else debut, 61 if fin is None else fin))

    un, deux = jours(d1, f1), jours(d2, f2)
    if un and deux:
        attendu = bool(un & deux)
        assert se_chevauchent(_sejour(1, d1, f1), _sejour(2, d2, f2)) is attendu


def test_un_menage_entre_le_jour_ou_l_autre_sort() -> None:
    verifier(_sejour(1, 10, None), [_sejour(2, 0, 10, menage=2)])
    with pytest.raises(RegleMetier) as refus:
        verifier(_sejour(1, 9, None), [_sejour(2, 0, 10, menage=2)])
    assert refus.value.code == "occupation.logement_pris"


def test_origine_et_tiroir_vont_ensemble_pas_deux_origines() -> None:
    chez_lui = _sejour(1, None, None)
    verifier(_sejour(2, 5, None, logement=2, nature=TIROIR), [chez_lui])
    for nature in (ORIGINE, DEFINITIF):
        with pytest.raises(RegleMetier) as refus:
            verifier(_sejour(2, 5, None, logement=2, nature=nature), [chez_lui])
        assert refus.value.code == "occupation.deja"


def test_ce_qu_un_demenagement_clot() -> None:
    connus = [_sejour(1, None, None), _sejour(2, -5, None, logement=2, nature=TIROIR)]
    assert a_clore(TIROIR, JOUR, connus) == connus[1:]
    assert a_clore(ORIGINE, JOUR, connus) == connus[1:]
    assert a_clore(DEFINITIF, JOUR, connus) == connus
    assert a_clore(DEFINITIF, JOUR - timedelta(days=9), connus) == connus[:1]
