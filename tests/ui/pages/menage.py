"""A hand on the page of a household, on the real base."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.changes import Changes
from app.services import equipe, menages
from app.services.menages.lignes import FicheMenage
from db.uow import UnitOfWork
from tests import factories
from ui.contexte import Contexte
from ui.pages.menage import PageMenage
from ui.pages.menage.champs import ChoixLogement, Heure, TexteLong

Touche = Qt.Key


def taper(champ: QWidget, texte: str) -> None:
    """Type a text, accents included (`QTest.keyClicks` only knows ASCII)."""
    for lettre in texte:
        for genre in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            evenement = QKeyEvent(genre, 0, Qt.KeyboardModifier.NoModifier, lettre)
            QApplication.sendEvent(champ, evenement)


class Essai:
    """A hand on the page."""

    def __init__(self, qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, page: PageMenage) -> None:
        self.qtbot, self.contexte, self.uow, self.page = qtbot, contexte, uow, page
        self.enregistres: list[str] = []
        contexte.avis.enregistre.connect(lambda texte, _op: self.enregistres.append(texte))

    def calme(self) -> None:
        """Wait for every read and write."""
        self.qtbot.waitUntil(lambda: self.contexte.jobs.en_cours == 0, timeout=5000)

    def montrer(self, menage_id: UUID) -> None:
        """Open a household."""
        self.contexte.navigation.aller("menage", menage_id=menage_id)
        self.calme()

    def fiche(self) -> FicheMenage:
        """What the base now says."""
        assert self.page.fiche is not None
        return menages.fiche(menages.LireFiche(self.page.fiche.menage.id), self.uow)

    def champ(self, cle: str) -> QWidget:
        """The field that takes the keyboard."""
        formulaire = self.page.saisie.formulaire
        assert formulaire is not None
        widget = formulaire.widget(cle)
        if isinstance(widget, TexteLong):
            return widget.texte
        return widget.champ if isinstance(widget, Heure | ChoixLogement) else widget

    def ecrire(self, **valeurs: str) -> None:
        """Type in fields, or choose in lists by words."""
        for cle, texte in valeurs.items():
            champ = self.champ(cle)
            champ.setFocus()
            if isinstance(champ, QComboBox):
                rang = champ.findText(texte, Qt.MatchFlag.MatchStartsWith)
                assert rang >= 0, [champ.itemText(i) for i in range(champ.count())]
                self.qtbot.keyClick(champ, Touche.Key_Home)
                for _pas in range(rang):
                    self.qtbot.keyClick(champ, Touche.Key_Down)
            else:
                if isinstance(champ, QLineEdit):
                    champ.selectAll()
                taper(champ, texte)

    def garder(self, cle: str = "") -> None:
        """Enter in a field saves."""
        formulaire = self.page.saisie.formulaire
        assert formulaire is not None
        champ = self.champ(cle) if cle else self.champ(next(iter(formulaire.lignes)))
        self.qtbot.keyClick(champ, Touche.Key_Return)
        self.calme()

    def saisir(self, forme: str, id_: UUID | str | None = None, /, **valeurs: str) -> None:
        """Open a form, fill it, save it."""
        self.page.ouvrir(forme, id_)
        self.calme()
        assert self.page.saisie.isVisible()
        self.ecrire(**valeurs)
        long = isinstance(self.champ(next(reversed(valeurs))), QLineEdit | QComboBox)
        self.garder(next(reversed(valeurs)) if long else "")


@contextmanager
def page_ouverte(
    qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork
) -> Iterator[PageMenage]:
    """The page of a new household, read again when it changes; a defect fails the test."""
    contexte.navigation.inscrire("menage", lambda: PageMenage(contexte))

    def relire(changes: Changes) -> None:
        page = contexte.navigation.page
        if page is not None and page.concernee(changes):
            page.rafraichir()

    contexte.store.changed.connect(relire)
    defauts: list[object] = []
    contexte.jobs.defaut.connect(defauts.append)
    pile.resize(1180, 640)
    pile.show()
    qtbot.waitExposed(pile)
    equipe.garantir_moi(None, uow)
    contexte.navigation.aller("menage", menage_id=factories.menage(uow))
    page = contexte.navigation.page
    assert isinstance(page, PageMenage)
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0, timeout=8000)
    yield page
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0, timeout=8000)
    assert not defauts


@pytest.fixture
def essai(
    qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork
) -> Iterator[Essai]:
    with page_ouverte(qtbot, contexte, pile, uow) as page:
        yield Essai(qtbot, contexte, uow, page)
