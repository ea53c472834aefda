"""The planning by keyboard, on a real base: seen, moved, pinned, compared, adopted, printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QStackedWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.planification.instance import Instance, Placement
from app.domain.planification.mots import EtatPlan, Solution
from app.domain.planification.plan import PlanPropose
from app.services import indisponibilites
from app.services.indisponibilites import AjouterIndisponibilite
from app.services.planification import plans, resolution
from app.services.planification.plan_lu import PlanLu
from db.models import Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services.planification.conftest import DEBUT, FIN, Operation
from tests.integration.services.planification.test_plans import garder, lire, tiroir
from tests.ui.pages.clavier import CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.planning import PagePlanning

SHIFT = Qt.KeyboardModifier.ShiftModifier
INTERNES = ("QHeaderView", "QComboBoxListView", "QTableCornerButton", "QListView", "QToolButton")


class Menage(Page):
    """Stands for the page of a household."""

    nom = "menage"

    def afficher(self, **arguments: Any) -> None:
        """Remember who was asked for."""
        self.recu = arguments


class Demenagement(Menage):
    """Stands for the page of a move."""

    nom = "demenagement"


class Cite(Menage):
    """Stands for the page of an estate."""

    nom = "cite"


@pytest.fixture
def operation(uow: UnitOfWork) -> Operation:
    """An estate with one batch."""
    cite_id = factories.cite(uow, nom="Cité fictive")
    tranche_id = uow.ids.new()
    factories.ecrire(
        uow,
        Tranche(id=tranche_id, cite_id=cite_id, nom="T1", debut_travaux=DEBUT, fin_travaux=FIN),
    )
    return Operation(uow, cite_id, tranche_id)


@pytest.fixture
def deux(operation: Operation) -> tuple[UUID, UUID, UUID, UUID]:
    """Two households, two temporary homes."""
    return (
        operation.menage("Bernard"),
        operation.menage("Wójcik"),
        operation.tiroir(numero="1", voie="Rue de Nice"),
        operation.tiroir(numero="2", voie="Rue de Nice"),
    )


@pytest.fixture
def plan_id(uow: UnitOfWork, deux: tuple[UUID, UUID, UUID, UUID]) -> UUID:
    """A draft: the first has a home, the second none."""
    return garder(uow, {deux[0]: tiroir(deux[2])}, "plan A")


@pytest.fixture
def clavier(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Clavier:
    """Hands, on a window that has the focus."""
    installer(contexte, PagePlanning, Menage, Demenagement, Cite)
    pile.resize(1200, 660)
    return Clavier(qtbot, contexte, pile)


def aller(clavier: Clavier, contexte: Contexte, **arguments: Any) -> PagePlanning:
    """The page, settled."""
    contexte.navigation.aller("planning", **arguments)
    clavier.calme()
    page = contexte.navigation.page
    assert isinstance(page, PagePlanning)
    return page


def sur(page: PagePlanning, clavier: Clavier, menage_id: UUID) -> None:
    """The keyboard on the bar of a household."""
    assert page.frise.viser(menage_id)
    page.frise.aller(page.frise.courante)
    page.frise.setFocus()
    clavier.calme()


def test_without_a_plan_it_says_what_to_do(
    clavier: Clavier, contexte: Contexte, operation: Operation
) -> None:
    page = aller(clavier, contexte)
    assert page.vide.titre == "Aucun logement tiroir"
    clavier.entree()
    assert contexte.navigation.lieu is not None
    assert contexte.navigation.lieu.arguments["onglet"] == "logements"
    operation.tiroir()
    page = aller(clavier, contexte)
    assert page.vide.titre == "Aucun plan pour Cité fictive"
    assert clavier.focus.accessibleName() or clavier.focus is page.vide.bouton


def test_an_empty_base_leads_to_the_estate(clavier: Clavier, contexte: Contexte) -> None:
    page = aller(clavier, contexte)
    assert page.plan is None
    clavier.entree()
    assert contexte.navigation.lieu is not None
    assert contexte.navigation.lieu.nom == "cite"


def test_the_plan_is_seen_four_ways(
    clavier: Clavier, contexte: Contexte, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    assert clavier.focus is page.logements
    titres = [r.titre for r in page.logements.trame.rangees]
    assert titres[0] == "1 ménage sans solution"
    assert titres[1].startswith("Wójcik")
    assert "1 ménage sans solution" in page.barre.resume.accessibleName()
    for vue in ("menages", "equipes", "liste"):
        page.voir(vue)
        clavier.calme()
        assert clavier.focus is page.premier_champ()
    assert page.liste.modele.ligne(0).menage.startswith("Wójcik")
    assert page.equipes.lundi == date(2027, 2, 15)
    assert contexte.navigation.lieu is not None
    assert contexte.navigation.lieu.arguments["vue"] == "liste"


def test_arrows_go_from_bar_to_bar_and_enter_opens(
    clavier: Clavier, contexte: Contexte, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    assert page.frise.menage_courant == deux[1]
    clavier.touche(K.Key_Down)
    assert page.frise.menage_courant == deux[0]
    assert "Bernard" in page.frise.accessibleDescription()
    clavier.entree()
    assert contexte.navigation.lieu is not None
    assert contexte.navigation.lieu.arguments["menage_id"] == deux[0]
    assert contexte.navigation.lieu.nom == "menage"
    contexte.navigation.retour()
    clavier.calme()
    clavier.touche(K.Key_M)
    assert contexte.navigation.lieu.nom == "demenagement"


def test_a_working_day_later_then_enter_places(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[0])
    clavier.touche(K.Key_Right, SHIFT)
    clavier.calme()
    assert page.frise.apercu is not None
    assert page.frise.apercu.depart == date(2027, 2, 16)
    assert page.frise.apercu_mal is False
    assert "Aucune règle" in page.actes.placement.fautes.text()
    clavier.entree()
    clavier.calme()
    ligne = lire(uow, plan_id).ligne(deux[0])
    assert ligne is not None
    assert (ligne.depart, ligne.fixe) == (date(2027, 2, 16), True)
    assert page.actes.placement.isHidden()


def test_against_a_rule_a_reason_is_asked_in_the_page(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[0])
    for _jour in range(12):  # after the works have begun
        clavier.touche(K.Key_Right, SHIFT)
    clavier.calme()
    assert page.frise.apercu_mal is True
    clavier.entree()
    assert clavier.focus is page.actes.placement.motif
    clavier.entree()
    assert "Quelques mots" in page.actes.placement.motif.accessibleDescription()
    clavier.taper("accord de la famille")
    clavier.entree()
    clavier.calme()
    ligne = lire(uow, plan_id).ligne(deux[0])
    assert ligne is not None
    assert ligne.motif == "accord de la famille"
    assert ligne.violations
    assert not page.soucis.isHidden()


def test_esc_leaves_things_as_they_were(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[0])
    clavier.touche(K.Key_Right, SHIFT)
    clavier.calme()
    clavier.touche(K.Key_Escape)
    assert page.frise.apercu is None
    assert page.actes.placement.isHidden()
    assert lire(uow, plan_id).ligne(deux[0]).depart == date(2027, 2, 15)  # type: ignore[union-attr]


def test_another_home_and_another_return(
    clavier: Clavier, contexte: Contexte, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[0])
    clavier.touche(K.Key_Down, CTRL)
    assert page.frise.apercu is not None
    assert page.frise.apercu.logement_id == deux[3]
    clavier.touche(K.Key_Right, CTRL | SHIFT)
    assert page.frise.apercu.depart == date(2027, 2, 15)
    assert page.frise.apercu.retour == date(2027, 7, 6)
    clavier.touche(K.Key_Left, CTRL)
    assert page.frise.apercu.depart == date(2027, 2, 12)
    clavier.touche(K.Key_Escape)
    clavier.calme()


def test_whoever_has_none_can_be_given_a_home(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[1])
    clavier.touche(K.Key_Right, SHIFT)
    clavier.entree()
    assert page.actes.placement.bouton.isHidden()  # nowhere to place it yet
    assert "Choisissez d’abord un logement" in page.actes.placement.fautes.text()
    clavier.touche(K.Key_Escape)
    clavier.touche(K.Key_Down, CTRL)
    clavier.touche(K.Key_Down, CTRL)
    for _jour in range(8):
        clavier.touche(K.Key_Left, CTRL)
    clavier.touche(K.Key_Right, CTRL | SHIFT)
    clavier.calme()
    assert page.frise.apercu_mal is False, page.actes.placement.fautes.text()
    clavier.entree()
    clavier.calme()
    ligne = lire(uow, plan_id).ligne(deux[1])
    assert ligne is not None
    assert ligne.logement_id == deux[3]
    assert page.soucis.isHidden()


def test_the_mouse_drags_a_bar_to_another_home(
    qtbot: QtBot, clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID,
    deux: tuple[UUID, ...],
) -> None:  # fmt: skip
    page = aller(clavier, contexte)
    frise = page.frise
    sur(page, clavier, deux[0])
    assert frise.courante is not None
    rect = frise.trame.rect(frise.courante)
    frise.montrer(rect)
    dx = frise.large_titres() - frise.horizontalScrollBar().value()
    dy = frise.haut_tete() - frise.verticalScrollBar().value()
    depart = QPoint(int(rect.left() + 40 + dx), int(rect.center().y() + dy))
    vue = frise.viewport()
    QTest.mousePress(vue, Qt.MouseButton.LeftButton, pos=depart)
    for pas in range(1, 8):
        arrivee = depart + QPoint(0, 4 * pas)
        QTest.mouseMove(vue, arrivee)
        _glisser(vue, arrivee)
    assert frise.apercu is not None
    assert frise.apercu.logement_id == deux[3]
    QTest.mouseRelease(vue, Qt.MouseButton.LeftButton, pos=depart + QPoint(0, 28))
    clavier.calme()
    ligne = lire(uow, plan_id).ligne(deux[0])
    assert ligne is not None
    assert ligne.logement_id == deux[3]


def _glisser(vue: Any, ou: QPoint) -> None:
    """A move with the button held: offscreen, `QTest.mouseMove` holds none."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    bouton = Qt.MouseButton.LeftButton
    evenement = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(ou), QPointF(vue.mapToGlobal(ou)), bouton, bouton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(vue, evenement)


