"""Feelings, needs and witnesses on the household page, by keyboard, on the real base."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.accompagnement import Canal, FamilleBesoin
from app.services import equipe, menages, temoins
from app.services.menages.lignes import VisiteFil
from app.services.temoins import AccepterDeTemoigner
from db.models import Besoin, Ressenti, Visite
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.pages.menage import PageMenage
from ui.pages.menage.ressentis import OngletRessentis

JOUR = date(2026, 11, 24)
Ouvrir = Callable[[UUID], OngletRessentis]


def ressenti(
    uow: UnitOfWork, menage_id: UUID, il_y_a: int, code: str, force: int | None, **champs: object
) -> Ressenti:
    return Ressenti(id=uow.ids.new(), menage_id=menage_id, jour=JOUR - timedelta(days=il_y_a),
                    code=code, intensite=force, **champs)  # fmt: skip


@pytest.fixture
def mains(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork) -> Clavier:
    installer(contexte, PageMenage)
    pile.resize(1180, 640)
    equipe.garantir_moi(None, uow)
    return Clavier(qtbot, contexte, pile)


@pytest.fixture
def ouvrir(mains: Clavier, contexte: Contexte) -> Ouvrir:
    def aller(menage_id: UUID) -> OngletRessentis:
        contexte.navigation.aller("menage", menage_id=menage_id, onglet="ressentis")
        mains.calme()
        page = contexte.navigation.page
        assert isinstance(page, PageMenage)
        onglet = page.details.construits["ressentis"]
        assert isinstance(onglet, OngletRessentis)
        mains.calme()
        return onglet

    return aller


def _fiche(uow: UnitOfWork, menage_id: UUID) -> menages.FicheMenage:
    return menages.fiche(menages.LireFiche(menage_id), uow)


def test_the_curve_is_walked_with_the_arrows_and_leads_to_the_visit(
    uow: UnitOfWork, mains: Clavier, ouvrir: Ouvrir, contexte: Contexte
) -> None:
    menage_id = factories.menage(uow)
    visite = factories.visite(uow, menage_id, JOUR - timedelta(days=20), canal=Canal.TELEPHONE)
    qui = _fiche(uow, menage_id).personnes[0].id
    factories.ecrire(
        uow,
        ressenti(uow, menage_id, 60, "espoir", 3),
        ressenti(uow, menage_id, 20, "inquietude", 2, visite_id=visite, personne_id=qui),
        ressenti(uow, menage_id, 4, "colere", 4),
    )
    onglet = ouvrir(menage_id)
    assert "De plus en plus difficile depuis le mer. 4 nov." in onglet.courbe.dit.text()
    onglet.courbe.trace.setFocus()
    assert mains.ici == "Courbe des ressentis"
    assert "☹ colère 4/5" in onglet.courbe.dit.text()
    mains.touche(K.Key_Left)
    dit = onglet.courbe.dit.text()
    assert "téléphone : ☹ inquiétude 2/5 (Jadwiga Wójcik)" in dit
    assert onglet.courbe.trace.accessibleDescription() == dit
    mains.entree()
    page = contexte.navigation.page
    assert isinstance(page, PageMenage)
    assert page.fil.vue.hasFocus()
    contenu = page.fil.vue.courante().contenu
    assert isinstance(contenu, VisiteFil)
    assert contenu.id == visite


def test_without_feelings_the_tab_says_what_the_curve_is_for(
    uow: UnitOfWork, ouvrir: Ouvrir
) -> None:
    onglet = ouvrir(factories.menage(uow))
    assert onglet.courbe.trace.isHidden()
    assert "à chaque visite" in onglet.courbe.vide.text()
    assert onglet.premier() is onglet.courbe.plus


def test_feelings_are_noted_put_right_and_taken_away_by_keyboard(
    uow: UnitOfWork, mains: Clavier, ouvrir: Ouvrir
) -> None:
    menage_id = factories.menage(uow)
    onglet = ouvrir(menage_id)
    onglet.courbe.plus.setFocus()
    mains.touche(K.Key_Space)
    mains.calme()
    mains.taper("q")
    mains.entree()
    mains.taper("4")
    mains.taper("esp")
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    notes = _fiche(uow, menage_id).ressentis
    assert {(r.code, r.intensite, r.jour) for r in notes} == {
        ("inquietude", 4, JOUR), ("espoir", None, JOUR)}  # fmt: skip
    onglet.liste.tableau.setFocus()
    rang = next(i for i in range(2) if "espoir" in onglet.liste.tableau.item(i, 1).text().lower())
    onglet.liste.tableau.setCurrentCell(rang, 0)
    mains.entree()
    mains.calme()
    mains.touche(K.Key_Tab)
    mains.touche(K.Key_End)
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    assert {r.code: r.intensite for r in _fiche(uow, menage_id).ressentis} == {
        "inquietude": 4, "espoir": 5}  # fmt: skip
    onglet.liste.tableau.setFocus()
    mains.touche(K.Key_Delete)
    mains.calme()
    assert len(_fiche(uow, menage_id).ressentis) == 1


def test_open_needs_come_first_with_their_age_and_are_answered_at_once(
    uow: UnitOfWork, mains: Clavier, ouvrir: Ouvrir
) -> None:
    menage_id = factories.menage(uow)
    besoins = [
        Besoin(id=uow.ids.new(), menage_id=menage_id, famille=FamilleBesoin.ACCOMPAGNEMENT,
               code=code, ouvert_le=JOUR - timedelta(days=jours),
               repondu_le=JOUR if code == "acteurs" else None)
        for code, jours in (("calendrier", 3), ("ecoute", 45), ("acteurs", 90))
    ]  # fmt: skip
    factories.ecrire(uow, *besoins)
    onglet = ouvrir(menage_id)
    tableau = onglet.besoins.tableau
    dits = [tableau.item(i, 1).text() for i in range(3)]
    assert dits == ["⚠ 45 jours", "3 jours", "✓ 24/11/2026"]
    tableau.setFocus()
    mains.entree()
    mains.calme()
    mains.taper("Rendez-vous pris")
    mains.entree()
    mains.calme()
    repondu = next(b for b in _fiche(uow, menage_id).besoins if b.code == "ecoute")
    assert (repondu.repondu_le, repondu.reponse) == (JOUR, "Rendez-vous pris")


def _rentre(uow: UnitOfWork, nom: str, typologie: str) -> UUID:
    """A household back home after its works, at ease."""
    menage_id = factories.menage(
        uow, nom, phase_forcee="apres", phase_motif="test",
        logement_id=factories.logement(uow, typologie=typologie),
    )  # fmt: skip
    factories.ecrire(
        uow,
        ressenti(uow, menage_id, 500, "inquietude", 4),
        ressenti(uow, menage_id, 30, "soulagement", 4),
    )
    return menage_id


def test_an_anxious_household_is_offered_a_witness_and_meets_them(
    uow: UnitOfWork, mains: Clavier, ouvrir: Ouvrir
) -> None:
    voisin = _rentre(uow, "Voisin", "T3")
    temoins.accepter(AccepterDeTemoigner(voisin, modalite="le soir"), uow)
    inquiet = factories.menage(uow, "Inquiet")
    factories.ecrire(uow, ressenti(uow, inquiet, 3, "inquietude", 4))
    onglet = ouvrir(inquiet)
    tableau = onglet.temoins.tableau
    dit = tableau.item(0, 0).text()
    assert dit.startswith("→ Voisin Jadwiga : a connu : inquiétude ; même taille de logement (T3)")
    assert "n’a encore rencontré personne" in dit
    tableau.setFocus()
    mains.entree()
    mains.calme()
    assert mains.ici == "Où elle en est"
    mains.touche(K.Key_Down)
    mains.touche(K.Key_Down)  # held
    for _champ in range(4):
        mains.touche(K.Key_Tab)
    mains.touche(K.Key_Down)  # as a collective meeting
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    assert tableau.item(0, 0).text() == "Voisin Jadwiga : Faite le 24/11/2026"
    with uow.lecture() as session:
        canaux = session.scalars(select(Visite.canal).where(Visite.menage_id == inquiet)).all()
    assert canaux == [Canal.COLLECTIF]


def test_a_household_agrees_to_testify_then_takes_it_back(
    uow: UnitOfWork, mains: Clavier, ouvrir: Ouvrir
) -> None:
    voisin = _rentre(uow, "Voisin", "T3")
    onglet = ouvrir(voisin)
    onglet.temoins.plus.setFocus()
    mains.touche(K.Key_Space)
    mains.calme()
    mains.touche(K.Key_Down)
    mains.touche(K.Key_Tab)
    mains.taper("Le retour")
    mains.entree()
    mains.calme()
    tableau = onglet.temoins.tableau
    assert tableau.item(0, 0).text() == (
        "✓ Jadwiga Voisin témoigne : depuis le 24/11/2026 · Le retour"
    )
    assert onglet.temoins.plus.isHidden()
    tableau.setFocus()
    mains.touche(K.Key_Delete)
    mains.calme()
    assert tableau.rowCount() == 0
    assert not onglet.temoins.plus.isHidden()
