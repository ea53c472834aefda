"""The generic widgets, driven by hand."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide
from app.core.settings import Settings
from ui.jobs import Tache
from ui.theme import Theme
from ui.widgets import (
    Bandeau,
    BarrePhase,
    Bouton,
    ChampDate,
    EtatVide,
    Etiquette,
    Flux,
    LigneForm,
    Puce,
    SearchField,
    SuiviLong,
)

HTML = '<img src="x"><b>Wójcik</b> & <a href="http://x">lien</a>'


def test_html_in_data_is_text(qtbot: QtBot) -> None:
    bandeau = Bandeau()
    qtbot.addWidget(bandeau)
    bandeau.dire(HTML)
    vide = EtatVide(HTML, HTML)
    qtbot.addWidget(vide)
    etiquette = Etiquette(HTML)
    qtbot.addWidget(etiquette)
    labels = [etiquette, *bandeau.findChildren(QLabel), *vide.findChildren(QLabel)]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert etiquette.text() == HTML


def test_a_banner_says_what_why_and_what_to_do(qtbot: QtBot) -> None:
    bandeau = Bandeau()
    qtbot.addWidget(bandeau)
    bandeau.resize(500, 200)
    bandeau.montrer_erreur(EntreeInvalide("saisie.obligatoire", champ="le nom"))
    titre, pourquoi, que_faire = bandeau.texte().split("\n")
    assert "le nom" in titre
    assert pourquoi
    assert que_faire
    with qtbot.waitSignal(bandeau.ferme):
        bandeau.fermer()
    assert bandeau.texte() == ""


def test_a_banner_uses_the_width_it_has(qtbot: QtBot) -> None:
    bandeau = Bandeau()
    qtbot.addWidget(bandeau)
    bandeau.resize(600, 120)
    bandeau.montrer_erreur(EntreeInvalide("saisie.obligatoire", champ="le nom"))
    bandeau.show()
    titre = next(w for w in bandeau.findChildren(QLabel) if "le nom" in w.text())
    assert titre.width() > 400


def test_enter_presses_a_button(qtbot: QtBot) -> None:
    presses: list[int] = []
    bouton = Bouton("Enregistrer", lambda: presses.append(1))
    qtbot.addWidget(bouton)
    qtbot.keyClick(bouton, Qt.Key.Key_Return)
    qtbot.keyClick(bouton, Qt.Key.Key_Space)
    assert presses == [1, 1]


def test_a_chip_says_its_state_without_colour(qtbot: QtBot) -> None:
    puce = Puce("humidité & moisissures", "humidite")
    qtbot.addWidget(puce)
    etats: list[bool] = []
    puce.basculee.connect(etats.append)
    qtbot.keyClick(puce, Qt.Key.Key_Return)
    assert puce.isChecked()
    assert puce.text() == "✓ humidité && moisissures"
    assert puce.accessibleName() == "humidité & moisissures"
    qtbot.mouseClick(puce, Qt.MouseButton.LeftButton)
    assert etats == [True, False]
    puce.setChecked(True)
    assert etats == [True, False]
    assert puce.valeur == "humidite"


def test_search_waits_for_the_end_of_typing(qtbot: QtBot) -> None:
    champ = SearchField("Chercher")
    qtbot.addWidget(champ)
    cherches: list[str] = []
    champ.cherche.connect(cherches.append)
    qtbot.keyClicks(champ, "wojc")
    with qtbot.waitSignal(champ.cherche):
        pass
    assert cherches == ["wojc"]
    qtbot.keyClicks(champ, "ik")
    qtbot.keyClick(champ, Qt.Key.Key_Return)
    assert cherches == ["wojc", "wojcik"]
    with qtbot.waitSignal(champ.descendre):
        qtbot.keyClick(champ, Qt.Key.Key_Down)
    qtbot.keyClick(champ, Qt.Key.Key_Escape)
    assert champ.text() == ""


@pytest.fixture
def champ_date(qtbot: QtBot, clock: FixedClock) -> ChampDate:
    champ = ChampDate(clock, "Pour le")
    qtbot.addWidget(champ)
    return champ


def test_a_date_is_typed_and_shown_as_understood(qtbot: QtBot, champ_date: ChampDate) -> None:
    qtbot.keyClicks(champ_date, "ven")
    qtbot.keyClick(champ_date, Qt.Key.Key_Return)
    assert champ_date.valeur() == date(2026, 11, 27)
    assert champ_date.text() == "ven. 27 nov."
    qtbot.keyClick(champ_date, Qt.Key.Key_Up)
    assert champ_date.valeur() == date(2026, 11, 28)
    qtbot.keyClick(champ_date, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert champ_date.valeur() == date(2026, 11, 21)
    assert champ_date.accessibleName() == "Pour le"


def test_an_impossible_date_is_an_error_not_another_date(
    qtbot: QtBot, champ_date: ChampDate
) -> None:
    qtbot.keyClicks(champ_date, "31/02/1950")
    qtbot.keyClick(champ_date, Qt.Key.Key_Return)
    assert champ_date.en_erreur
    assert champ_date.valeur() is None
    assert champ_date.text() == "31/02/1950"
    champ_date.clear()
    assert not champ_date.en_erreur


def test_a_form_line_tells_its_error_to_screen_readers(qtbot: QtBot) -> None:
    champ = QLineEdit()
    ligne = LigneForm("Nom", champ, "Comme sur le bail")
    qtbot.addWidget(ligne)
    assert champ.accessibleName() == "Nom"
    ligne.erreur("Il manque le nom.")
    assert champ.accessibleDescription() == "Il manque le nom."
    ligne.erreur("")
    assert champ.accessibleDescription() == "Comme sur le bail"


@pytest.mark.parametrize(
    ("phase", "texte"), [("avant", "◔ avant"), ("pendant", "◑ pendant"), ("apres", "● après")]
)
def test_a_phase_is_a_shape_and_a_word(qtbot: QtBot, phase: str, texte: str) -> None:
    barre = BarrePhase(phase)
    qtbot.addWidget(barre)
    assert barre.text() == texte


def test_long_work_is_shown_and_stopped(qtbot: QtBot) -> None:
    suivi = SuiviLong()
    qtbot.addWidget(suivi)
    suivi.commencer("Import des locataires")
    tache = Tache(annulable=True)
    suivi.suivre(tache)
    suivi.avance(30, 120)
    assert "30 sur 120" in [w.text() for w in suivi.findChildren(QLabel)]
    qtbot.mouseClick(suivi.bouton, Qt.MouseButton.LeftButton)
    assert tache.annulee
    assert not suivi.bouton.isEnabled()
    suivi.finir()
    assert suivi.isHidden()


def test_chips_flow_on_as_many_lines_as_needed(qtbot: QtBot) -> None:
    boite = QWidget()
    qtbot.addWidget(boite)
    flux = Flux(boite)
    for n in range(12):
        flux.addWidget(Puce(f"un motif assez long {n}"))
    une_ligne = flux.heightForWidth(10_000)
    assert flux.heightForWidth(400) > 3 * une_ligne
    flux.vider()
    assert flux.count() == 0


def test_every_announced_widget_exists() -> None:
    import ui.widgets as tous

    assert {nom for nom in tous.__all__ if not hasattr(tous, nom)} == set()
    with pytest.raises(AttributeError):
        tous.Inconnu  # noqa: B018 - looking it up is the test


def test_a_phase_given_later_has_the_room_it_needs(qtbot: QtBot, settings: Settings) -> None:
    Theme(settings).appliquer()
    tot, tard = BarrePhase("pendant"), BarrePhase()
    for barre in (tot, tard):
        qtbot.addWidget(barre)
        barre.ensurePolished()
    tard.fixer("pendant")
    assert tard.sizeHint() == tot.sizeHint()
    assert tard.sizeHint().width() > tard.fontMetrics().horizontalAdvance(tard.text())
