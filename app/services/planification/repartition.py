"""Giving each household its own days out of those its batch was found to need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from app.domain.planification.instance import MenageAPlacer
from app.domain.planification.plan import PlanPropose
from app.domain.planification.possibles import Possibles
from app.services.planification.affectation import Choix

Paire = tuple[date, date]


def repartir(possibles: Possibles, plan: PlanPropose, choix: Choix) -> dict[UUID, list[Paire]]:
    """Days to leave and to be back for each household, by kind of household.

    Those who were placed share the days of their kind; the others get the first of them too, in
    case a place is left. Whoever cannot move on its day gets the nearest one it can.
    """
    faits: dict[UUID, list[Paire]] = {}
    rangs: Counter[tuple[UUID, tuple[int, bool]]] = Counter()
    restreints_d_abord = sorted(
        possibles.a_placer(), key=lambda m: (not (m.evite or m.exigences.appareil), str(m.id))
    )
    for menage in restreints_d_abord:
        cle = (menage.tranche_id, (menage.exigences.chambres, menage.exigences.plain_pied))
        departs, retours = choix.jours.get(cle, ([], []))
        logement_id = choix.logements.get(menage.id)
        rang = 0
        if logement_id is not None and not possibles.logements[logement_id].definitif:
            rang = rangs[cle]
            rangs[cle] += 1
        paires = [
            paire
            for i in {rang, 0}
            if (paire := _paire(possibles, plan, menage, departs, retours, i)) is not None
        ]
        if paires:
            faits[menage.id] = paires
    return faits


def _paire(
    possibles: Possibles,
    plan: PlanPropose,
    menage: MenageAPlacer,
    departs: Sequence[date],
    retours: Sequence[date],
    rang: int,
) -> Paire | None:
    travaux = plan.travaux(possibles.instance, menage.tranche_id)
    regles = possibles.instance.regles
    permis = [
        j
        for j in possibles.departs(menage)
        if j < travaux.debut and (travaux.debut - j).days <= regles.avance
    ]
    revenus = [
        j
        for j in possibles.retours(menage)
        if j > travaux.fin and (j - travaux.fin).days <= regles.retour
    ]
    if not permis or not revenus:
        return None
    depart = departs[min(rang, len(departs) - 1)] if departs else permis[-1]
    retour = retours[min(rang, len(retours) - 1)] if retours else revenus[0]
    return _proche(permis, depart), _proche(revenus, retour)


def _proche(jours: Sequence[date], voulu: date) -> date:
    return min(jours, key=lambda j: (abs((j - voulu).days), j))
