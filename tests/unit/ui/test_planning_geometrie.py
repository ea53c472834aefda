"""Days and pixels of the timeline; where bars stand; what adopting changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF

from app.domain.planification.instance import Placement
from app.domain.planification.mots import Solution
from app.services.planification.plan_lu import EcartLu, NatureEcart
from tests.ui.pages.plan_invente import plan_invente, uid
from ui.pages.planning.adoption import BilanAdoption, bilan, dire
from ui.pages.planning.geometrie import (
    PX_JOUR_MAX,
    PX_JOUR_MIN,
    Echelle,
    cadrer,
    caler,
    decaler,
    etager,
    mois_entre,
)
from ui.pages.planning.lignes import Lignes
from ui.pages.planning.liste import lignes_de
from ui.pages.planning.soucis import soucis_de
from ui.pages.planning.trame import Place, Trame
from ui.pages.planning.vides import dire_vide
from ui.pages.planning.vue import GenreBarre

LUNDI = date(2026, 11, 23)


def en_semaine(jour: date) -> bool:
    """Monday to Friday."""
    return jour.weekday() < 5


def test_a_day_and_its_pixels_are_each_other() -> None:
    echelle = Echelle(LUNDI, LUNDI + timedelta(days=30), 4.0)
    assert echelle.x(LUNDI + timedelta(days=3)) == 12.0
    assert echelle.jour(13.9) == LUNDI + timedelta(days=3)
    assert echelle.jours(-6.0) == -2
    assert echelle.largeur == 120.0


def test_zoom_stays_within_bounds() -> None:
    echelle = Echelle(LUNDI, LUNDI, 4.0)
    assert echelle.zoom(1000).px == PX_JOUR_MAX
    assert echelle.zoom(0.0001).px == PX_JOUR_MIN


def test_the_frame_holds_every_day_in_whole_months() -> None:
    echelle = cadrer([date(2027, 3, 12)], LUNDI, 2.0)
    assert echelle.origine == date(2026, 11, 1)
    assert echelle.fin.day == 1
    assert echelle.fin > date(2027, 3, 12)
    assert list(mois_entre(date(2026, 11, 20), date(2027, 1, 2))) == [
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]  # fmt: skip


def test_a_drag_snaps_to_the_nearest_working_day() -> None:
    samedi = LUNDI + timedelta(days=5)
    assert caler(samedi, en_semaine) == LUNDI + timedelta(days=4)
    assert caler(samedi + timedelta(days=1), en_semaine) == LUNDI + timedelta(days=7)
    mercredi = LUNDI + timedelta(days=2)
    assert caler(mercredi, lambda j: j.weekday() in (1, 3)) == mercredi + timedelta(days=1)
    assert caler(mercredi, lambda j: j.weekday() in (1, 3), -1) == mercredi - timedelta(days=1)
    assert caler(LUNDI, en_semaine) == LUNDI
    assert caler(samedi, lambda _jour: False) == samedi


@pytest.mark.parametrize(("pas", "attendu"), [(1, 7), (-1, 3), (2, 8), (6, 14)])
def test_shifting_counts_working_days_only(pas: int, attendu: int) -> None:
    vendredi = LUNDI + timedelta(days=4)
    assert decaler(vendredi, pas, en_semaine) == LUNDI + timedelta(days=attendu)


def test_shifting_where_nobody_works_changes_nothing() -> None:
    assert decaler(LUNDI, 1, lambda _jour: False) == LUNDI


def test_bars_that_meet_have_their_lane() -> None:
    j = [LUNDI + timedelta(days=i) for i in range(12)]
    assert etager([(j[0], j[3]), (j[3], j[5])]) == [(0, 1), (0, 1)]
    assert etager([(j[0], j[4]), (j[2], j[5]), (j[4], j[6]), (j[8], j[9])]) == [
        (0, 2), (1, 2), (0, 2), (0, 1)]  # fmt: skip


def trame() -> Trame:
    """The rows of sixty households by home."""
    plan = plan_invente(60, 10, 6)
    lignes = Lignes(plan)
    echelle = cadrer(lignes.jours(), plan.aujourdhui, 4.0)
    return Trame(lignes.par_logement(), lignes.bandeaux(), echelle, 1.0)


def test_a_bar_is_found_where_it_is_drawn() -> None:
    vue = trame()
    places = list(vue.places())
    assert len(places) == 61  # sixty households, and somebody outside of the plan
    for place in places:
        assert vue.sous(vue.rect(place).center()) == place
    assert vue.sous(QPointF(-500, 5)) is None


def test_cleaning_follows_the_bar() -> None:
    vue = trame()
    place = next(p for p in vue.places() if vue.barre(p).nettoye)
    corps, suite = vue.rect(place), vue.rect_nettoyage(place)
    assert suite is not None
    assert suite.left() == corps.right()
    assert suite.width() == 5 * 4.0


def test_only_rows_on_screen_are_asked_for() -> None:
    vue = trame()
    assert len(vue.visibles(0, 200)) < 9
    assert vue.visibles(0, vue.hauteur) == range(len(vue.rangees))


def test_up_and_down_go_to_the_nearest_bar() -> None:
    vue = trame()
    premier = next(p for p in vue.places() if p.rangee > 5)
    dessous = vue.voisine(premier, 1)
    assert dessous is not None
    assert dessous.rangee > premier.rangee
    assert vue.voisine(Place(len(vue.rangees) - 1, 0), 1) is None


def test_whoever_has_no_home_comes_first_everywhere() -> None:
    plan = plan_invente(60, 10, 6, sans=3)
    rangees = Lignes(plan).par_logement()
    assert rangees[0].titre == "3 ménages sans solution"
    assert [r.barres[0].genre for r in rangees[1:4]] == [GenreBarre.SANS] * 3
    assert all(li.sans for li in lignes_de(plan)[:3])
    assert "sans solution : Aucun tiroir" in soucis_de(plan)[0][1]


def test_households_are_grouped_by_batch() -> None:
    groupes = [r.titre for r in Lignes(plan_invente(60, 10, 6)).par_menage() if r.groupe]
    assert groupes == [f"Tranche {n}" for n in range(1, 7)]


def test_a_home_is_closed_before_it_is_ready() -> None:
    plan = plan_invente(60, 10, 6)
    rangee = next(r for r in Lignes(plan).par_logement() if r.depot == uid(4, 3))
    assert [p.au for p in rangee.absences] == [plan.aujourdhui + timedelta(days=19)]


def test_without_a_former_plan_every_move_is_created() -> None:
    assert bilan(plan_invente(20, 5, 2, sans=1)).crees == 38


def test_adoption_counts_what_changes() -> None:
    plan = replace(plan_invente(20, 5, 2, sans=1), adopte_id=uid(8, 9))
    assert bilan(plan) == BilanAdoption(0, 0, 0, 0)
    premier = plan.lignes[0]
    avant = Placement(
        Solution.TIROIR, premier.logement_id, premier.depart, premier.retour + timedelta(days=7)
    )
    perdu = Placement(Solution.TIROIR, uid(4, 1), LUNDI, LUNDI + timedelta(days=60))
    lignes = [
        replace(premier, ecart=EcartLu(NatureEcart.DATES, avant, ""), promis_retour=avant.retour),
        *plan.lignes[1:-1],
        replace(plan.lignes[-1], ecart=EcartLu(NatureEcart.PERDU, perdu, "")),
    ]
    fait = bilan(replace(plan, lignes=tuple(lignes)))
    assert fait == BilanAdoption(crees=0, deplaces=1, annules=2, promesses=1)
    assert dire(fait).startswith("1 déplacé, 2 annulés. 1 ménage à qui")


def test_an_empty_page_says_what_to_do_next() -> None:
    instance = plan_invente(6, 2, 2).instance
    assert dire_vide(replace(instance, travaux={})).onglet == "tranches"
    assert dire_vide(instance).onglet == "logements"
