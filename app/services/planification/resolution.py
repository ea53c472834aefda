"""Proposing a plan of moves: a first one at once, then better ones, with what is proven of them.

Two halves (record 0050): `affectation` chooses homes and proves bounds, `modele` finds the days,
then lays a few batches open at a time to repair and improve. Nothing is written here.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from app.domain.planification.glouton import Blocage, inserer, premier_plan
from app.domain.planification.instance import Instance, Placement
from app.domain.planification.mesures import mesurer
from app.domain.planification.mots import Objectif, Solution
from app.domain.planification.plan import PlanPropose, Score, Statut
from app.domain.planification.possibles import Possibles
from app.services.planification.affectation import Affectation, Choix
from app.services.planification.modele import Modele, Ouvert
from app.services.planification.recombinaison import Recombinaison

PART_AFFECTATION = 0.45
"""Share of the time given to the choice of homes and its proofs."""
EFFORT_DATES, EFFORT_VOISINAGE = 6.0, 2.0
"""In the solver's steady measure, about a second each on the machines we know."""
GRAND = 400
"""Households above which half of the batches are laid open at a time."""
PAS = 2.5
"""Seconds of the time asked that one repair stands for: their number depends on nothing else."""


@dataclass(frozen=True, slots=True)
class Avancee:
    """The best plan so far, after so many seconds; `fini` once nothing more is tried."""

    plan: PlanPropose
    secondes: float
    fini: bool = False


Suivi = Callable[[Avancee], bool]
"""Told of each better plan; False stops and keeps it."""


def resoudre(
    instance: Instance, *, secondes: float = 60, graine: int = 0, suivi: Suivi | None = None
) -> PlanPropose:
    """A plan for every household of the instance; never a refusal, whatever it is given.

    Whoever cannot be placed has `Solution.AUCUNE`. Scores carry the bounds that were proven. The
    same instance and seed give the same plan, unless the time was too short for a proof.
    """
    return _Recherche(instance, secondes, graine, suivi).mener()


