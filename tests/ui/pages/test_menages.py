"""The list of households driven as a hand would, on the real encrypted base."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.core.settings import COLONNES_MENAGES
from app.domain.menages import Phase
from app.services import menages
from app.services.exports.colonnes_liste import DE_BASE
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.menages import ENTREE, PageFiche, calme, noms, page, peuplee, taper
from ui.contexte import Contexte
from ui.pages.menages import PageMenages
from ui.pages.menages.colonnes import ChoixColonnes
from ui.widgets.barre_filtres import FiltreActif

__all__ = ["page", "peuplee"]  # the fixtures


def test_an_empty_base_says_what_the_list_is_for(
    qtbot: QtBot, page: PageMenages, contexte: Contexte
) -> None:
    assert page.liste.vide.isVisibleTo(page)
    assert page.liste.vide.titre.text() == "Aucun ménage pour l’instant"
    assert page.liste.vide.bouton.text() == "Importer un fichier"


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("wojc", "Wójcik Jadwiga"),
        ("dhondt", "D’Hondt Marie"),
        ("07 11 22", "Benali Karim"),
        ("kowalsky", "Kowalski Zoé"),
        ("oeuf", "Wójcik Jadwiga"),
    ],
)
def test_a_household_is_found_however_it_is_typed(
    qtbot: QtBot,
    peuplee: dict[str, UUID],
    page: PageMenages,
    contexte: Contexte,
    texte: str,
    attendu: str,
) -> None:
    taper(qtbot, contexte, page, texte)
    assert noms(page) == [attendu]


@pytest.mark.parametrize("texte", ['"', "%", "_*", "AND (", "-", "a:b"])
def test_search_signs_are_only_text(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte, texte: str
) -> None:
    taper(qtbot, contexte, page, texte)
    assert page.liste.modele.rowCount() >= 0


def test_enter_opens_the_first_and_arrows_choose(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte
) -> None:
    taper(qtbot, contexte, page, "wojc")
    qtbot.keyClick(page.liste.champ, ENTREE)
    fiche = contexte.navigation.page
    assert isinstance(fiche, PageFiche)
    assert fiche.vus == [peuplee["Wójcik"]]
    contexte.navigation.retour()
    taper(qtbot, contexte, page, "")
    qtbot.keyClick(page.liste.champ, Qt.Key.Key_Down)
    assert page.window().focusWidget() is page.liste.table
    qtbot.keyClick(page.liste.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.liste.table, ENTREE)
    assert fiche.vus[-1] == peuplee["D’Hondt"]
    contexte.navigation.retour()
    page.liste.table.setFocus()
    for _fois in range(3):
        qtbot.keyClick(page.liste.table, Qt.Key.Key_Up)
    assert page.window().focusWidget() is page.liste.champ


def test_enter_at_once_opens_what_was_typed_not_what_was_shown(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte
) -> None:
    page.rafraichir()
    calme(qtbot, contexte)
    assert noms(page)[0] == "Benali Karim"
    qtbot.keyClicks(page.liste.champ, "wojc")
    qtbot.keyClick(page.liste.champ, ENTREE)
    calme(qtbot, contexte)
    fiche = contexte.navigation.page
    assert isinstance(fiche, PageFiche)
    assert fiche.vus == [peuplee["Wójcik"]]
    contexte.navigation.retour()
    page.liste.champ.clear()
    qtbot.keyClicks(page.liste.champ, "zzz")
    qtbot.keyClick(page.liste.champ, ENTREE)
    calme(qtbot, contexte)
    assert contexte.navigation.page is page


def test_phases_are_counted_and_filter(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte
) -> None:
    puces = page.liste.filtres.puces
    assert puces[Phase.PENDANT].accessibleName() == "◑ pendant 1"
    assert puces[Phase.AVANT].accessibleName() == "◔ avant 3"
    qtbot.keyClick(puces[Phase.PENDANT], Qt.Key.Key_Space)
    calme(qtbot, contexte)
    assert noms(page) == ["Wójcik Jadwiga"]
    assert puces[Phase.AVANT].accessibleName() == "◔ avant 3"
    qtbot.keyClick(puces[Phase.AVANT], Qt.Key.Key_Space)
    calme(qtbot, contexte)
    assert not puces[Phase.PENDANT].isChecked()
    assert len(noms(page)) == 3


def test_the_neglected_are_told_in_a_sentence_that_filters(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte
) -> None:
    liste = page.liste
    assert liste.rappel.text() == "3 ménages n’ont pas été vus depuis 30 jours ou plus."
    qtbot.keyClick(liste.rappel, ENTREE)
    calme(qtbot, contexte)
    assert sorted(noms(page)) == ["Benali Karim", "D’Hondt Marie", "Kowalski Zoé"]
    assert not liste.rappel.isVisibleTo(page)
    (filtre,) = liste.filtres.zone.findChildren(FiltreActif)
    assert "30 jours" in filtre.text()
    qtbot.keyClick(filtre, Qt.Key.Key_Delete)
    calme(qtbot, contexte)
    assert len(noms(page)) == 4


def test_another_page_asks_for_a_filtered_list(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte
) -> None:
    contexte.navigation.aller("menages", jamais_vus=True)
    calme(qtbot, contexte)
    assert sorted(noms(page)) == ["D’Hondt Marie", "Kowalski Zoé"]
    contexte.cite.choisir(factories.cite(contexte.jobs._uow))
    calme(qtbot, contexte)
    assert page.liste.vide.titre.text() == "Aucun ménage ne correspond à ces filtres"
    qtbot.keyClick(page.liste.vide.bouton, ENTREE)
    calme(qtbot, contexte)
    assert page.liste.vide.titre.text() == "Aucun ménage dans cette cité"


def test_a_refresh_keeps_selection_current_row_and_order(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte, uow: UnitOfWork
) -> None:
    table = page.liste.table
    table.prendre_focus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.liste.choisis.text() == "2 ménages choisis"
    avant = {page.liste.modele.id_lu(r) for r in table.rangs()}
    # Somebody appears before them in the list.
    changes = menages.creer(menages.CreerMenage({"nom": "Aa", "prenom": "Ada"}), uow)
    contexte.store.publier(changes)
    calme(qtbot, contexte)
    assert noms(page)[0] == "Aa Ada"
    assert {page.liste.modele.id_lu(r) for r in table.rangs()} == avant
    assert table.currentIndex().row() == 3


def test_columns_are_chosen_ordered_and_remembered(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte
) -> None:
    page.liste.choisir_colonnes()
    dialogue = page.liste.findChild(ChoixColonnes)
    assert dialogue is not None
    assert dialogue.cles() == DE_BASE
    liste = dialogue.liste
    qtbot.keyClick(liste, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(liste, Qt.Key.Key_End)
    qtbot.keyClick(liste, Qt.Key.Key_Space)
    dialogue._finir()
    assert contexte.settings.lire(COLONNES_MENAGES).startswith("adresse,nom,phase")
    titres = [
        str(page.liste.modele.headerData(c, Qt.Orientation.Horizontal))
        for c in range(page.liste.modele.columnCount())
    ]
    assert titres[:2] == ["Adresse", "Ménage"]
    assert len(titres) == len(DE_BASE) + 1


def test_sorting_by_keyboard_goes_through_the_menu(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte
) -> None:
    liste = page.liste
    liste.trier.menu().aboutToShow.emit()
    action = next(a for a in liste.trier.menu().actions() if a.text() == "Dernier contact")
    action.trigger()
    calme(qtbot, contexte)
    assert noms(page)[0] == "Benali Karim"
    liste.inverser_tri()
    calme(qtbot, contexte)
    assert noms(page)[0] == "Wójcik Jadwiga"
    assert liste.table.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_a_click_on_a_title_sorts_and_chooses_nobody(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte
) -> None:
    entete = page.liste.table.horizontalHeader()
    dedans = entete.viewport()
    lieu = QPoint(entete.sectionViewportPosition(1) + 20, dedans.height() // 2)
    qtbot.mouseClick(dedans, Qt.MouseButton.LeftButton, pos=lieu)
    calme(qtbot, contexte)
    assert page.liste.modele.tri == "adresse"
    assert page.liste.table.combien() == 0
    qtbot.mouseClick(dedans, Qt.MouseButton.LeftButton, pos=lieu)
    calme(qtbot, contexte)
    assert page.liste.modele.tri == "-adresse"


def test_everybody_chosen_stays_chosen_after_a_refresh(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte
) -> None:
    page.liste.table.setFocus()
    qtbot.keyClick(page.liste.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.liste.choisis.text() == "4 ménages choisis"
    page.rafraichir()
    calme(qtbot, contexte)
    assert page.liste.choisis.text() == "4 ménages choisis"
