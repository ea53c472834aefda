"""The permanence held with the keyboard alone: visits, faults, a lock, the report."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QFileDialog

from app.core.changes import OperationId
from app.core.errors import AppError
from app.services import annulation
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import ALT, CTRL, Clavier, K
from tests.ui.pages.permanence import (
    PageCible,
    choisir,
    cite_id,
    clavier,
    enregistrer,
    lignes,
    ouvrir,
)
from ui.contexte import Contexte
from ui.pages.permanence import PagePermanence
from ui.pages.permanence import papier as module_papier

__all__ = ["cite_id", "clavier"]  # the fixtures


def test_trois_visites_puis_la_cloture_sans_souris(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = ouvrir(clavier, contexte)
    assert "Maison du projet · 14:00–17:00" in page.seance.titre.text()
    assert clavier.ici == "Qui ?"

    # somebody we know: reasons, feelings, what was said, a promise
    choisir(clavier, page, "wojc")
    assert clavier.ici == "Pour quoi ?"
    clavier.taper("p")
    clavier.entree()
    clavier.taper("hum")
    clavier.entree()
    clavier.entree()
    clavier.taper("q")
    clavier.entree()
    clavier.taper("3")
    clavier.touche(K.Key_Tab)
    assert clavier.ici == "Ce qui s’est dit"
    clavier.taper("Elle ne sait pas quand elle reviendra.")
    clavier.touche(K.Key_Tab)
    clavier.touche(K.Key_Tab)
    clavier.taper("rappeler avec la date")
    clavier.entree()
    clavier.taper("ven")
    enregistrer(clavier, page, 1)

    # somebody who gives no name
    clavier.touche(K.Key_Down)
    clavier.touche(K.Key_Down)
    clavier.entree()
    clavier.taper("l")
    clavier.entree()
    enregistrer(clavier, page, 2)

    # somebody new, with a complaint
    clavier.taper("Haddad Samira")
    clavier.attendre(lambda: bool(page.seance.formulaire.qui.propositions.textes()))
    clavier.entree()
    assert clavier.ici == "Nom"
    clavier.entree()
    clavier.entree()
    clavier.taper("06 22 33 44 55")
    clavier.entree()
    clavier.entree()
    assert clavier.ici == "Pour quoi ?"
    clavier.taper("f")
    clavier.entree()
    clavier.touche(K.Key_R, ALT)
    clavier.taper("Port")
    clavier.touche(K.Key_Tab)
    clavier.taper("volet bloque")
    enregistrer(clavier, page, 3)

    assert lignes(
        uow,
        "SELECT v.canal, v.jour, v.heure IS NOT NULL, m.nom FROM visite v"
        " LEFT JOIN menage m ON m.id = v.menage_id ORDER BY v.id",
    ) == [
        ("permanence", "2026-11-24", 1, "Wójcik Jadwiga"),
        ("permanence", "2026-11-24", 1, None),
        ("permanence", "2026-11-24", 1, "Haddad Samira"),
    ]
    assert lignes(uow, "SELECT code, intensite FROM ressenti") == [("inquietude", 3)]
    assert lignes(uow, "SELECT texte, pour_le FROM engagement") == [
        ("rappeler avec la date", "2026-11-27")
    ]
    assert lignes(uow, "SELECT categorie, description FROM reclamation") == [
        ("menuiseries", "volet bloque")
    ]

    # closing, from the menu's shortcut
    next(a for a in page.commandes() if a.nom == "clore_permanence").declencher()
    clavier.attendre(lambda: page.vues.currentWidget() is page.cloture)
    clavier.calme()
    assert clavier.ici == "À transmettre"
    assert "2 visites de 2 ménages, et 1 passage anonyme." in page.cloture.bilan.text()
    assert "Rencontrés pour la première fois" in page.cloture.bilan.text()
    clavier.taper("Clés chez la gardienne.")
    while clavier.focus is not page.cloture.bouton:
        clavier.touche(K.Key_Tab)
    clavier.entree()
    clavier.attendre(lambda: page.cloture.titre.text().startswith("Permanence close"))
    clavier.calme()
    assert page.cloture.transmis.text() == "Clés chez la gardienne."
    assert clavier.focus is page.cloture.bouton_imprimer
    assert lignes(uow, "SELECT etat FROM permanence") == [("close",)]


def test_la_derniere_visite_s_annule(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = ouvrir(clavier, contexte)
    operations: list[OperationId] = []
    contexte.avis.enregistre.connect(lambda _texte, operation: operations.append(operation))
    choisir(clavier, page, "benal")
    clavier.taper("p")
    clavier.entree()
    enregistrer(clavier, page, 1)
    contexte.jobs.lancer(annulation.annuler, annulation.AnnulerOperation(operations[-1]))
    clavier.attendre(lambda: page.seance.liste.visites() == [])
    assert lignes(uow, "SELECT count(*) FROM visite") == [(0,)]


def test_une_visite_se_supprime_et_un_menage_s_ouvre_depuis_la_liste(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = ouvrir(clavier, contexte)
    for n, nom in enumerate(("benal", "wojc"), 1):
        choisir(clavier, page, nom)
        clavier.taper("p")
        clavier.entree()
        enregistrer(clavier, page, n)
    page.seance.liste.setFocus()
    clavier.touche(K.Key_Down)
    clavier.touche(K.Key_Delete)
    clavier.attendre(lambda: len(page.seance.liste.visites()) == 1)
    clavier.calme()
    page.seance.liste.setCurrentCell(0, 0)
    clavier.entree()
    restante = lignes(uow, "SELECT menage_id FROM visite")[0][0]
    assert [a["menage_id"].hex for a in PageCible.vus] == [restante]


def test_deux_fois_ctrl_entree_n_enregistrent_qu_une_visite(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = ouvrir(clavier, contexte)
    choisir(clavier, page, "benal")
    clavier.taper("p")
    clavier.entree()
    clavier.touche(K.Key_Return, CTRL)
    clavier.touche(K.Key_Return, CTRL)
    clavier.attendre(lambda: len(page.seance.liste.visites()) == 1)
    clavier.calme()
    assert lignes(uow, "SELECT count(*) FROM visite") == [(1,)]


def test_une_faute_garde_la_saisie_et_va_au_champ(
    clavier: Clavier, contexte: Contexte, cite_id: UUID
) -> None:
    erreurs: list[AppError] = []
    contexte.avis.erreur.connect(erreurs.append)
    page = ouvrir(clavier, contexte)
    formulaire = page.seance.formulaire
    clavier.touche(K.Key_Return, CTRL)
    assert (erreurs[-1].code, clavier.ici) == ("visite.qui_manque", "Qui ?")
    choisir(clavier, page, "benal")
    clavier.taper("p")
    clavier.entree()
    formulaire.promesse.texte.setFocus()
    clavier.taper("rappeler")
    clavier.entree()
    clavier.taper("31/02")
    clavier.touche(K.Key_Return, CTRL)
    assert (erreurs[-1].code, clavier.ici) == ("saisie.date_incomprise", "Pour le")
    formulaire.ressentis.setFocus()
    clavier.taper("xyzzy")
    formulaire.promesse.date.fixer(None)
    clavier.touche(K.Key_Return, CTRL)
    assert erreurs[-1].code == "visite.mot_inconnu"
    assert formulaire.motifs.codes() == ("planning",)
    assert formulaire.promesse.texte.text() == "rappeler"


def test_un_refus_du_service_ne_perd_rien(
    clavier: Clavier, contexte: Contexte, cite_id: UUID
) -> None:
    erreurs: list[AppError] = []
    contexte.jobs.erreur.connect(erreurs.append)
    page = ouvrir(clavier, contexte)
    formulaire = page.seance.formulaire
    choisir(clavier, page, "benal")
    formulaire.promesse.texte.setFocus()
    clavier.taper("rappeler")
    clavier.entree()
    clavier.taper("hier")
    clavier.touche(K.Key_Return, CTRL)
    clavier.attendre(lambda: bool(erreurs))
    assert erreurs[0].code == "visite.echeance_passee"
    assert formulaire.promesse.texte.text() == "rappeler"
    clavier.attendre(formulaire.bouton.isEnabled)


def test_la_visite_en_cours_survit_a_un_verrou(
    clavier: Clavier, contexte: Contexte, cite_id: UUID
) -> None:
    page = ouvrir(clavier, contexte)
    choisir(clavier, page, "wojc")
    clavier.taper("p")
    clavier.entree()
    clavier.entree()
    clavier.taper("q")
    clavier.entree()
    clavier.taper("4")
    page.seance.formulaire.recit.note.texte.setFocus()
    clavier.taper("Ses meubles ne tiennent pas.")
    page.seance.formulaire.ouvrir_reclamation()
    page.seance.formulaire.reclamation.description.setFocus()
    clavier.taper("porte")
    contexte.brouillons.vider()  # what the lock does
    clavier.calme()
    contexte.navigation.oublier_pages()
    contexte.navigation.reprendre()
    clavier.attendre(lambda: isinstance(contexte.navigation.page, PagePermanence))
    clavier.calme()
    retrouvee = contexte.navigation.page
    assert isinstance(retrouvee, PagePermanence)
    assert retrouvee is not page
    formulaire = retrouvee.seance.formulaire
    clavier.attendre(lambda: formulaire.qui.champ.text() == "Wójcik Jadwiga")
    assert formulaire.motifs.codes() == ("planning",)
    assert [(r.code, r.intensite) for r in formulaire.ressentis.saisis()] == [("inquietude", 4)]
    assert formulaire.recit.valeurs()[0].texte == "Ses meubles ne tiennent pas."
    assert formulaire.reclamation.valeurs()[0].description == "porte"


def test_une_saisie_en_cours_est_rappelee_avant_de_clore(
    clavier: Clavier, contexte: Contexte, cite_id: UUID
) -> None:
    page = ouvrir(clavier, contexte)
    choisir(clavier, page, "benal")
    page.seance.bouton_clore.click()
    clavier.attendre(lambda: page.vues.currentWidget() is page.cloture)
    assert page.cloture.en_saisie.isVisible()
    page.cloture.retour.click()
    assert page.vues.currentWidget() is page.seance
    assert page.seance.formulaire.qui.champ.text() == "Benali Karim"


def test_le_compte_rendu_s_imprime(
    clavier: Clavier,
    contexte: Contexte,
    cite_id: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = ouvrir(clavier, contexte)
    sortie = tmp_path / "rendu.pdf"
    ouverts: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(sortie), ""))
    monkeypatch.setattr(
        module_papier.QDesktopServices, "openUrl", lambda url: ouverts.append(url.toLocalFile())
    )
    next(a for a in page.commandes() if a.nom == "feuille_emargement").declencher()
    clavier.attendre(lambda: len(ouverts) == 1)
    assert sortie.read_bytes().startswith(b"%PDF")
    sortie.unlink()
    page.seance.bouton_clore.click()
    clavier.attendre(lambda: page.vues.currentWidget() is page.cloture)
    page.cloture.bouton.click()
    clavier.attendre(page.cloture.bouton_imprimer.isVisible)
    page.cloture.bouton_imprimer.click()
    clavier.attendre(lambda: len(ouverts) == 2)
    assert sortie.read_bytes().startswith(b"%PDF")


def test_un_nom_avec_des_balises_reste_du_texte(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    factories.menage(uow, "<b>Zorro</b>", "<img src=x>")
    page = ouvrir(clavier, contexte)
    clavier.taper("zorro")
    propositions = page.seance.formulaire.qui.propositions
    clavier.attendre(lambda: bool(propositions.textes()))
    assert propositions.textes()[0].startswith("<b>Zorro</b>")
    assert "<b>Zorro" not in propositions.item(0).toolTip()
