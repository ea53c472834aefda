"""Fixtures of GUI tests: a dressed application, and any Qt warning is a failure."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.core.settings import Settings
from app.services.catalogues import charger
from app.services.ouverture import BaseOuverte
from ui.brouillons import Brouillons
from ui.contexte import Avis, ChoixCite, Contexte, Session
from ui.jobs import JobRunner
from ui.navigation import Navigation
from ui.store import Store
from ui.theme import Theme

# The offscreen platform says these whatever we do.
TOLERES = ("This plugin does not support", "propagateSizeHints")


@dataclass
class MessagesQt:
    """What Qt complained about during a test."""

    dits: list[str] = field(default_factory=list)


@pytest.fixture(autouse=True)
def messages_qt() -> Iterator[MessagesQt]:
    """Fail a test during which Qt warned about anything."""
    messages = MessagesQt()

    def recevoir(genre: QtMsgType, _contexte: QMessageLogContext, texte: str) -> None:
        if genre != QtMsgType.QtDebugMsg and not any(t in texte for t in TOLERES):
            messages.dits.append(texte)

    ancien = qInstallMessageHandler(recevoir)
    yield messages
    qInstallMessageHandler(ancien)
    assert not messages.dits, messages.dits


@pytest.fixture(autouse=True)
def objets_qt(messages_qt: MessagesQt) -> Iterator[list[QObject]]:
    """What a test leaves behind once its widgets are gone.

    Qt holds the slots connected to an object; slots hold pages, pages hold that object again. Only
    its end breaks the ring: else each test leaves a megabyte that every collection goes through.
    """
    laisses: list[QObject] = []
    yield laisses
    for objet in reversed(laisses):
        if shiboken6.isValid(objet):
            shiboken6.delete(objet)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings kept under the test's own folder."""
    return Settings(tmp_path / "config" / "reglages.json")


@pytest.fixture
def store(qtbot: QtBot, objets_qt: list[QObject]) -> Store:
    """An empty broadcast."""
    store = Store()
    objets_qt.append(store)
    return store


@pytest.fixture
def jobs(qtbot: QtBot, store: Store, objets_qt: list[QObject]) -> Iterator[JobRunner]:
    """A runner without a base; its threads end with the test."""
    runner = JobRunner(store)
    objets_qt.append(runner)
    yield runner
    runner.arreter()


@pytest.fixture
def jobs_base(jobs: JobRunner, base: BaseOuverte) -> Iterator[JobRunner]:
    """A runner working on the test's real encrypted base; it stops before the base is closed."""
    jobs.attacher(base.uow)
    yield jobs
    jobs.arreter()


@pytest.fixture
def pile(qtbot: QtBot) -> QStackedWidget:
    """Where pages are stacked, as in the main window."""
    pile = QStackedWidget()
    pile.resize(1100, 640)
    qtbot.addWidget(pile)
    return pile


@pytest.fixture
def contexte(
    jobs_base: JobRunner,
    store: Store,
    settings: Settings,
    pile: QStackedWidget,
    clock: FixedClock,
    paths: Paths,
    objets_qt: list[QObject],
) -> Contexte:
    """Everything a page is given, on the test's real encrypted base."""
    contexte = Contexte(
        jobs=jobs_base,
        store=store,
        navigation=Navigation(pile, pile),
        settings=settings,
        theme=Theme(settings),
        clock=clock,
        paths=paths,
        brouillons=Brouillons(jobs_base),
        cite=ChoixCite(),
        avis=Avis(),
        session=Session,
        catalogues=charger,
    )
    objets_qt += (contexte.theme, contexte.brouillons, contexte.cite, contexte.avis)
    return contexte
