"""Going by name, coming back, starting again after a lock."""

from __future__ import annotations

import weakref
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import N_
from ui.contexte import Contexte
from ui.navigation import Lieu, Navigation, Page


class PageA(Page):
    nom = "a"
    titre = N_("Réglages")

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self.vus: list[dict[str, Any]] = []
        self.champ = QLineEdit(self)

    def afficher(self, **arguments: Any) -> None:
        self.vus.append(arguments)

    def premier_champ(self) -> QWidget:
        return self.champ


class PageB(PageA):
    nom = "b"


class Recit:
    """What a household told, as a page holds it."""


class PageRecit(PageA):
    """A page whose row is held by a slot too, which Qt holds as long as it pleases."""

    nom = "recit"

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self.recit = Recit()
        contexte.theme.change.connect(lambda: self.recit)


@pytest.fixture
def navigation(contexte: Contexte) -> Navigation:
    nav = contexte.navigation
    nav.inscrire("a", lambda: PageA(contexte))
    nav.inscrire("b", lambda: PageB(contexte))
    return nav


def test_going_and_coming_back(navigation: Navigation) -> None:
    navigation.aller("a", n=1)
    navigation.aller("b")
    navigation.aller("a", n=2)
    assert navigation.retour()
    assert navigation.lieu == Lieu("b", {})
    assert navigation.retour()
    assert navigation.lieu == Lieu("a", {"n": 1})
    assert not navigation.retour()
    assert navigation.avancer()
    assert navigation.lieu == Lieu("b", {})


def test_the_same_place_is_not_a_new_stop(navigation: Navigation) -> None:
    navigation.aller("a")
    navigation.aller("a")
    assert not navigation.peut_reculer


def test_remembered_arguments_come_back(navigation: Navigation) -> None:
    navigation.aller("a")
    navigation.memoriser(filtre="humidité")
    navigation.aller("b")
    navigation.retour()
    page = navigation.page
    assert isinstance(page, PageA)
    assert page.vus[-1] == {"filtre": "humidité"}


def test_an_unknown_name_changes_nothing(navigation: Navigation) -> None:
    inconnues: list[str] = []
    navigation.inconnue.connect(inconnues.append)
    navigation.aller("a")
    navigation.aller("nulle-part")
    assert inconnues == ["nulle-part"]
    assert navigation.lieu == Lieu("a", {})


def test_pages_are_destroyed_and_built_again(navigation: Navigation) -> None:
    navigation.aller("a", n=1)
    premiere = navigation.page
    navigation.oublier_pages()
    assert navigation.page is None
    navigation.reprendre()
    page = navigation.page
    assert page is not premiere
    assert isinstance(page, PageA)
    assert page.vus == [{"n": 1}]


def test_a_page_is_named_for_screen_readers(navigation: Navigation) -> None:
    navigation.aller("a")
    page = navigation.page
    assert page is not None
    assert page.accessibleName() == "Réglages"


def test_what_a_page_showed_does_not_outlive_it(
    qtbot: QtBot, contexte: Contexte, navigation: Navigation
) -> None:
    navigation.inscrire("recit", lambda: PageRecit(contexte))
    navigation.aller("recit")
    page = navigation.page
    assert isinstance(page, PageRecit)
    recit = weakref.ref(page.recit)
    del page
    navigation.oublier_pages()
    qtbot.waitUntil(lambda: recit() is None)
