"""Qt's own words: one set at a time, never destroyed while Qt is asking for a word."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from ui.traduction import TraductionQt


def _poses() -> list[QTranslator]:
    qt = QCoreApplication.instance()
    assert qt is not None
    return qt.findChildren(QTranslator, "voyette")


def test_les_mots_de_qt_suivent_la_langue(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    traduction = TraductionQt()
    traduction.installer()
    assert QCoreApplication.translate("QFileDialog", "&Look in:") == "&Regarder dans :"
    assert len(_poses()) == 2
    with monkeypatch.context() as anglais:
        anglais.setattr("ui.traduction.langue", lambda: "en")
        traduction.installer()
        assert QCoreApplication.translate("QFileDialog", "&Look in:") == "&Look in:"
        assert _poses() == []
    traduction.installer()


def test_un_ramasse_miettes_pendant_une_traduction_ne_bloque_pas(qtbot: QtBot) -> None:
    """A translator left to Python's collector deadlocked while a shortcut was being read."""
    for _tour in range(3):
        TraductionQt().installer()  # the object goes away at once, its translators must not
    ancien = gc.get_threshold()
    gc.set_threshold(1)  # collect at every allocation, inside the translators too
    try:
        for _tour in range(50):
            assert not QKeySequence("Ctrl+K").isEmpty()
    finally:
        gc.set_threshold(*ancien)
    assert len(_poses()) == 2
