"""Template and coverage of an estate, by keyboard alone, on the real base."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.domain.parcours_modele import GenreElement
from app.domain.pratiques import EtatPratique
from app.services import couverture, parcours, pratiques
from app.services.couverture import LireCouverture
from db.models import Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.cite import PageCite
from ui.pages.cite.modele import OngletModele, RangModele
from ui.pages.cite.pratiques import OngletPratiques

E = EtatPratique


class PageMenageVide(Page):
    """Where Enter leads."""

    nom = "menage"
    titre = "Ménage"

    def afficher(self, **arguments: Any) -> None:
        self.vus = arguments


class Mains:
    """Hands on an estate of three households, two of them in its batch."""

    def __init__(
        self, qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork
    ) -> None:
        self.qtbot, self.contexte, self.uow = qtbot, contexte, uow
        self.cite_id = factories.cite(uow)
        self.tranche_id = uow.ids.new()
        factories.ecrire(uow, Tranche(id=self.tranche_id, cite_id=self.cite_id, nom="Tranche 1"))
        self.menages = [
            factories.menage(
                uow,
                nom,
                logement_id=factories.logement(
                    uow, cite_id=self.cite_id, tranche_id=self.tranche_id if nom != "Zola" else None
                ),
            )
            for nom in ("Benali", "Dupont", "Zola")
        ]
        installer(contexte, PageCite, PageMenageVide)
        self.clavier = Clavier(qtbot, contexte, pile)
        contexte.navigation.aller("cite", cite_id=self.cite_id)
        self.clavier.calme()
        page = contexte.navigation.page
        assert isinstance(page, PageCite)
        self.page = page
        self.erreurs: list[AppError] = []
        contexte.avis.erreur.connect(self.erreurs.append)

    def pratiques(self) -> OngletPratiques:
        self.page.une_cite.aller("pratiques")
        self.clavier.calme()
        onglet = self.page.une_cite.onglet("pratiques")
        assert isinstance(onglet, OngletPratiques)
        return onglet

    def modele(self) -> OngletModele:
        self.page.une_cite.aller("parcours")
        self.clavier.calme()
        onglet = self.page.une_cite.onglet("parcours")
        assert isinstance(onglet, OngletModele)
        return onglet

    def touche(self, touche: K, *args: Any) -> None:
        self.clavier.touche(touche, *args)
        self.clavier.calme()

    def lu(self, tranche: bool = False) -> parcours.ModeleLu:
        ou = parcours.LireModele(self.cite_id, self.tranche_id if tranche else None)
        return parcours.lire_modele(ou, self.uow)

    def ecrire(self, champ: Any, texte: str) -> None:
        champ.setFocus()
        if isinstance(champ, QLineEdit):
            champ.selectAll()
        self.clavier.taper(texte)


@pytest.fixture
def mains(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork) -> Mains:
    return Mains(qtbot, contexte, pile, uow)


def test_a_meeting_is_noted_for_all_then_undone(mains: Mains) -> None:
    onglet = mains.pratiques()
    assert "3 ménages suivis" in onglet.resume.text()
    onglet.table.setFocus()
    mains.touche(K.Key_Return)
    menages = onglet.menages
    assert menages.modele.rowCount() == 3
    mains.touche(K.Key_A, CTRL)
    assert menages.noter.text() == "Noter pour 3 ménages"
    menages.noter.setFocus()
    mains.touche(K.Key_Return)
    lue = couverture.couverture(LireCouverture(mains.cite_id), mains.uow)
    assert lue.lignes[0].compte.proposees == 3
    assert onglet.modele.ligne(0).proposees == 3
    menages.etat.setFocus()
    mains.touche(K.Key_End)
    menages.table.setFocus()
    mains.touche(K.Key_A, CTRL)
    menages.noter.setFocus()
    mains.touche(K.Key_Return)
    assert onglet.modele.ligne(0).faites == 3
    assert menages.modele.rowCount() == 0
    assert menages.vide.text().startswith("Elle ne manque à personne")


def test_only_those_chosen_are_noted_and_one_is_opened(mains: Mains) -> None:
    onglet = mains.pratiques()
    code = onglet.modele.ligne(0).ligne.code
    onglet.menages.table.prendre_focus()
    mains.touche(K.Key_Down)
    onglet.menages.noter.setFocus()
    mains.touche(K.Key_Return)
    dites = [pratiques.lire(pratiques.LirePratiques(m), mains.uow) for m in mains.menages]
    assert [[(p.code, p.etat) for p in d] for d in dites] == [[], [(code, E.PROPOSEE)], []]
    onglet.menages.table.setFocus()
    mains.touche(K.Key_Return)
    page = mains.contexte.navigation.page
    assert isinstance(page, PageMenageVide)
    assert page.vus == {"menage_id": mains.menages[1], "onglet": "parcours"}


def test_a_day_to_come_is_refused(mains: Mains) -> None:
    onglet = mains.pratiques()
    mains.ecrire(onglet.menages.le, "+2")
    onglet.menages.table.prendre_focus()
    onglet.menages.noter.setFocus()
    mains.touche(K.Key_Return)
    assert [e.code for e in mains.erreurs] in ([], ["pratique.futur"])
    assert not any(pratiques.lire(pratiques.LirePratiques(m), mains.uow) for m in mains.menages)


def test_a_batch_is_counted_apart(mains: Mains) -> None:
    onglet = mains.pratiques()
    onglet.lieu.setFocus()
    mains.touche(K.Key_Down)
    assert "2 ménages suivis" in onglet.resume.text()
    assert onglet.menages.modele.rowCount() == 2
    onglet.rafraichir()
    mains.clavier.calme()
    assert onglet.lieu.currentText() == "Tranche 1"


def test_coverage_is_printed_without_a_name(
    mains: Mains, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    onglet = mains.pratiques()
    sortie = tmp_path / "couverture.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(sortie), ""))
    monkeypatch.setattr("ui.pages.cite.pratiques.QDesktopServices.openUrl", lambda _u: True)
    onglet.imprimer.setFocus()
    mains.touche(K.Key_Return)
    assert sortie.read_bytes().startswith(b"%PDF")


def test_a_rule_is_changed_for_a_batch_then_given_back(mains: Mains) -> None:
    onglet = mains.modele()
    onglet.lieu.setFocus()
    mains.touche(K.Key_Down)
    assert "2 ménages concernés" in onglet.resume.text()
    onglet.table.prendre_focus()
    mains.touche(K.Key_Return)
    rang = onglet.table.ligne_courante()
    assert isinstance(rang, RangModele)
    forme = onglet.forme.formulaire
    assert mains.clavier.focus is forme.premier()
    assert "2 ménages suivis" in onglet.forme.concernes.text()
    mains.ecrire(forme.widget("jours"), "33")
    mains.ecrire(forme.widget("motif"), "chantier court")
    onglet.forme.enregistrer.setFocus()
    mains.touche(K.Key_Return)
    change = next(li for li in mains.lu(tranche=True).lignes if li.code == rang.ligne.code)
    assert (abs(change.jours), change.ajustement is not None) == (33, True)
    assert next(li for li in mains.lu().lignes if li.code == rang.ligne.code).ajustement is None
    assert any("chantier court" in onglet.modele.ligne(i).change for i in range(20))
    assert onglet.remettre.isVisible()
    onglet.remettre.setFocus()
    mains.touche(K.Key_Return)
    assert mains.lu(tranche=True).nb_ajustements == 0


def test_a_line_is_taken_out_and_put_back(mains: Mains) -> None:
    onglet = mains.modele()
    onglet.table.prendre_focus()
    code = onglet.table.ligne_courante().ligne.code
    onglet.forme.oter.setFocus()
    mains.touche(K.Key_Return)
    retiree = next(li for li in mains.lu().lignes if li.code == code)
    assert retiree.retiree
    assert onglet.modele.ligne(0).change.startswith("✕")
    onglet.forme.revenir.setFocus()
    mains.touche(K.Key_Return)
    assert not next(li for li in mains.lu().lignes if li.code == code).retiree


def test_a_line_of_the_catalogue_is_added(mains: Mains) -> None:
    lignes = [li for li in mains.lu().lignes if li.genre is GenreElement.PRATIQUE]
    parcours.oter(
        parcours.OterLigne(mains.cite_id, GenreElement.PRATIQUE, lignes[0].code), mains.uow
    )
    onglet = mains.modele()
    onglet.forme.ajouter.setFocus()
    mains.touche(K.Key_Down)
    choisie = onglet.forme.ajouter.currentData()
    onglet.forme.formulaire.widget("ancre").setFocus()
    mains.touche(K.Key_Down)
    mains.ecrire(onglet.forme.formulaire.widget("jours"), "7")
    onglet.forme.enregistrer.setFocus()
    mains.touche(K.Key_Return)
    assert not mains.erreurs, [e.code for e in mains.erreurs]
    ajoutee = next(li for li in mains.lu().lignes if li.code == choisie.code)
    assert (ajoutee.retiree, ajoutee.jours, bool(ajoutee.ancre)) == (False, -7, True)


def test_days_that_are_no_number_are_told_under_the_field(mains: Mains) -> None:
    onglet = mains.modele()
    onglet.table.prendre_focus()
    mains.ecrire(onglet.forme.formulaire.widget("jours"), "bientot")
    onglet.forme.enregistrer.setFocus()
    mains.touche(K.Key_Return)
    assert "nombre" in onglet.forme.formulaire.widget("jours").accessibleDescription()
    assert mains.lu().nb_ajustements == 0


def test_another_template_for_the_estate(mains: Mains) -> None:
    onglet = mains.modele()
    avant = mains.lu().code
    onglet.choix.setFocus()
    while onglet.choix.currentData() in (None, avant):
        mains.clavier.touche(K.Key_Down)
    voulu = onglet.choix.currentData()
    mains.clavier.calme()
    assert mains.lu().propre == voulu


def test_typing_survives_a_refresh(mains: Mains) -> None:
    onglet = mains.modele()
    onglet.table.prendre_focus()
    mains.ecrire(onglet.forme.formulaire.widget("motif"), "sol difficile")
    onglet.rafraichir()
    mains.clavier.calme()
    assert onglet.forme.formulaire.valeurs()["motif"] == "sol difficile"
