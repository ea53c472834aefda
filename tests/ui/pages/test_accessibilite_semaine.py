"""The pages of the week: every input has a name, every label that shows data is plain text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.aujourdhui import PageAujourdhui
from ui.pages.permanence import PagePermanence
from ui.pages.visite import PageVisite

# Made by Qt inside a widget that has a name itself.
INTERNES = ("QHeaderView", "QComboBoxListView", "QAbstractButton", "QToolButton",
            "QListView")  # fmt: skip


@pytest.mark.parametrize("genre", [PagePermanence, PageVisite, PageAujourdhui])
def test_chaque_champ_a_un_nom_et_chaque_texte_est_simple(
    qtbot: QtBot, contexte: Contexte, genre: type[Page]
) -> None:
    page = genre(contexte)
    qtbot.addWidget(page)
    sans_nom = [
        type(widget).__name__
        for voulu in (QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QAbstractButton)
        for widget in page.findChildren(voulu)
        if not widget.accessibleName()
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
