"""Complaints by keyboard: opened on a phone call, found, moved on, closed by the household."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.domain.reclamations import EtatReclamation, MotifReclamation, Urgence
from app.services.reclamations import dossiers
from app.services.reclamations.lecture import (
    FiltreReclamations,
    ListerReclamations,
    Regroupement,
    lister,
)
from db.models import Menage, Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, K
from tests.ui.pages.reclamations import Releve
from ui.contexte import Contexte

E = EtatReclamation
IMPRESSION = "ui.pages.reclamations.impression"


@pytest.fixture
def releve(qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget) -> Releve:
    return Releve(qtbot, contexte, uow, pile)


# --- opening -------------------------------------------------------------------------------------


def test_un_appel_ouvre_une_reclamation_a_son_heure(releve: Releve) -> None:
    mains = releve.mains
    releve.aller()
    releve.action("N")
    assert releve.page.nouvelle.isHidden()  # one primary button at a time
    assert mains.ici == "Ménage"
    mains.taper("wojc")
    mains.touche(K.Key_Return)
    mains.calme()
    mains.touche(K.Key_Return)
    mains.calme()
    formulaire = releve.page.saisie.formulaire
    assert formulaire is not None
    assert formulaire.valeurs()["menage"] == releve.menage_id
    releve.choisir("categorie", "plomberie")
    releve.champ("description")
    mains.taper("Fuite sous l’évier")
    releve.champ("heure").restaurer("9h05")
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    lue = releve.une.lue
    assert lue is not None
    assert lue.ligne.description == "Fuite sous l’évier"
    assert lue.ligne.menage_id == releve.menage_id
    ouverte_a = lue.entiere.detail.ouverte_a
    assert ouverte_a is not None
    assert (ouverte_a.hour, ouverte_a.minute) == (9, 5)
    assert lue.entiere.detail.repondre_avant is not None  # its clocks run


def test_un_refus_ne_perd_rien_et_un_brouillon_revient(releve: Releve) -> None:
    mains = releve.mains
    releve.aller()
    releve.action("N")
    releve.champ("description")
    mains.taper("Volet")
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    assert mains.ici == "Ménage"  # what is missing takes the keyboard
    assert releve.page.saisie.formulaire is not None
    assert releve.page.saisie.formulaire.valeurs()["description"] == "Volet"
    mains.touche(K.Key_Escape)
    assert releve.page.saisie.isHidden()
    assert not releve.page.nouvelle.isHidden()
    mains.calme()
    releve.action("N")
    mains.calme()
    assert releve.page.saisie.formulaire.valeurs()["description"] == "Volet"
    assert lister(ListerReclamations(), releve.uow) == ()


def test_l_heure_ne_peut_etre_future(releve: Releve) -> None:
    releve.aller("reclamations", vue="nouvelle", menage_id=releve.menage_id, menage="Wójcik")
    releve.champ("description")
    releve.mains.taper("Volet")
    releve.champ("heure").restaurer("23:00")
    releve.mains.touche(K.Key_Return, CTRL)
    releve.mains.calme()
    assert lister(ListerReclamations(), releve.uow) == ()
    assert not releve.page.saisie.isHidden()


# --- the list ------------------------------------------------------------------------------------


def test_vide_elle_dit_a_quoi_elle_sert(releve: Releve) -> None:
    releve.aller()
    vide = releve.page.onglet("liste").vide
    assert vide.isVisible()
    assert vide.bouton.text() == "Ouvrir une réclamation"
    vide.bouton.click()
    releve.mains.calme()
    assert not releve.page.saisie.isHidden()


def test_la_liste_dit_ce_qui_est_attendu_et_les_filtres_restent(releve: Releve) -> None:
    tard = releve.reclamation(il_y_a=30)
    releve.reclamation(urgence=Urgence.IMMEDIATE, categorie="electricite")
    finie = releve.reclamation(E.FAITE, E.CONFIRMEE)
    releve.aller()
    page, vue = releve.page, releve.page.onglet("liste")
    assert vue.modele.rowCount() == 2  # what is finished is not in the way
    dits = [str(vue.modele.index(r, 6).data()) for r in range(2)]
    assert dits[0].startswith("⚠ ")
    assert "en retard de" in dits[0]
    assert vue.modele.index(0, 6).data(Qt.ItemDataRole.ForegroundRole) == (
        releve.contexte.theme.couleur("rouge")
    )
    assert page.filtres.puces["en_retard"].accessibleName().startswith("En retard ")
    page.filtres.puces["en_retard"].setFocus()
    releve.mains.touche(K.Key_Space)
    releve.mains.calme()
    retards = [vue.modele.id_lu(r) for r in range(vue.modele.rowCount())]
    assert tard in retards
    releve.aller("reclamation", reclamation_id=finie)
    assert releve.contexte.navigation.retour()
    releve.mains.calme()
    assert page.filtres.pose.en_retard
    assert page.filtre().en_retard
    page.filtres.effacer()
    releve.mains.calme()
    assert vue.modele.rowCount() == 2


def test_on_cherche_une_reference_et_entree_ouvre(releve: Releve) -> None:
    releve.reclamation(description="Volet bloqué")
    voulue = releve.reclamation(description="Radiateur froid", categorie="chauffage")
    releve.aller()
    assert releve.mains.focus is releve.page.champ
    releve.mains.taper("radiateur")
    releve.entree()  # what was shown before is never opened in its place
    releve.mains.calme()
    assert releve.une.lue is not None
    assert releve.une.lue.ligne.id == voulue


def test_revenir_d_une_reclamation_remet_sur_sa_ligne(releve: Releve) -> None:
    releve.reclamation(il_y_a=9)
    releve.reclamation(categorie="chauffage")
    releve.aller()
    table = releve.page.onglet("liste").table
    table.prendre_focus()
    releve.mains.touche(K.Key_Down)
    releve.entree()
    assert releve.une.lue is not None
    assert [a.raccourci for a in releve.une.commandes()].count("Alt+R") == 1
    releve.contexte.navigation.retour()
    releve.mains.calme()
    assert releve.mains.focus is table
    assert table.rangs() == [1]


def test_m_fait_avancer_depuis_la_liste(releve: Releve) -> None:
    id_ = releve.reclamation(E.QUALIFIEE, E.TRANSMISE)
    releve.aller()
    releve.page.onglet("liste").table.prendre_focus()
    releve.mains.touche(K.Key_M)
    assert "Marquer réparée" in " ".join(a.text() for a in releve.menu().actions())
    releve.prendre("Marquer réparée")
    assert releve.etat(id_) is E.FAITE
    dits = releve.page.onglet("liste").modele.index(0, 4).data()
    assert "réparée, à confirmer" in dits


def test_la_liste_s_imprime_comme_on_la_voit(
    releve: Releve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "ui.pages.reclamations.impression.QDesktopServices.openUrl", lambda _u: True
    )
    releve.reclamation(description="Volet bloqué", il_y_a=30)
    releve.reclamation(E.FAITE, E.CONFIRMEE, description="Prise morte")
    releve.aller()
    sortie = tmp_path / "liste.pdf"
    page = releve.page
    page.imprimeur.liste(page.filtre(), "echeance", page.filtres.dit(), sortie)
    releve.mains.calme()
    texte = "".join(p.extract_text() for p in PdfReader(sortie).pages)
    assert "Volet bloqué" in texte
    assert "en retard de" in texte
    assert "Prise morte" not in texte
    assert "1 réclamation" in texte


# --- the board -----------------------------------------------------------------------------------


def test_le_tableau_se_parcourt_aux_fleches(releve: Releve) -> None:
    recue = releve.reclamation(il_y_a=20)
    transmise = releve.reclamation(E.QUALIFIEE, E.TRANSMISE)
    releve.reclamation(E.FAITE, E.CONFIRMEE)
    releve.aller("reclamations", onglet="tableau")
    vue = releve.page.onglet("tableau")
    colonnes = {c.case.etats[0]: c for c in vue.colonnes[:-1]}
    assert colonnes[E.RECUE].titre.text() == "○ Reçues · 1"
    assert colonnes[E.RECUE].tard.text() == "⚠ 1 en retard"
    assert vue.colonnes[-1].cartes.count() == 1
    vue.premier_champ().setFocus()
    assert releve.mains.focus is colonnes[E.RECUE].cartes
    assert "⚠ 1 en retard" in releve.mains.ici
    assert colonnes[E.RECUE].cartes.courante().id == recue
    releve.mains.touche(K.Key_Right)  # over the empty column
    assert releve.mains.focus is colonnes[E.TRANSMISE].cartes
    releve.entree()
    assert releve.une.lue is not None
    assert releve.une.lue.ligne.id == transmise


def test_une_carte_avance_et_une_raison_se_demande(releve: Releve) -> None:
    id_ = releve.reclamation()
    releve.aller("reclamations", onglet="tableau")
    vue = releve.page.onglet("tableau")
    vue.premier_champ().setFocus()
    releve.mains.touche(K.Key_M)
    releve.prendre("Transmettre")
    assert releve.etat(id_) is E.TRANSMISE
    vue.premier_champ().setFocus()
    releve.mains.touche(K.Key_M)
    releve.prendre("Ne pas retenir")
    assert not releve.page.saisie.isHidden()
    releve.mains.touche(K.Key_Return, CTRL)
    releve.mains.calme()
    assert releve.etat(id_) is E.TRANSMISE  # nobody said why
    releve.choisir("motif", MotifReclamation.ENTRETIEN_LOCATAIRE)
    releve.mains.touche(K.Key_Return, CTRL)
    releve.mains.calme()
    assert releve.etat(id_) is E.REJETEE
    assert vue.colonnes[-1].cartes.count() == 1


def test_une_carte_lachee_sur_une_colonne_avance(releve: Releve) -> None:
    id_ = releve.reclamation()
    releve.aller("reclamations", onglet="tableau")
    vue = releve.page.onglet("tableau")
    transmises = next(c for c in vue.colonnes if c.case.etats == (E.TRANSMISE,))
    transmises.cartes.posee.emit(id_)
    releve.mains.calme()
    assert releve.etat(id_) is E.TRANSMISE
    contestees = next(c for c in vue.colonnes if c.case.etats == (E.CONTESTEE,))
    contestees.cartes.posee.emit(id_)
    releve.mains.calme()
    assert releve.etat(id_) is E.TRANSMISE  # nothing to contest yet


# --- the figures ---------------------------------------------------------------------------------


def test_une_ligne_du_suivi_chiffre_montre_ses_reclamations(releve: Releve) -> None:
    une = releve.reclamation(responsable_id=releve.bati, il_y_a=30)
    releve.reclamation(E.FAITE, E.CONFIRMEE, responsable_id=releve.bati, il_y_a=4)
    releve.reclamation(categorie="chauffage")
    releve.aller("reclamations", onglet="chiffres")
    vue = releve.page.onglet("chiffres")
    lignes = {vue.modele.ligne(r).libelle: r for r in range(vue.modele.rowCount())}
    rang = lignes["Bâti 62 (menuiserie)"]
    dits = [str(vue.modele.index(rang, c).data()) for c in range(1, 6)]
    assert dits == ["2", "1 sur 2", "1 sur 1", "4 j, sur 1 réparée", "0 sur 2"]
    vue.table.selectRow(rang)
    vue.table.setFocus()
    releve.entree()
    liste = releve.page.onglet("liste")
    assert releve.page.nom_courant == "liste"
    assert liste.modele.rowCount() == 2  # as many as the line counts
    assert une in {liste.modele.id_lu(r) for r in range(2)}
    releve.aller("reclamations", onglet="chiffres")
    vue.regrouper(Regroupement.CATEGORIE)
    releve.mains.calme()
    assert vue.modele.rowCount() == 1  # the filter still holds


@pytest.mark.parametrize(
    ("par", "libelle"),
    [(Regroupement.TRANCHE, "Sans tranche"), (Regroupement.CITE, "Sans cité")],
)
def test_celles_qui_ne_sont_nulle_part_s_ouvrent_aussi(
    releve: Releve, par: Regroupement, libelle: str
) -> None:
    tranche = releve.uow.ids.new()
    factories.ecrire(releve.uow, Tranche(id=tranche, cite_id=releve.cite, nom="T1"))
    ailleurs = factories.logement(releve.uow, cite_id=releve.cite, tranche_id=tranche, numero="31")
    releve.reclamation(logement_id=ailleurs)
    sans_logis = releve.uow.ids.new()
    factories.ecrire(releve.uow, Menage(id=sans_logis, nom="Petit Anna"))
    nulle_part = releve.reclamation(menage_id=sans_logis)
    releve.aller("reclamations", onglet="chiffres")
    vue = releve.page.onglet("chiffres")
    vue.regrouper(par)
    releve.mains.calme()
    lignes = {vue.modele.ligne(r).libelle: r for r in range(vue.modele.rowCount())}
    vue.table.selectRow(lignes[libelle])
    vue.table.setFocus()
    releve.entree()
    liste = releve.page.onglet("liste")
    assert releve.page.nom_courant == "liste"
    assert [liste.modele.id_lu(r) for r in range(liste.modele.rowCount())] == [nulle_part]
    assert libelle.lower() in releve.page.filtres.dit()


# --- collective cases ----------------------------------------------------------------------------


def test_deux_reclamations_se_regroupent_et_avancent_ensemble(releve: Releve) -> None:
    autre = factories.menage(releve.uow, nom="Petit")
    a = releve.reclamation()
    b = releve.reclamation(menage_id=autre, logement_id=releve.logement)
    releve.aller()
    vue = releve.page.onglet("liste")
    vue.table.prendre_focus()
    vue.table.selectAll()
    releve.mains.touche(K.Key_G)
    assert releve.mains.ici == "Défaut commun"
    releve.mains.taper("Volets roulants")
    releve.entree()
    (dossier,) = dossiers.lister(dossiers.ListerDossiers(), releve.uow)
    assert (dossier.membres, dossier.ouvertes) == (2, 2)
    releve.aller("reclamations", onglet="dossiers", dossier_id=dossier.id)
    onglet = releve.page.onglet("dossiers")
    assert onglet.courant is not None
    assert onglet.courant.id == dossier.id
    assert onglet.membres.count() == 2
    onglet.table.setFocus()
    releve.entree()
    releve.choisir("etat", E.TRANSMISE)
    releve.mains.touche(K.Key_Return, CTRL)
    releve.mains.calme()
    assert {releve.etat(a), releve.etat(b)} == {E.TRANSMISE}
    onglet.membres.setFocus()
    releve.mains.touche(K.Key_Delete)
    releve.mains.calme()
    (reste,) = dossiers.lister(dossiers.ListerDossiers(), releve.uow)
    assert reste.membres == 1


def test_moins_de_deux_ne_se_regroupent_pas(releve: Releve) -> None:
    releve.reclamation()
    releve.aller()
    releve.page.onglet("liste").table.prendre_focus()
    releve.mains.touche(K.Key_G)
    assert releve.page.saisie.isHidden()


def test_une_cite_ou_un_filtre_sans_reponse_le_dit(releve: Releve, clock: FixedClock) -> None:
    releve.reclamation()
    releve.aller("reclamations", filtre=FiltreReclamations(ouvertes=True, urgence=Urgence.RAPIDE))
    page = releve.page
    assert page.onglet("liste").vide.bouton.text() == "Retirer les filtres"
    page.onglet("liste").vide.bouton.click()
    releve.mains.calme()
    assert page.onglet("liste").modele.rowCount() == 1
    assert page.filtres.actifs == []
    assert clock.today().isoformat() == "2026-11-24"


def test_la_feuille_de_reunion_s_imprime_d_ici(
    releve: Releve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{IMPRESSION}.QDesktopServices.openUrl", lambda _url: True)
    releve.reclamation(E.TRANSMISE, il_y_a=30, responsable_id=releve.bati)
    releve.aller()
    sortie = tmp_path / "reunion.pdf"
    releve.page.imprimeur.reunion(sortie)
    releve.mains.calme()
    assert "R-0001" in "".join(p.extract_text() for p in PdfReader(sortie).pages)
