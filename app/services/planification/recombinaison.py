"""The best homes for days already chosen: the whole operation at once, exactly.

Each household has one or two pairs of days, that of the plan among them; which home and which pair
is one choice out of all. The plan one has is one of the answers, so nothing is ever lost.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.domain.planification.glouton import Blocage
from app.domain.planification.instance import LogementOffert, MenageAPlacer, Placement
from app.domain.planification.mesures import (
    changements,
    double,
    duree,
    eloignement,
    hors_vacances,
    promesses_rompues,
    semaines_de_trop,
)
from app.domain.planification.mots import Objectif, Solution
from app.domain.planification.plan import PlanPropose
from app.domain.planification.possibles import Possibles, inconfort

Paire = tuple[date, date]
"""A day to leave and a day to be back."""


@dataclass(frozen=True, slots=True)
class Colonne:
    """One household in one home on given days; `pret` is when the home is ready again."""

    menage: MenageAPlacer
    placement: Placement
    pret: date


class Recombinaison:
    """The choice among columns, one per household at most."""

    def __init__(
        self,
        possibles: Possibles,
        plan: PlanPropose,
        bloques: Mapping[UUID, list[Blocage]],
        jours: Mapping[UUID, Sequence[Paire]],
        graine: int,
    ) -> None:
        from ortools.math_opt.python import mathopt  # noqa: PLC0415 - heavy, only when planning

        self._mo = mathopt
        self._p = possibles
        self._plan = plan
        self._graine = graine
        self._jours = jours
        self._bloques = bloques
        self._m = mathopt.Model()
        self._colonnes = list(self._tirer())
        self._v = [self._m.add_binary_variable() for _c in self._colonnes]
        self._exclure()

    # ---- columns ---------------------------------------------------------------------------

    def _tirer(self) -> Iterator[Colonne]:
        vues: set[tuple[UUID, Placement]] = set()
        for menage in (*self._p.a_ramener(), *self._p.a_placer()):
            actuel = self._plan.placements[menage.id]
            proposes: list[Placement] = []
            if actuel.solution is not Solution.AUCUNE:
                proposes.append(actuel)
            proposes += self._options(menage, actuel)
            for placement in proposes:
                if (menage.id, placement) in vues:
                    continue
                vues.add((menage.id, placement))
                colonne = self._colonne(menage, placement)
                if colonne is not None and (placement == actuel or self._libre(colonne)):
                    yield colonne

    def _options(self, menage: MenageAPlacer, actuel: Placement) -> Iterator[Placement]:
        """Every home that fits, on each pair of days."""
        if menage.absent:
            return
        paires = list(self._jours.get(menage.id, ()))
        if actuel.depart is not None and actuel.retour is not None:
            paires.append((actuel.depart, actuel.retour))
        for depart, retour in dict.fromkeys(paires):
            for logement in self._p.convenables(menage):
                yield Placement(Solution.TIROIR, logement.id, depart, retour)
        departs = {d for d, _r in paires} | ({actuel.depart} if actuel.depart else set())
        for logement in self._p.convenables(menage, definitif=True):
            for jour in sorted(departs):
                yield Placement(Solution.DEFINITIF, logement.id, jour)

    def _colonne(self, menage: MenageAPlacer, placement: Placement) -> Colonne | None:
        logement = self._p.logements.get(placement.logement_id) if placement.logement_id else None
        pret = date.max
        if logement is not None and placement.retour is not None:
            pret = self._p.calendrier.pret(logement, placement.retour)
        if logement is not None and not self._disponible(logement, placement):
            return None
        return Colonne(menage, placement, pret)

    def _disponible(self, logement: LogementOffert, placement: Placement) -> bool:
        jours = [j for j in (placement.depart, placement.retour) if j is not None]
        if placement.solution is Solution.RETOUR:
            return True
        return all(logement.disponible.contient(j) for j in jours)

    def _libre(self, c: Colonne) -> bool:
        """Whether nothing settled stands in the way."""
        if c.placement.solution is Solution.RETOUR or c.placement.logement_id is None:
            return True
        debut = c.placement.depart or date.min
        return all(
            fin <= debut or du >= c.pret
            for du, fin in self._bloques.get(c.placement.logement_id, ())
        )

    # ---- what excludes what ----------------------------------------------------------------

    def _exclure(self) -> None:
        par_menage: dict[UUID, list[int]] = defaultdict(list)
        par_logement: dict[UUID, list[int]] = defaultdict(list)
        par_jour: dict[date, list[int]] = defaultdict(list)
        for rang, c in enumerate(self._colonnes):
            par_menage[c.menage.id].append(rang)
            if c.placement.logement_id is not None:
                par_logement[c.placement.logement_id].append(rang)
            for jour in (c.placement.depart, c.placement.retour):
                if jour is not None:
                    par_jour[jour].append(rang)
        for rangs in par_menage.values():
            self._plafonner(rangs, 1)
        for rangs in par_logement.values():
            self._un_a_la_fois(rangs)
        for jour, rangs in par_jour.items():
            fixes = sum(
                jour in (m.impose.depart, m.impose.retour)
                for m in self._p.instance.menages
                if m.impose is not None
            )
            self._plafonner(rangs, max(0, self._p.calendrier.capacite(jour) - fixes))

    def _un_a_la_fois(self, rangs: list[int]) -> None:
        """On the day somebody enters a home, nobody else has it."""
        entrees = sorted({self._entree(self._colonnes[r]) for r in rangs})
        vus: set[tuple[int, ...]] = set()
        for jour in entrees:
            presents = tuple(
                r for r in rangs if self._entree(self._colonnes[r]) <= jour < self._colonnes[r].pret
            )
            if presents not in vus:
                vus.add(presents)
                self._plafonner(presents, 1)

    def _entree(self, c: Colonne) -> date:
        return c.placement.depart or date.min

    def _plafonner(self, rangs: Sequence[int], plafond: int) -> None:
        if len(rangs) > plafond:
            somme = self._mo.fast_sum(self._v[r] for r in rangs)
            self._m.add_linear_constraint(somme <= plafond)

    # ---- what is best ----------------------------------------------------------------------

    def resoudre(self, secondes: float, objectifs: Sequence[Objectif]) -> PlanPropose:
        """The best choice for those objectives, one after the other, in about that time.

        Never worse than the plan given.
        """
        choisies = [
            float(self._plan.placements[c.menage.id] == c.placement) for c in self._colonnes
        ]
        fin = time.monotonic() + secondes
        for objectif in objectifs:
            couts = [self._cout(c, objectif) for c in self._colonnes]
            if not any(couts):
                continue
            somme = self._mo.fast_sum(
                cout * v for cout, v in zip(couts, self._v, strict=True) if cout
            )
            part = 1.0 if len(objectifs) == 1 else 0.6
            trouve = self._minimiser(somme, part * (fin - time.monotonic()), choisies)
            if trouve is not None:
                choisies = trouve
            atteint = sum(c * round(v) for c, v in zip(couts, choisies, strict=True))
            self._m.add_linear_constraint(somme <= atteint + 0.5)
        return self._lire(choisies)

    def _minimiser(self, somme: Any, secondes: float, depuis: list[float]) -> list[float] | None:
        mo = self._mo
        self._m.minimize(somme)
        conseil = mo.SolutionHint(variable_values=dict(zip(self._v, depuis, strict=True)))
        resultat = mo.solve(
            self._m,
            mo.SolverType.HIGHS,
            params=mo.SolveParameters(
                time_limit=timedelta(seconds=max(0.3, secondes)),
                random_seed=self._graine % 2**31,
                absolute_gap_tolerance=0.9,
                enable_output=False,
            ),
            model_params=mo.ModelSolveParameters(solution_hints=[conseil]),
        )
        if not resultat.has_primal_feasible_solution():
            return None
        valeurs = resultat.variable_values()
        return [valeurs[v] for v in self._v]

    def _cout(self, c: Colonne, objectif: Objectif) -> int:
        """What a column brings to an objective; a household without a column brings the rest."""
        calculs: Mapping[Objectif, Callable[[], int]] = {
            Objectif.SANS_SOLUTION: lambda: -1,
            Objectif.DOUBLES: lambda: (
                double(c.menage, c.placement) - double(c.menage, Placement(Solution.AUCUNE))
            ),
            Objectif.INADEQUATION: lambda: self._gene(c),
            Objectif.DISTANCE: lambda: eloignement(self._p, c.menage, c.placement),
            Objectif.PROMESSES: lambda: (
                len(promesses_rompues(c.menage, c.placement))
                - len(promesses_rompues(c.menage, Placement(Solution.AUCUNE)))
            ),
            Objectif.CHANGEMENTS: lambda: (
                changements(c.menage, c.placement)
                - changements(c.menage, Placement(Solution.AUCUNE))
            ),
            Objectif.VACANCE: lambda: (
                -duree(self._p.travaux(c.menage))
                if c.placement.solution in (Solution.TIROIR, Solution.RETOUR)
                else 0
            ),
        }
        return calculs[objectif]()

    def _gene(self, c: Colonne) -> int:
        p = c.placement
        logement = self._p.logements.get(p.logement_id) if p.logement_id else None
        points = 0
        if logement is not None and p.solution is not Solution.RETOUR:
            points = inconfort(c.menage, logement)
        return points + semaines_de_trop(self._p, c.menage, p) + hors_vacances(self._p, c.menage, p)

    def _lire(self, choisies: list[float]) -> PlanPropose:
        placements = {
            m.id: m.impose or Placement(Solution.AUCUNE) for m in self._p.instance.menages
        }
        for colonne, valeur in zip(self._colonnes, choisies, strict=True):
            if valeur > 0.5:
                placements[colonne.menage.id] = colonne.placement
        return PlanPropose(placements, self._plan.decalages)
