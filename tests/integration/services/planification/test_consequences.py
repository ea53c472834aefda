"""Why a line is what it is; what a slip of the works does."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import CodeEtape, EtatEngagement
from app.domain.menages import StatutMenage
from app.domain.planification.instance import Placement
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from app.services.planification import plans
from app.services.planification.donnees import ChargerInstance, charger
from db.models import Engagement
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services.planification.conftest import DEPART, RETOUR, Operation

AUJOURDHUI = date(2026, 11, 24)


@pytest.fixture
def plan(uow: UnitOfWork, operation: Operation) -> tuple[UUID, UUID, UUID, UUID]:
    """A plan that serves the first household and not the second; an owner beside."""
    un, autre = operation.menage("Bernard"), operation.menage("Wójcik")
    proprio = operation.menage("Proprio", statut=StatutMenage.PROPRIETAIRE)
    t1 = operation.tiroir(numero="1", voie="Rue de Nice")
    instance = charger(ChargerInstance(), uow)
    propose = PlanPropose(
        {
            un: Placement(Solution.TIROIR, t1, DEPART, RETOUR),
            autre: Placement(Solution.AUCUNE),
        }
    )
    garde = plans.enregistrer(
        plans.EnregistrerPlan(instance.cite_id, propose, 0, instance.empreinte), uow
    )
    assert garde.principal is not None
    return garde.principal, un, autre, proprio


def test_expliquer(uow: UnitOfWork, plan: tuple[UUID, ...]) -> None:
    plan_id, un, autre, proprio = plan
    lue = plans.expliquer(plans.ExpliquerLigne(plan_id, un), uow)
    assert any("1 Rue de Nice" in texte for texte in lue.lignes)
    assert any("15/02/2027" in texte for texte in lue.lignes)
    assert lue.deblocages == ()
    lue = plans.expliquer(plans.ExpliquerLigne(plan_id, autre), uow)
    assert any("Bernard" in texte for texte in lue.lignes), "who has the only home"
    assert lue.deblocages
    assert not any("{" in t or "…" in t for t in (lue.titre, *lue.lignes, *lue.deblocages))
    lue = plans.expliquer(plans.ExpliquerLigne(plan_id, proprio), uow)
    assert lue.lignes == ("Propriétaire de son logement.",)
    with pytest.raises(RegleMetier, match=r"planification\.menage"):
        plans.expliquer(plans.ExpliquerLigne(plan_id, uow.ids.new()), uow)


def test_un_glissement_dit_qui_appeler(
    uow: UnitOfWork, operation: Operation, plan: tuple[UUID, ...]
) -> None:
    plan_id, un, _autre, _proprio = plan
    factories.ecrire(
        uow,
        Engagement(
            id=uow.ids.new(), menage_id=un, texte="Votre départ", pris_le=AUJOURDHUI,
            pour_le=DEPART, etat=EtatEngagement.A_TENIR, etape_code=CodeEtape.DEMENAGEMENT_ALLER,
        ),
    )  # fmt: skip
    avant = plans.lire(plans.LirePlan(plan_id), uow).propose
    lu = plans.glisser(plans.GlisserTranche(plan_id, operation.tranche_id, 28), uow)
    assert (lu.tranche, lu.debut, lu.fin) == ("T1", date(2027, 3, 29), date(2027, 7, 23))
    assert un in {li.menage_id for li in lu.deplaces}
    assert [a.menage_id for a in lu.appels] == [un]
    assert lu.appels[0].telephone == "0612345678"
    assert "1 Rue de Nice, du 15/02/2027" in lu.appels[0].texte
    (promesse,) = lu.promesses
    assert promesse.menage_id == un
    assert "15/02/2027" in promesse.texte
    # Nothing was written, and what comes of it can be kept as a draft.
    assert plans.lire(plans.LirePlan(plan_id), uow).propose == avant
    assert set(lu.propose.placements) == set(avant.placements)


def test_un_glissement_qui_ne_veut_rien_dire(
    uow: UnitOfWork, operation: Operation, plan: tuple[UUID, ...]
) -> None:
    plan_id = plan[0]
    for jours in (0, 4000):
        with pytest.raises(EntreeInvalide, match=r"planification\.jours"):
            plans.glisser(plans.GlisserTranche(plan_id, operation.tranche_id, jours), uow)
    with pytest.raises(RegleMetier, match=r"planification\.tranche"):
        plans.glisser(plans.GlisserTranche(plan_id, operation.tranche("T2"), 7), uow)
