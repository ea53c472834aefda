"""The list of households driven as a hand would, on the real encrypted base."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.changes import Changes
from app.core.settings import COLONNES_MENAGES
from app.domain.logements import NatureOccupation
from app.domain.menages import Phase
from app.services import menages
from app.services.annulation import AnnulerOperation, annuler
from app.services.exports.colonnes_liste import DE_BASE
from app.services.menages import FiltreMenages
from db.models import Occupation
from db.uow import UnitOfWork
from tests import factories
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.menages import PageMenages
from ui.pages.menages.colonnes import ChoixColonnes
from ui.pages.menages.filtres import FiltreActif

ENTREE = Qt.Key.Key_Return
AUJOURDHUI = date(2026, 11, 24)


class PageFiche(Page):
    """Stands for the page of one household."""

    nom = "menage"
    titre = "Ménage"

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte)
        self.vus: list[object] = []
        QVBoxLayout(self).addWidget(QWidget())

    def afficher(self, **arguments: object) -> None:
        self.vus.append(arguments["menage_id"])


@pytest.fixture
def peuplee(uow: UnitOfWork) -> dict[str, UUID]:
    cite = factories.cite(uow, nom="Cité Nouméa")
    ids = {}
    for nom, prenom, tel in (
        ("Wójcik", "Jadwiga", "0612345678"),
        ("D’Hondt", "Marie", "0699887766"),
        ("Benali", "Karim", "0711223344"),
        ("Kowalski", "Zoé", "0321445566"),
    ):
        logement = factories.logement(uow, cite_id=cite)
        personne = {"tel_mobile": tel}
        ids[nom] = factories.menage(uow, nom, prenom, logement_id=logement, personne=personne)
    factories.ecrire(
        uow,
        Occupation(
            id=uow.ids.new(),
            menage_id=ids["Wójcik"],
            logement_id=factories.logement(uow, cite_id=cite, voie="Rue d’Œuf", numero="8"),
            nature=NatureOccupation.TIROIR,
            debut=AUJOURDHUI - timedelta(days=20),
        ),
    )
    factories.visite(uow, ids["Wójcik"], AUJOURDHUI - timedelta(days=12))
    factories.visite(uow, ids["Benali"], AUJOURDHUI - timedelta(days=45))
    ids["cite"] = cite
    return ids


@pytest.fixture
def page(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Iterator[PageMenages]:
    contexte.navigation.inscrire("menages", lambda: PageMenages(contexte))
    contexte.navigation.inscrire("menage", lambda: PageFiche(contexte))
    defauts: list[object] = []
    contexte.jobs.defaut.connect(defauts.append)

    def relire(changes: Changes) -> None:
        ouverte = contexte.navigation.page
        if ouverte is not None and ouverte.concernee(changes):
            ouverte.rafraichir()

    contexte.store.changed.connect(relire)
    pile.show()
    qtbot.waitExposed(pile)
    contexte.navigation.aller("menages")
    calme(qtbot, contexte)
    trouvee = contexte.navigation.page
    assert isinstance(trouvee, PageMenages)
    yield trouvee
    contexte.navigation.oublier_pages()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not defauts


def calme(qtbot: QtBot, contexte: Contexte) -> None:
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


def noms(page: PageMenages) -> list[str]:
    modele = page.liste.modele
    return [str(modele.index(r, 0).data()) for r in range(modele.rowCount())]


def taper(qtbot: QtBot, contexte: Contexte, page: PageMenages, texte: str) -> None:
    champ = page.liste.champ
    champ.clear()
    qtbot.keyClicks(champ, texte)
    with qtbot.waitSignal(champ.cherche):
        pass
    calme(qtbot, contexte)


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


def test_sheets_of_the_chosen_are_printed_one_file_each(
    qtbot: QtBot,
    peuplee: dict[str, UUID],
    page: PageMenages,
    contexte: Contexte,
    tmp_path: Path,
) -> None:
    liste = page.liste
    liste.table.prendre_focus()
    qtbot.keyClick(liste.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    liste.ouvrir_fiches()
    assert liste.fiches.titre.text() == "Fiches de suivi : 2 ménages choisis"
    liste.fiches.dossier.setText(str(tmp_path / "fiches"))
    liste.fiches.fichiers.setCurrentIndex(1)
    qtbot.keyClick(liste.fiches.lancer, ENTREE)
    calme(qtbot, contexte)
    assert "2 ménages sont prêtes" in liste.bandeau.texte()
    assert len(list((tmp_path / "fiches").glob("*.pdf"))) == 2
    assert liste.fiches.isHidden()
    liste.ouvrir_fiches()
    liste.table.clearSelection()
    assert "les 4 ménages de la liste" in liste.fiches.titre.text()
    qtbot.keyClick(liste.fiches, Qt.Key.Key_Escape)
    assert liste.fiches.isHidden()


def test_the_list_is_written_for_the_team(
    qtbot: QtBot,
    peuplee: dict[str, UUID],
    page: PageMenages,
    contexte: Contexte,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sortie = tmp_path / "liste"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(sortie), ""))
    page.liste._exporter(".csv")
    calme(qtbot, contexte)
    texte = (tmp_path / "liste.csv").read_text("utf-8-sig")
    assert texte.splitlines()[0].startswith("Ménage;Adresse;Phase")
    assert "Wójcik Jadwiga;" in texte
    assert "La liste de 4 ménages" in page.liste.bandeau.texte()


def test_what_leaves_for_the_bailleur_is_shown_before(
    qtbot: QtBot,
    peuplee: dict[str, UUID],
    page: PageMenages,
    contexte: Contexte,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sortie = tmp_path / "pour.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(sortie), ""))
    page.liste.exporter_au_bailleur()
    calme(qtbot, contexte)
    assert "4 ménages partiraient" in page.liste.bandeau.texte()
    assert "Restent ici" in page.liste.bandeau.texte()
    assert not sortie.exists()
    focus = page.liste.bandeau.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, ENTREE)
    calme(qtbot, contexte)
    assert sortie.exists()


def test_a_new_household_is_created_in_the_home_found_by_its_address(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte, uow: UnitOfWork
) -> None:
    libre = factories.logement(uow, cite_id=peuplee["cite"], voie="Rue de Varsovie", numero="3")
    contexte.navigation.aller("menages", vue="nouveau")
    calme(qtbot, contexte)
    vue = page.nouveau
    qtbot.keyClick(vue.creer, ENTREE)
    calme(qtbot, contexte)
    assert vue.formulaire.widget("nom").property("etat") == "erreur"
    qtbot.keyClicks(vue.formulaire.widget("nom"), "Wojcik")
    calme(qtbot, contexte)
    assert vue.connus.isVisibleTo(page)
    qtbot.keyClicks(vue.formulaire.widget("prenom"), "Henri")
    qtbot.keyClicks(vue.formulaire.widget("telephone"), "06 00")
    qtbot.keyClick(vue.creer, ENTREE)
    calme(qtbot, contexte)
    assert vue.formulaire.widget("telephone").property("etat") == "erreur"
    vue.formulaire.widget("telephone").clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(vue.formulaire.widget("telephone"), "06 01 02 03 04")
    qtbot.keyClicks(vue.adresse, "3 varsovie")
    qtbot.waitUntil(lambda: vue.proposes.count() == 1)
    qtbot.keyClick(vue.adresse, Qt.Key.Key_Down)
    qtbot.keyClick(vue.proposes, ENTREE)
    assert "3 Rue de Varsovie" in vue.choisi.text()
    qtbot.keyClick(vue.creer, ENTREE)
    calme(qtbot, contexte)
    fiche = contexte.navigation.page
    assert isinstance(fiche, PageFiche)
    (cree,) = [
        m
        for m in menages.page(menages.PageMenages(FiltreMenages("henri")), uow)
        if m.adresse == "3 Rue de Varsovie"
    ]
    assert fiche.vus == [cree.id]
    assert cree.telephones == "0601020304"
    assert libre is not None


def test_two_households_are_merged_side_by_side_then_undone(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte, uow: UnitOfWork
) -> None:
    double = menages.creer(
        menages.CreerMenage(
            {"nom": "WOJCIK", "prenom": "Jadwiga", "tel_mobile": "0612345678"},
            {"langue": "polonais"},
        ),
        uow,
    ).principal
    menages.modifier(menages.ModifierMenage(peuplee["Wójcik"], {"langue": "français"}), uow)
    contexte.navigation.aller("menages", vue="doublons")
    calme(qtbot, contexte)
    assert page.doublons.modele.rowCount() == 1
    page.doublons.table.prendre_focus()
    qtbot.keyClick(page.doublons.table, ENTREE)
    calme(qtbot, contexte)
    fusion = page.fusion
    assert set(fusion.groupes) == {"langue", "nom"}
    assert not fusion.reunir.isEnabled()
    for champ, groupe in fusion.groupes.items():
        bouton = groupe.button(0 if champ == "nom" else 1)
        qtbot.keyClick(bouton, Qt.Key.Key_Space)
    assert fusion.reunir.isEnabled()
    (case,) = fusion.personnes.values()
    assert case.isChecked()
    dits: list[object] = []
    contexte.avis.enregistre.connect(lambda _texte, operation: dits.append(operation))
    gardes = fusion._garde_id
    qtbot.keyClick(fusion.reunir, ENTREE)
    calme(qtbot, contexte)
    restants = menages.page(menages.PageMenages(FiltreMenages("jadwiga")), uow)
    assert [m.id for m in restants] == [gardes]
    assert {gardes, double} >= {restants[0].id}
    (operation,) = dits
    annuler(AnnulerOperation(operation), uow)  # type: ignore[arg-type]
    assert len(menages.page(menages.PageMenages(FiltreMenages("jadwiga")), uow)) == 2
