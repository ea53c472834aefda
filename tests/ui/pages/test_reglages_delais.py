"""The delays of complaints in the settings: read, changed, refused, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from app.core.suivi import Suivi
from app.services import annulation, delais_reclamations
from app.services.delais_reclamations import Delais, FixerDelai, LireDelais, Urgence
from app.services.reclamations import OuvrirReclamation, ouvrir
from db.uow import UnitOfWork
from tests import factories
from ui.contexte import Contexte
from ui.pages.reglages.delais import OngletDelais

ENTREE = Qt.Key.Key_Return
N = Urgence.NORMALE


@pytest.fixture
def onglet(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Iterator[OngletDelais]:
    """The tab, shown and read."""
    widget = OngletDelais(contexte)
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


def champ(onglet: OngletDelais, cle: str) -> QLineEdit:
    widget = onglet.formulaire.widget(cle)
    assert isinstance(widget, QLineEdit)
    return widget


def taper(qtbot: QtBot, onglet: OngletDelais, cle: str, texte: str) -> None:
    champ(onglet, cle).setFocus()
    champ(onglet, cle).selectAll()
    qtbot.keyClick(champ(onglet, cle), Qt.Key.Key_Delete)
    qtbot.keyClicks(champ(onglet, cle), texte)


def en_vigueur(uow: UnitOfWork, categorie: str, urgence: Urgence = N) -> Delais:
    lus = delais_reclamations.lire(LireDelais((categorie,) if categorie else ()), uow)
    return next(d.delais for d in lus if (d.categorie, d.urgence) == (categorie, urgence))


def cases(onglet: OngletDelais, rang: int) -> list[str]:
    return [onglet.table.item(rang, c).text() for c in range(onglet.table.columnCount())]


def test_la_grille_dit_chaque_delai_et_d_ou_il_vient(onglet: OngletDelais) -> None:
    titres = [onglet.table.verticalHeaderItem(r).text() for r in range(onglet.table.rowCount())]
    assert titres[:2] == ["Toutes les catégories", "Chauffage, eau chaude"]
    assert cases(onglet, 0) == ["48 h · 4 h · 5 j", "48 h · 24 h · 5 j", "48 h · – · 5 j"]
    assert onglet.titre.text() == "Toutes les catégories"
    assert onglet.urgence.text() == "Urgence immédiate"
    assert onglet.origine.text() == "Ces délais viennent du catalogue."
    assert champ(onglet, "securisation_heures").text() == "4"
    assert (
        onglet.table.item(0, 2)
        .toolTip()
        .startswith("première réponse sous 48 heures ouvrées, réparation sous 5 jours ouvrés")
    )
    assert not onglet.enregistrer.isEnabled()
    assert not onglet.defaut.isEnabled()


def test_un_delai_se_change_au_clavier_et_dit_combien_d_echeances_changent(
    qtbot: QtBot, contexte: Contexte, onglet: OngletDelais, uow: UnitOfWork
) -> None:
    ouvrir(OuvrirReclamation(factories.menage(uow), "finitions", "trace",
                             ouverte_le=date(2026, 11, 23)), uow)  # fmt: skip
    onglet.table.setFocus()
    qtbot.keyClick(onglet.table, Qt.Key.Key_Right)
    qtbot.keyClick(onglet.table, Qt.Key.Key_Right)
    assert onglet.urgence.text() == "Urgence normale"
    qtbot.keyClick(onglet.table, ENTREE)
    assert champ(onglet, "reponse_heures").hasFocus()
    taper(qtbot, onglet, "reponse_heures", "24")
    assert onglet.table.item(0, 2).text().startswith("✎")
    taper(qtbot, onglet, "reparation_jours", "")
    with qtbot.waitSignal(contexte.avis.enregistre) as recu:
        qtbot.keyClick(champ(onglet, "reparation_jours"), ENTREE)
    calme(qtbot, contexte)
    assert en_vigueur(uow, "") == Delais(24, None, None)
    assert cases(onglet, 0)[2] == "◆ 24 h · – · –"
    assert cases(onglet, 1)[2] == "24 h · – · –"  # a category follows the line above
    assert "1 réclamation ouverte a une nouvelle échéance." in onglet.etat.text()
    assert onglet.origine.text() == (
        "Ces délais sont ceux de l’équipe, pour toutes les catégories. Par défaut : première"
        " réponse sous 48 heures ouvrées, réparation sous 5 jours ouvrés."
    )
    annulation.annuler(annulation.AnnulerOperation(recu.args[1]), uow)
    onglet.lire()
    calme(qtbot, contexte)
    assert cases(onglet, 0)[2] == "48 h · – · 5 j"


def test_on_revient_au_delai_par_defaut(
    qtbot: QtBot, contexte: Contexte, onglet: OngletDelais, uow: UnitOfWork
) -> None:
    delais_reclamations.fixer(FixerDelai("finitions", N, Delais(48, None, 20)), uow)
    onglet.lire()
    calme(qtbot, contexte)
    onglet.choisir("finitions", N)
    assert onglet.origine.text().startswith("Ces délais sont ceux de l’équipe, pour cette")
    assert onglet.defaut.isEnabled()
    qtbot.keyClick(onglet.defaut, ENTREE)
    calme(qtbot, contexte)
    assert en_vigueur(uow, "finitions") == Delais(48, None, 5)
    assert not onglet.defaut.isEnabled()


@pytest.mark.parametrize("texte", ["deux", "-3", "0", "9999", "4,5"])
def test_un_nombre_impossible_se_dit_sous_son_champ(
    qtbot: QtBot, contexte: Contexte, onglet: OngletDelais, uow: UnitOfWork, texte: str
) -> None:
    taper(qtbot, onglet, "securisation_heures", texte)
    qtbot.keyClick(onglet.enregistrer, ENTREE)
    calme(qtbot, contexte)
    assert champ(onglet, "securisation_heures").accessibleDescription().startswith("Mise en")
    assert champ(onglet, "securisation_heures").text() == texte, "what was typed stays"
    assert champ(onglet, "securisation_heures").hasFocus()
    assert en_vigueur(uow, "", Urgence.IMMEDIATE) == Delais(48, 4, 5)


def test_ce_qui_est_tape_attend_qu_on_revienne_meme_apres_un_verrouillage(
    qtbot: QtBot, contexte: Contexte, onglet: OngletDelais
) -> None:
    onglet.choisir("finitions", N)
    taper(qtbot, onglet, "reparation_jours", "12")
    onglet.choisir("", Urgence.RAPIDE)
    assert champ(onglet, "reparation_jours").text() == "5"
    onglet.choisir("finitions", N)
    assert champ(onglet, "reparation_jours").text() == "12"
    assert onglet.enregistrer.isEnabled()
    onglet.brouillon.garder()
    calme(qtbot, contexte)
    autre = OngletDelais(contexte)
    qtbot.addWidget(autre)
    autre.lire()
    calme(qtbot, contexte)
    autre.choisir("finitions", N)
    assert champ(autre, "reparation_jours").text() == "12"


def test_un_long_calcul_montre_ou_il_en_est_et_s_arrete(
    qtbot: QtBot,
    contexte: Contexte,
    onglet: OngletDelais,
    uow: UnitOfWork,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    montre, suite = Event(), Event()

    def long(_cmd: object, _uow: UnitOfWork, suivi: Suivi) -> None:
        suivi.avance(200, 900)
        montre.set()
        suite.wait(10)
        suivi.avance(400, 900)

    monkeypatch.setattr(delais_reclamations, "recalculer", long)
    assert onglet.suivi.isHidden()
    qtbot.keyClick(onglet.recalculer, ENTREE)
    assert montre.wait(10)
    qtbot.waitUntil(lambda: not onglet.suivi.isHidden())
    onglet.suivi.bouton.setFocus()
    qtbot.keyClick(onglet.suivi.bouton, ENTREE)
    suite.set()
    calme(qtbot, contexte)
    assert onglet.suivi.isHidden()
    assert onglet.etat.text() == "Arrêté : rien n’a changé."
    assert onglet.recalculer.isEnabled()


def test_recalculer_dit_quand_rien_ne_change(
    qtbot: QtBot, contexte: Contexte, onglet: OngletDelais
) -> None:
    qtbot.keyClick(onglet.recalculer, ENTREE)
    calme(qtbot, contexte)
    assert onglet.etat.text() == "Aucune échéance ne change."
    assert onglet.recalculer.isEnabled()
