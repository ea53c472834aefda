"""Thinning backups (promise 7): whatever the clock did, the newest and the recent ones stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.securite.coffre_format import coffre_de
from app.services.securite.sauvegardes import (
    Regle,
    Sauvegarde,
    a_garder,
    eclaircir,
    lister,
    nom_suivant,
)

sans_delai = settings(deadline=None)  # the machine may be busy
DEBUT = datetime(2026, 11, 24, 14, tzinfo=UTC)
instants = st.integers(2, 83_000).map(lambda jours: datetime.fromtimestamp(jours * 86_400, UTC))
ecarts = st.one_of(st.integers(0, 60 * 24 * 3), st.integers(-(60 * 24 * 4000), 60 * 24 * 4000))
regles = st.builds(
    Regle, st.integers(0, 5), st.integers(0, 4), st.integers(0, 3), st.integers(0, 3)
)


def serie(minutes: list[int], depart: datetime = DEBUT) -> list[Sauvegarde]:
    faites, quand = [], depart
    for numero, ecart in enumerate(minutes, start=1):
        quand += timedelta(minutes=ecart)
        faites.append(Sauvegarde(Path(f"s{numero}"), numero, quand, 1))
    return faites


@sans_delai
@given(st.lists(instants, min_size=1, max_size=40), regles)
def test_the_newest_is_never_deleted_whatever_the_dates(
    dates: list[datetime], regle: Regle
) -> None:
    toutes = [Sauvegarde(Path("s"), n, d, 1) for n, d in enumerate(dates, start=1)]
    assert len(toutes) in a_garder(toutes, regle)


@sans_delai
@given(st.lists(ecarts, min_size=1, max_size=60), regles)
def test_thinning_is_bounded_and_settled_after_one_pass(minutes: list[int], regle: Regle) -> None:
    toutes = serie(minutes)
    gardees = a_garder(toutes, regle)
    assert len(gardees) <= max(1, regle.du_jour) + regle.jours + regle.semaines + regle.mois
    restantes = [s for s in toutes if s.numero in gardees]
    assert a_garder(restantes, regle) == gardees


@sans_delai
@given(st.lists(ecarts, min_size=1, max_size=50))
def test_the_last_backup_of_each_recent_day_stays_after_thinning_every_time(
    minutes: list[int],
) -> None:
    """As lived: one backup at each close, thinned at once, with a clock that jumps about."""
    regle, presentes = Regle(), []
    for faite in serie(minutes):
        presentes.append(faite)
        gardees = a_garder(presentes, regle)
        presentes = [s for s in presentes if s.numero in gardees]
    dernieres: dict[object, int] = {}
    for faite in reversed(serie(minutes)):
        dernieres.setdefault(faite.jour, faite.numero)
    attendues = list(dernieres.values())[: regle.jours]
    assert set(attendues) <= {s.numero for s in presentes}


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 6))
def test_a_year_of_daily_work_leaves_days_weeks_and_months(decalage: int) -> None:
    presentes: list[Sauvegarde] = []
    depart = DEBUT + timedelta(days=decalage)
    for faite in serie([0, *[60 * 24] * 500], depart):
        presentes.append(faite)
        gardees = a_garder(presentes, Regle())
        presentes = [s for s in presentes if s.numero in gardees]
    jours = sorted(s.jour for s in presentes)
    fin = jours[-1]
    assert jours[-7:] == [fin - timedelta(days=n) for n in reversed(range(7))]
    assert len({(j.year, j.month) for j in jours}) == 12
    assert len(presentes) <= 24


def test_numbers_grow_even_when_the_clock_goes_back(tmp_path: Path) -> None:
    for instant in (DEBUT, DEBUT - timedelta(days=9000), DEBUT):
        (tmp_path / nom_suivant(tmp_path, instant)).write_bytes(b"x")
    assert [s.numero for s in lister(tmp_path)] == [3, 2, 1]
    assert lister(tmp_path)[1].faite_le == DEBUT - timedelta(days=9000)


def test_other_files_are_neither_listed_nor_removed(tmp_path: Path) -> None:
    autres = ["notes.txt", "voyette-1.voyette", "voyette-000009-20269999-999999.voyette"]
    for nom in autres:
        (tmp_path / nom).write_bytes(b"x")
    for numero in range(1, 40):
        sauvegarde = tmp_path / nom_suivant(tmp_path, DEBUT + timedelta(days=40 * numero))
        sauvegarde.write_bytes(b"x")
        coffre_de(sauvegarde).write_bytes(b"y")
    retirees = eclaircir(tmp_path, Regle(1, 1, 1, 3))
    assert len(retirees) == 36
    assert [s.numero for s in lister(tmp_path)] == [39, 38, 37]
    assert sorted(p.name for p in tmp_path.iterdir() if "coffre" in p.name) == sorted(
        coffre_de(s.chemin).name for s in lister(tmp_path)
    )
    assert all((tmp_path / nom).exists() for nom in autres)


def test_an_absent_folder_holds_no_backup(tmp_path: Path) -> None:
    assert lister(tmp_path / "absent") == []
