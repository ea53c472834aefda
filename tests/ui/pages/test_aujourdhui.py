"""Today's page, emptied with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.services import engagements, equipe, permanences, rendez_vous, taches
from db.models import Annonce
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.aujourdhui import PageAujourdhui

DEMAIN = date(2026, 11, 25)


class PageTemoin(Page):
    """Remembers where one was sent."""

    vus: list[tuple[str, dict[str, Any]]] = []  # noqa: RUF012 - reset by the fixture
    titre = "Témoin"

    def afficher(self, **arguments: Any) -> None:
        self.vus.append((self.nom, arguments))


class PageMenageTemoin(PageTemoin):
    nom = "menage"


class PagePermanenceTemoin(PageTemoin):
    nom = "permanence"


def _lignes(uow: UnitOfWork, sql: str) -> Sequence[tuple[Any, ...]]:
    with uow.lecture() as session:
        return [tuple(ligne) for ligne in session.execute(text(sql))]


@pytest.fixture
def clavier(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Clavier:
    """Hands, on a window that has the focus."""
    PageTemoin.vus = []
    installer(contexte, PageAujourdhui, PageMenageTemoin, PagePermanenceTemoin)
    return Clavier(qtbot, contexte, pile)


def _arriver(clavier: Clavier, contexte: Contexte) -> PageAujourdhui:
    contexte.navigation.aller("aujourdhui")
    clavier.calme()
    page = contexte.navigation.page
    assert isinstance(page, PageAujourdhui)
    return page


def test_une_base_vide_dit_a_quoi_sert_la_page(clavier: Clavier, contexte: Contexte) -> None:
    page = _arriver(clavier, contexte)
    assert page.rien.isVisible()
    assert page.rien.bouton.text() == "Importer un fichier"


def test_cocher_une_tache_puis_une_promesse(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage_id = factories.menage(uow)
    taches.creer(taches.CreerTache("relever le compteur", date(2026, 11, 24), menage_id), uow)
    engagements.prendre(engagements.PrendreEngagement(menage_id, "rappeler", DEMAIN), uow)
    page = _arriver(clavier, contexte)
    clavier.attendre(lambda: len(page.a_faire.valeurs()) == 2)
    page.a_faire.setFocus()
    clavier.touche(K.Key_Space)
    clavier.attendre(lambda: len(page.a_faire.valeurs()) == 1)
    clavier.calme()
    assert clavier.focus is page.a_faire
    clavier.touche(K.Key_F)
    clavier.attendre(lambda: not page.a_faire.valeurs())
    assert _lignes(uow, "SELECT faite_le FROM tache") == [("2026-11-24",)]
    assert _lignes(uow, "SELECT etat FROM engagement") == [("tenu",)]


def test_reporter_demande_une_raison_pour_une_promesse(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage_id = factories.menage(uow)
    engagements.prendre(engagements.PrendreEngagement(menage_id, "rappeler", DEMAIN), uow)
    page = _arriver(clavier, contexte)
    page.a_faire.setFocus()
    clavier.touche(K.Key_R)
    assert clavier.ici == "Reporter au"
    clavier.entree()
    clavier.entree()
    assert page.report.isVisible()  # no day yet: nothing is put off
    page.report.date.setFocus()
    clavier.taper("+6")
    clavier.entree()
    assert clavier.ici == "Pourquoi"
    clavier.entree()  # "another reason" wants words
    assert clavier.ici == "Raison"
    clavier.taper("intemperies")
    clavier.entree()
    clavier.attendre(page.report.isHidden)
    clavier.calme()
    assert clavier.focus is page.a_faire
    assert _lignes(uow, "SELECT etat, pour_le, motif FROM engagement ORDER BY pour_le") == [
        ("deplace", "2026-11-25", "intemperies"),
        ("a_tenir", "2026-11-30", None),
    ]


def test_reporter_une_tache_sans_raison_et_renoncer(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    taches.creer(taches.CreerTache("relever le compteur", DEMAIN), uow)
    page = _arriver(clavier, contexte)
    page.a_faire.setFocus()
    clavier.touche(K.Key_R)
    clavier.touche(K.Key_Escape)
    assert page.report.isHidden()
    clavier.touche(K.Key_R)
    clavier.taper("30/11")
    clavier.entree()
    clavier.attendre(page.report.isHidden)
    clavier.calme()
    assert _lignes(uow, "SELECT pour_le FROM tache") == [("2026-11-30",)]


def test_entree_ouvre_le_menage_ou_la_permanence(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    oublie = factories.menage(uow)
    factories.visite(uow, oublie, date(2026, 6, 1))
    attendu = factories.menage(uow, "Benali", "Karim")
    factories.visite(uow, attendu, date(2026, 11, 23))
    rendez_vous.creer(
        rendez_vous.CreerRendezVous(attendu, date(2026, 11, 24), "logement témoin", time(16)), uow
    )
    ouverte = permanences.ouvrir(
        permanences.OuvrirPermanence(factories.cite(uow), date(2026, 11, 24), time(14), "Mairie"),
        uow,
    )
    page = _arriver(clavier, contexte)
    assert "Permanence en cours" in page.du_jour.textes()[0]
    page.du_jour.setFocus()
    clavier.entree()
    contexte.navigation.retour()
    clavier.calme()
    page.du_jour.setFocus()
    clavier.touche(K.Key_Down)
    clavier.entree()
    contexte.navigation.retour()
    clavier.calme()
    page.a_regarder.setFocus()
    clavier.entree()
    assert PageTemoin.vus == [
        ("permanence", {"permanence_id": ouverte.principal}),
        ("menage", {"menage_id": attendu}),
        ("menage", {"menage_id": oublie}),
    ]


def test_les_miennes_ou_celles_de_l_equipe(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    equipe.garantir_moi(None, uow)
    sofia = factories.intervenant(uow)
    taches.creer(taches.CreerTache("à moi", DEMAIN), uow)
    taches.creer(taches.CreerTache("à Sofia", DEMAIN, affectee_a_id=sofia), uow)
    page = _arriver(clavier, contexte)
    assert not any("à Sofia" in t for t in page.a_faire.textes())
    page.a_moi.setFocus()
    clavier.touche(K.Key_Space)
    clavier.attendre(lambda: any("à Sofia · Sofia Lemaire" in t for t in page.a_faire.textes()))
    assert not page.a_faire.isColumnHidden(3)


def test_ce_qui_est_en_retard_se_dit_en_toutes_lettres(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, clock: Any
) -> None:
    factories.menage(uow)
    clock.instant = clock.instant.replace(day=10)
    taches.creer(taches.CreerTache("relever le compteur", date(2026, 11, 12)), uow)
    clock.instant = clock.instant.replace(day=24)
    page = _arriver(clavier, contexte)
    assert page.a_faire.textes()[:2] == [
        "En retard (1)",
        "⚠ 12 j de retard · ▢ relever le compteur",
    ]
    assert "1 ménage est à regarder bientôt." in page.phrases.text()


def _annoncer(uow: UnitOfWork, menage_id: Any, depuis: date) -> None:
    factories.ecrire(
        uow,
        Annonce(
            id=uow.ids.new(), menage_id=menage_id, objet="retour le 12 mars", ouverte_le=depuis
        ),
    )


def test_regarder_puis_mettre_en_veille_en_disant_pourquoi(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage_id = factories.menage(uow)
    _annoncer(uow, menage_id, date(2026, 11, 2))
    page = _arriver(clavier, contexte)
    assert page.premier_champ() is page.a_regarder
    assert page.a_regarder.textes()[0] == "▮▮▮ fort (1)"
    page.a_regarder.setFocus()
    assert "(+1)" in page.a_regarder.textes()[1]
    clavier.touche(K.Key_Space)
    ligne = page.a_regarder.currentItem()
    assert ligne.isExpanded()
    assert ligne.child(0).text(0).startswith("– ")
    clavier.touche(K.Key_Down)  # on a reason: still that household
    clavier.touche(K.Key_R)
    assert clavier.ici == "Jusqu’au"
    clavier.taper("+10")
    clavier.entree()
    clavier.entree()
    assert page.veille.isVisible()  # no reason: nobody sleeps
    assert clavier.ici == "Pourquoi"
    clavier.taper("rendez-vous pris")
    clavier.entree()
    clavier.attendre(page.veille.isHidden)
    clavier.calme()
    assert not page.a_regarder.valeurs()
    assert clavier.focus is page.a_prevenir  # an empty list leaves, the keyboard goes on
    assert _lignes(uow, "SELECT jusqu_au, motif FROM attention_pause") == [
        ("2026-12-04", "rendez-vous pris")
    ]


def test_noter_que_quelqu_un_est_prevenu(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage_id = factories.menage(uow)
    _annoncer(uow, menage_id, date(2026, 11, 22))
    page = _arriver(clavier, contexte)
    assert page.a_prevenir.textes() == ["Wójcik Jadwiga · 06 12 34 56 78 · depuis 2 j"]
    assert page.a_prevenir.topLevelItem(0).child(0).text(0) == "retour le 12 mars"
    page.a_prevenir.setFocus()
    clavier.touche(K.Key_Space)
    assert clavier.ici == "À qui c’est dit"
    page.annonce.a_qui.clear()
    clavier.entree()
    assert page.annonce.isVisible()  # nobody heard it
    clavier.taper("sa fille")
    clavier.entree()
    clavier.attendre(page.annonce.isHidden)
    clavier.calme()
    assert not page.a_prevenir.valeurs()
    assert _lignes(uow, "SELECT dite_le, canal, a_qui FROM annonce") == [
        ("2026-11-24", "telephone", "sa fille")
    ]


def test_une_seule_question_a_la_fois(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage_id = factories.menage(uow)
    taches.creer(taches.CreerTache("relever le compteur", DEMAIN, menage_id), uow)
    page = _arriver(clavier, contexte)
    page.a_faire.setFocus()
    clavier.touche(K.Key_R)
    page.a_regarder.setFocus()
    clavier.touche(K.Key_R)
    assert (page.report.isVisible(), page.veille.isVisible()) == (False, True)
    clavier.touche(K.Key_Escape)
    assert page.veille.isHidden()
    assert clavier.focus is page.a_regarder


def test_la_page_suit_ce_qui_change_ailleurs(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    page = _arriver(clavier, contexte)
    contexte.jobs.lancer(taches.creer, taches.CreerTache("porter les cartons", DEMAIN))
    clavier.attendre(lambda: any("porter les cartons" in t for t in page.a_faire.textes()))
    assert not page.rien.isVisible()
    clavier.calme()
    page.a_faire.setFocus()
    clavier.touche(K.Key_F, CTRL)  # a shortcut is not a tick
    clavier.calme()
    assert _lignes(uow, "SELECT faite_le FROM tache") == [(None,)]
