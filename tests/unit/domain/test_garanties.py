"""Guarantees of works, counted from their réception."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.garanties import ANNEES, Garantie, GarantieDuJour, fin, garantie
from app.services import accompagnement

G = Garantie
TOUTES = tuple(ANNEES)
RECEPTION = date(2026, 3, 16)
JOUR = date(2026, 11, 24)


def test_chaque_garantie_finit_le_jour_anniversaire() -> None:
    assert fin(RECEPTION, G.GPA) == date(2027, 3, 16)
    assert fin(RECEPTION, G.BON_FONCTIONNEMENT) == date(2028, 3, 16)
    assert fin(RECEPTION, G.DECENNALE) == date(2036, 3, 16)


def test_receptionnee_un_29_fevrier() -> None:
    bissexte = date(2028, 2, 29)
    assert fin(bissexte, G.GPA) == date(2029, 2, 28)
    assert fin(bissexte, G.BON_FONCTIONNEMENT) == date(2030, 2, 28)
    assert fin(bissexte, G.DECENNALE) == date(2038, 2, 28)


def test_le_premier_an_tout_defaut_des_travaux_est_du() -> None:
    trouvee = garantie(RECEPTION, JOUR, TOUTES, JOUR)
    assert trouvee == GarantieDuJour(G.GPA, date(2027, 3, 16), 112)


@pytest.mark.parametrize(
    ("signale_le", "attendue"),
    [
        (date(2027, 3, 16), G.GPA),
        (date(2027, 3, 17), G.BON_FONCTIONNEMENT),
        (date(2028, 3, 16), G.BON_FONCTIONNEMENT),
        (date(2028, 3, 17), G.DECENNALE),
        (date(2036, 3, 16), G.DECENNALE),
        (date(2036, 3, 17), G.AUCUNE),
    ],
)
def test_le_dernier_jour_compte_encore(signale_le: date, attendue: Garantie) -> None:
    assert garantie(RECEPTION, signale_le, TOUTES, signale_le).code is attendue


def test_une_garantie_que_la_categorie_n_a_pas_est_sautee() -> None:
    tard = date(2027, 6, 1)
    assert garantie(RECEPTION, tard, (G.GPA,), tard).code is G.AUCUNE
    assert garantie(RECEPTION, tard, (G.GPA, G.DECENNALE), tard).code is G.DECENNALE
    assert garantie(RECEPTION, RECEPTION, (), RECEPTION).code is G.AUCUNE


def test_signalee_a_temps_elle_reste_due_apres_la_fin() -> None:
    trouvee = garantie(RECEPTION, date(2027, 3, 1), TOUTES, date(2027, 4, 1))
    assert trouvee.code is G.GPA
    assert trouvee.jours == -16


def test_sans_reception_ou_avant_elle_rien_n_est_devine() -> None:
    assert garantie(None, JOUR, TOUTES, JOUR) == GarantieDuJour(G.INCONNUE)
    avant = RECEPTION - timedelta(days=1)
    assert garantie(RECEPTION, avant, TOUTES, JOUR).code is G.INCONNUE
    assert garantie(RECEPTION, RECEPTION, TOUTES, JOUR).code is G.GPA


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(0, 5000), st.integers(0, 5000))
def test_les_jours_restants_diminuent_d_un_par_jour(
    reception: date, apres: int, ensuite: int
) -> None:
    signale = reception + timedelta(days=apres)
    vu = signale + timedelta(days=ensuite)
    trouvee = garantie(reception, signale, TOUTES, vu)
    lendemain = garantie(reception, signale, TOUTES, vu + timedelta(days=1))
    assert trouvee.code is lendemain.code
    if trouvee.fin is None:
        assert trouvee.code is G.AUCUNE
        assert signale > fin(reception, G.DECENNALE)
    else:
        assert trouvee.jours is not None
        assert lendemain.jours == trouvee.jours - 1
        assert signale <= trouvee.fin


def test_le_catalogue_livre_dit_ce_qui_peut_relever_de_quoi() -> None:
    regles = accompagnement.charger().reclamations
    assert regles.garanties("finitions") == (G.GPA,)
    assert G.BON_FONCTIONNEMENT in regles.garanties("chauffage")
    assert G.DECENNALE in regles.garanties("structure")
    assert regles.garanties("voisinage") == ()
    assert regles.garanties("un mot libre") == (G.GPA,)
