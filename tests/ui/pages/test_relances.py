"""Reminders and the meeting, as a hand would prepare them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from app.services import relances
from app.services.relances import ListerARelancer
from db.uow import UnitOfWork
from tests.integration.retours.test_relances import Retards
from ui.contexte import Contexte
from ui.pages.relances import PageRelances
from ui.widgets import Bouton


def calme(qtbot: QtBot, contexte: Contexte) -> None:
    """Wait until nothing is being worked on."""
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


@pytest.fixture
def retards(uow: UnitOfWork, tmp_path: Path) -> Retards:
    return Retards(uow, tmp_path)


@pytest.fixture
def page(qtbot: QtBot, contexte: Contexte, retards: Retards) -> Iterator[PageRelances]:
    page = PageRelances(contexte)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    page.afficher()
    calme(qtbot, contexte)
    yield page
    page.hide()


def test_letters_are_printed_for_those_ticked_and_noted(
    qtbot: QtBot, contexte: Contexte, page: PageRelances, uow: UnitOfWork, tmp_path: Path
) -> None:
    onglet = page.relances
    assert onglet.table.rowCount() == 1
    assert [onglet.table.item(0, c).text() for c in range(4)] == [
        "Bâti & fils (menuiserie)", "⚠ 3", "3", "jamais"
    ]  # fmt: skip
    assert "1 en retard n’a pas encore de responsable" in onglet.phrase.text()
    assert onglet.reclamations.count() == 3
    assert "R-0003" in onglet.texte.toPlainText()
    onglet.reclamations.item(2).setCheckState(Qt.CheckState.Unchecked)
    calme(qtbot, contexte)
    assert "R-0003" not in onglet.texte.toPlainText()
    assert onglet.imprimer_bouton.text() == "Imprimer 1 lettre…"
    onglet.imprimer(tmp_path / "relances.pdf")
    calme(qtbot, contexte)
    texte = " ".join(p.extract_text() for p in PdfReader(tmp_path / "relances.pdf").pages)
    assert "R-0002" in texte
    assert "R-0003" not in texte
    page.rafraichir()
    calme(qtbot, contexte)
    assert onglet.table.item(0, 3).text() == "24/11/2026"
    onglet.table.item(0, 0).setCheckState(Qt.CheckState.Unchecked)
    assert not onglet.imprimer_bouton.isEnabled()


def test_a_message_is_opened_then_noted_once_the_person_says_so(
    qtbot: QtBot,
    contexte: Contexte,
    page: PageRelances,
    uow: UnitOfWork,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ouverts: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: ouverts.append(url) or True)
    onglet = page.relances
    qtbot.mouseClick(onglet.message, Qt.MouseButton.LeftButton)
    (url,) = ouverts
    assert onglet.prete is not None
    assert bytes(url.toEncoded().data()).decode() == onglet.prete.lien
    (a,) = relances.lister(ListerARelancer(), uow).qui
    assert a.derniere is None
    (noter,) = [b for b in onglet.bandeau.findChildren(Bouton) if b.text() == "Noter la relance"]
    qtbot.mouseClick(noter, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)
    (a,) = relances.lister(ListerARelancer(), uow).qui
    assert a.derniere == date(2026, 11, 24)


def test_the_meeting_is_seen_before_it_leaves(
    qtbot: QtBot, contexte: Contexte, page: PageRelances, tmp_path: Path
) -> None:
    page.afficher(onglet="reunion")
    calme(qtbot, contexte)
    calme(qtbot, contexte)
    reunion = page.reunion
    assert reunion is not None
    qtbot.waitUntil(reunion.feuille.isEnabled)
    assert reunion.phrase.text().startswith("4 réclamations ouvertes, 4 en retard")
    reunion.imprimer(tmp_path / "reunion.pdf")
    calme(qtbot, contexte)
    assert (tmp_path / "reunion.pdf").is_file()
    reunion.ecrire(tmp_path / "reunion.xlsx")
    calme(qtbot, contexte)
    assert (tmp_path / "reunion.xlsx").is_file()
    for rang in range(reunion.cites.count()):
        reunion.cites.item(rang).setCheckState(Qt.CheckState.Unchecked)
    calme(qtbot, contexte)
    assert not reunion.feuille.isEnabled()
    assert [a.nom for a in page.commandes()] == ["relances", "reunion"]
