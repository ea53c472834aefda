"""What makes a plan better, as expressions the solver makes small: one by objective."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from app.domain.planification.instance import MenageAPlacer
from app.domain.planification.mesures import HECTOMETRE, LOIN, absence_minimale, duree, evitable
from app.domain.planification.mots import Objectif
from app.domain.planification.plan import PlanPropose
from app.domain.planification.possibles import Possibles, inconfort


@dataclass(slots=True)
class Sejour:
    """The variables of a household: its homes, its days, the day each kind of home is ready."""

    menage: MenageAPlacer
    aucune: Any
    tiroirs: dict[UUID, Any] = field(default_factory=dict)
    definitifs: dict[UUID, Any] = field(default_factory=dict)
    parti: Any = None
    depart: Any = None
    retour: Any = None
    prets: dict[int | None, Any] = field(default_factory=dict)


class Buts:
    """The objectives of one search, over the variables of its households.

    Whoever has no variables keeps its line of `plan`.
    """

    def __init__(
        self,
        modele: Any,
        possibles: Possibles,
        plan: PlanPropose,
        sejours: Mapping[UUID, Sejour],
    ) -> None:
        self._m = modele
        self._p = possibles
        self._plan = plan
        self._sejours = sejours

    def pour(self, objectif: Objectif) -> Any:
        """An objective as an expression to make small; None when nothing here decides it."""
        calculs = {
            Objectif.SANS_SOLUTION: lambda: [s.aucune for s in self._sejours.values()],
            Objectif.DOUBLES: self._doubles,
            Objectif.INADEQUATION: self._inadequation,
            Objectif.DISTANCE: self._eloignement,
            Objectif.PROMESSES: lambda: self._ecarts(promesses=True),
            Objectif.CHANGEMENTS: self._changements,
            Objectif.VACANCE: self._vacance,
        }
        termes = calculs[objectif]()
        return sum(termes) if termes else None

    def _doubles(self) -> list[Any]:
        return [
            1 - sum(s.definitifs.values())
            for s in self._sejours.values()
            if evitable(s.menage) and s.definitifs
        ]

    def _inadequation(self) -> list[Any]:
        termes: list[Any] = []
        for s in self._sejours.values():
            if s.menage.absent:
                continue
            for logement_id, choisi in (*s.tiroirs.items(), *s.definitifs.items()):
                points = inconfort(s.menage, self._p.logements[logement_id])
                if points:
                    termes.append(points * choisi)
            termes += self._gene(s)
        return termes + self._separations()

    def _eloignement(self) -> list[Any]:
        termes = []
        for s in self._sejours.values():
            if s.menage.absent:
                continue
            poids = 2 if s.menage.exigences.ecole else 1
            for logement_id, choisi in s.tiroirs.items():
                metres = self._p.distance(s.menage, self._p.logements[logement_id])
                if metres >= HECTOMETRE:
                    termes.append(poids * (metres // HECTOMETRE) * choisi)
        return termes

    def _ecarts(self, *, promesses: bool) -> list[Any]:
        termes = []
        for s in self._sejours.values():
            m = s.menage
            voulus = (
                (m.promis_depart, m.promis_retour)
                if promesses
                else (m.actuel.depart, m.actuel.retour)
                if m.actuel is not None
                else (None, None)
            )
            for variable, voulu in zip((s.depart, s.retour), voulus, strict=True):
                if variable is not None and voulu is not None:
                    tenu = self._m.new_bool_var("")
                    self._m.add(variable == voulu.toordinal()).only_enforce_if(tenu)
                    self._m.add_implication(s.aucune, tenu.negated())
                    termes.append(1 - tenu)
        return termes

    def _changements(self) -> list[Any]:
        termes = self._ecarts(promesses=False)
        for s in self._sejours.values():
            actuel = s.menage.actuel
            if actuel is not None and actuel.logement_id is not None:
                meme = {**s.tiroirs, **s.definitifs}.get(actuel.logement_id)
                if meme is not None:
                    termes.append(1 - meme)
        return termes

    def _gene(self, s: Sejour) -> list[Any]:
        """Weeks too many for who depends on powered equipment; moves in term time for pupils."""
        termes: list[Any] = []
        if s.menage.exigences.appareil and s.depart is not None and s.retour is not None:
            semaines = self._m.new_int_var(0, 60, "")
            minimum = absence_minimale(self._p, s.menage)
            self._m.add(7 * semaines >= s.retour - s.depart - minimum - 6).only_enforce_if(s.parti)
            termes.append(semaines)
        vacances = self._p.instance.regles.vacances
        if s.menage.exigences.ecole and vacances:
            from ortools.sat.python.cp_model import Domain  # noqa: PLC0415 - heavy, only when planning

            domaine = Domain.from_intervals(
                [[(v.du or date.min).toordinal(), (v.au or date.max).toordinal()] for v in vacances]
            )
            for jour, present in ((s.depart, s.aucune.negated()), (s.retour, s.parti)):
                if jour is not None:
                    dehors = self._m.new_bool_var("")
                    self._m.add_linear_expression_in_domain(jour, domaine).only_enforce_if(
                        [present, dehors.negated()]
                    )
                    termes.append(dehors)
        return termes

    def _separations(self) -> list[Any]:
        """Households to keep together, in homes far apart."""
        termes = []
        for un, autre in self._p.paires:
            for premier, second in ((un, autre), (autre, un)):
                s = self._sejours.get(premier.id)
                if s is None or (second.id in self._sejours and premier is autre):
                    continue
                termes += self._loin(s, second)
        return termes

    def _loin(self, s: Sejour, autre: MenageAPlacer) -> list[Any]:
        chez_lui = {**s.tiroirs, **s.definitifs}
        second = self._sejours.get(autre.id)
        loin = self._m.new_bool_var("")
        if second is None:
            p = self._plan.placements.get(autre.id)
            logement = self._p.logements.get(p.logement_id) if p and p.logement_id else None
            if logement is None:
                return []
            for logement_id, choisi in chez_lui.items():
                if not self._p.voisins(self._p.logements[logement_id], logement):
                    self._m.add_implication(choisi, loin)
            return [LOIN * loin]
        chez_autre = {**second.tiroirs, **second.definitifs}
        for logement_id, choisi in chez_lui.items():
            pres = [
                v
                for lo, v in chez_autre.items()
                if self._p.voisins(self._p.logements[logement_id], self._p.logements[lo])
            ]
            self._m.add_bool_or([choisi.negated(), loin, second.aucune, *pres])
        return [LOIN * loin]

    def _vacance(self) -> list[Any]:
        """The less homes are of use, the more they stand empty."""
        return [
            -duree(self._p.travaux(s.menage)) * choisi
            for s in self._sejours.values()
            for choisi in s.tiroirs.values()
        ]
