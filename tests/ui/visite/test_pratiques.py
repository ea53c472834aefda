"""Good practices told with a visit: a word, a digit, and a draft that comes back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from app.domain.pratiques import EtatPratique
from app.services import pratiques
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import ALT, CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.pages.visite import PageVisite
from ui.visite.formulaire import FormulaireVisite


@pytest.fixture
def clavier(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Clavier:
    installer(contexte, PageVisite)
    return Clavier(qtbot, contexte, pile)


def formulaire(contexte: Contexte) -> FormulaireVisite:
    page = contexte.navigation.page
    assert isinstance(page, PageVisite)
    return page.formulaire


def test_a_practice_is_told_with_the_visit(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage = factories.menage(uow)
    contexte.navigation.aller("visite", menage_id=menage)
    clavier.calme()
    forme = formulaire(contexte)
    assert "à proposer" in forme.plus_pratique.text()
    clavier.touche(K.Key_B, ALT)
    assert clavier.ici == "Bonnes pratiques"
    clavier.touche(K.Key_Down)
    clavier.touche(K.Key_Return)
    (code,) = forme.pratiques.codes()
    clavier.touche(K.Key_1)
    clavier.touche(K.Key_Return, CTRL)
    clavier.calme()
    (dite,) = pratiques.lire(pratiques.LirePratiques(menage), uow)
    assert (dite.code, dite.etat) == (code, EtatPratique.PROPOSEE)
    assert dite.le == date(2026, 11, 24)
    assert dite.visite_id is not None


def test_what_was_said_of_a_practice_comes_back_with_the_draft(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage = factories.menage(uow)
    contexte.navigation.aller("visite", menage_id=menage)
    clavier.calme()
    forme = formulaire(contexte)
    clavier.touche(K.Key_B, ALT)
    clavier.touche(K.Key_Down)
    clavier.touche(K.Key_Return)
    clavier.touche(K.Key_3)
    contenu = forme.contenu()
    assert contenu is not None
    forme.vider()
    assert forme.pratiques.codes() == ()
    forme.restaurer(contenu)
    (saisie,) = forme.pratiques.saisies()
    assert saisie.etat is EtatPratique.DECLINEE
    assert forme.pratiques.isVisible()
