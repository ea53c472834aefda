"""Who lived in an estate and did not come back."""

from __future__ import annotations

import pytest

from app.domain.logements import EtatLogement
from app.domain.renouvellement import Sort, renouvellement
from tests.unit.domain.test_parc_registre import (
    DEFINITIF,
    JOUR,
    TIROIR,
    j,
    logement,
    registre,
    sejour,
)

ICI = [logement(n) for n in range(1, 7)]


def test_partis_revenus_et_pas_encore_fixes() -> None:
    fini = logement(7, reception=j(-1))
    ledger = registre(
        [*ICI, fini, logement(8, EtatLogement.TIROIR)],
        sejour(1, 1, fin=j(-20)),  # gone elsewhere
        sejour(2, 2),  # came back from its tiroir
        sejour(2, 8, j(-90), j(-10), nature=TIROIR),
        sejour(3, 3),  # away, in a tiroir
        sejour(3, 8, j(-5), nature=TIROIR),
        sejour(4, 4, fin=j(-20)),  # settled in another home of the estate
        sejour(4, 5, j(-20), nature=DEFINITIF),
        sejour(5, 6),  # its works have not begun
        sejour(6, 7),  # stayed during works that are over
        sejour(7, 99),  # of another estate
        sejour(8, 1, j(-10)),  # a newcomer
    )
    lu = renouvellement(ledger, j(-400), JOUR)
    assert {m.id.int: m.sort for m in lu.menages} == {
        1: Sort.PARTI,
        2: Sort.REVENU,
        3: Sort.AU_TIROIR,
        4: Sort.REVENU,
        5: Sort.AVANT,
        6: Sort.REVENU,
    }
    assert (lu.nombre(Sort.PARTI), lu.origine, lu.indecis) == (1, 6, 2)
    assert lu.part == pytest.approx(1 / 6)
    assert lu.part_haute == pytest.approx(0.5)


def test_un_depart_prevu_compte_le_jour_ou_il_est_prevu() -> None:
    ledger = registre([ICI[0]], sejour(1, 1), sejour(1, 99, j(30), nature=DEFINITIF))
    assert renouvellement(ledger, j(-9), j(29)).menages[0].sort is Sort.AVANT
    assert renouvellement(ledger, j(-9), j(30)).menages[0].sort is Sort.PARTI


def test_sans_menage_pas_de_taux() -> None:
    lu = renouvellement(registre([ICI[0]]), j(-9), JOUR)
    assert (lu.origine, lu.part, lu.part_haute) == (0, None, None)
