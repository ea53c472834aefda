"""Working days, and the day a home is free again."""

from __future__ import annotations

from datetime import date

from app.domain.planification.instance import Periode, Regles
from app.domain.planification.jours import jours_ouvres, jours_ouvres_apres, libre_apres, libre_le
from tests.instances import AUJOURDHUI, logement

REGLES = Regles(AUJOURDHUI, nettoyage=5, ouverture=1, feries=frozenset({date(2027, 4, 5)}))
VENDREDI = date(2027, 4, 2)


def test_le_jour_ouvre_suivant_saute_la_fin_de_semaine_et_les_feries() -> None:
    assert jours_ouvres_apres(VENDREDI, 1, REGLES) == date(2027, 4, 6)  # Easter Monday skipped
    assert jours_ouvres_apres(VENDREDI, 2, REGLES) == date(2027, 4, 7)


def test_zero_jour_ouvre_reste_sur_place_meme_un_dimanche() -> None:
    assert jours_ouvres_apres(date(2027, 4, 4), 0, REGLES) == date(2027, 4, 4)


def test_un_logement_est_libre_apres_le_menage_puis_les_compteurs() -> None:
    # Left on Friday, five calendar days of cleaning to Wednesday, meters on Thursday.
    assert libre_le(VENDREDI, None, REGLES) == date(2027, 4, 8)
    assert libre_le(VENDREDI, 0, REGLES) == date(2027, 4, 6)
    assert libre_apres(VENDREDI, logement(nettoyage=10), REGLES) == date(2027, 4, 13)
    assert libre_apres(VENDREDI, None, REGLES) == date(2027, 4, 8)


def test_une_operation_fermee_pour_toujours_n_a_plus_de_jour_ouvre() -> None:
    fermee = Regles(AUJOURDHUI, fermetures=(Periode(),))
    assert libre_le(VENDREDI, 0, fermee) == date.max
    assert jours_ouvres(VENDREDI, date(2027, 5, 1), fermee) == []


def test_les_jours_ouvres_d_une_periode() -> None:
    assert jours_ouvres(VENDREDI, date(2027, 4, 7), REGLES) == [
        VENDREDI,
        date(2027, 4, 6),
        date(2027, 4, 7),
    ]
