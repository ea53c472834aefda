"""How the placement of a household differs from another one, in words."""

from __future__ import annotations

from app.core.i18n import _
from app.domain.planification.instance import Placement
from app.domain.planification.mots import Solution
from app.services.planification.mots import Noms, dire_placement
from app.services.planification.plan_lu import EcartLu, NatureEcart

_PLACES = (Solution.TIROIR, Solution.DEFINITIF, Solution.RETOUR)


def ecart(avant: Placement | None, apres: Placement | None, noms: Noms) -> EcartLu | None:
    """The difference; None when both say the same, or neither gives anything."""
    avait = avant is not None and avant.solution in _PLACES
    a = apres is not None and apres.solution in _PLACES
    if not avait and not a:
        return None
    if not avait:
        return EcartLu(NatureEcart.NOUVEAU, None, _("n’avait rien"))
    assert avant is not None  # noqa: S101 - `avait` says so
    dit = _("avant : {placement}").format(placement=dire_placement(avant, noms))
    if not a:
        return EcartLu(NatureEcart.PERDU, avant, dit)
    assert apres is not None  # noqa: S101 - `a` says so
    nature = _nature(avant, apres)
    return EcartLu(nature, avant, dit) if nature is not None else None


def _nature(avant: Placement, apres: Placement) -> NatureEcart | None:
    """The gravest difference; a departure already made is no difference with its return."""
    if {avant.solution, apres.solution} == {Solution.TIROIR, Solution.RETOUR}:
        if avant.logement_id != apres.logement_id:
            return NatureEcart.LOGEMENT
        return NatureEcart.DATES if avant.retour != apres.retour else None
    if avant.solution is not apres.solution:
        return NatureEcart.SOLUTION
    if avant.logement_id != apres.logement_id:
        return NatureEcart.LOGEMENT
    if (avant.depart, avant.retour) != (apres.depart, apres.retour):
        return NatureEcart.DATES
    return None
