"""A call or a home visit, logged from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.core.errors import AppError
from app.domain.accompagnement import Canal
from app.services import equipe
from db.models import Personne
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import ALT, CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.visite import PageVisite


class PageDepart(Page):
    """Where one comes from."""

    nom = "depart"
    titre = "Départ"


def _lignes(uow: UnitOfWork, sql: str) -> Sequence[tuple[Any, ...]]:
    with uow.lecture() as session:
        return [tuple(ligne) for ligne in session.execute(text(sql))]


@pytest.fixture
def clavier(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Clavier:
    """Hands, on a window that has the focus."""
    installer(contexte, PageVisite, PageDepart)
    clavier = Clavier(qtbot, contexte, pile)
    contexte.navigation.aller("depart")
    return clavier


def _aller(clavier: Clavier, contexte: Contexte, menage_id: UUID | None = None) -> PageVisite:
    arguments = {"menage_id": menage_id} if menage_id else {}
    contexte.navigation.aller("visite", **arguments)
    clavier.calme()
    page = contexte.navigation.page
    assert isinstance(page, PageVisite)
    return page


def test_un_appel_depuis_la_page_d_un_menage(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage_id = factories.menage(uow)
    page = _aller(clavier, contexte, menage_id)
    assert clavier.ici == "Pour quoi ?"
    assert page.formulaire.qui.champ.text() == "Wójcik Jadwiga"
    clavier.taper("l")
    clavier.entree()
    page.formulaire.tache.texte.setFocus()
    clavier.taper("envoyer la simulation")
    clavier.entree()
    clavier.taper("+3")
    clavier.touche(K.Key_Return, CTRL)
    clavier.attendre(lambda: isinstance(contexte.navigation.page, PageDepart))
    assert _lignes(uow, "SELECT canal, menage_id FROM visite") == [("telephone", menage_id.hex)]
    assert _lignes(uow, "SELECT titre, pour_le FROM tache") == [
        ("envoyer la simulation", "2026-11-27")
    ]


def test_le_canal_le_jour_et_l_heure_se_choisissent(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    factories.menage(uow)
    page = _aller(clavier, contexte)
    quand = page.formulaire.quand
    assert quand is not None
    quand.canal.setFocus()
    clavier.taper("Chez")
    clavier.touche(K.Key_Tab)
    clavier.touche(K.Key_A, CTRL)
    clavier.taper("hier")
    clavier.entree()
    clavier.touche(K.Key_A, CTRL)
    clavier.taper("10h15")
    clavier.entree()
    clavier.taper("06 12 34 56 78")
    clavier.attendre(lambda: bool(page.formulaire.qui.propositions.textes()))
    clavier.entree()
    clavier.calme()
    clavier.taper("m")
    clavier.entree()
    clavier.touche(K.Key_Return, CTRL)
    clavier.attendre(lambda: page.formulaire.contenu() is None)
    assert _lignes(uow, "SELECT canal, jour, heure FROM visite") == [
        ("domicile", "2026-11-23", "10:15:00.000000")
    ]


def test_le_brouillon_d_un_menage_ne_se_melange_pas_a_un_autre(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    un, autre = factories.menage(uow), factories.menage(uow, "Benali", "Karim")
    page = _aller(clavier, contexte, un)
    clavier.taper("p")
    clavier.entree()
    contexte.navigation.aller("depart")
    _aller(clavier, contexte, autre)
    assert page.formulaire.motifs.codes() == ()
    assert page.formulaire.qui.champ.text() == "Benali Karim"
    contexte.navigation.aller("depart")
    _aller(clavier, contexte, un)
    clavier.attendre(lambda: page.formulaire.motifs.codes() == ("planning",))
    clavier.calme()
    assert page.formulaire.qui.champ.text() == "Wójcik Jadwiga"


def test_deux_notes_pour_des_yeux_differents(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    page = _aller(clavier, contexte, factories.menage(uow))
    page.formulaire.recit.setFocus()
    clavier.taper("Le retour est en mars.")
    clavier.touche(K.Key_N, ALT)
    clavier.taper("Sa fille ne sait rien.")
    clavier.touche(K.Key_Return, CTRL)
    clavier.attendre(lambda: page.formulaire.contenu() is None)
    assert _lignes(uow, "SELECT texte, visibilite FROM note ORDER BY id") == [
        ("Le retour est en mars.", "equipe"),
        ("Sa fille ne sait rien.", "confidentiel"),
    ]


def test_qui_l_a_dit_et_qui_le_fera(clavier: Clavier, contexte: Contexte, uow: UnitOfWork) -> None:
    equipe.garantir_moi(None, uow)
    marc = factories.intervenant(uow, "Paulet", prenom="Marc")
    menage_id = factories.menage(uow)
    fille = uow.ids.new()
    factories.ecrire(uow, Personne(id=fille, menage_id=menage_id, nom="Wójcik", prenom="Ewa"))
    page = _aller(clavier, contexte, menage_id)
    formulaire = page.formulaire
    clavier.attendre(formulaire.dit_par.isVisible)
    formulaire.ressentis.setFocus()
    clavier.taper("conf")
    clavier.entree()
    formulaire.dit_par.setFocus()
    clavier.taper("Ewa")
    formulaire.promesse.texte.setFocus()
    clavier.taper("passer voir")
    formulaire.promesse.qui.setFocus()
    clavier.taper("Marc")
    clavier.touche(K.Key_Return, CTRL)
    clavier.attendre(lambda: formulaire.contenu() is None)
    assert _lignes(uow, "SELECT code, personne_id FROM ressenti") == [("confiance", fille.hex)]
    assert _lignes(uow, "SELECT par_id, pour_le FROM engagement") == [(marc.hex, None)]


def test_les_puces_se_retirent_et_les_mots_libres_se_gardent(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    page = _aller(clavier, contexte, factories.menage(uow))
    motifs = page.formulaire.motifs
    clavier.taper("p")
    clavier.entree()
    clavier.taper("poulailler")
    clavier.touche(K.Key_Tab)
    assert motifs.codes() == ("planning", "poulailler")
    motifs.setFocus()
    clavier.touche(K.Key_Backspace)
    assert motifs.codes() == ("planning",)
    clavier.touche(K.Key_Down)
    assert "Loyer après travaux   (l)" in motifs.propositions.textes()
    assert not any("Planning" in t for t in motifs.propositions.textes())
    clavier.touche(K.Key_Escape)
    assert motifs.propositions.textes() == []


def test_un_jour_a_venir_est_refuse_et_la_saisie_reste(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    erreurs: list[AppError] = []
    contexte.jobs.erreur.connect(erreurs.append)
    page = _aller(clavier, contexte, factories.menage(uow))
    clavier.taper("p")
    clavier.entree()
    quand = page.formulaire.quand
    assert quand is not None
    quand.jour.setFocus()
    clavier.touche(K.Key_A, CTRL)
    clavier.taper("demain")
    clavier.touche(K.Key_Return, CTRL)
    clavier.attendre(lambda: bool(erreurs))
    assert erreurs[0].code == "visite.jour_futur"
    assert page.formulaire.motifs.codes() == ("planning",)


def test_le_canal_propose_peut_venir_d_ailleurs(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    contexte.navigation.aller("visite", menage_id=factories.menage(uow), canal=Canal.PORTE_A_PORTE)
    clavier.calme()
    page = contexte.navigation.page
    assert isinstance(page, PageVisite)
    assert page.formulaire.quand is not None
    assert page.formulaire.quand.valeur_canal() is Canal.PORTE_A_PORTE


def test_a_call_is_found_by_its_number_and_logged_as_one(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage_id = factories.menage(uow)
    factories.menage(uow, "Benali", personne={"tel_mobile": "0699887766"})
    contexte.navigation.aller("visite", canal=Canal.TELEPHONE)
    clavier.calme()
    page = contexte.navigation.page
    assert isinstance(page, PageVisite)
    assert page.entete.text() == "Noter un appel"
    assert clavier.ici == "Qui ?"
    assert "numéro" in page.formulaire.qui.champ.placeholderText()
    clavier.taper("06 12 34")
    clavier.attendre(lambda: page.formulaire.qui._lu == "06 12 34")
    clavier.entree()
    clavier.calme()
    assert page.formulaire.qui.menage_id == menage_id
    clavier.taper("l")
    clavier.entree()
    clavier.touche(K.Key_Return, CTRL)
    clavier.calme()
    assert _lignes(uow, "SELECT canal, menage_id FROM visite") == [("telephone", menage_id.hex)]
    assert page.formulaire.qui.champ.text() == ""  # ready for the next call


def test_an_unknown_number_becomes_a_new_household_or_an_anonymous_call(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    contexte.navigation.aller("visite", canal=Canal.TELEPHONE)
    clavier.calme()
    page = contexte.navigation.page
    assert isinstance(page, PageVisite)
    clavier.taper("0611223344")
    clavier.attendre(lambda: page.formulaire.qui._lu == "0611223344")
    page.formulaire.qui.creer("0611223344")
    assert page.formulaire.qui.nouveau.telephone.text() == "0611223344"
    page.formulaire.qui.anonyme()
    page.formulaire.motifs.setFocus()
    clavier.taper("l")
    clavier.entree()
    clavier.touche(K.Key_Return, CTRL)
    clavier.calme()
    assert _lignes(uow, "SELECT canal, menage_id FROM visite") == [("telephone", None)]


def test_a_message_keeps_its_own_draft_apart_from_a_visit(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage_id = factories.menage(uow)
    page = _aller(clavier, contexte, menage_id)
    page.formulaire.recit.note.texte.setFocus()
    clavier.taper("Visite en cours")
    contexte.navigation.aller("visite", menage_id=menage_id, canal=Canal.COURRIEL)
    clavier.calme()
    assert page.entete.text() == "Noter un courriel"
    assert page.formulaire.recit.note.texte.toPlainText() == ""
    assert page.formulaire.quand is not None
    assert page.formulaire.quand.valeur_canal() is Canal.COURRIEL
    contexte.navigation.aller("visite", menage_id=menage_id)
    clavier.calme()
    assert page.formulaire.recit.note.texte.toPlainText() == "Visite en cours"


def test_who_said_it_is_reached_after_the_feelings_and_kept_as_a_draft(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage_id = factories.menage(uow)
    henri = uow.ids.new()
    factories.ecrire(uow, Personne(id=henri, menage_id=menage_id, nom="Wójcik", prenom="Henri"))
    page = _aller(clavier, contexte, menage_id)
    page.formulaire.ressentis.setFocus()
    clavier.taper("q")
    clavier.entree()
    clavier.taper("4")
    clavier.touche(K.Key_Tab)
    assert clavier.ici == "Ressentis dits par"
    clavier.touche(K.Key_End)
    page.formulaire.dit_par.activated.emit(2)
    contexte.navigation.aller("visite")
    clavier.calme()
    page = _aller(clavier, contexte, menage_id)
    assert page.formulaire.dit_par.currentData() == henri
    clavier.touche(K.Key_Return, CTRL)
    clavier.calme()
    assert _lignes(uow, "SELECT code, intensite, personne_id FROM ressenti") == [
        ("inquietude", 4, henri.hex)
    ]
