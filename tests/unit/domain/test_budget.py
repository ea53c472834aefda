"""Reste à charge and taux d'effort: numerator, denominator, what is missing."""

from __future__ import annotations

from decimal import Decimal

from app.domain.budget import Budget, Poste, ecart

D = Decimal


def test_le_reste_a_charge_est_loyer_plus_charges_moins_apl() -> None:
    budget = Budget(D("410.00"), D("35.50"), D("180.25"), D("1450"))
    assert budget.reste == D("265.25")
    assert budget.taux == D("0.1829")
    assert budget.manquants == ()


def test_un_montant_inconnu_n_est_jamais_zero() -> None:
    budget = Budget(D("410"), None, None, D("1450"))
    assert budget.reste is None
    assert budget.taux is None
    assert budget.manquants_reste == (Poste.CHARGES, Poste.APL)
    assert budget.manquants == (Poste.CHARGES, Poste.APL)


def test_une_apl_nulle_est_connue() -> None:
    budget = Budget(D("410"), D("0"), D("0"))
    assert budget.reste == D("410")
    assert budget.manquants == (Poste.RESSOURCES,)
    assert budget.taux is None


def test_sans_ressources_le_taux_n_a_pas_de_sens() -> None:
    budget = Budget(D("410"), D("0"), D("0"), D("0"))
    assert budget.sans_ressources
    assert budget.taux is None
    assert budget.manquants == ()


def test_une_aide_plus_forte_que_le_loyer_donne_un_reste_negatif() -> None:
    assert Budget(D("200"), D("20"), D("250")).reste == D("-30")


def test_l_ecart_demande_les_deux_restes() -> None:
    ici = Budget(D("400"), D("20"), D("100"))
    la = Budget(D("450"), D("20"), D("100"))
    assert ecart(ici, la) == D("50")
    assert ecart(ici, Budget(D("450"))) is None
