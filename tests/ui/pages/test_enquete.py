"""Filling a questionnaire on screen: by keyboard, kept at each answer, finished knowingly."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.enquetes.campagnes import EtatEnquete
from app.services.enquetes import questionnaires, saisies
from app.services.enquetes.questionnaires import ChargerQuestionnaire
from app.services.enquetes.saisies import (
    CommencerEnquete,
    LireEnquetes,
    OuvrirEnquete,
    SauverSaisie,
)
from db.models import EnquetePiece
from db.uow import UnitOfWork
from tests import factories
from tests.integration.enquetes.test_saisies import ecrire
from ui.contexte import Contexte
from ui.pages.enquete.page import PageEnquete

FORME = [
    ["type", "name", "label::Français (fr)", "label::English (en)", "required", "relevant",
     "constraint", "constraint_message::Français (fr)", "voyette::champ"],
    ["begin_group", "foyer", "Votre foyer", "Your household", "", "", "", "", ""],
    ["integer", "nb", "Combien ?", "How many?", "yes", "", ". < 21", "Moins de 21",
     "menage.nb_occupants"],
    ["begin_repeat", "occ", "Occupant", "Occupant", "", "", "", "", ""],
    ["text", "prenom", "Prénom", "First name", "", "", "", "", ""],
    ["end_repeat", "", "", "", "", "", "", "", ""],
    ["end_group", "", "", "", "", "", "", "", ""],
    ["begin_group", "animal", "Animaux", "Pets", "", "", "", "", ""],
    ["select_one on", "chien", "Un chien ?", "A dog?", "yes", "", "", "", ""],
    ["text", "nom_chien", "Son nom ?", "Its name?", "", "${chien} = 'o'", "", "", ""],
    ["note", "dit", "Il s'appelle ${nom_chien}.", "It is called ${nom_chien}.", "",
     "${nom_chien} != ''", "", "", ""],
    ["end_group", "", "", "", "", "", "", "", ""],
]  # fmt: skip


@pytest.fixture
def enquete_id(uow: UnitOfWork, tmp_path: Path) -> UUID:
    """A filling just begun."""
    charge = questionnaires.charger(
        ChargerQuestionnaire(ecrire(tmp_path / "f.xlsx", survey=FORME)), uow
    )
    assert charge.principal is not None
    menage_id = factories.menage(uow, nb_occupants=2)
    commencee = saisies.commencer(CommencerEnquete(menage_id, charge.principal), uow)
    assert commencee.principal is not None
    return commencee.principal


@pytest.fixture
def page(qtbot: QtBot, contexte: Contexte, enquete_id: UUID) -> PageEnquete:
    """The page showing it."""
    page = PageEnquete(contexte)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    page.activateWindow()
    page.afficher(enquete_id=enquete_id)
    qtbot.waitUntil(lambda: page.rempli is not None)
    return page


def champ(page: PageEnquete, nom: str, rang: int = 1):
    """The `rang`-th field on screen of the question of that name."""
    return [c for c in page.ecran.champs() if c.noeud.nom == nom][rang - 1]


def taper(qtbot: QtBot, page: PageEnquete, nom: str, texte: str) -> None:
    """Type in a line and leave it."""
    ligne = champ(page, nom).champ
    assert isinstance(ligne, QLineEdit)
    ligne.setFocus()
    ligne.selectAll()
    qtbot.keyClicks(ligne, texte)
    qtbot.keyClick(ligne, Qt.Key.Key_Tab)


def sauve(qtbot: QtBot, page: PageEnquete, contexte: Contexte) -> None:
    """Wait until everything answered is in the base."""
    qtbot.waitUntil(lambda: not page._garde.isActive() and contexte.jobs.en_cours == 0)


def test_answers_are_kept_one_by_one_and_found_again(
    qtbot: QtBot, page: PageEnquete, contexte: Contexte, uow: UnitOfWork, enquete_id: UUID
) -> None:
    assert champ(page, "nb").champ.text() == "2"
    taper(qtbot, page, "nb", "3")
    sauve(qtbot, page, contexte)
    ouverte = saisies.ouvrir(OuvrirEnquete(enquete_id), uow)
    assert ouverte.reponses["foyer"]["nb"] == "3"  # type: ignore[index]  # a nested mapping
    assert page.compte.text() == "1 réponse sur 3"


def test_what_breaks_the_form_is_said_under_its_question(qtbot: QtBot, page: PageEnquete) -> None:
    taper(qtbot, page, "nb", "40")
    assert champ(page, "nb")._faute.text() == "Moins de 21"
    taper(qtbot, page, "nb", "abc")
    assert "abc" in champ(page, "nb")._faute.text()
    taper(qtbot, page, "nb", "4")
    assert champ(page, "nb")._faute.isHidden()


def test_questions_come_and_go_with_the_answers(
    qtbot: QtBot, page: PageEnquete, contexte: Contexte
) -> None:
    page.sections.setCurrentRow(1)
    assert [c.noeud.nom for c in page.ecran.champs()] == ["chien"]
    premier = champ(page, "chien").premier()
    premier.setFocus()
    qtbot.keyClick(premier, Qt.Key.Key_1)
    assert [c.noeud.nom for c in page.ecran.champs()] == ["chien", "nom_chien"]
    taper(qtbot, page, "nom_chien", "Rex")
    assert champ(page, "dit")._libelle.text() == "Il s’appelle Rex."
    page.langue.setCurrentIndex(1)
    assert champ(page, "dit")._libelle.text() == "It is called Rex."
    qtbot.keyClick(champ(page, "chien").premier(), Qt.Key.Key_2)
    assert [c.noeud.nom for c in page.ecran.champs()] == ["chien"]


def test_a_turn_is_added_and_taken_away(qtbot: QtBot, page: PageEnquete) -> None:
    rempli = page.rempli
    assert rempli is not None
    foyer = rempli.racine.enfants["foyer"][0]
    page._ajouter(foyer, "occ")
    assert QApplication.focusWidget() is champ(page, "prenom", 2).premier()
    taper(qtbot, page, "prenom", "Henri")
    page._retirer(foyer.enfants["occ"][1])
    assert [c.noeud.nom for c in page.ecran.champs()] == ["nb", "prenom"]


def test_f3_goes_to_the_next_question_without_an_answer(page: PageEnquete) -> None:
    page._prochaine()
    assert QApplication.focusWidget() is champ(page, "prenom").premier()
    page._prochaine()
    assert page.sections.currentRow() == 1
    assert champ(page, "chien").isAncestorOf(QApplication.focusWidget())


def test_one_finishes_knowing_what_is_missing_then_sees_what_differs(
    qtbot: QtBot, page: PageEnquete, contexte: Contexte, uow: UnitOfWork, enquete_id: UUID
) -> None:
    taper(qtbot, page, "nb", "3")
    page._terminer()
    assert "Un chien ?" in page.bandeau.texte()
    assert page.ouverte is not None
    menage_id = page.ouverte.enquete.menage_id
    page._envoyer(incomplete=True)
    qtbot.waitUntil(lambda: "1 réponse diffère" in page.differences.titre.text())
    (ligne,) = saisies.lister(LireEnquetes(menage_id), uow)
    assert ligne.etat is EtatEnquete.TERMINEE
    (bouton,) = [
        b for b in page.differences.findChildren(type(page.suivant)) if "Appliquer" in b.text()
    ]
    bouton.click()
    qtbot.waitUntil(lambda: "dit la même chose" in page.differences.titre.text())


def test_what_is_joined_says_which_question_and_turn_it_answers(
    qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, tmp_path: Path
) -> None:
    survey = [
        ["type", "name", "label"],
        ["begin_repeat", "piece", "Pièce"],
        ["file", "plan", "Plan"],
        ["end_repeat", "", ""],
    ]
    charge = questionnaires.charger(
        ChargerQuestionnaire(ecrire(tmp_path / "f.xlsx", survey=survey)), uow
    )
    assert charge.principal is not None
    cmd = CommencerEnquete(factories.menage(uow), charge.principal)
    enquete_id = saisies.commencer(cmd, uow).principal
    assert enquete_id is not None
    saisies.sauver(SauverSaisie(enquete_id, {"piece": [{}, {}]}), uow)
    page = PageEnquete(contexte)
    qtbot.addWidget(page)
    page.show()
    page.afficher(enquete_id=enquete_id)
    qtbot.waitUntil(lambda: page.rempli is not None)
    assert page.rempli is not None
    place = page.rempli.racine.enfants["piece"][1].enfants["plan"][0]
    page._aller(place)
    (plan,) = (c for c in page.ecran.champs() if c.noeud is place)
    fichier = tmp_path / "plan.txt"
    fichier.write_text("plan", encoding="utf-8")
    plan.choisi.emit(plan.noeud, fichier)
    qtbot.waitUntil(lambda: bool(plan.noeud.valeur))
    with uow.lecture() as session:
        assert list(session.scalars(select(EnquetePiece.chemin))) == ["piece[2]/plan"]