class _Recherche:
    """One search: the best plan so far, the bounds proven, the time left."""

    def __init__(
        self, instance: Instance, secondes: float, graine: int, suivi: Suivi | None
    ) -> None:
        self._debut = time.monotonic()
        self._secondes = secondes
        self._graine = graine
        self._suivi = suivi
        self._instance = instance
        self._p = Possibles(instance)
        self._bornes: Mapping[Objectif, int] = {}
        self._meilleur = PlanPropose({})
        self._rang: tuple[int, ...] | None = None

    @property
    def _ecoule(self) -> float:
        return time.monotonic() - self._debut

    @property
    def _reste(self) -> float:
        return self._secondes - self._ecoule

    def mener(self) -> PlanPropose:
        """Search until the proof, the end of the time, or the person says so."""
        continuer = self._garder(premier_plan(self._p))
        if continuer and self._reste > 0:
            self._chercher()
        if self._suivi is not None:
            self._suivi(Avancee(self._meilleur, self._ecoule, fini=True))
        return self._meilleur

    def _chercher(self) -> None:
        affectation = Affectation(self._p, self._graine)
        choix = affectation.resoudre(self._secondes * PART_AFFECTATION)
        if choix is not None:
            self._bornes = choix.bornes
            if not self._garder(self._dater(choix, affectation.bloques)):
                return
        tirage = random.Random(self._graine)
        for tour in range(int(self._secondes / PAS)):
            if self._fini() or self._reste <= 0:
                return
            if tour % 2 == 0:
                plan = self._recombiner(affectation.bloques, tour)
            else:
                plan = self._reparer(self._voisinage(tirage, tour), affectation.bloques)
            if not self._garder(plan):
                return

    def _dater(self, choix: Choix, bloques: Mapping[UUID, list[Blocage]]) -> PlanPropose:
        """The homes chosen, with days; whoever has none is put where room is left."""
        vide = PlanPropose(self._completer({}))
        logements = {m: (lo,) for m, lo in choix.logements.items()} | self._retours()
        decalages = {t: (choix.decalages.get(t, 0),) for t in self._instance.travaux}
        ouvert = Ouvert(vide, logements, decalages, bloques)
        plan = Modele(self._p, ouvert, self._graine).resoudre(EFFORT_DATES)
        return inserer(self._p, plan or vide)

    def _retours(self) -> dict[UUID, tuple[UUID, ...]]:
        return {m.id: (m.tiroir_id,) for m in self._p.a_ramener() if m.tiroir_id is not None}

    def _recombiner(self, bloques: Mapping[UUID, list[Blocage]], tour: int) -> PlanPropose:
        """The best of all homes for days near those of the plan."""
        ouvertes = list(self._instance.travaux)
        if len(self._instance.menages) > GRAND:
            ouvertes = random.Random(self._graine + tour).sample(ouvertes, len(ouvertes) // 2)
        choix = Recombinaison(self._p, self._meilleur, bloques, ouvertes, self._graine + tour)
        return choix.resoudre(2 * PAS)

    def _voisinage(self, tirage: random.Random, tour: int) -> list[UUID]:
        """Two or three batches that follow each other, those with unserved households first."""
        seuls: Counter[UUID] = Counter()
        for menage in self._p.a_placer():
            place = self._meilleur.placements[menage.id]
            seuls[menage.tranche_id] += place.solution is Solution.AUCUNE
        travaux = sorted(self._instance.travaux.values(), key=lambda t: (t.debut, str(t.id)))
        connues = [t for t in travaux if t.id in seuls]
        if not connues:
            return []
        poids = [1 + 4 * seuls[t.id] for t in connues]
        centre = tirage.choices(connues, poids)[0]
        # Batches that pass homes to each other: the next ones to begin once its works are over.
        suivantes = [t for t in connues if t.debut > centre.fin - timedelta(days=45)][:2]
        avant = [t for t in connues if t.fin < centre.debut + timedelta(days=45)][-2:]
        pendant = [t for t in connues if t is not centre and t.debut <= centre.fin][-3:]
        autres = (suivantes, avant, pendant)[tour % 3]
        return [t.id for t in (centre, *autres)]

    def _reparer(self, tranches: list[UUID], bloques: Mapping[UUID, list[Blocage]]) -> PlanPropose:
        """The best plan with those batches laid open, the rest standing still."""
        logements: dict[UUID, tuple[UUID, ...]] = {}
        for menage in self._p.a_placer():
            if menage.tranche_id in tranches:
                homes = (
                    *self._p.convenables(menage),
                    *self._p.convenables(menage, definitif=True),
                )
                logements[menage.id] = tuple(lo.id for lo in homes)
        for menage in self._p.a_ramener():
            if menage.tranche_id in tranches and menage.tiroir_id is not None:
                logements[menage.id] = (menage.tiroir_id,)
        decalages = {
            t: (self._meilleur.decalages.get(t, 0),)
            if any(m.impose is not None and m.tranche_id == t for m in self._instance.menages)
            else self._p.decalages(self._instance.travaux[t])
            for t in tranches
        }
        ouvert = Ouvert(self._meilleur, logements, decalages, bloques)
        return Modele(self._p, ouvert, self._graine).resoudre(EFFORT_VOISINAGE) or self._meilleur

    def _fini(self) -> bool:
        """Whether every objective is proven as small as it can be."""
        return all(s.statut is Statut.PROUVE for s in self._meilleur.scores)

    def _completer(self, trouves: Mapping[UUID, Placement]) -> dict[UUID, Placement]:
        """Every household has its line: pinned ones theirs, the others none."""
        faits: dict[UUID, Placement] = {}
        for menage in self._instance.menages:
            if menage.impose is not None:
                faits[menage.id] = menage.impose
            else:
                faits[menage.id] = trouves.get(menage.id, Placement(Solution.AUCUNE))
        return faits

    def _garder(self, plan: PlanPropose) -> bool:
        """Keep the better plan; False when the person wants to stop."""
        valeurs = mesurer(self._p, plan)
        rang = tuple(valeurs[o] for o in self._instance.regles.ordre)
        if self._rang is None or rang < self._rang:
            self._rang, self._meilleur = rang, plan
        self._meilleur = replace(self._meilleur, scores=self._scores())
        if self._suivi is None:
            return True
        return self._suivi(Avancee(self._meilleur, self._ecoule))

    def _scores(self) -> tuple[Score, ...]:
        """Values with their bounds. A bound holds while those before it are at theirs."""
        assert self._rang is not None  # noqa: S101 - set by `_garder`
        faits = []
        tenu = True
        for objectif, valeur in zip(self._instance.regles.ordre, self._rang, strict=True):
            borne = self._bornes.get(objectif) if tenu else None
            faits.append(Score(objectif, valeur, borne))
            tenu = tenu and borne is not None and borne >= valeur
        return tuple(faits)


__all__ = ["Avancee", "Suivi", "resoudre"]
