"""Which household gets which home: the first half of the planner, with proven bounds.

Dates are left aside but for what they always imply: two batches whose works overlap cannot share
a home, and crews can only make so many moves between two days. What this half proves impossible
is therefore impossible for any plan; the second half (`dates`) finds the days.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from typing import Any
from uuid import UUID

from app.domain.planification.glouton import Blocage
from app.domain.planification.instance import (
    LogementOffert,
    MenageAPlacer,
    Periode,
    Placement,
)
from app.domain.planification.mesures import (
    HECTOMETRE,
    LOIN,
    double,
    duree,
    evitable,
    vacance_possible,
)
from app.domain.planification.mots import Objectif, Solution
from app.domain.planification.passages import Passages
from app.domain.planification.possibles import Possibles, inconfort
from app.services.planification.flux import Besoin, Flux

Paire = tuple[UUID, UUID]
"""A household and a home."""


Jours = Mapping[tuple[UUID, Besoin], tuple[list[date], list[date]]]
"""For each batch and kind of need, a day to leave and a day to be back for each household."""


@dataclass(frozen=True, slots=True)
class Choix:
    """As many households placed as can be: homes, days by kind of household, shifts of works.

    `borne` is the smallest number of households any plan leaves without a solution; `prouve`
    tells whether this choice reaches it.
    """

    logements: Mapping[UUID, UUID]
    jours: Jours
    decalages: Mapping[UUID, int]
    borne: int
    prouve: bool


class _Fenetre:
    """The days one kind of move of a batch may take, and what decides whether each happens."""

    def __init__(self, periode: Periode, variables: list[Any], menages: set[UUID]) -> None:
        assert periode.du is not None and periode.au is not None  # noqa: S101, PT018 - closed
        self.du, self.au = periode.du, periode.au
        self.variables = variables
        self.menages = menages


class Affectation:
    """The model. With `jours` it also counts who leaves and comes back day after day: its bound is
    better and it says which days to try, but only the first objective is then within reach.
    """

    def __init__(self, possibles: Possibles, graine: int, *, jours: bool) -> None:
        from ortools.math_opt.python import mathopt  # noqa: PLC0415 - heavy, only when planning

        self._mo = mathopt
        self._p = possibles
        self._graine = graine
        self._m = mathopt.Model()
        self.bloques = bloques(possibles)
        self.x: dict[Paire, Any] = {}
        self._de: dict[UUID, list[Any]] = defaultdict(list)
        self._glisses: dict[UUID, dict[int, Any]] = {}
        self._paires()
        self._tranches()
        self._equipes()
        self._flux = (
            Flux(possibles, mathopt, self._m, self.x, self._glisses, self.bloques)
            if jours
            else None
        )

    # ---- what may be ------------------------------------------------------------------------

    def _paires(self) -> None:
        for menage in self._p.a_placer():
            if not self._p.departs(menage):
                continue
            tiroirs = self._p.convenables(menage) if self._p.retours(menage) else []
            for logement in (*tiroirs, *self._p.convenables(menage, definitif=True)):
                if self._tient(menage, logement):
                    variable = self._m.add_binary_variable()
                    self.x[menage.id, logement.id] = variable
                    self._de[menage.id].append(variable)
        for variables in self._de.values():
            self._au_plus_un(variables)

    def _tient(self, menage: MenageAPlacer, logement: LogementOffert) -> bool:
        """Whether some days could do, were the household alone in the world."""
        departs = [j for j in self._p.departs(menage) if logement.disponible.contient(j)]
        if not departs:
            return False
        if logement.definitif:
            return all(fin <= departs[-1] for _debut, fin in self.bloques[logement.id])
        retours = [j for j in self._p.retours(menage) if logement.disponible.contient(j)]
        if not retours:
            return False
        pret = self._p.calendrier.pret(logement, retours[0])
        return all(pret <= debut or fin <= departs[-1] for debut, fin in self.bloques[logement.id])

    # ---- what excludes what ----------------------------------------------------------------

    def _tranches(self) -> None:
        """One household of a batch in a home; two batches only when works leave time between."""
        membres = {m.tranche_id for m in self._p.a_placer()}
        travaux = sorted(
            (t for t in self._p.instance.travaux.values() if t.id in membres),
            key=lambda t: (t.debut, str(t.id)),
        )
        for t in travaux:
            glisses = {jours: self._m.add_binary_variable() for jours in self._p.decalages(t)}
            self._m.add_linear_constraint(self._mo.fast_sum(glisses.values()) == 1)
            self._glisses[t.id] = glisses
        par_logement: dict[UUID, dict[UUID, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for (menage_id, logement_id), variable in self.x.items():
            par_logement[logement_id][self._p.menages[menage_id].tranche_id].append(variable)
        presences: dict[UUID, dict[UUID, Any]] = defaultdict(dict)
        for logement_id, par_tranche in par_logement.items():
            if self._p.logements[logement_id].definitif:
                self._au_plus_un([v for vs in par_tranche.values() for v in vs])
                continue
            for tranche_id, variables in par_tranche.items():
                presence = self._m.add_variable(lb=0, ub=1)
                self._m.add_linear_constraint(self._mo.fast_sum(variables) == presence)
                presences[logement_id][tranche_id] = presence
        passages = Passages(self._p)
        jamais = {
            (a.id, b.id)
            for a, b in combinations(travaux, 2)
            if not any(passages.possibles(a, b).values())
        }
        for par_tranche in presences.values():
            self._exclure([t.id for t in travaux if t.id in par_tranche], par_tranche, jamais)

    def _exclure(
        self, tranches: list[UUID], presence: Mapping[UUID, Any], jamais: set[Paire]
    ) -> None:
        """Batches that can never follow one another share no home, whole groups at a time."""
        couvertes: set[Paire] = set()
        for rang, premiere in enumerate(tranches):
            groupe = [premiere]
            for autre in tranches[rang + 1 :]:
                if all((g, autre) in jamais for g in groupe):
                    groupe.append(autre)
            paires = set(combinations(groupe, 2))
            if len(groupe) > 1 and not paires <= couvertes:
                self._au_plus_un([presence[g] for g in groupe])
                couvertes |= paires
        for paire in combinations(tranches, 2):
            if paire in jamais and paire not in couvertes:
                self._au_plus_un([presence[t] for t in paire])

    def _equipes(self) -> None:
        """Between two days, no more moves than the crews can make (Hall's condition)."""
        fenetres: dict[tuple[UUID, bool], _Fenetre] = {}
        for (menage_id, logement_id), variable in self.x.items():
            menage = self._p.menages[menage_id]
            for retour in (False, True):
                if retour and self._p.logements[logement_id].definitif:
                    continue
                cle = (menage.tranche_id, retour)
                if cle not in fenetres:
                    fenetre = self._p.fenetre_retour if retour else self._p.fenetre_depart
                    fenetres[cle] = _Fenetre(fenetre(menage), [], set())
                fenetres[cle].variables.append(variable)
                fenetres[cle].menages.add(menage_id)
        for du in sorted({f.du for f in fenetres.values()}):
            for au in sorted({f.au for f in fenetres.values()}):
                dedans = [f for f in fenetres.values() if f.du >= du and f.au <= au]
                if dedans:
                    self._limiter(du, au, dedans)

    def _limiter(self, du: date, au: date, dedans: list[_Fenetre]) -> None:
        fixes = sum(
            1
            for m in self._p.instance.menages
            if m.impose is not None
            for jour in (m.impose.depart, m.impose.retour)
            if jour is not None and du <= jour <= au
        )
        jours = self._p.calendrier.jours(Periode(du, au))
        capacite = max(0, sum(self._p.calendrier.capacite(j) for j in jours) - fixes)
        if capacite < sum(len(f.menages) for f in dedans):
            tous = [v for f in dedans for v in f.variables]
            self._m.add_linear_constraint(self._mo.fast_sum(tous) <= capacite)

    def _au_plus_un(self, variables: list[Any]) -> None:
        if len(variables) > 1:
            self._m.add_linear_constraint(self._mo.fast_sum(variables) <= 1)

    # ---- what is best ----------------------------------------------------------------------

    def placer(self, secondes: float) -> Choix | None:
        """As many households placed as can be, within that time; None when none was found."""
        somme, constante = self._somme(Objectif.SANS_SOLUTION)
        trouve = self._minimiser(somme, secondes)
        if trouve is None:
            return None
        valeurs, valeur, borne, prouve = trouve
        glissements = [j * v for g in self._glisses.values() for j, v in g.items() if j]
        if prouve and glissements:
            # As many households with works as little late as can be.
            self._m.add_linear_constraint(somme <= valeur + 0.5)
            mieux = self._minimiser(self._mo.fast_sum(glissements), secondes / 3)
            valeurs = mieux[0] if mieux is not None else valeurs
        logements = {m: lo for (m, lo), v in self.x.items() if valeurs[v] > 0.5}
        decalages = {
            t: jours for t, g in self._glisses.items() for jours, v in g.items() if valeurs[v] > 0.5
        }
        return Choix(logements, self._jours(valeurs), decalages, constante + borne, prouve)

    def _jours(self, valeurs: Mapping[Any, float]) -> Jours:
        """The flows as whole households: the i-th leaves on the day the i-th place is used."""
        if self._flux is None:
            return {}
        return {
            cle: (
                _en_jours(self._flux.departs[cle], valeurs),
                _en_jours(self._flux.retours[cle], valeurs),
            )
            for cle in self._flux.departs
        }

    def borner(self, atteints: Mapping[Objectif, int], secondes: float) -> Mapping[Objectif, int]:
        """The smallest value each objective can have, those before it being as good as attained.

        As long as they are proven: the bound of an objective says nothing once one before it may
        still be improved.
        """
        fin = dt.datetime.now(dt.UTC) + timedelta(seconds=secondes)
        bornes: dict[Objectif, int] = {}
        for rang, objectif in enumerate(self._p.instance.regles.ordre):
            somme, constante = self._somme(objectif)
            reste = (fin - dt.datetime.now(dt.UTC)).total_seconds()
            if somme is None:
                bornes[objectif] = constante
                continue
            if rang > 0:  # The first one was bounded better, with the days.
                trouve = self._minimiser(somme, reste * 0.7) if reste > 0.5 else None
                if trouve is None:
                    break
                bornes[objectif] = constante + trouve[2]
            self._m.add_linear_constraint(somme <= atteints[objectif] - constante + 0.5)
        return bornes

    def _minimiser(
        self, somme: Any, secondes: float
    ) -> tuple[dict[Any, float], int, int, bool] | None:
        mo = self._mo
        self._m.minimize(somme)
        resultat = mo.solve(
            self._m,
            mo.SolverType.HIGHS,
            params=mo.SolveParameters(
                time_limit=timedelta(seconds=secondes),
                random_seed=self._graine % 2**31,
                absolute_gap_tolerance=0.9,
                enable_output=False,
            ),
        )
        if not resultat.has_primal_feasible_solution():
            return None
        valeur = round(resultat.objective_value())
        atteinte = resultat.best_objective_bound()
        borne = math.ceil(atteinte - 1e-4) if math.isfinite(atteinte) else 0
        prouve = resultat.termination.reason == mo.TerminationReason.OPTIMAL
        borne = valeur if prouve else min(valeur, max(0, borne))
        return dict(resultat.variable_values()), valeur, borne, prouve

    def _somme(self, objectif: Objectif) -> tuple[Any, int]:
        """The part of an objective that homes decide: (expression or None, constant)."""
        termes: list[Any] = []
        constante = 0
        if objectif is Objectif.SANS_SOLUTION:
            total = sum(1 for m in self._p.a_placer())
            return total - self._mo.fast_sum(self.x.values()), self._sans_choix()
        if objectif is Objectif.DOUBLES:
            seuls = [m.id for m in self._p.a_placer() if evitable(m)]
            uns = [v for (_m, lo), v in self.x.items() if self._p.logements[lo].definitif]
            return (len(seuls) - self._mo.fast_sum(uns) if uns else None), (
                self._doubles_fixes() if uns else self._doubles_fixes() + len(seuls)
            )
        if objectif is Objectif.INADEQUATION:
            termes = [*self._inconforts(), *(LOIN * v for v in self._separations())]
        elif objectif is Objectif.DISTANCE:
            termes = self._eloignements()
        elif objectif is Objectif.VACANCE:
            utiles = [
                duree(self._p.travaux(self._p.menages[m])) * v
                for (m, lo), v in self.x.items()
                if not self._p.logements[lo].definitif
            ]
            deja = sum(
                duree(self._p.travaux(m))
                for m in self._p.instance.menages
                if m.absent or (m.impose is not None and m.impose.solution is Solution.TIROIR)
            )
            possible = max(0, vacance_possible(self._p) - deja)
            return possible - self._mo.fast_sum(utiles), 0
        elif objectif is Objectif.CHANGEMENTS:
            for (m, lo), v in self.x.items():
                actuel = self._p.menages[m].actuel
                if actuel is not None and actuel.logement_id not in (None, lo):
                    termes.append(v)
        return (self._mo.fast_sum(termes) if termes else None), constante

    def _doubles_fixes(self) -> int:
        """Households with two moves whatever is decided here: pinned so, or never surveyed."""
        return sum(
            1
            for m in self._p.instance.menages
            if (m.impose is not None and double(m, m.impose))
            or (m.impose is None and not m.enquete and double(m, Placement(Solution.AUCUNE)))
        )

    def _sans_choix(self) -> int:
        """Households without a solution whatever is decided here."""
        return sum(
            1
            for m in self._p.instance.menages
            if (m.impose is not None and m.impose.solution is Solution.AUCUNE)
            or (m.impose is None and m.absent and not self._p.retours(m))
            or (m.impose is None and not m.absent and not m.enquete)
        )

    def _inconforts(self) -> list[Any]:
        couts = (
            (inconfort(self._p.menages[m], self._p.logements[lo]), v)
            for (m, lo), v in self.x.items()
        )
        return [cout * v for cout, v in couts if cout]

    def _eloignements(self) -> list[Any]:
        termes = []
        for (m, lo), v in self.x.items():
            menage, logement = self._p.menages[m], self._p.logements[lo]
            cout = self._p.distance(menage, logement) // HECTOMETRE
            if cout and not logement.definitif:
                termes.append((2 if menage.exigences.ecole else 1) * cout * v)
        return termes

    @cached_property
    def _eloignes(self) -> list[Any]:
        """One variable per pair to keep together: 1 when both are placed, far from each other."""
        faits = []
        for un, autre in self._p.paires:
            if not self._de[un.id] or not self._de[autre.id]:
                continue
            loin = self._m.add_variable(lb=0, ub=1)
            faits.append(loin)
            place = self._mo.fast_sum(self._de[autre.id])
            for logement in self._p.instance.logements:
                chez_un = self.x.get((un.id, logement.id))
                if chez_un is None:
                    continue
                pres = [
                    v
                    for lo in self._p.instance.logements
                    if (v := self.x.get((autre.id, lo.id))) is not None
                    and self._p.voisins(logement, lo)
                ]
                self._m.add_linear_constraint(loin >= chez_un + place - 1 - self._mo.fast_sum(pres))
        return faits

    def _separations(self) -> list[Any]:
        return self._eloignes


def _en_jours(flux: list[tuple[date, Any]], valeurs: Mapping[Any, float]) -> list[date]:
    jours: list[date] = []
    cumul = 0.0
    for jour, variable in flux:
        cumul += valeurs[variable]
        jours += [jour] * (math.floor(cumul + 0.5) - len(jours))
    return jours


def bloques(possibles: Possibles) -> Mapping[UUID, list[Blocage]]:
    """When each home is not to be had whatever is decided: (from, ready again on)."""
    faits: dict[UUID, list[Blocage]] = defaultdict(list)
    pret = possibles.calendrier.pret
    for logement in possibles.instance.logements:
        for periode in logement.occupe:
            fin = date.max
            if periode.au is not None:
                fin = pret(logement, periode.au + timedelta(days=1))
            faits[logement.id].append((periode.du or date.min, fin))
    for menage in possibles.instance.menages:
        fixe = menage.impose
        if fixe is not None and fixe.logement_id in possibles.logements:
            logement = possibles.logements[fixe.logement_id]
            fin = date.max
            if fixe.retour is not None and fixe.solution is not Solution.DEFINITIF:
                fin = pret(logement, fixe.retour)
            faits[logement.id].append((fixe.depart or menage.parti_le or date.min, fin))
        elif fixe is None and menage.tiroir_id in possibles.logements:
            retours = possibles.retours(menage)
            tiroir = possibles.logements[menage.tiroir_id]
            fin = pret(tiroir, retours[0]) if retours else date.max
            faits[tiroir.id].append((date.min, fin))
    return faits
