"""The clocks of a complaint, counted by hand on real calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reclamations import Urgence
from app.domain.reclamations_delais import (
    FUSEAU,
    PROCHE,
    Arrets,
    Delais,
    Echeances,
    Horloge,
    Ponctualite,
    echeances,
    heure_locale,
    instant_local,
    jour_local,
    ouvre,
    ponctualite,
    prochaine,
)
from app.domain.reclamations_regles import (
    ReglesReclamations,
    SourceDelai,
    en_vigueur,
)
from app.services.jours_feries import feries

PARIS = ZoneInfo(FUSEAU)
FERIES = feries(range(2023, 2031))
ORDINAIRES = Delais(48, 24, 5)


def _a(jour: date, heures: int, minutes: int = 0) -> datetime:
    """The instant of a French wall clock."""
    return datetime.combine(jour, time(heures, minutes), PARIS).astimezone(UTC)


def _dues(jour: date, heure: time | None, delais: Delais = ORDINAIRES) -> Echeances:
    return echeances(instant_local(jour, heure), delais, FERIES)


def test_une_semaine_ordinaire() -> None:
    dues = _dues(date(2026, 11, 24), time(9, 30))  # a Tuesday
    assert dues.repondre == _a(date(2026, 11, 26), 9, 30)
    assert dues.securiser == _a(date(2026, 11, 25), 9, 30)
    assert dues.reparer == _a(date(2026, 12, 1), 18)


def test_un_vendredi_soir_la_reponse_attend_la_fin_de_semaine_pas_le_danger() -> None:
    dues = _dues(date(2026, 11, 27), time(22))
    assert dues.repondre == _a(date(2026, 12, 1), 22)  # 2 h on Friday, 24 on Monday, 22 on Tuesday
    assert dues.securiser == _a(date(2026, 11, 28), 22)
    assert dues.reparer == _a(date(2026, 12, 4), 18)


@pytest.mark.parametrize("jour", [date(2026, 11, 28), date(2026, 11, 29)])
def test_le_samedi_et_le_dimanche_comptent_depuis_lundi(jour: date) -> None:
    dues = _dues(jour, time(15))
    assert dues.repondre == _a(date(2026, 12, 2), 0)
    assert dues.reparer == _a(date(2026, 12, 4), 18)
    assert dues.securiser == _a(jour + timedelta(days=1), 15)


def test_un_jour_ferie_au_milieu_de_la_semaine_ne_compte_pas() -> None:
    dues = _dues(date(2026, 11, 10), time(10))  # 11 November is a Wednesday in 2026
    assert dues.repondre == _a(date(2026, 11, 13), 10)
    assert dues.reparer == _a(date(2026, 11, 18), 18)


def test_ouverte_un_jour_ferie() -> None:
    dues = _dues(date(2026, 12, 25), time(8))  # a Friday
    assert dues.repondre == _a(date(2026, 12, 30), 0)
    assert dues.securiser == _a(date(2026, 12, 26), 8)


def test_d_une_annee_a_l_autre_le_premier_janvier_est_saute() -> None:
    dues = _dues(date(2026, 12, 31), time(12))  # Thursday; Friday 1 January 2027
    assert dues.repondre == _a(date(2027, 1, 5), 12)
    assert dues.reparer == _a(date(2027, 1, 8), 18)


def test_le_lundi_de_paques_et_l_ascension_sont_feries() -> None:
    assert not ouvre(date(2027, 3, 29), FERIES)  # Easter Monday
    assert not ouvre(date(2027, 5, 6), FERIES)  # Ascension
    assert ouvre(date(2027, 5, 7), FERIES)
    assert not ouvre(date(2027, 5, 8), FERIES)


def test_la_nuit_la_mise_en_securite_court() -> None:
    dues = _dues(date(2026, 11, 24), time(23, 45), Delais(48, 4, 5))
    assert dues.securiser == _a(date(2026, 11, 25), 3, 45)


def test_sans_heure_connue_on_part_de_midi() -> None:
    sans, midi = _dues(date(2026, 11, 24), None), _dues(date(2026, 11, 24), time(12))
    assert sans == midi
    assert sans.repondre == _a(date(2026, 11, 26), 12)


def test_le_passage_a_l_heure_d_ete_ne_vole_pas_d_heure_au_danger() -> None:
    # In the night of 28 to 29 March 2026, 2 o'clock is 3 o'clock.
    dues = _dues(date(2026, 3, 28), time(20), Delais(48, 24, 5))
    assert dues.securiser == instant_local(date(2026, 3, 28), time(20)) + timedelta(hours=24)
    assert dues.securiser == _a(date(2026, 3, 29), 21)
    assert dues.repondre == _a(date(2026, 4, 1), 0)
    assert dues.reparer == _a(date(2026, 4, 3), 18)


def test_le_passage_a_l_heure_d_hiver_garde_18_heures_du_mur() -> None:
    dues = _dues(date(2026, 10, 23), time(17))  # a Friday; clocks go back on Sunday 25
    assert dues.repondre == _a(date(2026, 10, 27), 17)
    assert dues.reparer is not None
    assert dues.reparer.astimezone(PARIS) == datetime(2026, 10, 30, 18, tzinfo=PARIS)
    assert dues.reparer.hour == 17  # UTC: winter time


def test_le_29_fevrier_est_un_jour_comme_un_autre() -> None:
    dues = _dues(date(2028, 2, 28), time(9))  # Monday, then Tuesday 29
    assert dues.repondre == _a(date(2028, 3, 1), 9)
    assert dues.reparer == _a(date(2028, 3, 6), 18)
    assert _dues(date(2027, 2, 26), None).reparer == _a(date(2027, 3, 5), 18)


def test_un_delai_vide_n_a_pas_d_horloge() -> None:
    assert _dues(date(2026, 11, 24), None, Delais()) == Echeances()
    dues = _dues(date(2026, 11, 24), None, Delais(reparation_jours=1))
    assert dues.repondre is None
    assert dues.securiser is None
    assert dues.reparer == _a(date(2026, 11, 25), 18)


@given(
    st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    st.integers(0, 23),
    st.integers(1, 200),
    st.integers(1, 40),
)
def test_une_echeance_est_toujours_apres_le_depart_et_un_jour_ouvre(
    jour: date, heure: int, heures: int, jours: int
) -> None:
    depart = instant_local(jour, time(heure, 5))
    dues = echeances(depart, Delais(heures, None, jours), FERIES)
    assert dues.repondre is not None
    assert dues.reparer is not None
    # Midnight is the end of the working day before.
    assert ouvre(jour_local(dues.repondre - timedelta(minutes=1)), FERIES)
    assert ouvre(jour_local(dues.reparer), FERIES)
    assert dues.repondre > depart
    assert dues.reparer > depart
    # On the wall, as many hours as asked at least: closed days only make it longer.
    mur = dues.repondre.astimezone(PARIS)
    ecoule = timedelta(
        days=(mur.date() - jour).days, hours=mur.hour - heure, minutes=mur.minute - 5
    )
    assert ecoule >= timedelta(hours=heures)


def test_la_prochaine_horloge_est_la_plus_proche_encore_en_marche() -> None:
    un, deux, trois = (datetime(2026, 11, j, tzinfo=UTC) for j in (25, 26, 27))
    dues = Echeances(repondre=deux, securiser=un, reparer=trois)
    assert prochaine(dues, Arrets()) == (Horloge.SECURISATION, un)
    assert prochaine(dues, Arrets(securise=True)) == (Horloge.REPONSE, deux)
    assert prochaine(dues, Arrets(repondu=True, securise=True)) == (Horloge.REPARATION, trois)
    assert prochaine(dues, Arrets(repondu=True, securise=True, repare=True)) is None
    assert prochaine(Echeances(), Arrets()) is None


def test_deux_echeances_au_meme_instant_ne_se_comparent_pas_par_leur_nom() -> None:
    quand = datetime(2026, 11, 25, tzinfo=UTC)
    trouvee = prochaine(Echeances(quand, quand, quand), Arrets())
    assert trouvee is not None
    assert trouvee[1] == quand


def test_proche_a_moins_d_un_jour_en_retard_une_fois_passee() -> None:
    quand = datetime(2026, 11, 25, 12, tzinfo=UTC)
    seconde = timedelta(seconds=1)
    assert ponctualite(quand, quand - PROCHE - seconde) is Ponctualite.A_L_HEURE
    assert ponctualite(quand, quand - PROCHE) is Ponctualite.PROCHE
    assert ponctualite(quand, quand) is Ponctualite.PROCHE
    assert ponctualite(quand, quand + seconde) is Ponctualite.EN_RETARD
    assert ponctualite(None, quand) is Ponctualite.A_L_HEURE


def test_le_jour_et_l_heure_d_un_instant_sont_ceux_du_mur() -> None:
    minuit_et_demi = datetime(2026, 6, 30, 22, 30, 59, tzinfo=UTC)
    assert jour_local(minuit_et_demi) == date(2026, 7, 1)
    assert heure_locale(minuit_et_demi) == time(0, 30)


def test_les_delais_de_la_categorie_passent_avant_ceux_de_l_equipe_et_du_catalogue() -> None:
    regles = ReglesReclamations(delais={Urgence.NORMALE: Delais(48, None, 5)})
    commun, propre = Delais(24, None, 8), Delais(None, 12, None)
    equipe = {("", Urgence.NORMALE): commun, ("chauffage", Urgence.NORMALE): propre}

    def lus(categorie: str, urgence: Urgence = Urgence.NORMALE) -> tuple[Delais, SourceDelai]:
        return en_vigueur(regles, equipe, categorie, urgence)

    assert lus("chauffage") == (propre, SourceDelai.CATEGORIE)
    assert lus("finitions") == (commun, SourceDelai.EQUIPE)
    assert lus("") == (commun, SourceDelai.EQUIPE)
    assert lus("chauffage", Urgence.RAPIDE) == (Delais(), SourceDelai.CATALOGUE)
    assert en_vigueur(regles, {}, "chauffage", Urgence.NORMALE) == (
        Delais(48, None, 5),
        SourceDelai.CATALOGUE,
    )
