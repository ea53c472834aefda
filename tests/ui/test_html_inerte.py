"""Promise 27: whatever is in the base, no widget takes it for markup, tooltips included."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTabWidget, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.services.ouverture import BaseOuverte
from tests.integration.securite import canari
from ui import inscription
from ui.contexte import Contexte
from ui.navigation import Page

BALISES = "<b>gras</b><img src=x><a href='http://x'>ici</a>"
PAGES = inscription.pages()


@pytest.fixture
def semee(base: BaseOuverte) -> dict[str, UUID]:
    """Markup in every text column of every table; the ids pages are opened with."""
    canari.semer(base.uow, BALISES)
    with base.uow.lecture() as session:
        premieres = {
            nom: session.execute(text(f"SELECT id FROM {nom} ORDER BY rowid LIMIT 1")).scalar_one()
            for nom in ("menage", "permanence", "cite", "logement", "demenagement")
        }
        return {f"{nom}_id": UUID(hex=str(id_)) for nom, id_ in premieres.items()}


def _infobulles(modele: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    # Qt keeps the column count of a list to itself: it is one.
    colonnes = 1 if isinstance(modele, QAbstractListModel) else modele.columnCount(parent)
    for rang in range(modele.rowCount(parent)):
        for colonne in range(colonnes):
            index = modele.index(rang, colonne, parent)
            yield str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if colonnes > 1:
            yield from _infobulles(modele, modele.index(rang, 0, parent))


@pytest.mark.parametrize("genre", PAGES, ids=lambda p: p.nom)
def test_a_page_shows_markup_as_typed(
    qtbot: QtBot, contexte: Contexte, semee: dict[str, UUID], genre: type[Page]
) -> None:
    page = genre(contexte)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    voulus = {"menage": ("menage_id",), "permanence": ("permanence_id",), "cite": ("cite_id",),
              "demenagement": ("demenagement_id",),
              "etat_des_lieux": ("menage_id",)}  # fmt: skip
    page.afficher(**{nom: semee[nom] for nom in voulus.get(genre.nom, ())})
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)
    for onglets in page.findChildren(QTabWidget):
        for rang in range(onglets.count()):
            onglets.setCurrentIndex(rang)
            qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
    for widget in [page, *page.findChildren(QWidget)]:
        assert "<b>gras" not in widget.toolTip(), widget
        assert not isinstance(widget, QTextBrowser), widget
    for vue in page.findChildren(QAbstractItemView):
        for bulle in _infobulles(vue.model(), QModelIndex()) if vue.model() is not None else ():
            assert "<b>gras" not in bulle


def test_the_markup_is_on_screen_somewhere(
    qtbot: QtBot, contexte: Contexte, semee: dict[str, UUID]
) -> None:
    """Without this, the test above could pass on empty pages."""
    (genre,) = [p for p in PAGES if p.nom == "menage"]
    page = genre(contexte)
    qtbot.addWidget(page)
    page.show()
    page.afficher(menage_id=semee["menage_id"])
    qtbot.waitUntil(
        lambda: any("<b>gras" in label.text() for label in page.findChildren(QLabel)), timeout=5000
    )
