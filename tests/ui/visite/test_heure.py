"""An hour typed in a hurry."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.visite.heure import ChampHeure, lire_heure


@pytest.mark.parametrize(
    ("texte", "attendue"),
    [
        ("14:05", time(14, 5)),
        ("14h05", time(14, 5)),
        ("14 h 5", time(14, 5)),
        ("1405", time(14, 5)),
        ("905", time(9, 5)),
        ("14", time(14)),
        ("14h", time(14)),
        ("9.30", time(9, 30)),
        ("24:00", None),
        ("14:60", None),
        ("midi", None),
        ("", None),
        ("14:05:33", None),
    ],
)
def test_lire_une_heure(texte: str, attendue: time | None) -> None:
    assert lire_heure(texte) == attendue


def test_le_champ_montre_ce_qu_il_a_compris_et_les_fleches_avancent(qtbot: QtBot) -> None:
    champ = ChampHeure("À")
    qtbot.addWidget(champ)
    qtbot.keyClicks(champ, "14h58")
    qtbot.keyClick(champ, Qt.Key.Key_Up)
    assert champ.text() == "15:03"
    qtbot.keyClick(champ, Qt.Key.Key_Down)
    assert champ.valeur() == time(14, 58)
    champ.setText("plus tard")
    assert champ.en_erreur
    champ.fixer(None)
    assert not champ.en_erreur
    assert champ.valeur() is None
