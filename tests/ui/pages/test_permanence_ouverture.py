"""Opening a permanence: each week, elsewhere, not today; without an estate."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from app.core.errors import AppError
from app.services import permanences
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, Clavier, K
from tests.ui.pages.permanence import arriver, cite_id, clavier, lignes
from ui.contexte import Contexte
from ui.widgets import Bouton

__all__ = ["cite_id", "clavier"]  # the fixtures


def test_ouvrir_une_permanence_qui_revient_chaque_semaine(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    factories.logement(uow, cite_id=factories.cite(uow))
    page = arriver(clavier, contexte)
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
    assert lignes(
        uow, "SELECT p.lieu, p.debut, p.serie_id = s.id, s.jour_semaine FROM permanence p,"
        " permanence_serie s",
    ) == [("Salle des fetes", "09:30:00.000000", 1, 1)]  # fmt: skip
    assert "Médiatrice Test" in page.seance.sous_titre.text()


def test_la_seance_prevue_se_tient_ailleurs_et_reste_de_sa_serie(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = arriver(clavier, contexte)
    page.ouverture.lieu.setFocus()
    clavier.touche(K.Key_A, CTRL)
    clavier.taper("Salle des fetes")
    page.ouverture.bouton.click()
    clavier.attendre(lambda: page.vues.currentWidget() is page.seance)
    assert lignes(uow, "SELECT lieu, serie_id IS NOT NULL FROM permanence") == [
        ("Salle des fetes", 1)
    ]


def test_elle_n_a_pas_lieu_aujourd_hui_ou_ne_revient_plus(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, cite_id: UUID
) -> None:
    page = arriver(clavier, contexte)
    boutons = {b.text(): b for b in page.ouverture.findChildren(Bouton)}
    boutons["Elle n’a pas lieu aujourd’hui"].click()
    clavier.attendre(lambda: "Aucune permanence" in page.ouverture.intro.text())
    clavier.calme()
    assert clavier.focus is page.ouverture.lieu
    assert lignes(uow, "SELECT etat FROM permanence") == [("annulee",)]
    boutons = {b.text(): b for b in page.ouverture.findChildren(Bouton) if b.isVisible()}
    boutons["ne plus la proposer"].click()
    clavier.calme()
    assert lignes(uow, "SELECT jusqu FROM permanence_serie") == [("2026-11-23",)]
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
    page = arriver(clavier, contexte)
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
    page = arriver(clavier, contexte)
    assert page.vues.currentWidget() is page.ouverture
    clavier.entree()
    clavier.attendre(lambda: page.vues.currentWidget() is page.seance)
    assert "mar. 17 nov. · Mairie" in page.seance.titre.text()


def test_sans_cite_la_page_dit_quoi_faire(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    page = arriver(clavier, contexte)
    assert page.ouverture.vide.isVisible()
    assert not page.ouverture.formulaire.isVisible()
    assert clavier.focus is page.ouverture.vide.bouton
