"""The register of promises of a household, by keyboard, on the real base."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from app.domain.accompagnement import Canal, EtatEngagement
from app.domain.engagements import RaisonReport
from app.services import annonces, engagements
from app.services.annonces import AnnonceLigne, LireAnnonces
from app.services.engagements import EngagementRegistre, LireRegistre
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import Clavier, K, installer
from ui.contexte import Contexte
from ui.pages.menage import PageMenage
from ui.pages.menage.promesses import OngletPromesses

HIER, DEMAIN = date(2026, 11, 20), date(2026, 11, 30)


class Registre:
    """A person without a mouse in front of the tab."""

    def __init__(
        self, qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget
    ) -> None:
        self.contexte, self.uow = contexte, uow
        self.menage_id = factories.menage(uow)
        installer(contexte, PageMenage)
        self.mains = Clavier(qtbot, contexte, pile)

    def promettre(self, texte: str, pour_le: date | None) -> UUID:
        cmd = engagements.PrendreEngagement(self.menage_id, texte, pour_le)
        prise = engagements.prendre(cmd, self.uow)
        assert prise.principal is not None
        return prise.principal

    def ouvrir(self) -> None:
        self.contexte.navigation.aller("menage", menage_id=self.menage_id, onglet="promesses")
        self.mains.calme()
        self.onglet.promesses.tableau.setFocus()

    @property
    def page(self) -> PageMenage:
        page = self.contexte.navigation.page
        assert isinstance(page, PageMenage)
        return page

    @property
    def onglet(self) -> OngletPromesses:
        onglet = self.page.details.construits["promesses"]
        assert isinstance(onglet, OngletPromesses)
        return onglet

    def lignes(self) -> list[str]:
        table = self.onglet.promesses.tableau
        return [
            " | ".join(table.item(i, j).text() for j in range(table.columnCount()))
            for i in range(table.rowCount())
        ]

    def champ(self, cle: str) -> QLineEdit | QComboBox:
        formulaire = self.page.saisie.formulaire
        assert formulaire is not None
        champ = formulaire.widget(cle)
        assert isinstance(champ, QLineEdit | QComboBox)
        return champ

    def base(self) -> list[EngagementRegistre]:
        return list(engagements.registre(LireRegistre(self.menage_id), self.uow))

    def a_dire(self) -> tuple[AnnonceLigne, ...]:
        return annonces.ouvertes(LireAnnonces(menage_id=self.menage_id), self.uow)


@pytest.fixture
def registre(qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget) -> Registre:
    return Registre(qtbot, contexte, uow, pile)


def test_le_retard_se_dit_et_t_tient_la_promesse(registre: Registre) -> None:
    registre.promettre("rappeler", DEMAIN)
    passee = registre.promettre("passer", DEMAIN)
    with registre.uow.ecriture("test") as tx:
        tx.connection.exec_driver_sql(
            f"UPDATE engagement SET pour_le = '{HIER}' WHERE id = '{passee.hex}'"
        )
        tx.commit()
    registre.ouvrir()
    assert "⚠ en retard de 4 jours" in registre.lignes()[0]
    registre.mains.touche(K.Key_T)
    registre.mains.calme()
    assert [(e.texte, e.etat) for e in registre.base()] == [
        ("rappeler", EtatEngagement.A_TENIR),
        ("passer", EtatEngagement.TENU),
    ]
    assert "✓ tenue le 24/11/2026" in registre.lignes()[1]


def test_deplacer_puis_prevenir_sans_souris(registre: Registre) -> None:
    registre.promettre("rappeler", DEMAIN)
    registre.ouvrir()
    registre.mains.touche(K.Key_D)
    registre.mains.calme()
    registre.mains.taper("7/12")
    registre.mains.touche(K.Key_Tab)
    registre.mains.taper("m")  # météo
    registre.mains.touche(K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    registre.mains.calme()
    (a_dire,) = registre.a_dire()
    assert a_dire.raison is RaisonReport.METEO
    assert registre.onglet.annonces.tableau.rowCount() == 1
    assert any("⚠ à annoncer" in ligne for ligne in registre.lignes())
    registre.onglet.annonces.tableau.setFocus()
    registre.mains.touche(K.Key_P)
    registre.mains.calme()
    assert registre.champ("a_qui").text() == "Jadwiga Wójcik"  # type: ignore[union-attr]  # a line
    registre.mains.touche(K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    registre.mains.calme()
    assert registre.a_dire() == ()
    dite = next(e for e in registre.base() if e.etat is EtatEngagement.DEPLACE)
    assert (dite.canal, dite.dite_le) == (Canal.TELEPHONE, date(2026, 11, 24))
    assert any("24/11/2026, téléphone : Jadwiga" in ligne for ligne in registre.lignes())
    assert registre.onglet.annonces.tableau.isHidden()


def test_dire_de_quelle_etape_une_promesse_est_la_date(registre: Registre) -> None:
    registre.promettre("les clefs", DEMAIN)
    registre.ouvrir()
    registre.mains.touche(K.Key_E)
    registre.mains.calme()
    registre.mains.taper("r")  # réception, then retour
    registre.mains.touche(K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    registre.mains.calme()
    assert registre.base()[0].etape_code in ("reception", "demenagement_retour")


def test_rompre_demande_pourquoi_et_n_oublie_pas_ce_qui_est_ecrit(registre: Registre) -> None:
    registre.promettre("rappeler", DEMAIN)
    registre.ouvrir()
    registre.mains.touche(K.Key_R)
    registre.mains.calme()
    registre.mains.touche(K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    registre.mains.calme()
    assert registre.base()[0].etat is EtatEngagement.A_TENIR, "no reason, nothing is broken"
    registre.champ("motif").setFocus()
    registre.mains.taper("plus de budget")
    registre.mains.entree()
    registre.mains.calme()
    (rompue,) = registre.base()
    assert (rompue.etat, rompue.motif) == (EtatEngagement.ROMPU, "plus de budget")
    registre.onglet.promesses.tableau.setFocus()
    registre.mains.touche(K.Key_T)
    registre.mains.calme()
    assert registre.base()[0].etat is EtatEngagement.ROMPU, "settled once"


def test_ce_qui_attend_commence_par_ce_qui_est_a_annoncer(registre: Registre) -> None:
    promis = registre.promettre("rappeler", DEMAIN)
    cmd = engagements.DeplacerEngagement(promis, date(2026, 12, 4), raison=RaisonReport.RETARD)
    engagements.deplacer(cmd, registre.uow)
    registre.ouvrir()
    liste = registre.page.attente.liste
    assert liste.item(0).text().startswith("⚠ à lui annoncer : Rappeler")
    liste.setFocus()
    registre.mains.touche(K.Key_Space)
    registre.mains.calme()
    assert registre.page.saisie.titre.text() == "Qui a été prévenu ?"


def test_un_registre_vide_dit_quoi_faire(registre: Registre) -> None:
    registre.ouvrir()
    assert registre.onglet.promesses.vide.isVisible()
    assert "Rien à annoncer" in registre.onglet.annonces.vide.text()
    assert registre.onglet.premier() is registre.onglet.promesses.plus
