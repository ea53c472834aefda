"""When the works of a batch slip: every knock-on, whose promises break, whom to call.

Everything of the plan that can stay stays: the batch and those that take its homes next are laid
open, and what changes is made as small as possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from app.domain.planification.glouton import inserer
from app.domain.planification.instance import Instance, MenageAPlacer, Placement
from app.domain.planification.mesures import mesurer, promesses_rompues
from app.domain.planification.mots import ORDRE, Objectif, Solution
from app.domain.planification.plan import PlanPropose, Score
from app.domain.planification.possibles import Possibles
from app.services.planification.affectation import bloques
from app.services.planification.modele import Modele, Ouvert

EFFORT = 4.0
STABLE = tuple(
    dict.fromkeys((Objectif.SANS_SOLUTION, Objectif.CHANGEMENTS, Objectif.PROMESSES, *ORDRE))
)
"""What is kept small when works slip: nobody without a home, then as few changes as can be."""


@dataclass(frozen=True, slots=True)
class Deplace:
    """A household whose line changes."""

    menage_id: UUID
    avant: Placement
    apres: Placement


@dataclass(frozen=True, slots=True)
class PromesseRompue:
    """A day told to a household that no longer holds; `prevu` None: no day any more."""

    menage_id: UUID
    promis: date
    prevu: date | None


@dataclass(frozen=True, slots=True)
class Glissement:
    """What a slip does. `instance` has the works where they would be.

    `a_appeler` are those who change and had been told a day or had a confirmed move, first those
    who would move soonest; `sans_solution` those who lose theirs.
    """

    instance: Instance
    plan_apres: PlanPropose
    deplaces: tuple[Deplace, ...]
    promesses_rompues: tuple[PromesseRompue, ...]
    a_appeler: tuple[UUID, ...]
    sans_solution: tuple[UUID, ...]


def glisser(instance: Instance, plan: PlanPropose, tranche_id: UUID, jours: int) -> Glissement:
    """What becomes of a plan when a batch begins and ends `jours` later (earlier when negative).

    Lines that were pinned in that batch are let go: their days no longer hold. A few seconds.
    """
    apres = _glissee(instance, plan, tranche_id, jours)
    possibles = Possibles(apres)
    depart = _defaire(possibles, plan, tranche_id)
    ouvertes = [tranche_id, *_suivantes(instance, plan, tranche_id)]
    logements = _ouvrir(possibles, ouvertes)
    decalages = {t: (depart.decalages.get(t, 0),) for t in ouvertes}
    ouvert = Ouvert(depart, logements, decalages, bloques(possibles))
    trouve = Modele(possibles, ouvert, 0).resoudre(EFFORT) or depart
    final = inserer(possibles, trouve)
    valeurs = mesurer(possibles, final)
    scores = tuple(Score(o, valeurs[o]) for o in instance.regles.ordre)
    return _dire(instance, apres, plan, replace(final, scores=scores))


def _glissee(instance: Instance, plan: PlanPropose, tranche_id: UUID, jours: int) -> Instance:
    """The instance with those works moved, and what the plan foresaw as what one would keep."""
    travaux = plan.travaux(instance, tranche_id)
    ecart = timedelta(days=jours)
    deplaces = replace(travaux, debut=travaux.debut + ecart, fin=travaux.fin + ecart, marge=0)

    def repris(menage: MenageAPlacer) -> MenageAPlacer:
        libre = replace(menage, actuel=plan.placements.get(menage.id))
        return replace(libre, impose=None) if menage.tranche_id == tranche_id else libre

    return replace(
        instance,
        regles=replace(instance.regles, ordre=STABLE),
        travaux={**instance.travaux, tranche_id: deplaces},
        menages=tuple(repris(m) for m in instance.menages),
    )


def _defaire(possibles: Possibles, plan: PlanPropose, tranche_id: UUID) -> PlanPropose:
    """The plan without the lines of that batch: they are all to be found again."""
    placements = {
        m.id: Placement(Solution.AUCUNE)
        if m.tranche_id == tranche_id
        else plan.placements.get(m.id, Placement(Solution.AUCUNE))
        for m in possibles.instance.menages
    }
    return PlanPropose(placements, {t: j for t, j in plan.decalages.items() if t != tranche_id})


def _suivantes(instance: Instance, plan: PlanPropose, tranche_id: UUID) -> list[UUID]:
    """The batches that take homes of that one afterwards: at most the next three to begin."""
    homes = {
        p.logement_id
        for m in instance.menages
        if m.tranche_id == tranche_id and (p := plan.placements.get(m.id)) is not None
    }
    debut = instance.travaux[tranche_id].debut
    liees = {
        m.tranche_id
        for m in instance.menages
        if m.tranche_id != tranche_id
        and (p := plan.placements.get(m.id)) is not None
        and p.logement_id in homes
        and instance.travaux[m.tranche_id].debut >= debut
    }
    return sorted(liees, key=lambda t: (instance.travaux[t].debut, str(t)))[:3]


def _ouvrir(possibles: Possibles, tranches: list[UUID]) -> Mapping[UUID, tuple[UUID, ...]]:
    """Every home that fits each household of those batches."""
    faits: dict[UUID, tuple[UUID, ...]] = {}
    for menage in possibles.a_placer():
        if menage.tranche_id in tranches:
            homes = (
                *possibles.convenables(menage),
                *possibles.convenables(menage, definitif=True),
            )
            faits[menage.id] = tuple(lo.id for lo in homes)
    for menage in possibles.a_ramener():
        if menage.tranche_id in tranches and menage.tiroir_id is not None:
            faits[menage.id] = (menage.tiroir_id,)
    return faits


def _dire(instance: Instance, apres: Instance, plan: PlanPropose, final: PlanPropose) -> Glissement:
    deplaces, rompues, sans = [], [], []
    dits = set()
    for menage in instance.menages:
        avant = plan.placements.get(menage.id, Placement(Solution.AUCUNE))
        ensuite = final.placements[menage.id]
        if _pareil(avant, ensuite):
            continue
        deplaces.append(Deplace(menage.id, avant, ensuite))
        if ensuite.solution is Solution.AUCUNE and avant.solution is not Solution.AUCUNE:
            sans.append(menage.id)
        deja = {promis for promis, _prevu in promesses_rompues(menage, avant)}
        for promis, prevu in promesses_rompues(menage, ensuite):
            if promis not in deja:
                rompues.append(PromesseRompue(menage.id, promis, prevu))
        if menage.promis_depart or menage.promis_retour or menage.impose is not None:
            dits.add(menage.id)
    ordre = {
        d.menage_id: d.avant.depart or d.avant.retour or d.apres.depart or date.max
        for d in deplaces
    }
    return Glissement(
        apres,
        final,
        tuple(deplaces),
        tuple(rompues),
        tuple(sorted(dits, key=lambda m: (ordre[m], str(m)))),
        tuple(sans),
    )


def _pareil(un: Placement, autre: Placement) -> bool:
    return (un.solution, un.logement_id, un.depart, un.retour) == (
        autre.solution,
        autre.logement_id,
        autre.depart,
        autre.retour,
    )
