"""Money and energy of a household and of an estate, by keyboard, on the real base."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from app.domain.apres import Energie, MomentLoyer, SourceConso, SourceLoyer
from app.services import avant_apres, energies, equipe, quittances
from app.services.annulation import AnnulerOperation, annuler
from app.services.avant_apres import LireAvantApres
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import Clavier, installer
from tests.ui.pages.menage import Essai, essai
from ui.contexte import Contexte
from ui.pages.cite import PAGES
from ui.pages.cite.avant_apres import OngletAvantApres as OngletCiteAvantApres
from ui.pages.cite.avant_apres import Rangee
from ui.pages.cite.cite import VueCite
from ui.pages.menage.avant_apres import OngletAvantApres
from ui.pages.menage.onglets import Tableau

__all__ = ["essai"]  # the fixture
K = Qt.Key


def menage(essai: Essai) -> UUID:
    assert essai.page.fiche is not None
    return essai.page.fiche.menage.id


def onglet(essai: Essai) -> OngletAvantApres:
    """The tab, shown with all the height."""
    if not essai.page.partage.ample:
        essai.page.details.bascule.emit()
    essai.page.details.montrer("avant_apres")
    essai.calme()
    trouve = essai.page.details.construits["avant_apres"]
    assert isinstance(trouve, OngletAvantApres)
    return trouve


def cellules(table: Tableau) -> list[list[str]]:
    """The texts of a table, ordinary spaces."""
    lignes = []
    for i in range(table.rowCount()):
        rang = [table.item(i, j) for j in range(table.columnCount())]
        lignes.append(
            [c.text().replace("\xa0", " ").replace("\u202f", " ") if c else "" for c in rang]
        )
    return lignes


def textes(widget: QWidget) -> str:
    """Everything one reads in there."""
    return "\n".join(e.text() for e in widget.findChildren(QLabel))


def test_un_loyer_d_avant_et_un_d_apres_se_notent_et_se_comparent(essai: Essai) -> None:
    vue = onglet(essai)
    assert vue.premier() is vue.quittances.plus
    assert not vue.imprimer.isEnabled()
    essai.qtbot.keyClick(vue.quittances.plus, K.Key_Space)
    essai.calme()
    essai.ecrire(moment="Avant", le="01/08/2025", source="Quittance", loyer="300", charges="50")
    essai.ecrire(apl="100")
    essai.garder("apl")
    table = vue.quittances.tableau
    table.setFocus()
    essai.qtbot.keyClick(table, K.Key_N)
    essai.calme()
    essai.ecrire(moment="Après", le="01/11/2026", loyer="340,50", charges="40", apl="110")
    essai.garder("apl")
    assert cellules(table) == [
        ["01/11/2026", "Après le retour", "340,50 €", "270,50 €", "quittance"],
        ["01/08/2025", "Avant les travaux", "300,00 €", "250,00 €", "quittance"],
    ]
    rangs = {r[0]: r[1:] for r in cellules(vue.argent.tableau)}
    assert rangs["Reste à charge"] == ["250,00 €", "270,50 €", "+ 20,50 €"]
    assert rangs["… avec la troisième ligne"] == ["250,00 €", "non connu", ""]
    assert rangs["Taux d’effort"] == ["non connu", "non connu", ""]
    assert "Il manque, après : les ressources et la troisième ligne." in vue.dit_argent.text()
    assert not vue.barres.isVisibleTo(vue)
    assert vue.imprimer.isEnabled()


def test_un_releve_se_corrige_se_retire_et_s_annule(essai: Essai) -> None:
    _noter(essai.uow, menage(essai), MomentLoyer.AVANT, date(2025, 8, 1), loyer="300")
    essai.page.rafraichir()
    vue = onglet(essai)
    table = vue.quittances.tableau
    table.setFocus()
    essai.qtbot.keyClick(table, K.Key_Return)
    essai.calme()
    essai.ecrire(loyer="310", troisieme_ligne="0", charges="20", apl="0", ressources="1000")
    essai.garder("ressources")
    assert cellules(table)[0][2] == "310,00 €"
    assert vue.quittances.isVisibleTo(vue)
    table.setFocus()
    table.setCurrentCell(0, 0)
    essai.qtbot.keyClick(table, K.Key_Delete)
    essai.calme()
    assert vue.quittances.tableau.rowCount() == 0
    assert essai.enregistres[-1] == "Relevé de loyer retiré"


def test_un_loyer_annonce_n_est_pas_montre_comme_paye(essai: Essai) -> None:
    _noter(essai.uow, menage(essai), MomentLoyer.AVANT, date(2025, 8, 1), loyer="300",
           charges="50", apl="100")  # fmt: skip
    essai.page.rafraichir()
    vue = onglet(essai)
    essai.page.ouvrir("quittance")
    essai.calme()
    essai.ecrire(moment="Après", le="01/01/2027", source="Bailleur", loyer="400", charges="50")
    essai.ecrire(apl="100", troisieme_ligne="0")
    essai.garder("troisieme_ligne")
    assert cellules(vue.quittances.tableau)[0][:3] == [
        "à compter du 01/01/2027", "Après le retour", "400,00 €"
    ]  # fmt: skip
    titre = vue.argent.tableau.horizontalHeaderItem(2)
    assert titre is not None
    assert titre.text() == "À compter du\n01/01/2027"
    assert "À compter du 01/01/2027 : 350,00" in vue.barres.accessibleDescription().replace(
        "\xa0", " "
    )
    assert "le ménage ne le paie pas encore" in vue.dit_argent.text()


def test_ce_qui_manque_se_dit_sous_le_champ(essai: Essai) -> None:
    essai.page.ouvrir("quittance")
    essai.calme()
    essai.ecrire(le="01/12/2026", loyer="300")
    essai.garder("loyer")
    formulaire = essai.page.saisie.formulaire
    assert formulaire is not None
    assert "pas encore venu" in textes(formulaire.lignes["le"])
    lu = avant_apres.lire(LireAvantApres(menage(essai)), essai.uow)
    assert lu.quittances == ()


def test_l_energie_attend_un_accord_puis_se_note_de_facture_en_facture(essai: Essai) -> None:
    vue = onglet(essai)
    assert not vue.consos.isVisibleTo(vue)
    assert vue.accord_bouton.text() == "Noter son accord…"
    essai.qtbot.keyClick(vue.accord_bouton, K.Key_Space)
    essai.calme()
    essai.garder("le")
    assert "accord du 24/11/2026" in vue.accord_dit.text()
    essai.qtbot.keyClick(vue.consos.plus, K.Key_Space)
    essai.calme()
    essai.ecrire(energie="Gaz", du="01/09/2024", au="01/03/2025", kwh="9000", montant="900")
    essai.garder("montant")
    table = vue.consos.tableau
    table.setFocus()
    essai.qtbot.keyClick(table, K.Key_N)
    essai.calme()
    # The next bill starts where the last one stopped, of the same energy.
    assert essai.champ("energie").currentText() == "Gaz"  # type: ignore[attr-defined]
    formulaire = essai.page.saisie.formulaire
    assert formulaire is not None
    assert formulaire.valeurs()["du"] == date(2025, 3, 1)
    essai.ecrire(au="01/09/2025", kwh="5600", montant="560")
    essai.garder("montant")
    rangs = {r[0]: r[1:] for r in cellules(vue.energie.tableau)}
    assert rangs["Gaz"][0] == "40 kWh/jour"
    assert rangs["Énergie en un an"] == ["14 600 kWh", "non connu", ""]
    assert "Après : aucune facture ni relevé." in vue.dit_energie.text()


def test_le_retrait_demande_ce_que_deviennent_les_releves(essai: Essai) -> None:
    m = menage(essai)
    energies.accepter(energies.AccepterSuivi(m, accord_le=date(2026, 1, 5)), essai.uow)
    _conso(essai.uow, m, date(2025, 1, 1), date(2025, 3, 1))
    essai.page.rafraichir()
    vue = onglet(essai)
    assert vue.accord_bouton.text() == "Retirer l’accord…"
    essai.qtbot.keyClick(vue.accord_bouton, K.Key_Space)
    essai.calme()
    essai.garder("le")
    formulaire = essai.page.saisie.formulaire
    assert formulaire is not None  # nothing was decided of the records: it asks
    assert avant_apres.lire(LireAvantApres(m), essai.uow).volontaire is not None
    essai.ecrire(effacer="Les effacer")
    essai.garder("le")
    lu = avant_apres.lire(LireAvantApres(m), essai.uow)
    assert (lu.volontaire, lu.consos) == (None, ())
    assert "Accord retiré le 24/11/2026" in vue.accord_dit.text()
    assert not vue.consos.isVisibleTo(vue)


def test_la_feuille_du_menage_s_imprime(
    essai: Essai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ouverts: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda u: ouverts.append(QUrl(u).fileName()))
    _noter(essai.uow, menage(essai), MomentLoyer.AVANT, date(2025, 8, 1), loyer="300")
    essai.page.rafraichir()
    vue = onglet(essai)
    monkeypatch.setattr(vue, "_choisir_dossier", lambda: tmp_path)
    essai.qtbot.keyClick(vue.imprimer, K.Key_Space)
    essai.calme()
    (fichier,) = tmp_path.glob("*.pdf")
    assert fichier.name == "avant-apres_Wojcik-Jadwiga_2026-11-24.pdf"
    assert ouverts == [fichier.name]


def _noter(
    uow: UnitOfWork, menage_id: UUID, moment: MomentLoyer, le: date, **champs: object
) -> None:
    fixes = {"moment": moment, "le": le, "source": SourceLoyer.QUITTANCE}
    quittances.noter(quittances.NoterQuittance(menage_id, {**fixes, **champs}), uow)


def _conso(uow: UnitOfWork, menage_id: UUID, du: date, au: date) -> None:
    champs = {
        "energie": Energie.GAZ, "source": SourceConso.FACTURE, "du": du, "au": au, "kwh": "500",
    }  # fmt: skip
    energies.noter(energies.NoterConso(menage_id, champs), uow)


# --- an estate -------------------------------------------------------------------------------


@pytest.fixture
def mains(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork) -> Clavier:
    installer(contexte, *PAGES)
    equipe.garantir_moi(None, uow)
    return Clavier(qtbot, contexte, pile)


def onglet_cite(contexte: Contexte, mains: Clavier, cite_id: UUID) -> OngletCiteAvantApres:
    contexte.navigation.aller("cite", cite_id=cite_id)
    mains.calme()
    page = contexte.navigation.page
    assert page is not None
    (vue,) = page.findChildren(VueCite)
    vue.aller("avant_apres")
    mains.calme()
    trouve = vue.onglet("avant_apres")
    assert isinstance(trouve, OngletCiteAvantApres)
    return trouve


def montrees(vue: OngletCiteAvantApres) -> list[Rangee]:
    """The lines of the table."""
    lignes = [vue.modele.ligne(i) for i in range(vue.modele.rowCount())]
    assert all(isinstance(li, Rangee) for li in lignes)
    return lignes


def test_les_chiffres_d_une_cite_cachent_les_petits_groupes(
    contexte: Contexte, mains: Clavier, uow: UnitOfWork, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _u: True)
    cite_id = factories.cite(uow)
    for i in range(14):
        logement = factories.logement(uow, cite_id=cite_id)
        factories.menage(
            uow, f"Essai{i}", "Anne", logement_id=logement, charges=Decimal(0), apl=Decimal(0),
            loyer=Decimal(450 if i < 2 else 150 if i < 8 else 250), loyer_date=date(2025, 5, 1),
        )  # fmt: skip
    vue = onglet_cite(contexte, mains, cite_id)
    lignes = {(r.mesure, r.libelle): r.avant for r in montrees(vue)}
    assert ("Reste à charge par mois", "moins de 100 €") in lignes
    avant = [r.avant for r in montrees(vue)[:8]]
    assert avant == ["0", "masqué", "masqué", "0", "masqué", "0", "masquée", "14 sur 14"]
    assert "« masqué »" in vue.lecture.text()
    vue.pour.setFocus()
    mains.touche(K.Key_Down)
    vue.pour.activated.emit(1)
    mains.calme()
    assert vue.lue is not None
    assert vue.lue.bailleur
    assert vue.lue.taux is None
    assert {r.mesure for r in montrees(vue)} == {
        "Reste à charge par mois", "Reste à charge, après moins avant", "",
    }  # fmt: skip
    vue.ecrire(tmp_path)
    mains.calme()
    assert len(list(tmp_path.glob("avant-apres_bailleur*.pdf"))) == 1


def test_une_cite_sans_chiffre_dit_d_ou_ils_viendront(
    contexte: Contexte, mains: Clavier, uow: UnitOfWork
) -> None:
    cite_id = factories.cite(uow)
    factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite_id))
    vue = onglet_cite(contexte, mains, cite_id)
    assert vue.vide.isVisibleTo(vue)
    assert "ménage par ménage" in vue.vide.texte.text()


def test_un_retrait_d_accord_s_annule(essai: Essai) -> None:
    m = menage(essai)
    energies.accepter(energies.AccepterSuivi(m), essai.uow)
    _conso(essai.uow, m, date(2025, 1, 1), date(2025, 3, 1))
    accord = avant_apres.lire(LireAvantApres(m), essai.uow).volontaire
    assert accord is not None
    retire = energies.retirer_accord(energies.RetirerAccord(accord.id, effacer=True), essai.uow)
    assert retire.operation is not None
    annuler(AnnulerOperation(retire.operation), essai.uow)
    essai.page.rafraichir()
    vue = onglet(essai)
    assert vue.consos.tableau.rowCount() == 1
