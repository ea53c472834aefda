"""When the works of a batch slip: every knock-on, whose promises break, whom to call.

Everything that can stay stays. The households of the batch keep their home and get other days;
whoever comes after them in it waits, or goes elsewhere; only who is left without a home makes the
solver look further.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from app.domain.planification.glouton import Agenda, agenda_de, placer
from app.domain.planification.instance import (
    Instance,
    MenageAPlacer,
    Placement,
)
from app.domain.planification.mesures import mesurer, promesses_rompues
from app.domain.planification.mots import ORDRE, Objectif, Solution
from app.domain.planification.plan import PlanPropose, Score
from app.domain.planification.possibles import Possibles
from app.services.planification.affectation import bloques
from app.services.planification.modele import Modele, Ouvert

EFFORT = 3.0
VOULU = "attend"
"""Marks, while a slip is worked out, those who wait for other days."""
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

    Lines that were pinned in that batch are let go: their days no longer hold. Under a second,
    a few more when somebody loses its home.
    """
    apres = _glissee(instance, plan, tranche_id, jours)
    possibles = Possibles(apres)
    sans_decalage = {t: j for t, j in plan.decalages.items() if t != tranche_id}
    avant = {m.id: plan.placements.get(m.id, Placement(Solution.AUCUNE)) for m in apres.menages}
    pousse = _pousser(possibles, PlanPropose(avant, sans_decalage), tranche_id)
    final = _rattraper(possibles, PlanPropose(avant, sans_decalage), pousse)
    valeurs = mesurer(possibles, final)
    scores = tuple(Score(o, valeurs[o]) for o in instance.regles.ordre)
    return _dire(instance, apres, plan, replace(final, scores=scores))


def _pousser(possibles: Possibles, plan: PlanPropose, tranche_id: UUID) -> PlanPropose:
    """The batch at its new days, each in the same home if it can; then those it pushes."""
    touches = [m for m in possibles.instance.menages if m.tranche_id == tranche_id]
    placements = dict(plan.placements)
    agenda = agenda_de(possibles, plan)
    for menage in touches:
        agenda.oublier(menage, placements[menage.id])
    for menage in touches:
        voulu = placements[menage.id]
        jours = _memes_murs(possibles, plan, menage, voulu, agenda, pousser=True)
        genes = _genes(possibles, agenda, jours)
        for gene in genes:
            agenda.oublier(gene, placements[gene.id])
            placements[gene.id] = Placement(Solution.AUCUNE, motif=VOULU)
        placements[menage.id] = jours or Placement(Solution.AUCUNE)
        if jours is not None:
            agenda.noter(menage, jours)
    for menage in possibles.instance.menages:
        if placements[menage.id].motif == VOULU or (
            placements[menage.id].solution is Solution.AUCUNE
            and plan.placements[menage.id].solution is not Solution.AUCUNE
        ):
            voulu = plan.placements[menage.id]
            place = _memes_murs(possibles, plan, menage, voulu, agenda)
            if place is None and not menage.absent:
                place = placer(possibles, agenda, menage, plan)
            placements[menage.id] = place or Placement(Solution.AUCUNE)
            agenda.noter(menage, placements[menage.id])
    return PlanPropose(placements, plan.decalages)


def _memes_murs(
    possibles: Possibles,
    plan: PlanPropose,
    menage: MenageAPlacer,
    voulu: Placement,
    agenda: Agenda,
    *,
    pousser: bool = False,
) -> Placement | None:
    """The same home on days as near as can be to those foreseen; None when there are none.

    Days on which the crews are free, and the home too unless `pousser`.
    """
    if voulu.solution in (Solution.AUCUNE, Solution.HORS_PLAN) or voulu.logement_id is None:
        return None
    travaux, regles = plan.travaux(possibles.instance, menage.tranche_id), possibles.instance.regles
    fin = max(travaux.fin, regles.au_plus_tot) if menage.absent else travaux.fin
    departs: list[date | None] = [None]
    retours: list[date | None] = [None]
    if voulu.depart is not None:
        departs = _proches(
            (
                j
                for j in possibles.departs(menage)
                if j < travaux.debut and (travaux.debut - j).days <= regles.avance
            ),
            voulu.depart,
        )
    if voulu.retour is not None:
        retours = _proches(
            (
                j
                for j in possibles.retours(menage)
                if travaux.fin < j <= fin + timedelta(days=regles.retour)
            ),
            voulu.retour,
        )
    logement = possibles.logements.get(voulu.logement_id)
    for depart in departs[:12]:
        for retour in retours[:12]:
            if not all(agenda.ouvert(j) for j in (depart, retour) if j is not None):
                continue
            libre = logement is None or depart is None or agenda.libre(logement, depart, retour)
            if pousser or libre:
                return replace(voulu, depart=depart, retour=retour, fixe=False, motif="")
    return None


def _proches(jours: Iterable[date], voulu: date) -> list[date | None]:
    return [*sorted(jours, key=lambda j: (abs((j - voulu).days), j))]


def _genes(possibles: Possibles, agenda: Agenda, place: Placement | None) -> list[MenageAPlacer]:
    """Who would be in that home at the same time, and can still be asked to wait."""
    logement = possibles.logements.get(place.logement_id) if place and place.logement_id else None
    if place is None or logement is None:
        return []
    du = place.depart or possibles.instance.regles.aujourdhui
    au = possibles.calendrier.pret(logement, place.retour) if place.retour else date.max
    occupants = (possibles.menages[m] for m in agenda.occupants(logement.id, du, au))
    return [m for m in occupants if m.impose is None and not m.absent]


def _rattraper(possibles: Possibles, avant: PlanPropose, pousse: PlanPropose) -> PlanPropose:
    """The solver for those who lost their home, with those who moved; nobody else is touched."""
    perdus = [
        m.id
        for m in possibles.instance.menages
        if pousse.placements[m.id].solution is Solution.AUCUNE
        and avant.placements[m.id].solution not in (Solution.AUCUNE, Solution.HORS_PLAN)
    ]
    if not perdus:
        return pousse
    tranches = {possibles.menages[m].tranche_id for m in perdus}
    ouverts = [
        m
        for m in possibles.a_placer()
        if m.tranche_id in tranches or not _pareil(avant.placements[m.id], pousse.placements[m.id])
    ]
    logements = {
        m.id: tuple(
            lo.id for lo in (*possibles.convenables(m), *possibles.convenables(m, definitif=True))
        )
        for m in ouverts
    } | {
        m.id: (m.tiroir_id,)
        for m in possibles.a_ramener()
        if m.tranche_id in tranches and m.tiroir_id is not None
    }
    libres = {
        t
        for t in tranches
        if not any(m.impose is not None and m.tranche_id == t for m in possibles.instance.menages)
    }
    decalages = {
        t: possibles.decalages(possibles.instance.travaux[t])
        if t in libres
        else (pousse.decalages.get(t, 0),)
        for t in {possibles.menages[m].tranche_id for m in logements}
    }
    ouvert = Ouvert(pousse, logements, decalages, bloques(possibles))
    return Modele(possibles, ouvert, 0).resoudre(EFFORT) or pousse


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
