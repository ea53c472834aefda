"""Where a promised day goes when the works move."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.core.errors import EntreeInvalide
from app.domain.engagements import (
    Conflit,
    DatesTravaux,
    ancre_de,
    ecart,
    jour_ouvre,
    reporter,
    verifier_annonce,
)
from app.domain.parcours_modele import FaitAncre

AUJOURDHUI = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("jour", "ouvre"),
    [
        (date(2026, 11, 27), date(2026, 11, 27)),  # Friday
        (date(2026, 11, 28), date(2026, 11, 30)),  # Saturday
        (date(2026, 11, 29), date(2026, 11, 30)),  # Sunday
        (date(2026, 11, 30), date(2026, 11, 30)),  # Monday
    ],
)
def test_jamais_un_samedi_ni_un_dimanche(jour: date, ouvre: date) -> None:
    assert jour_ouvre(jour) == ouvre


def test_une_etape_depend_des_travaux_a_travers_celles_dont_elle_se_compte() -> None:
    ancres = {
        "demenagement_aller": "debut_travaux",
        "cartons": "demenagement_aller",
        "cles": "cartons",
        "enquete": "entree",
        "a": "b",
        "b": "a",
    }
    assert ancre_de("cles", ancres) is FaitAncre.DEBUT_TRAVAUX
    assert ancre_de("enquete", ancres) is None
    assert ancre_de("a", ancres) is None, "a loop of the catalogue never hangs the preview"


def test_sans_le_modele_l_ordre_habituel_des_travaux_sert() -> None:
    assert ancre_de("demenagement_retour", {}) is FaitAncre.RECEPTION_TRANCHE
    assert ancre_de("demenagement_aller", {}) is FaitAncre.DEBUT_TRAVAUX
    assert ancre_de("fete_de_fin", {}) is None


def test_l_ecart_vient_de_la_date_connue_la_plus_proche() -> None:
    avant = DatesTravaux(debut=date(2027, 1, 4), fin=date(2027, 5, 3))
    apres = DatesTravaux(debut=date(2027, 1, 4), fin=date(2027, 5, 24), reception=date(2027, 6, 1))
    assert ecart(FaitAncre.DEBUT_TRAVAUX, avant, apres) == timedelta(0)
    assert ecart(FaitAncre.RECEPTION_TRANCHE, avant, apres) == timedelta(days=21)
    assert ecart(FaitAncre.FIN_TRAVAUX, DatesTravaux(), apres) is None


def test_un_report_dit_ce_qui_demande_un_second_regard() -> None:
    semaine = timedelta(days=7)
    assert reporter(date(2026, 12, 1), semaine, AUJOURDHUI).jour == date(2026, 12, 8)
    passe = reporter(date(2026, 11, 20), semaine, AUJOURDHUI)
    assert passe.conflits == (Conflit.PASSE,)
    tot = reporter(date(2026, 12, 1), -3 * semaine, AUJOURDHUI)
    assert (tot.jour, tot.conflits) == (AUJOURDHUI, (Conflit.TROP_TOT,))
    assert reporter(date(2026, 12, 1), None, AUJOURDHUI).conflits == (Conflit.SANS_REPERE,)
    parti = reporter(date(2026, 12, 1), semaine, AUJOURDHUI, deja_parti=True)
    assert parti.conflits == (Conflit.DEJA_PARTI,)


def test_personne_n_est_prevenu_demain() -> None:
    verifier_annonce(AUJOURDHUI, AUJOURDHUI)
    with pytest.raises(EntreeInvalide, match="jour_futur"):
        verifier_annonce(AUJOURDHUI + timedelta(days=1), AUJOURDHUI)
