"""The guide opens at a page, leads nowhere else, and its links exist."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from ui.guide import Guide, dossier_du_guide
from ui.theme import Theme


def test_it_opens_at_the_page_asked_for(qtbot: QtBot, settings: Settings) -> None:
    guide = Guide(Theme(settings))
    qtbot.addWidget(guide)
    guide.ouvrir("clavier")
    assert guide.texte.toPlainText().startswith("Le clavier")
    guide.ouvrir("page-inconnue")
    assert guide.texte.toPlainText().startswith("Prendre Voyette en main")


def test_a_link_leads_to_another_page_of_the_guide_only(qtbot: QtBot, settings: Settings) -> None:
    guide = Guide(Theme(settings))
    qtbot.addWidget(guide)
    guide.ouvrir("index")
    guide.texte.anchorClicked.emit(QUrl("securite.md"))
    assert guide.texte.toPlainText().startswith("Accès et verrouillage")
    guide.texte.anchorClicked.emit(QUrl("https://exemple.invalid/ailleurs"))
    assert guide.texte.toPlainText().startswith("Accès et verrouillage")


def test_every_link_of_the_guide_exists() -> None:
    dossier = dossier_du_guide()
    for fichier in dossier.glob("*.md"):
        for lien in re.findall(r"\]\(([^)#]+)", fichier.read_text(encoding="utf-8")):
            assert (dossier / lien).is_file(), f"{fichier.name}: {lien}"


def test_without_a_guide_it_says_so(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    guide = Guide(Theme(settings), tmp_path / "absent")
    qtbot.addWidget(guide)
    guide.ouvrir("clavier")
    assert not guide.texte.isVisible()
