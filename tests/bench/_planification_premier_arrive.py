"""First come, first served: how it is done with a spreadsheet and a phone."""

from __future__ import annotations

from datetime import date

from app.domain.planification.instance import Instance, MenageAPlacer
from app.domain.planification.plan import PlanPropose
from tests.bench._planification_etat import Chantier, Memoire


def premier_arrive(instance: Instance) -> PlanPropose:
    """Each household in turn gets the first home that fits and is free on the first days it can.

    Nobody looks ahead: no slack is used, a large home goes to whoever comes first. One that wishes
    another home is given the first one that fits, else it waits in a tiroir like the others.
    """
    chantier = Chantier(instance, Memoire(instance))
    chantier.commencer()
    for menage in chantier.a_placer():
        _pour_de_bon(chantier, menage) or _en_tiroir(chantier, menage)
    return chantier.plan()


def _pour_de_bon(chantier: Chantier, menage: MenageAPlacer) -> bool:
    if not menage.definitif_voulu:
        return False
    for logement in chantier.instance.logements:
        if not logement.definitif or not chantier.convient(menage, logement):
            continue
        for depart in chantier.departs(menage):
            if chantier.libre(logement, depart, date.max):
                chantier.placer(menage, logement, depart, None)
                return True
    return False


def _en_tiroir(chantier: Chantier, menage: MenageAPlacer) -> bool:
    retours = chantier.retours(menage)
    if not retours:
        return False
    for logement in chantier.instance.logements:
        if logement.definitif or not chantier.convient(menage, logement):
            continue
        for depart in chantier.departs(menage):
            if chantier.libre(logement, depart, retours[0]):
                chantier.placer(menage, logement, depart, retours[0])
                return True
    return False
