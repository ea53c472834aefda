"""The journey tab of a household, by keyboard alone, on the real base."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from app.domain.pratiques import EtatPratique
from app.services import etapes, menages, parcours, pratiques
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import Clavier, K, installer
from ui.contexte import Contexte
from ui.pages.menage import PageMenage
from ui.pages.menage.parcours import OngletParcours

AUJOURDHUI = date(2026, 11, 24)
E = EtatPratique


class Mains:
    """Hands on the journey of one household."""

    def __init__(
        self, qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork
    ) -> None:
        installer(contexte, PageMenage)
        self.clavier, self.contexte, self.uow = Clavier(qtbot, contexte, pile), contexte, uow
        self.menage_id = factories.menage(uow)
        contexte.navigation.aller("menage", menage_id=self.menage_id, onglet="parcours")
        self.clavier.calme()
        page = contexte.navigation.page
        assert isinstance(page, PageMenage)
        self.page = page
        onglet = page.details.construits["parcours"]
        assert isinstance(onglet, OngletParcours)
        self.onglet = onglet

    def dites(self) -> list[tuple[str, EtatPratique]]:
        lues = pratiques.lire(pratiques.LirePratiques(self.menage_id), self.uow)
        return [(p.code, p.etat) for p in lues]

    def touche(self, touche: K) -> None:
        self.clavier.touche(touche)
        self.clavier.calme()

    def lu(self) -> parcours.ParcoursLu:
        return parcours.lire(parcours.LireParcours(self.menage_id), self.uow)

    def ecrire(self, cle: str, texte: str) -> None:
        formulaire = self.page.saisie.formulaire
        assert formulaire is not None
        champ = formulaire.widget(cle)
        champ.setFocus()
        if isinstance(champ, QLineEdit):
            champ.selectAll()
        self.clavier.taper(texte)


@pytest.fixture
def mains(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork) -> Mains:
    return Mains(qtbot, contexte, pile, uow)


def test_one_key_says_what_became_of_a_practice(mains: Mains) -> None:
    table = mains.onglet.pratiques.tableau
    table.setFocus()
    code = table.courante()
    assert isinstance(code, str)
    for touche, etat in ((K.Key_P, E.PROPOSEE), (K.Key_A, E.ACCEPTEE), (K.Key_F, E.FAITE)):
        mains.touche(touche)
        assert mains.dites()[0] == (code, etat)
    assert table.courante() == code, "one stays where one was"
    assert table.item(table.currentRow(), 2).text().startswith("✓ faite le")
    mains.touche(K.Key_Delete)
    assert mains.dites()[0] == (code, E.ACCEPTEE)
    assert mains.onglet.barre.accessibleName().startswith("Parcours, phase avant")


def test_setting_aside_asks_why(mains: Mains) -> None:
    table = mains.onglet.pratiques.tableau
    table.setFocus()
    code = table.courante()
    total = mains.lu().total
    mains.touche(K.Key_E)
    saisie = mains.page.saisie
    assert saisie.formulaire is not None
    saisie.formulaire.premier().setFocus()
    mains.touche(K.Key_Return)
    assert saisie.formulaire is not None
    assert "raison" in saisie.formulaire.lignes["precision"].champ.accessibleDescription()
    mains.ecrire("precision", "personne seule, tout est clair")
    mains.touche(K.Key_Return)
    assert mains.dites() == [(code, E.SANS_OBJET)]
    assert mains.lu().total == total - 1


def test_the_form_takes_another_day_and_tomorrow_is_refused(mains: Mains) -> None:
    mains.onglet.pratiques.tableau.setFocus()
    mains.touche(K.Key_Return)
    mains.ecrire("le", "+2")
    mains.touche(K.Key_Return)
    assert mains.dites() == []
    mains.ecrire("le", "12/11")
    mains.touche(K.Key_Return)
    (lue,) = pratiques.lire(pratiques.LirePratiques(mains.menage_id), mains.uow)
    assert (lue.etat, lue.le) == (E.PROPOSEE, date(2026, 11, 12))


def test_a_form_half_typed_comes_back(mains: Mains) -> None:
    mains.onglet.pratiques.tableau.setFocus()
    mains.touche(K.Key_Return)
    mains.ecrire("precision", "au telephone")
    mains.touche(K.Key_Escape)
    assert mains.page.saisie.formulaire is None
    mains.onglet.pratiques.tableau.setFocus()
    mains.touche(K.Key_Return)
    mains.clavier.attendre(mains.page.saisie.repris.isVisible)
    formulaire = mains.page.saisie.formulaire
    assert formulaire is not None
    assert formulaire.valeurs()["precision"] == "au telephone"


def test_the_menu_notes_any_practice_of_the_catalogue(mains: Mains) -> None:
    mains.page.ouvrir("pratique")
    formulaire = mains.page.saisie.formulaire
    assert formulaire is not None
    choix = formulaire.widget("code")
    assert isinstance(choix, QComboBox)
    assert choix.count() > 10
    premiere = choix.itemData(0)
    mains.ecrire("precision", "au marche")
    mains.touche(K.Key_Return)
    assert mains.dites() == [(premiere, E.PROPOSEE)]


def test_a_milestone_is_done_set_aside_and_taken_up_again(mains: Mains) -> None:
    table = mains.onglet.etapes.tableau
    table.setFocus()
    code = str(table.courante())

    def ligne() -> parcours.LigneLue:
        return next(li for li in mains.lu().etapes() if li.code == code)

    mains.touche(K.Key_F)
    assert ligne().fait_le == AUJOURDHUI
    mains.onglet.etapes.tableau.setFocus()
    mains.touche(K.Key_Delete)
    assert ligne().fait_le is None
    mains.onglet.etapes.tableau.setFocus()
    mains.onglet.etapes.montrer(code)
    mains.touche(K.Key_E)
    mains.ecrire("motif", "logement deja vide")
    mains.touche(K.Key_Return)
    assert ligne().motif == "logement deja vide"
    mains.onglet.etapes.tableau.setFocus()
    mains.onglet.etapes.montrer(code)
    mains.touche(K.Key_E)
    mains.ecrire("motif", "")
    formulaire = mains.page.saisie.formulaire
    assert formulaire is not None
    champ = formulaire.widget("motif")
    assert isinstance(champ, QLineEdit)
    champ.selectAll()
    mains.touche(K.Key_Backspace)
    mains.touche(K.Key_Return)
    assert ligne().motif == ""


def test_the_bar_opens_the_milestone_one_is_on(mains: Mains) -> None:
    barre = mains.onglet.barre
    barre.setFocus()
    mains.touche(K.Key_Home)
    mains.touche(K.Key_Right)
    repere = barre.courant
    assert repere is not None
    assert mains.onglet.etapes.tableau.courante() == repere.cle
    mains.touche(K.Key_Return)
    assert mains.page.saisie.titre.text() == repere.libelle


def test_days_out_of_order_are_told_and_never_blocked(mains: Mains) -> None:
    jours = {"demenagement_aller": date(2026, 11, 10), "avis_travaux": date(2026, 11, 20)}
    for code, jour in jours.items():
        etapes.noter(
            etapes.NoterEtape(mains.menage_id, code, None, jour, malgre_ordre=True), mains.uow
        )
    mains.page.rafraichir()
    mains.clavier.calme()
    assert mains.lu().desordres
    assert mains.onglet.alerte.isVisible()
    assert "notée avant" in mains.onglet.alerte.text()


def test_another_template_needs_a_reason(mains: Mains) -> None:
    avant = mains.lu().modele
    mains.onglet.changer.setFocus()
    mains.touche(K.Key_Return)
    formulaire = mains.page.saisie.formulaire
    assert formulaire is not None
    choix = formulaire.widget("modele")
    assert isinstance(choix, QComboBox)
    choix.setFocus()
    while choix.currentData() in (None, avant):
        mains.touche(K.Key_Down)
    voulu = choix.currentData()
    mains.touche(K.Key_Return)
    assert mains.lu().modele == avant
    mains.ecrire("motif", "reste chez lui pendant les travaux")
    mains.touche(K.Key_Return)
    assert mains.lu().modele == voulu
    assert "reste chez lui" in mains.onglet.modele.text()


def test_the_header_says_how_far(mains: Mains) -> None:
    lu = mains.lu()
    assert mains.page.entete.avancement.texte().startswith(f"{lu.fait} sur {lu.total}")
    mains.onglet.pratiques.tableau.setFocus()
    mains.touche(K.Key_F)
    assert mains.page.entete.avancement.texte().startswith(f"{lu.fait + 1} sur {lu.total}")


def test_another_household_shows_its_own(mains: Mains) -> None:
    mains.onglet.pratiques.tableau.setFocus()
    mains.touche(K.Key_F)
    autre: UUID = factories.menage(mains.uow, "Benali", "Karim")
    mains.contexte.navigation.aller("menage", menage_id=autre, onglet="parcours")
    mains.clavier.calme()
    table = mains.onglet.pratiques.tableau
    textes = [table.item(rang, 2).text() for rang in range(table.rowCount())]
    assert not any(t.startswith("✓") for t in textes)


def test_wishes_live_in_the_rehousing_tab(mains: Mains) -> None:
    mains.page.saisie.fermer()
    mains.page.ouvrir("souhait")
    mains.ecrire("precision", "avec un jardin")
    mains.touche(K.Key_Return)
    mains.page.details.montrer("relogement")
    mains.clavier.calme()
    souhaits = mains.page.details.construits["relogement"].souhaits.tableau
    assert "avec un jardin" in souhaits.item(0, 2).text()
    assert menages.fiche(menages.LireFiche(mains.menage_id), mains.uow).souhaits


def test_late_is_said_by_shape_word_and_colour(mains: Mains) -> None:
    hier = AUJOURDHUI - timedelta(10)
    etapes.noter(etapes.NoterEtape(mains.menage_id, "enquete", hier), mains.uow)
    mains.page.rafraichir()
    mains.clavier.calme()
    table = mains.onglet.etapes.tableau
    rangs = [r for r in range(table.rowCount()) if table.item(r, 0).data(256) == "enquete"]
    element = table.item(rangs[0], 2)
    assert element.text() == "◆ en retard de 10 jours"
    rouge = mains.contexte.theme.couleur("rouge")
    assert element.foreground().color() == rouge
