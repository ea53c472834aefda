"""The bar of the journey: read by eye, by keyboard and by a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.settings import ECHELLE, THEME, Settings
from ui.theme import Theme
from ui.widgets.barre_parcours import BarreParcours, EtatRepere, Repere
from ui.widgets.mini_parcours import MiniParcours

E = EtatRepere
REPERES = (
    Repere("enquete", "Enquête sociale", "avant", E.FAIT, "3 nov.", "Enquête : le 3 nov.", True),
    Repere("avis", "Avis de travaux", "avant", E.EN_RETARD, "retard 5 j", "Avis en retard", True),
    Repere("temoin", "Logement témoin", "avant", E.BIENTOT, "27 nov.", "Visite le 27 nov."),
    Repere("depart", "Départ", "pendant", E.A_VENIR, "8 janv.", "Départ le 8 janv."),
    Repere("retour", "Retour", "apres", E.SANS_DATE, "", "Retour : pas de date"),
    Repere("guide", "Prise en main", "apres", E.ECARTE, "", "Écartée"),
)


@pytest.fixture
def theme(settings: Settings) -> Theme:
    return Theme(settings)


@pytest.fixture
def barre(qtbot: QtBot, theme: Theme) -> BarreParcours:
    barre = BarreParcours(theme)
    qtbot.addWidget(barre)
    barre.resize(900, barre.sizeHint().height())
    barre.remplir("avant", REPERES, "1 sur 5, 1 en retard")
    return barre


def peinte(barre: BarreParcours) -> QImage:
    return barre.grab().toImage()


def compter(image: QImage, couleur: str) -> int:
    cible = QColor(couleur).rgb()
    return sum(
        image.pixel(x, y) == cible for x in range(image.width()) for y in range(image.height())
    )


def test_one_starts_on_the_first_thing_to_do_and_arrows_walk_along(
    qtbot: QtBot, barre: BarreParcours
) -> None:
    assert barre.courant is not None
    assert barre.courant.cle == "avis"
    QTest.keyClick(barre, Qt.Key.Key_Right)
    assert barre.accessibleDescription() == "Visite le 27 nov."
    QTest.keyClick(barre, Qt.Key.Key_End)
    QTest.keyClick(barre, Qt.Key.Key_Right)
    assert barre.courant.cle == "guide"
    QTest.keyClick(barre, Qt.Key.Key_Home)
    with qtbot.waitSignal(barre.choisi) as choisi:
        QTest.keyClick(barre, Qt.Key.Key_Return)
    assert choisi.args == ["enquete"]


def test_a_screen_reader_is_told_the_phase_and_the_progress(barre: BarreParcours) -> None:
    assert barre.accessibleName() == "Parcours, phase avant : 1 sur 5, 1 en retard"


def test_read_again_one_stays_where_one_was(barre: BarreParcours) -> None:
    barre.aller(3)
    barre.remplir("pendant", tuple(reversed(REPERES)), "2 sur 5")
    assert barre.courant is not None
    assert barre.courant.cle == "depart"
    assert next(r.phase for r in barre.reperes()) == "avant"


def test_a_click_chooses_the_milestone_under_it(qtbot: QtBot, barre: BarreParcours) -> None:
    QTest.mouseClick(barre, Qt.MouseButton.LeftButton, pos=QPoint(895, 30))
    assert barre.courant is not None
    assert barre.courant.cle == "guide"


@pytest.mark.parametrize("sombre", [False, True])
def test_only_what_is_late_is_red(barre: BarreParcours, theme: Theme, sombre: bool) -> None:
    theme._settings.ecrire(THEME, "sombre" if sombre else "clair")
    rouge = theme.palette.rouge
    avec = compter(peinte(barre), rouge)
    barre.remplir("avant", [r for r in REPERES if r.etat is not E.EN_RETARD], "1 sur 4")
    assert avec > 20
    assert compter(peinte(barre), rouge) == 0


def test_larger_text_asks_for_more_room(barre: BarreParcours, theme: Theme) -> None:
    avant = barre.sizeHint().height()
    theme._settings.ecrire(ECHELLE, 150)
    assert barre.sizeHint().height() > avant * 1.3


def test_nothing_to_show_is_no_trouble(barre: BarreParcours) -> None:
    barre.remplir("", (), "")
    QTest.keyClick(barre, Qt.Key.Key_Right)
    QTest.keyClick(barre, Qt.Key.Key_Return)
    assert barre.courant is None
    assert not peinte(barre).isNull()


def test_the_small_bar_says_its_figures(qtbot: QtBot, theme: Theme) -> None:
    mini = MiniParcours(theme)
    qtbot.addWidget(mini)
    mini.fixer(7, 12, 2)
    assert mini.texte() == "7 sur 12 · 2 en retard"
    assert mini.accessibleName() == "Avancement du parcours : 7 sur 12 · 2 en retard"
    mini.fixer(7, 12, 0)
    assert mini.texte() == "7 sur 12"
