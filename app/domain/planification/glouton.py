"""A first plan at once, without a solver: batch after batch, the hardest households first."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from app.domain.planification.instance import LogementOffert, MenageAPlacer, Placement
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from app.domain.planification.possibles import Possibles, inconfort

Blocage = tuple[date, date]
"""A home is not to be had from a day until the day it is ready again."""


class Maniere(NamedTuple):
    """How a first plan is filled: several are tried, the best is kept.

    `tot`: leave as soon as one may rather than as late. `juste`: the least able home that fits
    (few rooms, not step-free) rather than the most comfortable one. `ordre`: how the households of
    a batch are shuffled; 0, the hardest to house first. `marge`: begin the works as late as their
    slack allows.
    """

    tot: bool = False
    juste: bool = False
    ordre: int = 0
    marge: bool = False


SIMPLE = Maniere()


class Agenda:
    """Who is in which home, and how many moves each day: what is left while a plan is filled."""

    def __init__(self, possibles: Possibles) -> None:
        self._p = possibles
        self.mouvements: Counter[date] = Counter()
        self._ailleurs: dict[UUID, list[Blocage]] = defaultdict(list)
        self._sejours: dict[UUID, dict[UUID, Blocage]] = defaultdict(dict)
        for logement in possibles.instance.logements:
            for periode in logement.occupe:
                fin = date.max
                if periode.au is not None:
                    fin = possibles.calendrier.pret(logement, periode.au + timedelta(days=1))
                self._ailleurs[logement.id].append((periode.du or date.min, fin))

    def ouvert(self, jour: date) -> bool:
        """Whether the crews can still make a move that day."""
        return self.mouvements[jour] < self._p.calendrier.capacite(jour)

    def pris(self, logement_id: UUID) -> list[Blocage]:
        """When that home is not to be had: (from, ready again on), in order."""
        return sorted((*self._ailleurs[logement_id], *self._sejours[logement_id].values()))

    def occupants(self, logement_id: UUID, du: date, au: date) -> list[UUID]:
        """The households of the plan that have that home at some time of those days."""
        return [
            menage_id
            for menage_id, (debut, fin) in self._sejours[logement_id].items()
            if debut < au and fin > du
        ]

    def libre(self, logement: LogementOffert, du: date, au: date | None) -> bool:
        """Whether nobody else is in that home from `du` until it is left and ready again."""
        if not logement.disponible.contient(du):
            return False
        if au is not None and not logement.disponible.contient(au):
            return False
        pret = self._p.calendrier.pret(logement, au) if au is not None else date.max
        return all(
            fin <= du or debut >= pret
            for blocages in (
                self._sejours[logement.id].values(),
                self._ailleurs[logement.id],
            )
            for debut, fin in blocages
        )

    def noter(self, menage: MenageAPlacer, placement: Placement) -> None:
        """Take the home and the crews of a placement."""
        for jour in (placement.depart, placement.retour):
            if jour is not None:
                self.mouvements[jour] += 1
        logement = self._p.logements.get(placement.logement_id) if placement.logement_id else None
        if logement is None:
            return
        debut = placement.depart or menage.parti_le or date.min
        fin = placement.retour
        pret = self._p.calendrier.pret(logement, fin) if fin is not None else date.max
        self._sejours[logement.id][menage.id] = (debut, pret)

    def oublier(self, menage: MenageAPlacer, placement: Placement) -> None:
        """Give back the home and the crews of a placement."""
        for jour in (placement.depart, placement.retour):
            if jour is not None:
                self.mouvements[jour] -= 1
        if placement.logement_id is not None:
            self._sejours[placement.logement_id].pop(menage.id, None)


def premier_plan(possibles: Possibles, maniere: Maniere = SIMPLE) -> PlanPropose:
    """A plan that breaks no rule, found at once; far from the best."""
    agenda = Agenda(possibles)
    decalages = {
        t.id: t.marge
        for t in possibles.instance.travaux.values()
        if maniere.marge
        and t.marge > 0
        and not any(m.tranche_id == t.id and m.impose for m in possibles.instance.menages)
    }
    depart = PlanPropose({}, decalages)
    placements: dict[UUID, Placement] = {}
    for menage in possibles.instance.menages:
        if menage.impose is not None:
            placements[menage.id] = menage.impose
            agenda.noter(menage, menage.impose)
        elif menage.absent and menage.tiroir_id is not None:
            # Until its return is found, it holds its temporary home.
            agenda.noter(menage, Placement(Solution.RETOUR, menage.tiroir_id))
    for menage in possibles.a_ramener():
        placements[menage.id] = _ramener(possibles, agenda, menage, depart)
        if placements[menage.id].solution is Solution.RETOUR:
            agenda.noter(menage, placements[menage.id])
    for menage in _ranges(possibles, maniere.ordre):
        trouve = placer(possibles, agenda, menage, depart, maniere)
        placements[menage.id] = trouve or Placement(Solution.AUCUNE)
        if trouve is not None:
            agenda.noter(menage, trouve)
    for menage in possibles.instance.menages:
        placements.setdefault(menage.id, Placement(Solution.AUCUNE))
    return PlanPropose(placements, decalages)


def _ranges(possibles: Possibles, ordre: int) -> list[MenageAPlacer]:
    """Batch after batch; in each, the households with the fewest homes first, or shuffled."""
    hasard = random.Random(ordre)
    rangs = {
        m.id: len(possibles.convenables(m)) * (hasard.uniform(0.3, 3) if ordre else 1)
        for m in possibles.a_placer()
    }
    return sorted(
        possibles.a_placer(),
        key=lambda m: (possibles.travaux(m).debut, rangs[m.id], str(m.id)),
    )


def _ramener(
    possibles: Possibles, agenda: Agenda, menage: MenageAPlacer, plan: PlanPropose
) -> Placement:
    regles = possibles.instance.regles
    travaux = plan.travaux(possibles.instance, menage.tranche_id)
    fin = max(travaux.fin, regles.au_plus_tot)
    for jour in possibles.retours(menage):
        if agenda.ouvert(jour) and travaux.fin < jour <= fin + timedelta(days=regles.retour):
            return Placement(Solution.RETOUR, menage.tiroir_id, retour=jour)
    return Placement(Solution.AUCUNE)


def _definitif(
    possibles: Possibles, agenda: Agenda, menage: MenageAPlacer, plan: PlanPropose
) -> Placement | None:
    """One move only, when a home for good fits and is free in time."""
    jours = _departs(possibles, agenda, menage, plan)
    offres = possibles.convenables(menage, definitif=True)
    for logement in sorted(offres, key=lambda lo: (inconfort(menage, lo), str(lo.id))):
        for jour in jours:
            if agenda.libre(logement, jour, None):
                return Placement(Solution.DEFINITIF, logement.id, depart=jour)
    return None


def _departs(
    possibles: Possibles, agenda: Agenda, menage: MenageAPlacer, plan: PlanPropose
) -> list[date]:
    """Days it can leave on, the works of its batch being where the plan has them; last first."""
    debut = plan.travaux(possibles.instance, menage.tranche_id).debut
    premier = debut - timedelta(days=possibles.instance.regles.avance)
    return [
        j for j in reversed(possibles.departs(menage)) if premier <= j < debut and agenda.ouvert(j)
    ]


def _tiroir(
    possibles: Possibles,
    agenda: Agenda,
    menage: MenageAPlacer,
    convenables: list[LogementOffert],
    plan: PlanPropose,
    maniere: Maniere,
) -> Placement | None:
    """Away as late as possible, back as early as possible, in the home that fits best."""
    travaux = plan.travaux(possibles.instance, menage.tranche_id)
    departs = _departs(possibles, agenda, menage, plan)
    if maniere.tot:
        departs.reverse()
    limite = travaux.fin + timedelta(days=possibles.instance.regles.retour)
    retours = [
        j for j in possibles.retours(menage) if travaux.fin < j <= limite and agenda.ouvert(j)
    ]
    if not departs or not retours:
        return None

    def preference(logement: LogementOffert) -> tuple[int, int, str]:
        fin = possibles.distance(menage, logement)
        if maniere.juste:
            atouts = 4 * logement.chambres + 2 * logement.plain_pied + logement.animaux
            return (atouts, fin, str(logement.id))
        return (inconfort(menage, logement), fin, str(logement.id))

    for logement in sorted(convenables, key=preference):
        for depart in departs:
            if agenda.libre(logement, depart, retours[0]):
                return Placement(Solution.TIROIR, logement.id, depart, retours[0])
    return None


def agenda_de(possibles: Possibles, plan: PlanPropose, sauf: UUID | None = None) -> Agenda:
    """What a plan leaves of homes and crews, one household left aside."""
    agenda = Agenda(possibles)
    for menage in possibles.instance.menages:
        place = plan.placements.get(menage.id, Placement(Solution.AUCUNE))
        if menage.id == sauf:
            continue
        agenda.noter(menage, place)
        if menage.absent and place.solution is Solution.AUCUNE:
            agenda.noter(menage, Placement(Solution.RETOUR, menage.tiroir_id))
    return agenda


def placer(
    possibles: Possibles,
    agenda: Agenda,
    menage: MenageAPlacer,
    plan: PlanPropose,
    maniere: Maniere = SIMPLE,
    hasard: random.Random | None = None,
) -> Placement | None:
    """The first place found for a household in what is left, one move rather than two.

    With `hasard`, a home is now and then passed over.
    """
    convenables = possibles.convenables(menage)
    if hasard is not None:
        convenables = [lo for lo in convenables if hasard.random() > 0.08]
    return _definitif(possibles, agenda, menage, plan) or _tiroir(
        possibles, agenda, menage, convenables, plan, maniere
    )


def inserer(possibles: Possibles, plan: PlanPropose) -> PlanPropose:
    """The same plan with whoever has no solution placed where room is left, if anywhere."""
    agenda = agenda_de(possibles, plan)
    placements = dict(plan.placements)
    for menage in possibles.a_ramener():
        if placements[menage.id].solution is Solution.AUCUNE:
            placements[menage.id] = _ramener(possibles, agenda, menage, plan)
            agenda.noter(menage, placements[menage.id])
    for menage in possibles.a_placer():
        if placements[menage.id].solution is not Solution.AUCUNE:
            continue
        trouve = placer(possibles, agenda, menage, plan)
        if trouve is not None:
            placements[menage.id] = trouve
            agenda.noter(menage, trouve)
    return PlanPropose(placements, plan.decalages, plan.scores)
