"""Estates driven as a hand would: catalogue, batches, dwellings, ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget
from pytestqt.qtbot import QtBot

from app.domain.logements import EtatLogement
from app.services import cites, logements, parc
from db.uow import UnitOfWork
from tests import factories
from ui.contexte import Contexte
from ui.pages.cite import PageCite
from ui.widgets.champs import ChampDate

ENTREE = Qt.Key.Key_Return


@pytest.fixture
def page(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Iterator[PageCite]:
    contexte.navigation.inscrire("cite", lambda: PageCite(contexte))
    contexte.store.changed.connect(_relire(contexte))
    defauts: list[object] = []
    contexte.jobs.defaut.connect(defauts.append)
    pile.show()
    qtbot.waitExposed(pile)
    contexte.navigation.aller("cite")
    trouvee = contexte.navigation.page
    assert isinstance(trouvee, PageCite)
    yield trouvee
    contexte.navigation.oublier_pages()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not defauts


def _relire(contexte: Contexte):  # type: ignore[no-untyped-def]
    def relire(changes: object) -> None:
        page = contexte.navigation.page
        if page is not None and page.concernee(changes):  # type: ignore[arg-type]
            page.rafraichir()

    return relire


def calme(qtbot: QtBot, contexte: Contexte) -> None:
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


def test_an_empty_base_offers_the_catalogue_and_an_estate_is_added_by_keyboard(
    qtbot: QtBot, page: PageCite, contexte: Contexte, uow: UnitOfWork
) -> None:
    calme(qtbot, contexte)
    assert page.premier_champ() is page.liste.vide.bouton
    qtbot.keyClick(page.liste.vide.bouton, ENTREE)
    calme(qtbot, contexte)
    catalogue = page.catalogue
    assert catalogue.modele.rowCount() == 68
    qtbot.keyClicks(catalogue.champ, "notre dame waz")
    qtbot.waitUntil(lambda: catalogue.modele.rowCount() == 1)
    qtbot.keyClick(catalogue.champ, Qt.Key.Key_Down)
    assert catalogue.ajouter.isEnabled()
    qtbot.keyClick(catalogue.table, ENTREE)
    calme(qtbot, contexte)
    (cite,) = cites.lister(cites.ListerCites(), uow)
    assert cite.nom == "Cité Notre-Dame"
    assert page.vues.currentWidget() is page.une_cite
    qtbot.waitUntil(lambda: page.une_cite.nom.text() == "Cité Notre-Dame")
    assert "204 logements estimés" in page.une_cite.faits.text()
    assert not page.une_cite.fictive.isVisibleTo(page)


def test_an_estate_already_there_is_shown_and_never_added_twice(
    qtbot: QtBot, page: PageCite, contexte: Contexte, uow: UnitOfWork
) -> None:
    connue = cites.catalogue()[0]
    cites.depuis_catalogue(cites.AjouterDepuisCatalogue((connue.cle,)), uow)
    contexte.navigation.aller("cite", vue="catalogue")
    calme(qtbot, contexte)
    qtbot.keyClick(page.catalogue.champ, Qt.Key.Key_Down)
    assert "déjà" in str(page.catalogue.modele.index(0, 6).data())
    assert not page.catalogue.ajouter.isEnabled()


def test_a_new_estate_says_it_is_fictitious(
    qtbot: QtBot, page: PageCite, contexte: Contexte, uow: UnitOfWork
) -> None:
    contexte.navigation.aller("cite", vue="nouvelle")
    calme(qtbot, contexte)
    formulaire = page.nouvelle.formulaire
    qtbot.keyClick(page.nouvelle.creer, ENTREE)
    calme(qtbot, contexte)
    assert formulaire.widget("nom").property("etat") == "erreur"
    qtbot.keyClicks(formulaire.widget("nom"), "Cite <b>Essai</b> & fils")
    qtbot.keyClicks(formulaire.widget("telephone"), "0321000000")
    qtbot.keyClick(formulaire.widget("fictive"), Qt.Key.Key_Space)
    qtbot.keyClick(page.nouvelle.creer, ENTREE)
    calme(qtbot, contexte)
    (cite,) = cites.lister(cites.ListerCites(), uow)
    assert cite.fictive
    qtbot.waitUntil(lambda: page.une_cite.nom.text() == "Cite <b>Essai</b> & fils")
    assert page.une_cite.fictive.isVisibleTo(page)


@pytest.fixture
def habitee(uow: UnitOfWork) -> UUID:
    cite_id = factories.cite(uow, nom="Cité Nouméa", fictive=True)
    occupe = factories.logement(uow, cite_id=cite_id, code_ug="UG1", numero="14")
    factories.menage(uow, logement_id=occupe)
    factories.logement(uow, cite_id=cite_id, code_ug="UG2", numero="2", etat=EtatLogement.VACANT)
    factories.logement(
        uow, cite_id=cite_id, code_ug="UG3", numero="8", voie="Rue d’Œuf", etat=EtatLogement.TIROIR
    )
    return cite_id


def test_dwellings_are_found_while_typing_and_filtered_by_state(
    qtbot: QtBot, page: PageCite, contexte: Contexte, habitee: UUID
) -> None:
    contexte.navigation.aller("cite", cite_id=habitee)
    calme(qtbot, contexte)
    onglet = page.une_cite.logements
    assert onglet.modele.rowCount() == 3
    assert [str(onglet.modele.index(r, 1).data()) for r in range(3)] == [
        "2 Rue de Stockholm",
        "14 Rue de Stockholm",
        "8 Rue d’Œuf",
    ]
    assert onglet.puces[EtatLogement.VACANT].accessibleName() == "○ vacant 1"
    assert not onglet.puces[EtatLogement.VENDU].isVisibleTo(page)
    qtbot.keyClick(onglet.puces[EtatLogement.TIROIR], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: onglet.modele.rowCount() == 1)
    qtbot.keyClick(onglet.puces[EtatLogement.TIROIR], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: onglet.modele.rowCount() == 3)
    qtbot.keyClicks(onglet.champ, "wojcik")
    qtbot.waitUntil(lambda: onglet.modele.rowCount() == 1)
    calme(qtbot, contexte)
    assert str(onglet.modele.index(0, 6).data()) == "Wójcik Jadwiga"
    onglet.champ.clear()
    qtbot.keyClicks(onglet.champ, "oeuf")
    qtbot.waitUntil(lambda: onglet.phrase.text() == "1 logement")


def test_a_dwelling_is_opened_changed_and_its_ledger_read(
    qtbot: QtBot, page: PageCite, contexte: Contexte, habitee: UUID, uow: UnitOfWork
) -> None:
    contexte.navigation.aller("cite", cite_id=habitee)
    calme(qtbot, contexte)
    onglet = page.une_cite.logements
    qtbot.keyClicks(onglet.champ, "UG1")
    qtbot.waitUntil(lambda: onglet.modele.rowCount() == 1)
    calme(qtbot, contexte)
    qtbot.keyClick(onglet.champ, Qt.Key.Key_Down)
    qtbot.keyClick(onglet.table, ENTREE)
    calme(qtbot, contexte)
    vue = page.un_logement
    assert page.vues.currentWidget() is vue
    assert vue.titre.text() == "14 Rue de Stockholm"
    liens = [b for b in vue.carte.children() if getattr(b, "text", None)]
    assert any("Wójcik Jadwiga" in lien.text() for lien in liens)  # type: ignore[attr-defined]
    assert not vue.enregistrer.isEnabled()
    qtbot.keyClicks(vue.formulaire.widget("surface"), "soixante")
    qtbot.keyClick(vue.enregistrer, ENTREE)
    calme(qtbot, contexte)
    assert vue.formulaire.widget("surface").property("etat") == "erreur"
    vue.formulaire.widget("surface").clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(vue.formulaire.widget("surface"), "74,5")
    qtbot.keyClick(vue.enregistrer, ENTREE)
    calme(qtbot, contexte)
    assert "74,5 m²" in vue.sous_titre.text()
    filtre = parc.FiltreParc(habitee, "UG1")
    (lu,) = parc.page(parc.LirePageParc(filtre), uow)
    assert str(lu.surface) == "74.50"


def test_a_batch_is_created_with_dates_typed_in_a_hurry(
    qtbot: QtBot, page: PageCite, contexte: Contexte, habitee: UUID, uow: UnitOfWork
) -> None:
    contexte.navigation.aller("cite", cite_id=habitee)
    page.une_cite.onglets.setCurrentIndex(1)
    calme(qtbot, contexte)
    onglet = page.une_cite.onglet("tranches")
    qtbot.keyClicks(onglet.formulaire.widget("nom"), "Tranche 3")
    debut = onglet.formulaire.widget("debut_travaux")
    assert isinstance(debut, ChampDate)
    qtbot.keyClicks(debut, "1/12/2026")
    fin = onglet.formulaire.widget("fin_travaux")
    qtbot.keyClicks(fin, "bientot")
    qtbot.keyClick(onglet.enregistrer, ENTREE)
    assert not logements.tranches(logements.LireTranches(habitee), uow)
    fin.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(fin, "30/06/2027")
    qtbot.keyClick(onglet.enregistrer, ENTREE)
    calme(qtbot, contexte)
    (tranche,) = logements.tranches(logements.LireTranches(habitee), uow)
    assert (tranche.debut_travaux, tranche.fin_travaux) == (date(2026, 12, 1), date(2027, 6, 30))
    assert str(onglet.modele.index(0, 0).data()) == "Tranche 3"


def test_typing_survives_a_refresh_and_comes_back_as_a_draft(
    qtbot: QtBot, page: PageCite, contexte: Contexte, habitee: UUID, uow: UnitOfWork
) -> None:
    contexte.navigation.aller("cite", cite_id=habitee)
    calme(qtbot, contexte)
    fiche = page.une_cite.onglet("fiche")
    qtbot.keyClicks(fiche.formulaire.widget("lieu_permanence"), "Maison du projet")
    page.rafraichir()
    calme(qtbot, contexte)
    assert fiche.formulaire.valeurs()["lieu_permanence"] == "Maison du projet"
    contexte.brouillons.vider()
    contexte.navigation.oublier_pages()
    calme(qtbot, contexte)
    contexte.navigation.reprendre()
    calme(qtbot, contexte)
    nouvelle = contexte.navigation.page
    assert isinstance(nouvelle, PageCite)
    formulaire = nouvelle.une_cite.onglet("fiche").formulaire
    qtbot.waitUntil(lambda: formulaire.valeurs()["lieu_permanence"] == "Maison du projet")
    qtbot.keyClick(nouvelle.une_cite.onglet("fiche").enregistrer, ENTREE)
    calme(qtbot, contexte)
    (cite,) = cites.lister(cites.ListerCites(), uow)
    assert cite.lieu_permanence == "Maison du projet"


def test_the_estate_chosen_in_the_header_is_followed(
    qtbot: QtBot, page: PageCite, contexte: Contexte, habitee: UUID
) -> None:
    contexte.cite.choisir(habitee)
    calme(qtbot, contexte)
    assert page.vues.currentWidget() is page.une_cite
    contexte.cite.choisir(None)
    assert page.vues.currentWidget() is page.liste
