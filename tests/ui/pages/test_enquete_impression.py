"""Printing a questionnaire from its page: what was just typed is on the paper."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.partage import Destinataire
from tests.ui.pages.test_enquete import enquete_id, page, taper
from ui.pages.enquete.page import PageEnquete

__all__ = ["enquete_id", "page"]


def lire(fichier: Path) -> str:
    """The text of a PDF."""
    pages = PdfReader(BytesIO(fichier.read_bytes())).pages
    return " ".join(" ".join(p.extract_text() for p in pages).replace("\u00a0", " ").split())


@pytest.fixture
def ouverts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents shown to the person."""
    vus: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: vus.append(url.fileName()))
    return vus


def test_answers_just_typed_are_printed(
    qtbot: QtBot,
    page: PageEnquete,
    tmp_path: Path,
    ouverts: list[str],
) -> None:
    taper(qtbot, page, "nb", "7")
    page.imprimeur.imprimer(Destinataire.MENAGE, tmp_path / "reponses.pdf")
    qtbot.waitUntil(lambda: ouverts == ["reponses.pdf"])
    assert "Combien ? 7" in lire(tmp_path / "reponses.pdf")


def test_the_blank_form_is_asked_from_the_menu_in_the_language_read(
    qtbot: QtBot,
    page: PageEnquete,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ouverts: list[str],
) -> None:
    choisi = str(tmp_path / "vierge")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (choisi, ""))
    page.langue.setCurrentIndex(1)
    page.imprimeur.bouton.menu().actions()[-1].trigger()
    qtbot.waitUntil(lambda: ouverts == ["vierge.pdf"])
    vu = lire(tmp_path / "vierge.pdf")
    assert "How many?" in vu
    assert "Combien ?" not in vu


def test_giving_up_the_choice_of_a_file_prints_nothing(
    page: PageEnquete,
    monkeypatch: pytest.MonkeyPatch,
    ouverts: list[str],
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    page.imprimeur.bouton.menu().actions()[0].trigger()
    assert page.contexte.jobs.en_cours == 0
    assert ouverts == []
