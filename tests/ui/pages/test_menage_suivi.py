"""The support of a household: closed, reopened, merged; its thread and its history."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
)

from app.domain.clotures import MotifCloture
from app.domain.menages import Suivi
from app.services import clotures, menages, taches
from db.models import Engagement
from tests import factories
from tests.ui.pages.menage import Essai, Touche, essai

__all__ = ["essai"]  # the fixture


def test_le_suivi_se_clot_avec_son_bilan_et_se_rouvre_avec_sa_raison(essai: Essai) -> None:
    action = next(a for a in essai.page.commandes() if a.nom == "suivi")
    action.declencher()
    essai.calme()
    essai.ecrire(motif="Parcours terminé", bilan="De retour chez elle, le pigeonnier tient.")
    essai.garder("le")
    assert "clos" in essai.page.bandeau.texte()
    assert [c.bilan for c in essai.fiche().clotures] == [
        "De retour chez elle, le pigeonnier tient."
    ]
    action.declencher()
    essai.calme()
    essai.ecrire(motif="Le volet ne ferme plus")
    essai.garder("motif")
    assert essai.page.bandeau.texte() == ""
    assert essai.fiche().clotures[0].rouvert_motif == "Le volet ne ferme plus"


def test_ce_qui_est_ouvert_se_regle_ou_se_laisse_en_le_cochant(essai: Essai) -> None:
    id_ = essai.fiche().menage.id
    taches.creer(taches.CreerTache("Rendre les clés", menage_id=id_), essai.uow)
    essai.page.rafraichir()
    essai.calme()
    essai.page.ouvrir("clore")
    essai.calme()
    essai.ecrire(bilan="Au revoir.")
    essai.garder("le")
    assert essai.page.saisie.isVisible()
    assert "1" in essai.page.saisie.bandeau.texte()
    (case,) = essai.page.saisie.findChildren(QCheckBox)
    assert case.text() == "Laisser cette tâche"
    assert any("Rendre les clés" in e.text() for e in essai.page.saisie.findChildren(QLabel))
    case.setFocus()
    essai.qtbot.keyClick(case, Touche.Key_Space)
    essai.garder("le")
    assert not essai.page.saisie.isVisible()
    assert essai.fiche().menage.suivi is Suivi.CLOS


def test_le_bilan_garde_donne_une_copie(
    essai: Essai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = essai.fiche().menage.id
    clotures.clore(clotures.CloreSuivi(id_, MotifCloture.DEPART, "Bonne route."), essai.uow)
    essai.page.rafraichir()
    essai.page.details.montrer("historique")
    essai.calme()
    bloc = essai.page.details.construits["historique"].documents
    assert bloc.tableau.rowCount() == 1
    sortie = tmp_path / "copie.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(sortie), ""))
    bloc.tableau.setFocus()
    bloc.tableau.setCurrentCell(0, 0)
    essai.qtbot.keyClick(bloc.tableau, Touche.Key_Return)
    essai.calme()
    assert sortie.read_bytes().startswith(b"%PDF")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: ("", ""))
    bloc.copier.click()
    essai.calme()
    assert [f.name for f in tmp_path.glob("*.pdf")] == ["copie.pdf"]


def test_un_menage_reuni_mene_a_l_autre(essai: Essai) -> None:
    autre = essai.fiche().menage.id
    double = factories.menage(essai.uow, "Wojcik", "Jadwiga")
    garde = dict.fromkeys(menages.CHAMPS, menages.Cote.GARDE)
    commande = menages.FusionnerMenages(autre, double, choix=garde, deux_logements=True)
    menages.fusionner(commande, essai.uow)
    essai.montrer(double)
    assert "réuni" in essai.page.bandeau.texte()
    assert not essai.page.noter.isEnabled()


def test_l_historique_dit_de_quoi_a_quoi_et_annule(essai: Essai) -> None:
    essai.saisir("menage", langue="polonais")
    essai.saisir("menage", langue="français")
    assert "historique" not in essai.page.details.construits  # built when first looked at
    essai.page.details.montrer("historique")
    essai.calme()
    onglet = essai.page.details.construits["historique"]
    assert "polonais → français" in str(onglet.modele.index(0, 0).data())
    onglet.vue.setFocus()
    onglet.vue.setCurrentIndex(onglet.modele.index(0, 0))
    assert onglet.annuler.isEnabled()
    essai.qtbot.keyClick(onglet.vue, Touche.Key_Delete)
    essai.calme()
    assert essai.fiche().menage.langue == "polonais"
    assert "annulée depuis" in str(onglet.modele.index(1, 0).data())


def test_le_fil_se_lit_par_pages_et_se_filtre(essai: Essai) -> None:
    menage_id = essai.fiche().menage.id
    for n in range(60):
        factories.visite(essai.uow, menage_id, date(2026, 9, 1), texte=f"Passage {n}")
    factories.ecrire(
        essai.uow,
        Engagement(
            id=essai.uow.ids.new(), menage_id=menage_id, texte="Écrire", pris_le=date(2026, 9, 2)
        ),
    )
    essai.page.rafraichir()
    essai.calme()
    modele = essai.page.fil.modele
    assert modele.total == 62
    essai.page.fil.vue.setFocus()
    essai.qtbot.keyClick(essai.page.fil.vue, Touche.Key_End)
    essai.qtbot.waitUntil(lambda: modele.rowCount() == 62, timeout=5000)
    assert not modele.canFetchMore(modele.index(-1, 0))
    essai.qtbot.keyClick(essai.page.fil.vue, Touche.Key_End)
    essai.page.rafraichir()  # what was read and where one was stay
    essai.calme()
    assert (modele.rowCount(), essai.page.fil.vue.currentIndex().row()) == (62, 61)
    filtre = essai.page.fil.filtre
    filtre.setFocus()
    for _pas in range(4):
        essai.qtbot.keyClick(filtre, Touche.Key_Down)
    essai.calme()
    assert "Promesses" in filtre.currentText()
    assert modele.total == 1
    essai.qtbot.keyClick(filtre, Touche.Key_Up)
    essai.calme()
    assert essai.page.fil.vide.isVisible()
