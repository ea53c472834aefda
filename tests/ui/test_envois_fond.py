"""Sending in the background: what the header tells, when a round is made, what a lock stops."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.settings import ENVOI_AUTOMATIQUE
from app.domain.envois import EtatColis
from app.services import cites
from app.services.exports.file_envois import Attente
from db.uow import UnitOfWork
from tests.integration.envois import boite
from tests.integration.envois.boite import Distant, Faute
from ui import envois_fond
from ui.contexte import Contexte
from ui.envois_fond import EnvoisEnFond, EtatEnvois
from ui.jobs import JobRunner, Verrouillee
from ui.reseau import Reseau

RIEN = Attente(0, 0, 0, 0, 0, 0, None)


class FauxReseau(Reseau):
    """A network one unplugs by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.coupe = False

    def ecouter(self) -> None:
        """Nothing of the system."""

    @property
    def absent(self) -> bool:
        """Whether it is unplugged."""
        return self.coupe

    def brancher(self, *, la: bool) -> None:
        """Plug it in or out."""
        self.coupe = not la
        self.change.emit(self.coupe)


@pytest.fixture
def distant() -> Distant:
    return Distant()


@pytest.fixture
def reseau(qtbot: QtBot) -> FauxReseau:
    return FauxReseau()


@pytest.fixture
def fond(
    qtbot: QtBot, contexte: Contexte, distant: Distant, reseau: FauxReseau
) -> Iterator[EnvoisEnFond]:
    """The background of an open base, whose destinations are all `distant`."""
    contexte = replace(contexte, transports=distant)
    parent = QObject()
    fond = EnvoisEnFond(contexte, parent, reseau=reseau)
    contexte.store.changed.connect(fond.concerne)
    yield fond
    if distant.pendant is not None:
        distant.pendant = None
    fond.arreter()
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


def calme(qtbot: QtBot, jobs: JobRunner) -> None:
    qtbot.waitUntil(lambda: jobs.en_cours == 0, timeout=15_000)


def test_the_header_tells_what_waits() -> None:
    assert EtatEnvois().dire() == ""
    assert EtatEnvois(RIEN, 1, hors_ligne=True).dire() == ""
    trois = replace(RIEN, a_deposer=3)
    assert EtatEnvois(trois, 1).dire() == "3 envois en attente"
    assert EtatEnvois(trois, 1, hors_ligne=True).dire() == "hors ligne · 3 envois en attente"
    assert EtatEnvois(trois, 1, en_cours=True).dire() == "envoi en cours · 3 envois en attente"
    refus = replace(RIEN, refuses=1, retours_a_lire=2)
    assert EtatEnvois(refus, 1).dire() == "1 envoi refusé · 2 retours à lire"
    assert not EtatEnvois(refus, 1).retours_seuls
    assert EtatEnvois(replace(RIEN, retours_a_lire=2), 1).retours_seuls


def test_a_round_is_due_when_the_time_of_a_package_has_come(clock: FixedClock) -> None:
    maintenant = clock.now()
    assert not EtatEnvois(RIEN, 1).du(maintenant)
    assert EtatEnvois(replace(RIEN, a_deposer=1), 1).du(maintenant)
    assert not EtatEnvois(replace(RIEN, a_deposer=1, sans_destination=1), 1).du(maintenant)
    tard = replace(
        RIEN, a_deposer=1, en_echec=1, prochain_essai_a=maintenant + timedelta(minutes=5)
    )
    assert not EtatEnvois(tard, 1).du(maintenant)
    assert EtatEnvois(tard, 1).du(maintenant + timedelta(minutes=5))
    assert EtatEnvois(tard, 1).du(maintenant - timedelta(days=1500))  # the clock was ahead
    assert EtatEnvois(replace(tard, a_deposer=2), 1).du(maintenant), "one never tried"


