"""Who came: what is typed is a name, never our own words."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.contexte import Contexte
from ui.visite.qui import ChampQui


def test_taper_apres_nouveau_menage_cherche_ce_qu_on_tape(qtbot: QtBot, contexte: Contexte) -> None:
    qui = ChampQui(contexte)
    qtbot.addWidget(qui)
    qui.creer("benali")
    QTest.keyClicks(qui.champ, "masson")
    assert qui.champ.text() == "masson"
    assert qui.valeur() is None
    qui.anonyme()
    QTest.keyClicks(qui.champ, "leroy")
    assert qui.champ.text() == "leroy"
