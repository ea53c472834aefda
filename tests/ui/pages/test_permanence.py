"""A permanence held from beginning to end without touching the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QFileDialog, QStackedWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.core.changes import OperationId
from app.core.errors import AppError
from app.services import annulation, permanences, seances
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import ALT, CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.permanence import PagePermanence
from ui.pages.permanence import papier as module_papier
from ui.widgets import Bouton

JOUR = date(2026, 11, 24)


class PageCible(Page):
    """Where the household page would be."""

    nom = "menage"
    titre = "Ménage"
    vus: list[dict[str, Any]] = []  # noqa: RUF012 - reset by the fixture

    def afficher(self, **arguments: Any) -> None:
        self.vus.append(arguments)


def _lignes(uow: UnitOfWork, sql: str) -> Sequence[tuple[Any, ...]]:
    with uow.lecture() as session:
        return [tuple(ligne) for ligne in session.execute(text(sql))]


@pytest.fixture
def cite_id(uow: UnitOfWork) -> UUID:
    """An estate with its Tuesday permanence and two households."""
    cite = factories.cite(uow, nom="Cité Nouméa")
    for nom, prenom, voie in (
        ("Wójcik", "Jadwiga", "Rue de Stockholm"),
        ("Benali", "Karim", "Rue de Rome"),
    ):
        logement = factories.logement(uow, cite_id=cite, numero="14", voie=voie)
        factories.menage(uow, nom, prenom, logement_id=logement)
    seances.creer(
        seances.CreerSerie(cite, 1, time(14), "Maison du projet", time(17), date(2026, 11, 3)), uow
    )
    return cite


@pytest.fixture
def clavier(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Clavier:
    """Hands, on a window that has the focus."""
    PageCible.vus = []
    installer(contexte, PagePermanence, PageCible)
    return Clavier(qtbot, contexte, pile)


def _arriver(clavier: Clavier, contexte: Contexte) -> PagePermanence:
    contexte.navigation.aller("permanence")
    clavier.calme()
    page = contexte.navigation.page
    assert isinstance(page, PagePermanence)
    return page


def _ouvrir(clavier: Clavier, contexte: Contexte) -> PagePermanence:
    page = _arriver(clavier, contexte)
    clavier.entree()
    clavier.attendre(lambda: page.vues.currentWidget() is page.seance)
    clavier.calme()
    return page


def _choisir(clavier: Clavier, page: PagePermanence, debut: str) -> None:
    """Type the beginning of a name and take the first household."""
    qui = page.seance.formulaire.qui
    clavier.taper(debut)
    clavier.attendre(lambda: bool(qui.propositions.textes()))
    clavier.entree()
    clavier.calme()


def _enregistrer(clavier: Clavier, page: PagePermanence, combien: int) -> None:
    clavier.touche(K.Key_Return, CTRL)
    clavier.attendre(lambda: len(page.seance.liste.visites()) == combien)
    clavier.calme()
    assert clavier.ici == "Qui ?"


def test_trois_visites_puis_la_cloture_sans_souris(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = _ouvrir(clavier, contexte)
    assert "Maison du projet · 14:00–17:00" in page.seance.titre.text()
    assert clavier.ici == "Qui ?"

    # somebody we know: reasons, feelings, what was said, a promise
    _choisir(clavier, page, "wojc")
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
    _enregistrer(clavier, page, 1)

    # somebody who gives no name
    clavier.touche(K.Key_Down)
    clavier.touche(K.Key_Down)
    clavier.entree()
    clavier.taper("l")
    clavier.entree()
    _enregistrer(clavier, page, 2)

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
    _enregistrer(clavier, page, 3)

    assert _lignes(
        uow,
        "SELECT v.canal, v.jour, v.heure IS NOT NULL, m.nom FROM visite v"
        " LEFT JOIN menage m ON m.id = v.menage_id ORDER BY v.id",
    ) == [
        ("permanence", "2026-11-24", 1, "Wójcik Jadwiga"),
        ("permanence", "2026-11-24", 1, None),
        ("permanence", "2026-11-24", 1, "Haddad Samira"),
    ]
    assert _lignes(uow, "SELECT code, intensite FROM ressenti") == [("inquietude", 3)]
    assert _lignes(uow, "SELECT texte, pour_le FROM engagement") == [
        ("rappeler avec la date", "2026-11-27")
    ]
    assert _lignes(uow, "SELECT categorie, description FROM reclamation") == [
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
    assert _lignes(uow, "SELECT etat FROM permanence") == [("close",)]


def test_la_derniere_visite_s_annule(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = _ouvrir(clavier, contexte)
    operations: list[OperationId] = []
    contexte.avis.enregistre.connect(lambda _texte, operation: operations.append(operation))
    _choisir(clavier, page, "benal")
    clavier.taper("p")
    clavier.entree()
    _enregistrer(clavier, page, 1)
    contexte.jobs.lancer(annulation.annuler, annulation.AnnulerOperation(operations[-1]))
    clavier.attendre(lambda: page.seance.liste.visites() == [])
    assert _lignes(uow, "SELECT count(*) FROM visite") == [(0,)]


def test_une_visite_se_supprime_et_un_menage_s_ouvre_depuis_la_liste(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = _ouvrir(clavier, contexte)
    for n, nom in enumerate(("benal", "wojc"), 1):
        _choisir(clavier, page, nom)
        clavier.taper("p")
        clavier.entree()
        _enregistrer(clavier, page, n)
    page.seance.liste.setFocus()
    clavier.touche(K.Key_Down)
    clavier.touche(K.Key_Delete)
    clavier.attendre(lambda: len(page.seance.liste.visites()) == 1)
    clavier.calme()
    page.seance.liste.setCurrentCell(0, 0)
    clavier.entree()
    restante = _lignes(uow, "SELECT menage_id FROM visite")[0][0]
    assert [a["menage_id"].hex for a in PageCible.vus] == [restante]


def test_deux_fois_ctrl_entree_n_enregistrent_qu_une_visite(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = _ouvrir(clavier, contexte)
    _choisir(clavier, page, "benal")
    clavier.taper("p")
    clavier.entree()
    clavier.touche(K.Key_Return, CTRL)
    clavier.touche(K.Key_Return, CTRL)
    clavier.attendre(lambda: len(page.seance.liste.visites()) == 1)
    clavier.calme()
    assert _lignes(uow, "SELECT count(*) FROM visite") == [(1,)]


def test_une_faute_garde_la_saisie_et_va_au_champ(
    clavier: Clavier, contexte: Contexte, cite_id: UUID
) -> None:
    erreurs: list[AppError] = []
    contexte.avis.erreur.connect(erreurs.append)
    page = _ouvrir(clavier, contexte)
    formulaire = page.seance.formulaire
    clavier.touche(K.Key_Return, CTRL)
    assert (erreurs[-1].code, clavier.ici) == ("visite.qui_manque", "Qui ?")
    _choisir(clavier, page, "benal")
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
    page = _ouvrir(clavier, contexte)
    formulaire = page.seance.formulaire
    _choisir(clavier, page, "benal")
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
    page = _ouvrir(clavier, contexte)
    _choisir(clavier, page, "wojc")
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


def test_ouvrir_une_permanence_qui_revient_chaque_semaine(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    factories.logement(uow, cite_id=factories.cite(uow))
    page = _arriver(clavier, contexte)
    assert clavier.focus is page.ouverture.lieu
    assert page.ouverture.debut.text() == "14:00"
    clavier.taper("Salle des fetes")
    clavier.entree()
    clavier.touche(K.Key_A, CTRL)
    clavier.taper("9h30")
    clavier.entree()
    clavier.touche(K.Key_A, CTRL)
    clavier.taper("12")
    while clavier.focus is not page.ouverture.hebdo:
        clavier.touche(K.Key_Tab)
    clavier.touche(K.Key_Space)
    clavier.touche(K.Key_Tab)
    clavier.entree()
    clavier.attendre(lambda: page.vues.currentWidget() is page.seance)
    clavier.calme()
    assert _lignes(
        uow, "SELECT p.lieu, p.debut, p.serie_id = s.id, s.jour_semaine FROM permanence p,"
        " permanence_serie s",
    ) == [("Salle des fetes", "09:30:00.000000", 1, 1)]  # fmt: skip
    assert "Médiatrice Test" in page.seance.sous_titre.text()


def test_la_seance_prevue_se_tient_ailleurs_et_reste_de_sa_serie(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = _arriver(clavier, contexte)
    page.ouverture.lieu.setFocus()
    clavier.touche(K.Key_A, CTRL)
    clavier.taper("Salle des fetes")
    page.ouverture.bouton.click()
    clavier.attendre(lambda: page.vues.currentWidget() is page.seance)
    assert _lignes(uow, "SELECT lieu, serie_id IS NOT NULL FROM permanence") == [
        ("Salle des fetes", 1)
    ]


def test_elle_n_a_pas_lieu_aujourd_hui_ou_ne_revient_plus(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = _arriver(clavier, contexte)
    boutons = {b.text(): b for b in page.ouverture.findChildren(Bouton)}
    boutons["Elle n’a pas lieu aujourd’hui"].click()
    clavier.attendre(lambda: "Aucune permanence" in page.ouverture.intro.text())
    clavier.calme()
    assert clavier.focus is page.ouverture.lieu
    assert _lignes(uow, "SELECT etat FROM permanence") == [("annulee",)]
    boutons = {b.text(): b for b in page.ouverture.findChildren(Bouton) if b.isVisible()}
    boutons["ne plus la proposer"].click()
    clavier.calme()
    assert _lignes(uow, "SELECT jusqu FROM permanence_serie") == [("2026-11-23",)]
    assert not any(
        b.isVisible() and b.text() == "ne plus la proposer"
        for b in page.ouverture.findChildren(Bouton)
    )


def test_des_horaires_incompris_sont_dits_sur_place(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    factories.logement(uow, cite_id=factories.cite(uow))
    erreurs: list[AppError] = []
    contexte.avis.erreur.connect(erreurs.append)
    page = _arriver(clavier, contexte)
    page.ouverture.bouton.click()
    assert erreurs[-1].code == "saisie.obligatoire"
    clavier.taper("Mairie")
    page.ouverture.fin.setText("plus tard")
    page.ouverture.bouton.click()
    assert erreurs[-1].code == "visite.heure_incomprise"
    assert clavier.focus is page.ouverture.fin


def test_une_permanence_restee_ouverte_est_proposee(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    permanences.ouvrir(
        permanences.OuvrirPermanence(cite_id, date(2026, 11, 17), time(14), "Mairie"), uow
    )
    page = _arriver(clavier, contexte)
    assert page.vues.currentWidget() is page.ouverture
    clavier.entree()
    clavier.attendre(lambda: page.vues.currentWidget() is page.seance)
    assert "mar. 17 nov. · Mairie" in page.seance.titre.text()


def test_sans_cite_la_page_dit_quoi_faire(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    page = _arriver(clavier, contexte)
    assert page.ouverture.vide.isVisible()
    assert not page.ouverture.formulaire.isVisible()
    assert clavier.focus is page.ouverture.vide.bouton


def test_une_saisie_en_cours_est_rappelee_avant_de_clore(
    clavier: Clavier, contexte: Contexte, cite_id: UUID
) -> None:
    page = _ouvrir(clavier, contexte)
    _choisir(clavier, page, "benal")
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
    page = _ouvrir(clavier, contexte)
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
    page = _ouvrir(clavier, contexte)
    clavier.taper("zorro")
    propositions = page.seance.formulaire.qui.propositions
    clavier.attendre(lambda: bool(propositions.textes()))
    assert propositions.textes()[0].startswith("<b>Zorro</b>")
    assert "<b>Zorro" not in propositions.item(0).toolTip()
