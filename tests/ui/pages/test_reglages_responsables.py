"""Those who repair, in the settings: added, put right, set aside, refused with reasons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from app.services import annulation, responsables
from app.services.responsables import CreerResponsable, ListerResponsables, ResponsableLigne
from db.uow import UnitOfWork
from tests import factories
from ui.contexte import Contexte
from ui.pages.reglages import PageReglages
from ui.pages.reglages.responsables import OngletResponsables

ENTREE = Qt.Key.Key_Return


@pytest.fixture
def onglet(
    qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork
) -> Iterator[OngletResponsables]:
    """The tab, shown and read, in a base of one estate."""
    factories.cite(uow, nom="Cité fictive Nouméa")
    widget = OngletResponsables(contexte)
    pile.addWidget(widget)
    pile.show()
    qtbot.waitExposed(pile)
    defauts: list[object] = []
    contexte.jobs.defaut.connect(defauts.append)
    widget.lire()
    calme(qtbot, contexte)
    yield widget
    assert not defauts


def calme(qtbot: QtBot, contexte: Contexte) -> None:
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


def champ(onglet: OngletResponsables, cle: str) -> QLineEdit:
    widget = onglet.formulaire.widget(cle)
    assert isinstance(widget, QLineEdit)
    return widget


def erreur(onglet: OngletResponsables, cle: str) -> str:
    return champ(onglet, cle).accessibleDescription()


def connus(uow: UnitOfWork) -> list[ResponsableLigne]:
    return list(responsables.lister(ListerResponsables(actifs=False), uow))


def test_on_ajoute_un_responsable_au_clavier(
    qtbot: QtBot, contexte: Contexte, onglet: OngletResponsables, uow: UnitOfWork
) -> None:
    qtbot.keyClick(onglet.nouveau, ENTREE)
    assert champ(onglet, "nom").hasFocus()
    qtbot.keyClicks(champ(onglet, "nom"), "Menuiseries Fictives")
    qtbot.keyClicks(champ(onglet, "lot"), "Lot 4")
    qtbot.keyClicks(champ(onglet, "telephone"), "03.21.00.00.01")
    qtbot.keyClicks(champ(onglet, "courriel"), "sav@exemple.fr")
    cite = onglet.formulaire.widget("cite_id")
    assert isinstance(cite, QComboBox)
    cite.setCurrentIndex(cite.findText("Cité fictive Nouméa"))
    cite.activated.emit(cite.currentIndex())
    with qtbot.waitSignal(contexte.avis.enregistre) as recu:
        qtbot.keyClick(champ(onglet, "courriel"), ENTREE)
    calme(qtbot, contexte)
    (cree,) = connus(uow)
    assert (cree.nom, cree.lot, cree.telephone) == ("Menuiseries Fictives", "Lot 4", "0321000001")
    assert (cree.courriel, cree.cite) == ("sav@exemple.fr", "Cité fictive Nouméa")
    titres = [c.cle for c in onglet.modele.colonnes]
    montre = onglet.modele.index(0, titres.index("telephone")).data()
    assert montre == "03 21 00 00 01"
    assert champ(onglet, "nom").text() == ""  # ready for the next one
    annulation.annuler(annulation.AnnulerOperation(recu.args[1]), uow)
    assert connus(uow) == []


@pytest.mark.parametrize(
    ("cle", "texte", "dit"),
    [
        ("courriel", "sav@exemple", "Cette adresse ne se lit pas"),
        ("telephone", "12", "Ce numéro ne se lit pas"),
        ("nom", "ELEC fictive", "déjà dans la liste"),
    ],
)
def test_un_refus_se_dit_sous_son_champ_et_garde_ce_qui_est_tape(
    qtbot: QtBot,
    contexte: Contexte,
    onglet: OngletResponsables,
    uow: UnitOfWork,
    cle: str,
    texte: str,
    dit: str,
) -> None:
    responsables.creer(CreerResponsable("Élec Fictive"), uow)
    onglet.preparer_nouveau()
    if cle != "nom":
        qtbot.keyClicks(champ(onglet, "nom"), "Autre")
    qtbot.keyClicks(champ(onglet, cle), texte)
    qtbot.keyClick(onglet.enregistrer, ENTREE)
    calme(qtbot, contexte)
    assert dit in erreur(onglet, cle)
    assert champ(onglet, cle).text() == texte
    assert champ(onglet, cle).hasFocus()
    assert len(connus(uow)) == 1


def test_on_corrige_puis_on_met_de_cote_puis_on_reprend(
    qtbot: QtBot, contexte: Contexte, onglet: OngletResponsables, uow: UnitOfWork
) -> None:
    responsables.creer(CreerResponsable("Élec Fictive"), uow)
    onglet.lire()
    calme(qtbot, contexte)
    onglet.table.selectRow(0)
    assert onglet.titre.text() == "Élec Fictive"
    assert not onglet.enregistrer.isEnabled()
    qtbot.keyClicks(champ(onglet, "contact"), "Mme Duval")
    assert not onglet.activite.isEnabled()  # leaving would lose what is typed
    qtbot.keyClick(onglet.enregistrer, ENTREE)
    calme(qtbot, contexte)
    assert [r.contact for r in connus(uow)] == ["Mme Duval"]
    for attendu, bouton in ((False, "Ne plus le proposer"), (True, "Le proposer de nouveau")):
        onglet.table.clearSelection()
        onglet.table.selectRow(0)
        assert onglet.activite.text() == bouton
        qtbot.keyClick(onglet.activite, ENTREE)
        calme(qtbot, contexte)
        assert [r.actif for r in connus(uow)] == [attendu]


def test_ce_qui_est_tape_attend_qu_on_revienne_meme_apres_un_verrouillage(
    qtbot: QtBot, contexte: Contexte, onglet: OngletResponsables, uow: UnitOfWork
) -> None:
    for nom in ("Aaa", "Bbb"):
        responsables.creer(CreerResponsable(nom), uow)
    onglet.lire()
    calme(qtbot, contexte)
    onglet.table.selectRow(0)
    qtbot.keyClicks(champ(onglet, "lot"), "Lot 4")
    onglet.table.selectRow(1)
    assert champ(onglet, "lot").text() == ""
    onglet.table.selectRow(0)
    assert champ(onglet, "lot").text() == "Lot 4"
    onglet.brouillon.garder()
    calme(qtbot, contexte)
    autre = OngletResponsables(contexte)
    qtbot.addWidget(autre)
    autre.lire()
    calme(qtbot, contexte)
    autre.table.selectRow(0)
    assert champ(autre, "lot").text() == "Lot 4"
    assert all(r.lot is None for r in connus(uow))


def test_la_page_mene_a_ses_onglets_et_relit_ce_qui_change(
    qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork
) -> None:
    contexte.navigation.inscrire("reglages", lambda: PageReglages(contexte))
    contexte.navigation.aller("reglages", onglet="responsables")
    calme(qtbot, contexte)
    page = contexte.navigation.page
    assert isinstance(page, PageReglages)
    commandes = {a.texte: a for a in page.commandes()}
    commandes["Changer les délais des réclamations"].declencher()
    calme(qtbot, contexte)
    assert page.delais.table.rowCount() > 5
    commandes["Ajouter un responsable"].declencher()
    calme(qtbot, contexte)
    changes = responsables.creer(CreerResponsable("Élec Fictive"), uow)
    assert page.concernee(changes)
    page.rafraichir()
    calme(qtbot, contexte)
    assert page.responsables.modele.rowCount() == 1
