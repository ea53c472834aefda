"""The planning seen: without a plan, four ways, on paper, and what a name says of each input."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
)

from db.uow import UnitOfWork
from tests.integration.services.planification.conftest import Operation
from tests.ui.pages.clavier import CTRL, Clavier, K
from tests.ui.pages.planning.conftest import aller, sur
from ui.contexte import Contexte

INTERNES = ("QHeaderView", "QComboBoxListView", "QTableCornerButton", "QListView", "QToolButton")


def test_without_a_plan_it_says_what_to_do(
    clavier: Clavier, contexte: Contexte, operation: Operation
) -> None:
    page = aller(clavier, contexte)
    assert page.vide.titre == "Aucun logement tiroir"
    clavier.entree()
    assert contexte.navigation.lieu is not None
    assert contexte.navigation.lieu.arguments["onglet"] == "logements"
    operation.tiroir()
    page = aller(clavier, contexte)
    assert page.vide.titre == "Aucun plan pour Cité fictive"
    assert clavier.focus.accessibleName() or clavier.focus is page.vide.bouton


def test_an_empty_base_leads_to_the_estate(clavier: Clavier, contexte: Contexte) -> None:
    page = aller(clavier, contexte)
    assert page.plan is None
    clavier.entree()
    assert contexte.navigation.lieu is not None
    assert contexte.navigation.lieu.nom == "cite"


def test_the_plan_is_seen_four_ways(
    clavier: Clavier, contexte: Contexte, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    assert clavier.focus is page.logements
    titres = [r.titre for r in page.logements.trame.rangees]
    assert titres[0] == "1 ménage sans solution"
    assert titres[1].startswith("Wójcik")
    assert "1 ménage sans solution" in page.barre.resume.accessibleName()
    for vue in ("menages", "equipes", "liste"):
        page.voir(vue)
        clavier.calme()
        assert clavier.focus is page.premier_champ()
    assert page.liste.modele.ligne(0).menage.startswith("Wójcik")
    assert page.equipes.lundi == date(2027, 2, 15)
    assert contexte.navigation.lieu is not None
    assert contexte.navigation.lieu.arguments["vue"] == "liste"


def test_ctrl_plus_zooms_the_timeline_around_what_one_sees(
    clavier: Clavier, contexte: Contexte, plan_id: UUID
) -> None:
    page = aller(clavier, contexte)
    avant = page.frise.trame.echelle.px
    clavier.touche(K.Key_Plus, CTRL)
    assert page.frise.trame.echelle.px > avant
    clavier.touche(K.Key_Minus, CTRL)
    clavier.touche(K.Key_Minus, CTRL)
    assert page.frise.trame.echelle.px < avant


def test_a_view_asked_for_by_name_is_shown_even_when_one_is_there_already(
    clavier: Clavier, contexte: Contexte, plan_id: UUID
) -> None:
    page = aller(clavier, contexte)
    assert page.pile.currentWidget() is page.logements
    page.afficher(vue="liste")
    clavier.calme()
    assert page.pile.currentWidget() is page.liste


def test_everything_prints(
    clavier: Clavier, contexte: Contexte, plan_id: UUID, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from app.services.documents.commandes_planning import FormatFrise

    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_a: True)
    page = aller(clavier, contexte)
    imprimeur = page.actes.imprimeur
    imprimeur.frise(FormatFrise.A3, tmp_path / "a3.pdf", par_menage=True)
    imprimeur.frise(FormatFrise.A4, tmp_path / "a4.pdf")
    imprimeur.semaine(tmp_path / "semaine.pdf")
    imprimeur.liste(tmp_path / "liste.pdf")
    clavier.calme()
    page.actes.adopter()
    clavier.entree()
    clavier.calme()
    imprimeur.semaine(tmp_path / "adopte.pdf")
    clavier.calme()
    for nom in ("a3", "a4", "semaine", "liste", "adopte"):
        assert (tmp_path / f"{nom}.pdf").read_bytes().startswith(b"%PDF")


def test_every_input_has_a_name_and_texts_are_plain(
    clavier: Clavier, contexte: Contexte, plan_id: UUID
) -> None:
    page = aller(clavier, contexte)
    sans_nom = [
        (type(widget).__name__, widget.objectName())
        for voulu in (QLineEdit, QComboBox, QAbstractItemView, QAbstractButton)
        for widget in page.findChildren(voulu)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and type(widget).__name__ not in INTERNES
        and not widget.objectName().startswith("qt_")
        and not (isinstance(widget, QAbstractButton) and widget.isHidden())
    ]
    assert not sans_nom
    assert not [
        label.text()
        for label in page.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
        and not label.objectName().startswith("qt_")
    ]


def test_a_week_goes_by(clavier: Clavier, contexte: Contexte, plan_id: UUID) -> None:
    page = aller(clavier, contexte, vue="equipes")
    lundi = page.equipes.lundi
    clavier.touche(K.Key_PageDown)
    assert page.equipes.lundi == lundi + timedelta(weeks=1)
    page.equipes.prochaine()
    assert page.equipes.lundi == date(2027, 7, 5)


def test_why_and_what_would_unblock_it(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[1])
    clavier.touche(K.Key_E)
    clavier.calme()
    dits = page.panneau.textes()
    assert "Pourquoi rien n’a été trouvé" in dits
    assert any(dit.startswith("•") for dit in dits)
    sur(page, clavier, deux[0])
    dits = page.panneau.textes()
    assert "Pourquoi ce logement et ces dates" in dits
    clavier.touche(K.Key_Escape)
    assert page.panneau.isHidden()
    assert clavier.focus is page.logements
