"""Pages of complaints: every input has a name, labels are plain, all of it fits a small laptop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QStyleOptionViewItem,
    QToolTip,
)
from pytestqt.qtbot import QtBot

from app.core.settings import ECHELLE, THEME
from db.uow import UnitOfWork
from tests.ui.pages.reclamations import Releve
from ui.contexte import Contexte
from ui.navigation import Page

# Made by Qt inside a widget that has a name itself.
INTERNES = ("QHeaderView", "QComboBoxListView", "QAbstractButton", "QToolButton",
            "QListView", "QTabBar")  # fmt: skip
ECRANS = ("liste", "tableau", "chiffres", "dossiers", "une")
LARGEUR, HAUTEUR = 1366 - 250, 768 - 130  # what the shell leaves at 150 %


@pytest.fixture
def releve(qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget) -> Releve:
    return Releve(qtbot, contexte, uow, pile)


def montrer(releve: Releve, ecran: str) -> Page:
    """That screen, with something on it."""
    id_ = releve.reclamation(il_y_a=9)
    if ecran == "une":
        releve.aller("reclamation", reclamation_id=id_)
    else:
        releve.aller("reclamations", onglet=ecran)
    page = releve.contexte.navigation.page
    assert page is not None
    return page


@pytest.mark.parametrize("ecran", ECRANS)
@pytest.mark.parametrize("saisie", [False, True])
def test_chaque_champ_a_un_nom_et_chaque_texte_est_simple(
    releve: Releve, ecran: str, saisie: bool
) -> None:
    page = montrer(releve, ecran)
    if saisie:
        releve.action("E" if ecran == "une" else "N")
    sans_nom = [
        type(widget).__name__
        for voulu in (QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QAbstractButton)
        for widget in page.findChildren(voulu)
        if widget.isVisibleTo(page)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and type(widget).__name__ not in INTERNES
    ]
    assert not sans_nom
    riches = [
        label.text()
        for label in page.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert not riches


@pytest.mark.parametrize("ecran", ECRANS)
@pytest.mark.parametrize("theme", ["clair", "sombre"])
def test_tout_tient_a_150(releve: Releve, ecran: str, theme: str) -> None:
    releve.contexte.settings.ecrire(THEME, theme)
    releve.contexte.settings.ecrire(ECHELLE, 150)
    page = montrer(releve, ecran)
    for forme in (False, True):
        if forme:
            releve.action("E" if ecran == "une" else "N")
        besoin = page.minimumSizeHint()
        assert besoin.width() <= LARGEUR
        assert besoin.height() <= HAUTEUR
    releve.contexte.settings.ecrire(ECHELLE, 100)


def test_le_markup_d_une_description_reste_du_texte(releve: Releve) -> None:
    id_ = releve.reclamation(description="<b>Volet</b> <img src=x>")
    releve.aller("reclamations", onglet="tableau")
    cartes = releve.page.onglet("tableau").colonnes[0].cartes
    assert "<b>Volet" not in cartes.item(0).toolTip()
    assert "&lt;b&gt;Volet" in cartes.item(0).toolTip()
    releve.aller("reclamation", reclamation_id=id_)
    assert releve.une.corps.description.text() == "<b>Volet</b> <img src=x>"


def test_la_bulle_d_une_ligne_dit_tout_en_texte_simple(releve: Releve) -> None:
    releve.reclamation(description="<b>Volet</b> coincé", il_y_a=2)
    releve.aller()
    table = releve.page.onglet("liste").table
    index = table.modele.index(0, 0)
    rect = table.visualRect(index)
    option = QStyleOptionViewItem()
    option.rect = rect
    event = QHelpEvent(QEvent.Type.ToolTip, rect.center(), table.mapToGlobal(rect.center()))
    assert table.itemDelegate().helpEvent(event, table, option, index)
    assert "&lt;b&gt;Volet&lt;/b&gt; coincé" in QToolTip.text()
    assert "ouverte le dim. 22 nov." in QToolTip.text()
    QToolTip.hideText()