def test_pinned_and_free_again(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[0])
    for attendu in (True, False):
        clavier.touche(K.Key_P)
        clavier.calme()
        assert lire(uow, plan_id).ligne(deux[0]).fixe is attendu  # type: ignore[union-attr]
        assert page.frise.menage_courant == deux[0]


def test_ctrl_plus_zooms_the_timeline_around_what_one_sees(
    clavier: Clavier, contexte: Contexte, plan_id: UUID
) -> None:
    page = aller(clavier, contexte)
    avant = page.frise.trame.echelle.px
    clavier.touche(K.Key_Plus, CTRL)
    assert page.frise.trame.echelle.px > avant
    clavier.touche(K.Key_Minus, CTRL)
    clavier.touche(K.Key_Minus, CTRL)
    assert page.frise.trame.echelle.px < avant


def test_a_plan_is_copied_compared_renamed_and_deleted(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    page.actes.copier()
    clavier.calme()
    copie = page.plan_id
    assert copie not in (plan_id, None)
    page.actes.renommer()
    clavier.taper("plan B")
    clavier.entree()
    clavier.calme()
    assert page.plan is not None
    assert page.plan.resume.nom == "plan B"
    page.actes.epingler(deux[0])
    page.comparer()
    clavier.calme()
    assert clavier.focus is page.comparaison.a
    assert "2 restent pareils" in page.comparaison.compte.text()
    assert page.soucis.isHidden()
    page.comparaison.revenir.setFocus()
    clavier.entree()
    assert clavier.focus is page.logements
    page.actes.supprimer()
    clavier.calme()
    assert page.plan_id == plan_id


def test_a_view_asked_for_by_name_is_shown_even_when_one_is_there_already(
    clavier: Clavier, contexte: Contexte, plan_id: UUID
) -> None:
    page = aller(clavier, contexte)
    assert page.pile.currentWidget() is page.logements
    page.afficher(vue="liste")
    clavier.calme()
    assert page.pile.currentWidget() is page.liste


def test_adopting_says_first_what_changes(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    page.actes.adopter()
    assert page.actes.adoption.dit.text().startswith("2 déménagements créés")
    clavier.entree()
    clavier.calme()
    assert page.plan is not None
    assert page.plan.resume.etat is EtatPlan.ADOPTE
    sur(page, clavier, deux[0])
    clavier.touche(K.Key_Right, SHIFT)
    assert page.frise.apercu is None  # an adopted plan is copied, then changed
    page.voir("equipes")
    clavier.calme()
    grille = page.equipes.grille
    dits = [grille.item(r, c).toolTip() for r in range(grille.rowCount())
            for c in range(1, grille.columnCount()) if grille.item(r, c)]  # fmt: skip
    assert any("Bernard" in dit and "journée" in dit for dit in dits)


def test_a_plan_that_breaks_a_rule_is_adopted_with_a_reason(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    assert page.plan is not None
    ligne = page.plan.ligne(deux[0])
    assert ligne is not None
    assert ligne.depart is not None
    jour = ligne.depart
    indisponibilites.ajouter(AjouterIndisponibilite(jour, jour, menage_id=deux[0]), uow)
    page.actes.adopter()
    clavier.entree()
    clavier.calme()
    assert clavier.focus is page.actes.adoption.motif
    assert "n’est pas libre" in page.actes.adoption.dit.text()
    clavier.entree()
    assert page.actes.adoption.isVisible()  # a reason is needed
    clavier.taper("vu avec la famille")
    clavier.entree()
    clavier.calme()
    assert page.plan.resume.etat is EtatPlan.ADOPTE


def test_computing_shows_a_first_plan_then_keeps_the_best(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, deux: tuple[UUID, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    vus: list[PlanLu] = []

    def resoudre(
        instance: Instance, *, secondes: float, suivi: Callable[[Any], bool], graine: int = 0
    ) -> PlanPropose:
        plan = PlanPropose({m.id: Placement(Solution.AUCUNE) for m in instance.menages})
        for n, menage_id in enumerate(deux[:2]):
            plan = PlanPropose({**plan.placements, menage_id: tiroir(deux[2 + n])})
            assert suivi(resolution.Avancee(plan, float(n)))
        return plan

    monkeypatch.setattr(resolution, "resoudre", resoudre)
    page = aller(clavier, contexte)
    page.calcul.apercu.connect(vus.append)
    clavier.entree()
    clavier.attendre(lambda: page.plan_id is not None)
    clavier.calme()
    assert [p.resume.sans_solution for p in vus] == [1, 0]
    assert page.plan is not None
    assert page.plan.resume.servis == 2
    assert page.plan.resume.etat is EtatPlan.ESSAI
    assert plans.lister(plans.ListerPlans(), uow)[0].id == page.plan_id


def test_stopping_keeps_the_best_at_once(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, deux: tuple[UUID, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    libre = Event()

    def resoudre(
        instance: Instance, *, secondes: float, suivi: Callable[[Any], bool], graine: int = 0
    ) -> PlanPropose:
        tous = {m.id: Placement(Solution.AUCUNE) for m in instance.menages}
        premier = PlanPropose({**tous, deux[0]: tiroir(deux[2])})
        suivi(resolution.Avancee(premier, 0.1))
        assert libre.wait(10)
        assert suivi(resolution.Avancee(premier, 1.0)) is False
        return PlanPropose(tous)  # too late: the best one is already kept

    monkeypatch.setattr(resolution, "resoudre", resoudre)
    page = aller(clavier, contexte)
    page.proposer()
    clavier.attendre(lambda: page.plan is not None)
    assert page.suivi.isVisible()
    page.suivi.bouton.setFocus()
    clavier.entree()
    clavier.attendre(lambda: page.plan_id is not None)
    libre.set()
    clavier.calme()
    assert page.suivi.isHidden()
    assert [r.servis for r in plans.lister(plans.ListerPlans(), uow)] == [1]


def test_everything_prints(
    clavier: Clavier, contexte: Contexte, plan_id: UUID, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from app.services.documents.commandes_planning import FormatFrise

    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_a: True)
    page = aller(clavier, contexte)
    imprimeur = page.actes.imprimeur
    imprimeur.frise(FormatFrise.A3, tmp_path / "a3.pdf", par_menage=True)
    imprimeur.frise(FormatFrise.A4, tmp_path / "a4.pdf")
    imprimeur.semaine(tmp_path / "semaine.pdf")
    imprimeur.liste(tmp_path / "liste.pdf")
    clavier.calme()
    page.actes.adopter()
    clavier.entree()
    clavier.calme()
    imprimeur.semaine(tmp_path / "adopte.pdf")
    clavier.calme()
    for nom in ("a3", "a4", "semaine", "liste", "adopte"):
        assert (tmp_path / f"{nom}.pdf").read_bytes().startswith(b"%PDF")


def test_every_input_has_a_name_and_texts_are_plain(
    clavier: Clavier, contexte: Contexte, plan_id: UUID
) -> None:
    page = aller(clavier, contexte)
    sans_nom = [
        (type(widget).__name__, widget.objectName())
        for voulu in (QLineEdit, QComboBox, QAbstractItemView, QAbstractButton)
        for widget in page.findChildren(voulu)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and type(widget).__name__ not in INTERNES
        and not widget.objectName().startswith("qt_")
        and not (isinstance(widget, QAbstractButton) and widget.isHidden())
    ]
    assert not sans_nom
    assert not [
        label.text()
        for label in page.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
        and not label.objectName().startswith("qt_")
    ]


def test_a_week_goes_by(clavier: Clavier, contexte: Contexte, plan_id: UUID) -> None:
    page = aller(clavier, contexte, vue="equipes")
    lundi = page.equipes.lundi
    clavier.touche(K.Key_PageDown)
    assert page.equipes.lundi == lundi + timedelta(weeks=1)
    page.equipes.prochaine()
    assert page.equipes.lundi == date(2027, 7, 5)


def test_why_and_what_would_unblock_it(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...]
) -> None:
    page = aller(clavier, contexte)
    sur(page, clavier, deux[1])
    clavier.touche(K.Key_E)
    clavier.calme()
    dits = page.panneau.textes()
    assert "Pourquoi rien n’a été trouvé" in dits
    assert any(dit.startswith("•") for dit in dits)
    sur(page, clavier, deux[0])
    dits = page.panneau.textes()
    assert "Pourquoi ce logement et ces dates" in dits
    clavier.touche(K.Key_Escape)
    assert page.panneau.isHidden()
    assert clavier.focus is page.logements


def test_a_slip_is_told_and_may_be_kept(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, plan_id: UUID, deux: tuple[UUID, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from app.services.planification import glissement
    from app.services.planification.glissement import Deplace, Glissement, PromesseRompue

    avant = tiroir(deux[2])
    apres = tiroir(deux[2], date(2027, 3, 8), date(2027, 7, 26))
    demandes: list[int] = []

    def glisser(instance: Instance, plan: PlanPropose, tranche_id: UUID, jours: int) -> Glissement:
        demandes.append(jours)
        placements = {**plan.placements, deux[0]: apres}
        return Glissement(
            instance, PlanPropose(placements), (Deplace(deux[0], avant, apres),),
            (PromesseRompue(deux[0], date(2027, 2, 15), date(2027, 3, 8)),), (deux[0],), (),
        )  # fmt: skip

    monkeypatch.setattr(glissement, "glisser", glisser)
    page = aller(clavier, contexte)
    page.glisser()
    assert clavier.focus is page.glissement.tranche
    page.glissement.semaines.setFocus()
    clavier.touche(K.Key_Up)
    clavier.entree()
    clavier.calme()
    assert demandes == [28]
    assert page.glissement.resume.text() == ("1 ménage change · 1 date promise ne tient plus")
    assert page.glissement.detail.text().startswith("À appeler : Bernard")
    assert page.glissement.modele.ligne(0).promesse == "15/02/2027"
    page.glissement.garder.setFocus()
    clavier.entree()
    clavier.calme()
    assert page.plan is not None
    assert page.plan.resume.nom == "plan A, T1 décalée"
    assert page.plan.tranches[0].decalage == 28
    assert page.pile.currentWidget() is page.logements
