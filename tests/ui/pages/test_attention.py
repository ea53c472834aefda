"""Attention on the pages that show it: the list, one household, the rules of the team."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.services import attention
from app.services.attention import LireRaisons, LireRegles
from db.models import Annonce
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import Clavier, K, installer
from ui.contexte import Contexte
from ui.pages.menage import PageMenage
from ui.pages.menages import PageMenages
from ui.pages.reglages import PageReglages
from ui.pages.reglages.attention import OngletAttention


@pytest.fixture
def menage_id(uow: UnitOfWork) -> UUID:
    """A household nobody met, that was not told of a change; another one is fine."""
    id_ = factories.menage(uow)
    factories.visite(uow, factories.menage(uow, "Benali", "Karim"), date(2026, 11, 23))
    factories.ecrire(
        uow,
        Annonce(
            id=uow.ids.new(), menage_id=id_, objet="retour le 12 mars", ouverte_le=date(2026, 11, 2)
        ),
    )
    return id_


@pytest.fixture
def clavier(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Clavier:
    """Hands, on a window that has the focus."""
    installer(contexte, PageMenages, PageMenage, PageReglages)
    return Clavier(qtbot, contexte, pile)


def _aller(clavier: Clavier, contexte: Contexte, nom: str, **arguments: Any) -> Any:
    contexte.navigation.aller(nom, **arguments)
    clavier.calme()
    return contexte.navigation.page


def test_la_liste_dit_l_attention_et_se_filtre(
    clavier: Clavier, contexte: Contexte, menage_id: UUID
) -> None:
    liste = _aller(clavier, contexte, "menages").liste
    titres = [c.cle for c in liste.modele.colonnes]
    rang = titres.index("attention")
    dites = {liste.modele.ligne(i).nom: liste.modele.index(i, rang).data() for i in range(2)}
    assert dites == {"Wójcik Jadwiga": "▮▮▮ fort · 8", "Benali Karim": ""}
    liste.filtres.bouton.menu().aboutToShow.emit()
    menu = next(a for a in liste.filtres.bouton.menu().actions() if a.text() == "Attention").menu()
    assert "pas prévenu d’un changement" in [a.text() for a in menu.actions()]
    next(a for a in menu.actions() if a.text() == "▮▮▮ fort").trigger()
    clavier.calme()
    assert [liste.modele.ligne(i).id for i in range(liste.modele.rowCount())] == [menage_id]
    assert liste.filtres.dit() == "attention : fort"
    liste.filtres.poser(attention=None, raison="annonce_en_attente")
    assert liste.filtres.dit() == "pas prévenu d’un changement"
    liste.trier_par("attention")
    liste.filtres.effacer()
    clavier.calme()
    assert liste.modele.ligne(0).id == menage_id


def test_la_page_du_menage_dit_pourquoi_et_met_en_veille(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, menage_id: UUID
) -> None:
    page = _aller(clavier, contexte, "menage", menage_id=menage_id)
    ligne = page.attention
    assert ligne.raisons.text().startswith(
        "▮▮▮ fort  Personne de l’équipe ne l’a encore rencontré."
    )
    assert "retour le 12 mars" in ligne.raisons.text()
    assert ligne.dort.isHidden()
    ligne.mettre.setFocus()
    clavier.entree()
    clavier.taper("+10")
    clavier.entree()
    clavier.taper("famille jointe")
    clavier.entree()
    clavier.attendre(ligne.dort.isVisible)
    clavier.calme()
    assert ligne.raisons.isHidden()
    assert ligne.dort.text().startswith(
        "En veille jusqu’au ven. 4 déc. (famille jointe). Personne de l’équipe"
    )
    ligne.reveil.setFocus()
    clavier.entree()
    clavier.attendre(ligne.raisons.isVisible)
    clavier.calme()
    assert attention.raisons(LireRaisons(menage_id), uow).score == 8


def test_rien_a_dire_rien_de_montre(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, menage_id: UUID
) -> None:
    with uow.lecture() as session:
        autre = session.execute(text("SELECT id FROM menage WHERE nom LIKE 'Benali%'")).scalar_one()
    page = _aller(clavier, contexte, "menage", menage_id=menage_id)
    assert page.attention.isVisible()
    page = _aller(clavier, contexte, "menage", menage_id=UUID(hex=autre))
    assert page.attention.isHidden()
    page.attention.demander()
    assert page.attention.bande.isHidden()


def _regles(clavier: Clavier, contexte: Contexte) -> OngletAttention:
    page = _aller(clavier, contexte, "reglages", onglet="attention")
    onglet: OngletAttention = page.attention
    clavier.attendre(lambda: bool(onglet.lignes))
    return onglet


def test_les_regles_se_changent_au_clavier_pour_toute_l_equipe(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, menage_id: UUID
) -> None:
    onglet = _regles(clavier, contexte)
    jamais, annonce = onglet.lignes["jamais_rencontre"], onglet.lignes["annonce_en_attente"]
    assert jamais.concernes.text() == "1 ménage concerné"
    assert not onglet.appliquer.isEnabled()
    jamais.actif.setFocus()
    clavier.touche(K.Key_Space)
    assert not jamais.points.isEnabled()
    annonce.points.setFocus()
    clavier.touche(K.Key_Up)
    assert onglet.etat.text() == "2 règles changées, pas encore appliquées."
    onglet.appliquer.setFocus()
    clavier.entree()
    clavier.calme()
    assert onglet.lignes["jamais_rencontre"].concernes.text() == "0 ménage concerné"
    assert attention.raisons(LireRaisons(menage_id), uow).score == 5
    assert onglet.etat.text() == ""
    onglet.origine.setFocus()
    clavier.entree()
    assert onglet.appliquer.isEnabled()
    onglet.appliquer.setFocus()
    clavier.entree()
    clavier.calme()
    assert attention.raisons(LireRaisons(menage_id), uow).score == 8
    assert not onglet.origine.isEnabled()


def test_ce_qui_n_est_pas_applique_est_garde_en_brouillon(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, menage_id: UUID
) -> None:
    onglet = _regles(clavier, contexte)
    onglet.lignes["sans_contact"].seuils["jours_pendant"].setFocus()
    clavier.touche(K.Key_Up)
    contexte.brouillons.vider()
    clavier.calme()
    contexte.navigation.oublier_pages()
    onglet = _regles(clavier, contexte)
    clavier.attendre(lambda: onglet.etat.text() != "")
    assert onglet.lignes["sans_contact"].seuils["jours_pendant"].value() == 31
    regles = {r.code: r for r in attention.lire_regles(LireRegles(), uow)}
    assert regles["sans_contact"].reglage.seuils["jours_pendant"] == 30
