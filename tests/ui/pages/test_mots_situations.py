"""Every situation, every contradiction and every figure has its words."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.services.parc_date import (
    Contradiction,
    Ecart,
    MenageOrigine,
    Periode,
    Renouvellement,
    Situation,
    Sort,
    Vacance,
)
from ui.pages.cite import mots_situations as mots
from ui.pages.cite.renouvellement import SORTS

JOUR = date(2026, 11, 24)


def test_chaque_situation_a_sa_forme_et_ses_mots() -> None:
    assert set(mots.SITUATIONS) == set(Situation)
    assert len({forme for forme, _mot in mots.SITUATIONS.values()}) == len(Situation)
    assert len({mots.situation(s) for s in Situation}) == len(Situation)
    assert set(SORTS) == set(Sort)


@pytest.mark.parametrize("ecart", Ecart)
@pytest.mark.parametrize("jour", [None, JOUR])
def test_chaque_contradiction_se_dit(ecart: Ecart, jour: date | None) -> None:
    dite = mots.contradiction(Contradiction(ecart, "Colas Anna", jour))
    assert "{" not in dite
    assert "None" not in dite
    assert ("24/11/2026" in dite) <= (jour is not None)


@pytest.mark.parametrize(
    ("libres", "dit"),
    [
        ((Periode(JOUR, None),), "sans fin prévue"),
        ((Periode(JOUR, date(2026, 12, 1)),), "jusqu’au 01/12/2026"),
        ((Periode(date(2026, 12, 1), None),), "à partir du 01/12/2026"),
        (
            tuple(Periode(date(2027, m, 1), date(2027, m, 9)) for m in range(1, 6)),
            "du 01/01/2027 au 09/01/2027, puis du 01/02/2027 au 09/02/2027, puis du 01/03/2027 "
            "au 09/03/2027, puis …",
        ),
    ],
)
def test_les_periodes_libres(libres: tuple[Periode, ...], dit: str) -> None:
    assert mots.periodes(libres, JOUR) == dit


@pytest.mark.parametrize(
    ("vacance", "dit"),
    [
        (Vacance(0, 0, 2), "Vacance : aucun logement à compter."),
        (Vacance(1, 1, 0), "Vacance : 1 logement sans ménage sur 1 compté (100 %)."),
        (
            Vacance(9, 74, 2),
            "Vacance : 9 logements sans ménage sur 74 comptés (12 %). 2 non comptés : vendus, à "
            "démolir ou occupés sans nom.",
        ),
    ],
)
def test_la_vacance_se_dit_avec_ce_qu_elle_compte(vacance: Vacance, dit: str) -> None:
    assert mots.phrase_vacance(vacance) == dit


def test_le_renouvellement_se_dit_sans_indecis_et_sans_personne() -> None:
    partis = tuple(
        MenageOrigine(UUID(int=n), f"M{n}", "", Sort.PARTI if n < 3 else Sort.REVENU)
        for n in range(1, 5)
    )
    assert mots.phrase_renouvellement(Renouvellement(JOUR, JOUR, partis)) == (
        "Renouvellement du 24/11/2026 au 24/11/2026 : 2 partis sur 4 ménages d’origine (50 %)."
    )
    assert "aucun ménage" in mots.phrase_renouvellement(Renouvellement(JOUR, JOUR, ()))
