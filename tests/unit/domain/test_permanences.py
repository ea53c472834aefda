"""The weekly permanence: which days, which steps."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import (
    EtatEngagement,
    EtatPermanence,
    jours_de_retard,
    regler_engagement,
)
from app.domain.permanences import Hebdo, jours_prevus, passer, verifier_horaires, verifier_serie
from app.domain.reclamations import reference_suivante

MARDI = Hebdo(1, date(2026, 11, 3))


def test_chaque_mardi_bornes_comprises() -> None:
    jours = list(jours_prevus(MARDI, date(2026, 11, 10), date(2026, 11, 24)))
    assert jours == [date(2026, 11, 10), date(2026, 11, 17), date(2026, 11, 24)]
    assert all(j.weekday() == 1 for j in jours)


def test_ni_avant_le_debut_ni_apres_la_fin() -> None:
    serie = Hebdo(1, date(2026, 11, 4), date(2026, 11, 17))
    jours = list(jours_prevus(serie, date(2026, 1, 1), date(2027, 1, 1)))
    assert jours == [date(2026, 11, 10), date(2026, 11, 17)]
    assert list(jours_prevus(MARDI, date(2026, 11, 25), date(2026, 11, 30))) == []


@pytest.mark.parametrize("faux", [Hebdo(7, date(2026, 1, 1)), Hebdo(-1, date(2026, 1, 1))])
def test_un_jour_qui_n_existe_pas_est_refuse(faux: Hebdo) -> None:
    with pytest.raises(EntreeInvalide, match="jour_semaine"):
        verifier_serie(faux)


def test_les_dates_et_heures_a_l_envers_sont_refusees() -> None:
    with pytest.raises(EntreeInvalide, match="serie_dates"):
        verifier_serie(Hebdo(1, date(2026, 2, 1), date(2026, 1, 1)))
    with pytest.raises(EntreeInvalide, match="horaires"):
        verifier_horaires(time(14), time(14))
    verifier_horaires(time(14), None)


def test_une_permanence_close_se_rouvre_mais_ne_s_annule_pas() -> None:
    assert passer(EtatPermanence.CLOSE, EtatPermanence.OUVERTE) is EtatPermanence.OUVERTE
    for vers in (EtatPermanence.ANNULEE, EtatPermanence.CLOSE, EtatPermanence.PREVUE):
        with pytest.raises(RegleMetier, match=r"permanence\.etat"):
            passer(EtatPermanence.CLOSE, vers)


def test_les_references_se_suivent() -> None:
    assert reference_suivante(None) == "R-0001"
    assert reference_suivante("R-0219") == "R-0220"
    assert reference_suivante("R-9999") == "R-10000"
    assert reference_suivante("autre chose") == "R-0001"


def test_le_retard_compte_les_jours_passes() -> None:
    jour = date(2026, 11, 24)
    assert jours_de_retard(date(2026, 11, 20), jour) == 4
    assert jours_de_retard(jour, jour) == 0
    assert jours_de_retard(None, jour) == 0


def test_une_promesse_ne_se_regle_qu_une_fois() -> None:
    assert regler_engagement(EtatEngagement.A_TENIR, EtatEngagement.TENU) is EtatEngagement.TENU
    with pytest.raises(RegleMetier, match=r"engagement\.deja_regle"):
        regler_engagement(EtatEngagement.TENU, EtatEngagement.ROMPU)
