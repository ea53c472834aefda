"""How good a plan is, objective by objective, counted from its placements alone."""

from __future__ import annotations

from datetime import date

from app.domain.planification.instance import MenageAPlacer, Placement, Travaux
from app.domain.planification.mots import Objectif, Solution
from app.domain.planification.plan import PlanPropose
from app.domain.planification.possibles import Possibles, inconfort

LOIN = 3
"""Points of mismatch when two households to keep together are far apart."""
HECTOMETRE = 100


def mesurer(possibles: Possibles, plan: PlanPropose) -> dict[Objectif, int]:
    """The value of each objective.

    SANS_SOLUTION: households without a solution. DOUBLES: households for which one move would do,
    and that do not have it. INADEQUATION: points of mismatch. DISTANCE: hundreds of metres from
    home, twice for schoolchildren. PROMESSES: days told that change. CHANGEMENTS: homes and days
    that differ from the adopted plan. VACANCE: days temporary homes are of no use to anybody, from
    the first works to the last.
    """
    valeurs = dict.fromkeys(Objectif, 0)
    for menage in possibles.instance.menages:
        p = plan.placements.get(menage.id)
        if p is None:
            continue
        valeurs[Objectif.SANS_SOLUTION] += p.solution is Solution.AUCUNE
        valeurs[Objectif.DOUBLES] += double(menage, p)
        valeurs[Objectif.INADEQUATION] += _inadequation(possibles, menage, p)
        valeurs[Objectif.DISTANCE] += eloignement(possibles, menage, p)
        valeurs[Objectif.PROMESSES] += len(promesses_rompues(menage, p))
        valeurs[Objectif.CHANGEMENTS] += changements(menage, p)
    valeurs[Objectif.INADEQUATION] += LOIN * len(separes(possibles, plan))
    valeurs[Objectif.VACANCE] = _vacance(possibles, plan)
    return valeurs


def evitable(menage: MenageAPlacer) -> bool:
    """Whether one move could be enough for that household."""
    return menage.definitif_voulu or menage.un_seul


def double(menage: MenageAPlacer, p: Placement) -> bool:
    """Whether one move would do and is not what is planned; nothing planned is no better."""
    return (
        evitable(menage) and not menage.absent and p.solution in (Solution.TIROIR, Solution.AUCUNE)
    )


def eloignement(possibles: Possibles, menage: MenageAPlacer, p: Placement) -> int:
    """Hundreds of metres between home and temporary home, counted twice for schoolchildren."""
    logement = possibles.logements.get(p.logement_id) if p.logement_id else None
    if p.solution is not Solution.TIROIR or logement is None:
        return 0
    poids = 2 if menage.exigences.ecole else 1
    return poids * (possibles.distance(menage, logement) // HECTOMETRE)


def promesses_rompues(menage: MenageAPlacer, p: Placement) -> list[tuple[date, date | None]]:
    """The days told to the household that this placement changes: (told, now or None)."""
    dites = ((menage.promis_depart, p.depart), (menage.promis_retour, p.retour))
    deja_parti = menage.absent
    return [
        (promis, prevu)
        for rang, (promis, prevu) in enumerate(dites)
        if promis is not None and promis != prevu and not (rang == 0 and deja_parti)
    ]


def changements(menage: MenageAPlacer, p: Placement) -> int:
    """How many of home, departure and return differ from the adopted plan."""
    actuel = menage.actuel
    if actuel is None or actuel.solution in (Solution.AUCUNE, Solution.HORS_PLAN):
        return 0
    return (
        (actuel.logement_id != p.logement_id)
        + (actuel.depart != p.depart)
        + (actuel.retour != p.retour)
    )


def absence_minimale(possibles: Possibles, menage: MenageAPlacer) -> int:
    """Days of the shortest absence the works allow: gone the day before, back the day after."""
    travaux = possibles.travaux(menage)
    return (travaux.fin - travaux.debut).days + 2


def semaines_de_trop(possibles: Possibles, menage: MenageAPlacer, p: Placement) -> int:
    """Whole weeks away beyond the shortest absence, for who depends on powered equipment."""
    if not menage.exigences.appareil or p.depart is None or p.retour is None:
        return 0
    return max(0, (p.retour - p.depart).days - absence_minimale(possibles, menage)) // 7


def hors_vacances(possibles: Possibles, menage: MenageAPlacer, p: Placement) -> int:
    """Moves of schoolchildren outside of school holidays."""
    if not menage.exigences.ecole:
        return 0
    vacances = possibles.instance.regles.vacances
    jours = [j for j in (p.depart, p.retour) if j is not None]
    return sum(not any(v.contient(jour) for v in vacances) for jour in jours) if vacances else 0


def separes(possibles: Possibles, plan: PlanPropose) -> list[tuple[MenageAPlacer, MenageAPlacer]]:
    """Households to keep together whose homes of the plan are far apart."""
    trouves = []
    for un, autre in possibles.paires:
        lieux = []
        for menage in (un, autre):
            p = plan.placements.get(menage.id)
            if p is not None and p.solution in (Solution.TIROIR, Solution.DEFINITIF):
                logement = possibles.logements.get(p.logement_id) if p.logement_id else None
                if logement is not None:
                    lieux.append(logement)
        if len(lieux) == 2 and not possibles.voisins(*lieux):
            trouves.append((un, autre))
    return trouves


def _inadequation(possibles: Possibles, menage: MenageAPlacer, p: Placement) -> int:
    logement = possibles.logements.get(p.logement_id) if p.logement_id else None
    points = 0
    if logement is not None and p.solution in (Solution.TIROIR, Solution.DEFINITIF):
        points += inconfort(menage, logement)
    return points + semaines_de_trop(possibles, menage, p) + hors_vacances(possibles, menage, p)


def vacance_possible(possibles: Possibles) -> int:
    """Days temporary homes could be of use: those they are available from first to last works."""
    travaux = possibles.instance.travaux.values()
    if not travaux:
        return 0
    debut, fin = min(t.debut for t in travaux), max(t.fin for t in travaux)
    total = 0
    for logement in possibles.tiroirs:
        du = max(debut, logement.disponible.du or debut)
        au = min(fin, logement.disponible.au or fin)
        total += max(0, (au - du).days + 1)
    return total


def duree(travaux: Travaux) -> int:
    """Days of works: what a home is of use for, however early or late people come and go."""
    return (travaux.fin - travaux.debut).days + 1


def _vacance(possibles: Possibles, plan: PlanPropose) -> int:
    """Days temporary homes are of no use to anybody while works go on somewhere."""
    utiles = sum(
        duree(possibles.travaux(m))
        for m in possibles.instance.menages
        if (p := plan.placements.get(m.id)) is not None
        and p.solution in (Solution.TIROIR, Solution.RETOUR)
    )
    return max(0, vacance_possible(possibles) - utiles)
