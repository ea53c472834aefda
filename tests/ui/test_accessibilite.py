"""Every input of the shell has a name for screen readers; every label that shows data is plain."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.settings import ECHELLE, THEME
from ui.contexte import Contexte
from ui.coquille import Coquille
from ui.incident import Incident
from ui.lock_screen import LockScreen
from ui.pages.reglages import PageReglages
from ui.palette import Palette
from ui.pile import Pile
from ui.portier import Portier
from ui.premiers_pas import PremiersPas

ECRANS = ("verrou", "accueil", "creation", "restauration", "coquille", "palette", "incident",
          "reglages")  # fmt: skip


def batir(nom: str, c: Contexte) -> QWidget:
    """One screen of the shell."""
    if nom == "verrou":
        return LockScreen(c.theme)
    if nom == "coquille":
        return Coquille(c.theme, c.cite, Pile())
    if nom == "palette":
        return Palette([], c.theme)
    if nom == "incident":
        return Incident(ValueError("x"))
    if nom == "reglages":
        return PageReglages(c)
    pas = PremiersPas(c, Portier(c.paths, c.settings, c.clock), peut_revenir=True)
    {"creation": pas.montrer_creation, "restauration": pas.montrer_restauration}.get(
        nom, lambda: None
    )()
    return pas


@pytest.mark.parametrize("nom", ECRANS)
def test_every_input_has_a_name(qtbot: QtBot, contexte: Contexte, nom: str) -> None:
    ecran = batir(nom, contexte)
    qtbot.addWidget(ecran)
    sans_nom = [
        widget
        for genre in (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit)
        for widget in ecran.findChildren(genre)
        if not widget.accessibleName() and widget.objectName() != "qt_spinbox_lineedit"
    ]
    muets = [
        b
        for b in ecran.findChildren(QAbstractButton)
        if not (b.text() or b.accessibleName() or b.objectName().startswith("qt_"))
        and b.focusPolicy() != Qt.FocusPolicy.NoFocus
        and b.isVisibleTo(ecran)
    ]
    assert sans_nom == []
    assert muets == []


@pytest.mark.parametrize("nom", ECRANS)
def test_no_label_guesses_rich_text(qtbot: QtBot, contexte: Contexte, nom: str) -> None:
    ecran = batir(nom, contexte)
    qtbot.addWidget(ecran)
    riches = [
        label.text()
        for label in ecran.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.objectName() != "qt_label"
    ]
    assert riches == []


@pytest.mark.parametrize("echelle", [100, 150])
@pytest.mark.parametrize("theme", ["clair", "sombre"])
@pytest.mark.parametrize("nom", ECRANS)
def test_each_screen_fits_a_small_laptop(
    qtbot: QtBot, contexte: Contexte, nom: str, theme: str, echelle: int
) -> None:
    contexte.settings.ecrire(THEME, theme)
    contexte.settings.ecrire(ECHELLE, echelle)
    ecran = batir(nom, contexte)
    qtbot.addWidget(ecran)
    ecran.show()
    besoin = ecran.minimumSizeHint()
    assert besoin.width() <= 1366
    assert besoin.height() <= 768 - 60
    contexte.settings.ecrire(ECHELLE, 100)
