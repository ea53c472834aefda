"""An estate of two households, and a person without a mouse at the permanence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.services import seances
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.permanence import PagePermanence

JOUR = date(2026, 11, 24)


class PageCible(Page):
    """Where the household page would be."""

    nom = "menage"
    titre = "Ménage"
    vus: list[dict[str, Any]] = []  # noqa: RUF012 - reset by the fixture

    def afficher(self, **arguments: Any) -> None:
        self.vus.append(arguments)


def lignes(uow: UnitOfWork, sql: str) -> Sequence[tuple[Any, ...]]:
    with uow.lecture() as session:
        return [tuple(ligne) for ligne in session.execute(text(sql))]


@pytest.fixture
def cite_id(uow: UnitOfWork) -> UUID:
    """An estate with its Tuesday permanence and two households."""
    cite = factories.cite(uow, nom="Cité Nouméa")
    for nom, prenom, voie in (
        ("Wójcik", "Jadwiga", "Rue de Stockholm"),
        ("Benali", "Karim", "Rue de Rome"),
    ):
        logement = factories.logement(uow, cite_id=cite, numero="14", voie=voie)
        factories.menage(uow, nom, prenom, logement_id=logement)
    seances.creer(
        seances.CreerSerie(cite, 1, time(14), "Maison du projet", time(17), date(2026, 11, 3)), uow
    )
    return cite


@pytest.fixture
def clavier(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Clavier:
    """Hands, on a window that has the focus."""
    PageCible.vus = []
    installer(contexte, PagePermanence, PageCible)
    return Clavier(qtbot, contexte, pile)


def arriver(clavier: Clavier, contexte: Contexte) -> PagePermanence:
    contexte.navigation.aller("permanence")
    clavier.calme()
    page = contexte.navigation.page
    assert isinstance(page, PagePermanence)
    return page


def ouvrir(clavier: Clavier, contexte: Contexte) -> PagePermanence:
    page = arriver(clavier, contexte)
    clavier.entree()
    clavier.attendre(lambda: page.vues.currentWidget() is page.seance)
    clavier.calme()
    return page


def choisir(clavier: Clavier, page: PagePermanence, debut: str) -> None:
    """Type the beginning of a name and take the first household."""
    qui = page.seance.formulaire.qui
    clavier.taper(debut)
    clavier.attendre(lambda: bool(qui.propositions.textes()))
    clavier.entree()
    clavier.calme()


def enregistrer(clavier: Clavier, page: PagePermanence, combien: int) -> None:
    clavier.touche(K.Key_Return, CTRL)
    clavier.attendre(lambda: len(page.seance.liste.visites()) == combien)
    clavier.calme()
    assert clavier.ici == "Qui ?"
