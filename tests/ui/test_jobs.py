"""Work off the GUI thread: results come back once, in order, to those still there."""

from __future__ import annotations

import threading
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from ui.jobs import JobRunner
from ui.store import Store


@pytest.fixture
def runner(jobs: JobRunner) -> JobRunner:
    """A runner attached to something that is not a base: these tests only move values."""
    jobs.attacher("uow")
    return jobs


def attendre_fin(qtbot: QtBot, jobs: JobRunner) -> None:
    qtbot.waitUntil(lambda: jobs.en_cours == 0)


def test_the_work_runs_elsewhere_and_the_answer_comes_here(qtbot: QtBot, runner: JobRunner) -> None:
    fils: list[Any] = []
    runner.lancer(
        lambda cmd, uow: (threading.current_thread().name, cmd, uow),
        "commande",
        quand_fini=lambda r: fils.extend([*r, threading.current_thread()]),
    )
    qtbot.waitUntil(lambda: bool(fils))
    assert fils[0].startswith("base")
    assert fils[1:3] == ["commande", "uow"]
    assert fils[3] is threading.main_thread()


def test_two_thousand_jobs_come_back_in_order(qtbot: QtBot, runner: JobRunner) -> None:
    recus: list[int] = []
    for n in range(2000):
        runner.lancer(lambda cmd, _uow: cmd, n, quand_fini=recus.append)
    attendre_fin(qtbot, runner)
    assert recus == list(range(2000))


def test_changes_are_published_before_the_page_hears(
    qtbot: QtBot, runner: JobRunner, store: Store
) -> None:
    suite: list[str] = []
    store.changed.connect(lambda _c: suite.append("store"))
    changes = Changes.of(menages={uuid4()})
    runner.lancer(lambda _c, _u: changes, None, quand_fini=lambda _r: suite.append("page"))
    attendre_fin(qtbot, runner)
    assert suite == ["store", "page"]


def test_an_app_error_goes_to_the_page_or_to_the_banner(qtbot: QtBot, runner: JobRunner) -> None:
    def refuser(_cmd: object, _uow: object) -> None:
        raise EntreeInvalide("essai.refus")

    page: list[str] = []
    bandeau: list[str] = []
    fins: list[int] = []
    runner.erreur.connect(lambda e: bandeau.append(e.code))
    runner.lancer(
        refuser, None, en_erreur=lambda e: page.append(e.code), a_la_fin=lambda: fins.append(1)
    )
    runner.lancer(refuser, None, a_la_fin=lambda: fins.append(2))
    attendre_fin(qtbot, runner)
    assert (page, bandeau, fins) == (["essai.refus"], ["essai.refus"], [1, 2])


def test_anything_else_is_a_defect(qtbot: QtBot, runner: JobRunner) -> None:
    defauts: list[BaseException] = []
    fins: list[int] = []
    runner.defaut.connect(defauts.append)
    runner.lancer(lambda _c, _u: 1 / 0, None, a_la_fin=lambda: fins.append(1))
    attendre_fin(qtbot, runner)
    assert [type(d) for d in defauts] == [ZeroDivisionError]
    assert fins == [1]


def test_nobody_is_called_after_its_widget_died(qtbot: QtBot, runner: JobRunner) -> None:
    class Page(QObject):
        recus: list[int] = []  # noqa: RUF012 - looked at after the object is gone

        def recu(self, valeur: int) -> None:
            self.recus.append(valeur)

    page = Page()
    porte = threading.Event()
    runner.lancer(lambda _c, _u: porte.wait(5) and 1, None, quand_fini=page.recu)
    page.deleteLater()
    qtbot.waitSignal(page.destroyed, timeout=1000).wait()
    porte.set()
    attendre_fin(qtbot, runner)
    assert Page.recus == []


def test_the_latest_search_wins(qtbot: QtBot, runner: JobRunner) -> None:
    recus: list[str] = []
    porte = threading.Event()
    runner.lancer(lambda _c, _u: porte.wait(5), None)
    for texte in ("w", "wo", "woj"):
        runner.lancer(lambda c, _u: c, texte, quand_fini=recus.append, cle="recherche")
    porte.set()
    attendre_fin(qtbot, runner)
    assert recus == ["woj"]


def test_long_work_reports_and_stops(qtbot: QtBot, runner: JobRunner) -> None:
    vus: list[int] = []
    arretes: list[int] = []
    finis: list[Any] = []
    pas = threading.Event()

    def longuement(_cmd: object, _uow: object, suivi: Any) -> str:
        for n in range(1, 1_000_000):
            suivi.avance(n, 1_000_000)
            pas.wait(0.001)
        return "fini"

    tache = runner.lancer_long(
        longuement,
        None,
        progression=lambda fait, _total, _texte: vus.append(fait),
        quand_fini=finis.append,
        si_annule=lambda: arretes.append(1),
    )
    assert runner.long_en_cours
    qtbot.waitUntil(lambda: len(vus) >= 2)
    tache.arreter()
    attendre_fin(qtbot, runner)
    assert arretes == [1]
    assert finis == []
    assert vus == sorted(vus)


def test_a_save_given_before_the_lock_still_runs(qtbot: QtBot, runner: JobRunner) -> None:
    suite: list[str] = []
    porte = threading.Event()
    runner.lancer(lambda _c, _u: porte.wait(5), None)
    runner.lancer(lambda c, _u: suite.append(c), "enregistrer")
    runner.detacher()
    runner.lancer(lambda c, _u: suite.append(c), "trop tard")
    runner.lancer_derniere(lambda: suite.append("fermer"))
    porte.set()
    attendre_fin(qtbot, runner)
    assert suite == ["enregistrer", "fermer"]


def test_work_given_after_the_end_is_dropped(qtbot: QtBot, runner: JobRunner) -> None:
    recus: list[int] = []
    runner.lancer(lambda c, _u: c, 1, quand_fini=recus.append)
    attendre_fin(qtbot, runner)
    runner.arreter()
    runner.lancer(lambda c, _u: c, 2, quand_fini=recus.append)
    runner.lancer_derniere(lambda: 3, quand_fini=recus.append)
    assert runner.en_cours == 0
    assert recus == [1]
