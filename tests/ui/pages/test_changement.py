"""Changing the timetable of a batch and telling everyone, by keyboard, on the real base."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget
from pytestqt.qtbot import QtBot

from app.domain.accompagnement import Canal
from app.domain.engagements import RaisonReport
from app.services import annonces, engagements, logements
from app.services.annonces import LireAnnonces
from db.models import ChangementCalendrier, Etape, Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.pages.cite import PageCite
from ui.pages.cite.a_prevenir import OngletAPrevenir
from ui.pages.cite.changement_table import APRES, MENAGE, REGARD
from ui.pages.cite.tranches import OngletTranches

DEBUT, FIN, RECEPTION = date(2027, 1, 4), date(2027, 5, 3), date(2027, 5, 7)
RETOUR = date(2027, 5, 12)


class Chantier:
    """A person without a mouse in front of an estate where three households wait for a day."""

    def __init__(
        self, qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget
    ) -> None:
        self.contexte, self.uow = contexte, uow
        self.cite_id, self.tranche_id = factories.cite(uow), uow.ids.new()
        factories.ecrire(
            uow,
            Tranche(
                id=self.tranche_id, cite_id=self.cite_id, nom="Tranche 3", debut_travaux=DEBUT,
                fin_travaux=FIN, reception=RECEPTION,
            ),
        )  # fmt: skip
        self.menages = [self._menage(nom) for nom in ("Wójcik", "Benali", "Dupont")]
        installer(contexte, PageCite)
        pile.resize(1180, 640)
        self.mains = Clavier(qtbot, contexte, pile)
        contexte.navigation.aller("cite", cite_id=self.cite_id, onglet="tranches")
        self.mains.calme()

    def _menage(self, nom: str) -> UUID:
        logement_id = factories.logement(self.uow, cite_id=self.cite_id, tranche_id=self.tranche_id)
        menage_id = factories.menage(self.uow, nom=nom, logement_id=logement_id)
        engagements.prendre(
            engagements.PrendreEngagement(
                menage_id, "vous rentrez", RETOUR, etape_code="demenagement_retour"
            ),
            self.uow,
        )
        return menage_id

    @property
    def page(self) -> PageCite:
        page = self.contexte.navigation.page
        assert isinstance(page, PageCite)
        return page

    @property
    def tranches(self) -> OngletTranches:
        onglet = self.page.une_cite.onglet("tranches")
        assert isinstance(onglet, OngletTranches)
        return onglet

    @property
    def a_prevenir(self) -> OngletAPrevenir:
        onglet = self.page.une_cite.onglet("a_prevenir")
        assert isinstance(onglet, OngletAPrevenir)
        return onglet

    def choisir(self) -> None:
        """Go to the batch."""
        self.tranches.table.setFocus()
        self.tranches.table.selectRow(0)
        self.mains.calme()

    def ouvrir(self) -> None:
        """Open its timetable."""
        self.choisir()
        self.tranches.calendrier.setFocus()
        self.mains.touche(K.Key_Space)
        self.mains.calme()

    def dates(self) -> logements.TrancheLigne:
        (ligne,) = logements.tranches(logements.LireTranches(self.cite_id), self.uow)
        return ligne

    def a_dire(self) -> list[UUID]:
        lues = annonces.ouvertes(LireAnnonces(cite_id=self.cite_id), self.uow)
        return [a.menage_id for a in lues]


@pytest.fixture
def chantier(
    qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget
) -> Iterator[Chantier]:
    un = Chantier(qtbot, contexte, uow, pile)
    defauts: list[object] = []
    contexte.jobs.defaut.connect(defauts.append)
    yield un
    un.mains.calme()
    assert not defauts


def test_changer_le_calendrier_au_clavier_jusqu_aux_annonces(chantier: Chantier) -> None:
    chantier.ouvrir()
    mains, panneau = chantier.mains, chantier.tranches.panneau
    assert mains.focus is panneau.premier_champ()
    assert not panneau.appliquer.isEnabled(), "nothing changed yet"
    panneau.jours["reception"].setFocus()
    panneau.jours["reception"].selectAll()
    mains.taper("24/5/2027")
    mains.calme()
    assert "3 ménages ont une date qui bouge ; 3 à prévenir." in panneau.resume.text()
    mains.touche(K.Key_Tab)
    mains.taper("m")
    mains.touche(K.Key_Tab)
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    assert chantier.dates().reception == RECEPTION, "no words for the household, nothing moves"
    assert mains.focus is panneau.explication
    mains.taper("Il a gelé trois semaines.")
    panneau.table.setFocus()
    mains.touche(K.Key_Space)  # the first one is not concerned
    mains.touche(K.Key_Down)
    mains.touche(K.Key_Return)
    mains.taper("2/6/2027")
    mains.entree()
    mains.attendre(lambda: mains.focus is panneau.table)
    assert "2 à prévenir" in panneau.appliquer.text()
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    assert chantier.dates().reception == date(2027, 5, 24)
    assert chantier.a_dire() == chantier.menages[1:]
    with chantier.uow.lecture() as session:
        (changement,) = session.query(ChangementCalendrier).all()
        assert changement.raison is RaisonReport.METEO
    jours = [
        e.pour_le
        for m in chantier.menages
        for e in engagements.registre(engagements.LireRegistre(m), chantier.uow)
        if e.etat.value == "a_tenir"
    ]
    assert jours == [RETOUR, date(2027, 6, 2), date(2027, 5, 31)]
    assert chantier.a_prevenir.isVisible(), "who must be told is the next thing to look at"


def test_une_date_connue_ne_bouge_jamais_en_silence(chantier: Chantier) -> None:
    chantier.choisir()
    formulaire = chantier.tranches.formulaire
    champ = formulaire.widget("fin_travaux")
    champ.setFocus()
    champ.selectAll()  # type: ignore[attr-defined]  # a line
    chantier.mains.taper("20/5/2027")
    chantier.tranches.garder()
    chantier.mains.calme()
    panneau = chantier.tranches.panneau
    assert panneau.isVisible()
    assert panneau.jours["fin_travaux"].valeur() == date(2027, 5, 20)
    assert chantier.dates().fin_travaux == FIN
    chantier.mains.touche(K.Key_Escape)
    chantier.mains.calme()
    assert not panneau.isVisible()
    assert chantier.dates().fin_travaux == FIN


def test_ce_qui_est_commence_revient(chantier: Chantier) -> None:
    chantier.ouvrir()
    panneau = chantier.tranches.panneau
    panneau.jours["fin_travaux"].setFocus()
    panneau.jours["fin_travaux"].selectAll()
    chantier.mains.taper("20/5/2027")
    panneau.explication.setFocus()
    chantier.mains.taper("Les tuiles manquent.")
    chantier.contexte.brouillons.vider()
    chantier.mains.calme()
    panneau.explication.clear()
    panneau.brouillon._minuteur.stop()  # as after a crash: only what was kept is there
    panneau.ouvrir(chantier.dates())
    chantier.mains.calme()
    assert panneau.explication.toPlainText() == "Les tuiles manquent."
    assert panneau.jours["fin_travaux"].valeur() == date(2027, 5, 20)


def test_les_conflits_se_disent_et_sont_decoches(chantier: Chantier) -> None:
    factories.ecrire(
        chantier.uow,
        Etape(
            id=chantier.uow.ids.new(), menage_id=chantier.menages[0], code="avis_travaux",
            prevue_le=date(2026, 11, 10),
        ),
    )  # fmt: skip
    chantier.ouvrir()
    panneau = chantier.tranches.panneau
    panneau.jours["debut_travaux"].selectAll()
    chantier.mains.taper("18/1/2027")
    chantier.mains.calme()
    table = panneau.table
    regards = [table.item(i, REGARD).text() for i in range(table.rowCount())]
    assert regards == ["jour déjà passé"]
    assert table.item(0, MENAGE).checkState() is Qt.CheckState.Unchecked
    assert table.item(0, MENAGE).text().startswith("⚠ ")
    assert table.item(0, APRES).text() == "mar. 24/11/2026"
    assert "Rien ne bouge pour 2 ménages" in panneau.inchanges.text()


def _tout_decaler(chantier: Chantier) -> None:
    """The three households are to be told."""
    for menage_id in chantier.menages:
        (promesse,) = engagements.registre(engagements.LireRegistre(menage_id), chantier.uow)
        engagements.deplacer(
            engagements.DeplacerEngagement(
                promesse.id, date(2027, 5, 31), raison=RaisonReport.RETARD
            ),
            chantier.uow,
        )
    chantier.contexte.navigation.aller("cite", cite_id=chantier.cite_id, onglet="a_prevenir")
    chantier.mains.calme()


def test_prevenir_plusieurs_menages_d_un_coup(chantier: Chantier) -> None:
    _tout_decaler(chantier)
    onglet, mains = chantier.a_prevenir, chantier.mains
    assert onglet.resume.text() == "3 ménages restent à prévenir."
    onglet.liste.setFocus()
    assert "ce sera pour le lundi 31 mai 2027." in onglet.detail.text()
    assert "Un retard du chantier" in onglet.detail.text()
    mains.touche(K.Key_Space)
    mains.touche(K.Key_Down)
    mains.touche(K.Key_Space)
    assert onglet.dire.text() == "C’est dit à 2 ménages"
    onglet.canal.setFocus()
    mains.touche(K.Key_Down)  # a letter, after the phone
    onglet.precision.setFocus()
    mains.taper("postees ensemble")
    mains.entree()
    mains.calme()
    assert chantier.a_dire() == chantier.menages[2:]
    dites = annonces.ouvertes(LireAnnonces(cite_id=chantier.cite_id, dites=True), chantier.uow)
    assert [(d.canal, d.precision) for d in dites if d.dite_le] == [
        (Canal.COURRIER, "postees ensemble")
    ] * 2
    assert onglet.resume.text() == "1 ménage reste à prévenir."


def test_cocher_un_groupe_puis_tout_dire_laisse_un_etat_vide(chantier: Chantier) -> None:
    _tout_decaler(chantier)
    onglet, mains = chantier.a_prevenir, chantier.mains
    onglet.liste.setFocus()
    mains.touche(K.Key_Up)
    mains.touche(K.Key_Space)
    assert len(onglet.liste.choisies()) == 3
    onglet.a_qui.setFocus()
    mains.entree()
    mains.calme()
    assert chantier.a_dire() == []
    assert onglet.vide.isVisible()


def test_imprimer_les_lettres_et_la_liste(
    chantier: Chantier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tout_decaler(chantier)
    onglet, mains = chantier.a_prevenir, chantier.mains
    ouverts: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: ouverts.append(url) or True)
    for nom, bouton, pages in (("lettres", onglet.lettres, 5), ("liste", onglet.papier, 1)):
        chemin = tmp_path / f"{nom}.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, c=chemin: (str(c), ""))
        bouton.setFocus()
        mains.touche(K.Key_Space)
        mains.calme()
        assert len(PdfReader(chemin).pages) == pages, "letters start on a fresh sheet"
    assert len(ouverts) == 2
    assert chantier.a_dire() == chantier.menages, "printing is not telling"