def test_what_is_prepared_leaves_by_itself(
    qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, fond: EnvoisEnFond, distant: Distant
) -> None:
    colis = boite.colis(uow, boite.lieu(uow), b"x" * 2500)
    dits: list[str] = []
    fond.change.connect(lambda etat: dits.append(etat.dire()))
    fond.demarrer()
    calme(qtbot, contexte.jobs)
    assert dits[-1] == "1 envoi en attente"
    assert not distant.depots, "the first page comes first"
    fond.regarder()
    calme(qtbot, contexte.jobs)
    assert distant.depots == {colis.nom: b"x" * 2500}
    assert boite.etat(uow, colis.id) is EtatColis.DEPOSE
    assert "envoi en cours · 1 envoi en attente" in dits
    assert dits[-1] == ""


def test_nothing_leaves_by_itself_when_one_said_so(
    qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, fond: EnvoisEnFond, distant: Distant
) -> None:
    contexte.settings.ecrire(ENVOI_AUTOMATIQUE, False)
    boite.colis(uow, boite.lieu(uow), b"x")
    fond.demarrer()
    fond.regarder()
    calme(qtbot, contexte.jobs)
    assert not distant.depots
    assert fond.etat.dire() == "1 envoi en attente"


def test_it_is_offline_until_the_network_is_back(
    qtbot: QtBot,
    contexte: Contexte,
    uow: UnitOfWork,
    fond: EnvoisEnFond,
    distant: Distant,
    reseau: FauxReseau,
) -> None:
    colis = boite.colis(uow, boite.lieu(uow), b"x")
    distant.faute = Faute.INJOIGNABLE
    fond.demarrer()
    fond.regarder()
    calme(qtbot, contexte.jobs)
    assert fond.etat.dire() == "hors ligne · 1 envoi en attente"
    fond.regarder()
    calme(qtbot, contexte.jobs)
    assert boite.etat(uow, colis.id) is EtatColis.PREPARE, "its next attempt is for later"
    distant.faute = Faute.AUCUNE
    reseau.brancher(la=False)
    assert fond.etat.hors_ligne
    reseau.brancher(la=True)
    calme(qtbot, contexte.jobs)
    assert boite.etat(uow, colis.id) is EtatColis.DEPOSE, "the network is back: no more waiting"
    assert fond.etat.dire() == ""


def test_a_server_that_does_not_answer_holds_nobody_up(
    qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, fond: EnvoisEnFond, distant: Distant
) -> None:
    """The window reads and writes meanwhile; locking waits for no network."""
    dedans, sortir = threading.Event(), threading.Event()

    def attendre() -> None:
        dedans.set()
        assert sortir.wait(20)

    distant.pendant = attendre
    colis = boite.colis(uow, boite.lieu(uow), b"x" * 2500)
    fond.demarrer()
    fond.regarder()
    qtbot.waitUntil(dedans.is_set)
    lues: list[object] = []
    contexte.jobs.lancer(
        cites.creer, cites.CreerCite("Cité Nouméa"), quand_fini=lues.append, proprietaire=fond
    )
    qtbot.waitUntil(lambda: bool(lues))
    assert not contexte.jobs.long_en_cours, "the idle lock does not wait for it either"
    fond.arreter()
    servie = contexte.jobs.detacher()
    fermee: list[object] = []
    contexte.jobs.lancer_derniere(lambda: "fermée", quand_fini=fermee.append)
    qtbot.waitUntil(lambda: bool(fermee))
    with pytest.raises(Verrouillee), contexte.jobs.tour_de_base(servie):
        pytest.fail("a locked base serves nobody")
    sortir.set()
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)
    assert not distant.depots, "the rest of the bytes stayed in the base"
    assert boite.etat(uow, colis.id) is EtatColis.PREPARE
    contexte.jobs.attacher(servie)


def test_a_round_of_another_window_is_nobodys_business(
    qtbot: QtBot,
    contexte: Contexte,
    uow: UnitOfWork,
    fond: EnvoisEnFond,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.core.errors import PanneEnvironnement

    dits: list[object] = []
    contexte.avis.erreur.connect(dits.append)
    for code, attendus in ((envois_fond._AILLEURS, 0), ("base.disque_plein", 1)):
        for _fois in range(2):
            fond._souci(PanneEnvironnement(code))
        assert len(dits) == attendus, "said once"
