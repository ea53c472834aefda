"""Plans: computed, stopped, copied, compared, adopted, slipped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Event
from typing import Any
from uuid import UUID

import pytest

from app.domain.planification.instance import Instance, Placement
from app.domain.planification.mots import EtatPlan, Solution
from app.domain.planification.plan import PlanPropose
from app.services import indisponibilites
from app.services.indisponibilites import AjouterIndisponibilite
from app.services.planification import plans, resolution
from app.services.planification.plan_lu import PlanLu
from db.uow import UnitOfWork
from tests.integration.services.planification.test_plans import tiroir
from tests.ui.pages.clavier import Clavier, K
from tests.ui.pages.planning.conftest import SHIFT, aller, sur
from ui.contexte import Contexte


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
