"""Four households in a list, on the real encrypted base."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.changes import Changes
from app.domain.logements import NatureOccupation
from db.models import Occupation
from db.uow import UnitOfWork
from tests import factories
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.menages import PageMenages

ENTREE = Qt.Key.Key_Return
AUJOURDHUI = date(2026, 11, 24)


class PageFiche(Page):
    """Stands for the page of one household."""

    nom = "menage"
    titre = "Ménage"

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self.vus: list[object] = []
        QVBoxLayout(self).addWidget(QWidget())

    def afficher(self, **arguments: object) -> None:
        self.vus.append(arguments["menage_id"])


@pytest.fixture
def peuplee(uow: UnitOfWork) -> dict[str, UUID]:
    cite = factories.cite(uow, nom="Cité Nouméa")
    ids = {}
    for nom, prenom, tel in (
        ("Wójcik", "Jadwiga", "0612345678"),
        ("D’Hondt", "Marie", "0699887766"),
        ("Benali", "Karim", "0711223344"),
        ("Kowalski", "Zoé", "0321445566"),
    ):
        logement = factories.logement(uow, cite_id=cite)
        personne = {"tel_mobile": tel}
        ids[nom] = factories.menage(uow, nom, prenom, logement_id=logement, personne=personne)
    factories.ecrire(
        uow,
        Occupation(
            id=uow.ids.new(),
            menage_id=ids["Wójcik"],
            logement_id=factories.logement(uow, cite_id=cite, voie="Rue d’Œuf", numero="8"),
            nature=NatureOccupation.TIROIR,
            debut=AUJOURDHUI - timedelta(days=20),
        ),
    )
    factories.visite(uow, ids["Wójcik"], AUJOURDHUI - timedelta(days=12))
    factories.visite(uow, ids["Benali"], AUJOURDHUI - timedelta(days=45))
    ids["cite"] = cite
    return ids


@pytest.fixture
def page(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Iterator[PageMenages]:
    contexte.navigation.inscrire("menages", lambda: PageMenages(contexte))
    contexte.navigation.inscrire("menage", lambda: PageFiche(contexte))
    defauts: list[object] = []
    contexte.jobs.defaut.connect(defauts.append)

    def relire(changes: Changes) -> None:
        ouverte = contexte.navigation.page
        if ouverte is not None and ouverte.concernee(changes):
            ouverte.rafraichir()

    contexte.store.changed.connect(relire)
    pile.show()
    qtbot.waitExposed(pile)
    contexte.navigation.aller("menages")
    calme(qtbot, contexte)
    trouvee = contexte.navigation.page
    assert isinstance(trouvee, PageMenages)
    yield trouvee
    contexte.navigation.oublier_pages()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not defauts


def calme(qtbot: QtBot, contexte: Contexte) -> None:
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


def noms(page: PageMenages) -> list[str]:
    modele = page.liste.modele
    return [str(modele.index(r, 0).data()) for r in range(modele.rowCount())]


def taper(qtbot: QtBot, contexte: Contexte, page: PageMenages, texte: str) -> None:
    champ = page.liste.champ
    champ.clear()
    qtbot.keyClicks(champ, texte)
    with qtbot.waitSignal(champ.cherche):
        pass
    calme(qtbot, contexte)
