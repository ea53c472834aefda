"""Réceptions of an estate, by keyboard, on the real base."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from app.domain.receptions import ResultatReception
from app.services import equipe, receptions
from app.services.documents import ParReserves
from app.services.receptions import LireReceptions, ReceptionLigne
from db.models import Occupation, Responsable, Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.cite import PAGES
from ui.pages.cite.cite import VueCite
from ui.pages.cite.receptions import OngletReceptions

MAJ = Qt.KeyboardModifier.ShiftModifier


class PageReclamationFeinte(Page):
    """Where Enter on a réserve leads."""

    nom = "reclamation"
    vue: UUID | None = None

    def afficher(self, **arguments: object) -> None:
        self.vue = arguments["reclamation_id"]  # type: ignore[assignment]  # given by the tab


class Essai:
    """A batch of three homes in an estate, a household in the first, back since October."""

    def __init__(
        self, qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget
    ) -> None:
        self.contexte, self.uow = contexte, uow
        installer(contexte, *PAGES, PageReclamationFeinte)
        equipe.garantir_moi(None, uow)
        self.mains = Clavier(qtbot, contexte, pile)
        self.cite = factories.cite(uow)
        self.tranche = uow.ids.new()
        factories.ecrire(uow, Tranche(id=self.tranche, cite_id=self.cite, nom="T1"))
        self.logements = [
            factories.logement(uow, cite_id=self.cite, tranche_id=self.tranche, numero=str(n))
            for n in (2, 4, 6)
        ]
        self.menage = factories.menage(uow, logement_id=self.logements[0])
        self.menuisier = uow.ids.new()
        factories.ecrire(uow, Responsable(id=self.menuisier, genre="entreprise", nom="Bois"))

    def ouvrir(self) -> OngletReceptions:
        self.contexte.navigation.aller("cite", cite_id=self.cite, onglet="receptions")
        self.mains.calme()
        page = self.contexte.navigation.page
        assert page is not None
        (vue,) = page.findChildren(VueCite)
        onglet = vue.onglet("receptions")
        assert isinstance(onglet, OngletReceptions)
        onglet.table.prendre_focus()
        self.mains.calme()
        return onglet

    def lignes(self) -> tuple[ReceptionLigne, ...]:
        return receptions.lire(LireReceptions(self.cite), self.uow).lignes

    def champ(self, onglet: OngletReceptions, cle: str) -> QWidget:
        assert onglet.saisie.formulaire is not None
        return onglet.saisie.formulaire.widget(cle)

    def choisir(self, onglet: OngletReceptions, cle: str, texte: str) -> None:
        liste = self.champ(onglet, cle)
        assert isinstance(liste, QComboBox)
        liste.setFocus()
        for _pas in range(liste.count()):
            if liste.currentText().startswith(texte):
                return
            self.mains.touche(K.Key_Down)
        raise AssertionError([liste.itemText(n) for n in range(liste.count())])

    def garder(self) -> None:
        self.mains.touche(K.Key_Return, CTRL)
        self.mains.calme()


@pytest.fixture
def essai(qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget) -> Essai:
    return Essai(qtbot, contexte, uow, pile)


def _recevoir(essai: Essai, onglet: OngletReceptions) -> None:
    """R on the rows chosen, a day, Ctrl+Enter."""
    essai.mains.touche(K.Key_R)
    essai.mains.touche(K.Key_A, CTRL)
    essai.mains.taper("3/11/2026")
    essai.garder()


def test_plusieurs_logements_d_un_coup(essai: Essai) -> None:
    onglet = essai.ouvrir()
    assert not onglet.reserve.isEnabled()
    essai.mains.touche(K.Key_Down, MAJ)
    essai.mains.touche(K.Key_R)
    assert onglet.saisie.titre.text() == "Réception de 2 logements"
    assert onglet.saisie.aide.text() == "2 Rue de Stockholm ; 4 Rue de Stockholm"
    essai.mains.touche(K.Key_A, CTRL)
    essai.mains.taper("25/11/2026")
    essai.garder()
    assert "pas encore venue" in essai.champ(onglet, "le").accessibleDescription()
    assert [li.le for li in essai.lignes()] == [None, None, None]
    essai.mains.touche(K.Key_A, CTRL)
    essai.mains.taper("3/11/2026")
    essai.garder()
    jour = date(2026, 11, 3)
    assert [li.le for li in essai.lignes()] == [jour, jour, None]
    assert onglet.phrase.text().startswith("2 logements réceptionnés sur 3")
    assert essai.mains.focus is onglet.table


def test_les_reserves_s_enchainent_puis_se_levent(essai: Essai) -> None:
    onglet = essai.ouvrir()
    _recevoir(essai, onglet)
    essai.mains.touche(K.Key_V)
    for description in ("Volet qui frotte", "Plinthe decollee"):
        assert onglet.saisie.titre.text() == "Noter une réserve"
        essai.choisir(onglet, "responsable", "Bois")
        essai.champ(onglet, "description").setFocus()
        essai.mains.taper(description)
        essai.garder()
    assert onglet.saisie.saisie is not None, "the next one is ready"
    essai.mains.touche(K.Key_Escape)
    assert onglet.saisie.saisie is None
    (ligne,) = (li for li in essai.lignes() if li.total)
    assert (ligne.ouvertes, ligne.resultat) == (2, ResultatReception.AVEC_RESERVES)
    assert onglet.modele_reserves.rowCount() == 2
    onglet.reserves.prendre_focus()
    essai.mains.touche(K.Key_L)
    essai.choisir(onglet, "lesquelles", "la réserve choisie")
    essai.garder()
    assert onglet.modele_reserves.rowCount() == 1
    onglet.table.prendre_focus()
    essai.mains.touche(K.Key_L)
    essai.choisir(onglet, "lesquelles", "tout Bois (1)")
    essai.garder()
    assert "Aucune réserve à lever ici" in onglet.sans_reserve.text()
    (ligne,) = (li for li in essai.lignes() if li.total)
    assert ligne.levees_le == date(2026, 11, 24)


def test_toute_la_tranche_puis_corriger_et_annuler(essai: Essai) -> None:
    onglet = essai.ouvrir()
    onglet.toute.setFocus()
    essai.mains.touche(K.Key_Space)
    assert onglet.saisie.titre.text() == "Réception d’une tranche"
    essai.garder()
    assert [li.le for li in essai.lignes()] == [date(2026, 11, 24)] * 3
    assert onglet.modele.ligne(0).de_tranche
    onglet.table.prendre_focus()
    essai.mains.touche(K.Key_C)
    assert "Toute la tranche T1" in onglet.saisie.aide.text()
    essai.mains.touche(K.Key_A, CTRL)
    essai.mains.taper("20/11/2026")
    essai.garder()
    assert [li.le for li in essai.lignes()] == [date(2026, 11, 20)] * 3
    assert onglet.annuler.text() == "Annuler celle de la tranche"
    onglet.annuler.setFocus()
    essai.mains.touche(K.Key_Space)
    essai.mains.calme()
    assert [li.le for li in essai.lignes()] == [None] * 3


def test_la_garantie_qui_presse_vient_d_abord(essai: Essai) -> None:
    uow = essai.uow
    with uow.ecriture("test.retour") as tx:
        (sejour,) = tx.session.query(Occupation).all()
        sejour.debut = date(2025, 12, 1)
        tx.commit()
    for logement, le in zip(
        essai.logements, (date(2026, 6, 1), date(2025, 12, 20), date(2025, 12, 10)), strict=True
    ):
        receptions.recevoir(
            receptions.Recevoir(le, ResultatReception.AVEC_RESERVES, (logement,)), uow
        )
    (seconde,) = (li.reception_id for li in essai.lignes() if li.id == essai.logements[1])
    assert seconde is not None
    receptions.noter_reserve(
        receptions.NoterReserve(seconde, "finitions", "Trou", responsable_id=essai.menuisier), uow
    )
    onglet = essai.ouvrir()
    lues = [onglet.modele.ligne(rang) for rang in range(3)]
    assert [li.adresse[:1] for li in lues if li] == ["4", "6", "2"]
    textes = [
        onglet.modele.data(onglet.modele.index(0, colonne))
        for colonne in range(onglet.modele.columnCount())
    ]
    assert textes[2] == "20/12/2025"
    assert textes[4] == "⚠ 1 sur 1"
    assert textes[5] == "20/12/2026 · 26 j"
    assert "⚠ 1 logement presse" in onglet.phrase.text()
    essai.mains.entree()
    essai.mains.entree()
    essai.mains.calme()
    page = essai.contexte.navigation.page
    assert isinstance(page, PageReclamationFeinte)
    assert page.vue is not None


def test_imprimer_par_entreprise(
    essai: Essai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda _u: True)
    onglet = essai.ouvrir()
    _recevoir(essai, onglet)
    (recue,) = (li for li in essai.lignes() if li.reception_id)
    assert recue.reception_id is not None
    receptions.noter_reserve(
        receptions.NoterReserve(recue.reception_id, "finitions", "Trou"), essai.uow
    )
    onglet.rafraichir()
    essai.mains.calme()
    onglet.impression.imprimer(ParReserves.RESPONSABLE, dossier=tmp_path)
    essai.mains.calme()
    (fichier,) = tmp_path.glob("*.pdf")
    assert fichier.name == "reserves-par-responsable_2026-11-24.pdf"
    assert fichier.read_bytes().startswith(b"%PDF")


def test_un_refus_se_dit_puis_la_reception_vient(essai: Essai) -> None:
    onglet = essai.ouvrir()
    essai.mains.touche(K.Key_R)
    essai.mains.touche(K.Key_A, CTRL)
    essai.mains.taper("3/11/2026")
    essai.choisir(onglet, "resultat", "Refusée")
    essai.garder()
    lignes = {li.id: li for li in essai.lignes()}
    ligne = lignes[essai.logements[0]]
    assert (ligne.le, ligne.resultat) == (None, ResultatReception.REFUSEE)
    textes = [onglet.modele.data(onglet.modele.index(rang, 2)) for rang in range(3)]
    assert "refusée le 03/11/2026" in textes
    assert not onglet.reserve.isEnabled()
    _recevoir(essai, onglet)
    assert sum(li.le is not None for li in essai.lignes()) == 1
