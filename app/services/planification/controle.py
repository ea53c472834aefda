"""What the base foresees – moves, planned stays – before the independent checker."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from app.domain.planification.instance import Instance, Placement
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from app.domain.planification.verification import verifier as controler
from app.services.planification import bilan
from app.services.planification.commandes import VerifierPlanning
from app.services.planification.composition import nommer
from app.services.planification.donnees import preparer
from app.services.planification.lecture import dire_remarques
from app.services.planification.lignes_lues import dire_violations
from app.services.planification.plan_lu import ControlePlanning
from db.queries import plans
from db.uow import UnitOfWork


def verifier(demande: VerifierPlanning, uow: UnitOfWork) -> ControlePlanning:
    """What the independent checker says of the moves and stays the base foresees.

    Raises `RegleMetier("planification.cite")` when the estate is to be named.
    """
    with uow.lecture() as session:
        preparation = preparer(session, uow, demande.cite_id)
        adopte = plans.adopte(session, preparation.instance.cite_id)
    noms = nommer(preparation)
    instance, prevu = _prevu(preparation.instance, adopte.bilan if adopte else None)
    return ControlePlanning(
        cite_id=instance.cite_id,
        cite=instance.cite,
        menages=len(instance.menages),
        mouvements=len(prevu.mouvements()),
        violations=dire_violations(controler(instance, prevu), noms),
        remarques=dire_remarques(instance, noms),
    )


def _prevu(instance: Instance, bilan_adopte: object) -> tuple[Instance, PlanPropose]:
    """What is foreseen, as a plan; nothing there is pinned against itself."""
    libre = replace(instance, menages=tuple(replace(m, impose=None) for m in instance.menages))
    placements = {m.id: m.actuel or Placement(Solution.AUCUNE) for m in libre.menages}
    return libre, PlanPropose(MappingProxyType(placements), bilan.decalages(bilan_adopte))
