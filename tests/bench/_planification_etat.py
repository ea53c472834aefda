"""A plan being made by hand: what is taken, what is left; the two baselines share it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from app.domain.planification.instance import Instance, LogementOffert, MenageAPlacer, Placement
from app.domain.planification.jours import jours_ouvres, libre_apres
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose

AUCUNE = Placement(Solution.AUCUNE)
_SANS_FIN = date.max
_JOUR = timedelta(days=1)


@dataclass
class Memoire:
    """What is asked a thousand times and never changes: working days, crews, homes clean again."""

    instance: Instance
    capacites: dict[date, int] = field(default_factory=dict)
    jours: dict[tuple[date, date], list[date]] = field(default_factory=dict)
    libres: dict[tuple[UUID, date], date] = field(default_factory=dict)

    def capacite(self, jour: date) -> int:
        """Moves the crews can make that day."""
        if jour not in self.capacites:
            self.capacites[jour] = self.instance.capacite(jour)
        return self.capacites[jour]

    def ouvres(self, du: date, au: date) -> list[date]:
        """Working days between those two."""
        if (du, au) not in self.jours:
            self.jours[du, au] = jours_ouvres(du, au, self.instance.regles)
        return self.jours[du, au]

    def libre(self, logement: LogementOffert, fin: date) -> date:
        """When the home may be entered once left."""
        cle = (logement.id, fin)
        if cle not in self.libres:
            self.libres[cle] = libre_apres(fin, logement, self.instance.regles)
        return self.libres[cle]


@dataclass
class Chantier:
    """The placements made so far, the stays of each home (from, left on), the moves of each day."""

    instance: Instance
    memoire: Memoire
    placements: dict[UUID, Placement] = field(default_factory=dict)
    decalages: dict[UUID, int] = field(default_factory=dict)
    sejours: dict[UUID, list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))
    mouvements: Counter[date] = field(default_factory=Counter)

    def plan(self) -> PlanPropose:
        """The plan as it stands; who has no placement has none."""
        tous = {m.id: self.placements.get(m.id, AUCUNE) for m in self.instance.menages}
        return PlanPropose(tous, dict(self.decalages))

    def copie(self) -> Chantier:
        """The same, to try something on."""
        sejours = defaultdict(list, {k: list(v) for k, v in self.sejours.items()})
        return Chantier(
            self.instance,
            self.memoire,
            dict(self.placements),
            dict(self.decalages),
            sejours,
            Counter(self.mouvements),
        )

    def commencer(self) -> None:
        """Put first what is given: pinned lines, then the return of those already away."""
        for menage in self.instance.menages:
            if menage.absent:
                self._retenir(menage, menage.impose or self._retour(menage))
            elif menage.impose is not None:
                self._retenir(menage, menage.impose)

    def departs(self, menage: MenageAPlacer) -> list[date]:
        """Days it may leave on, the first one first."""
        regles = self.instance.regles
        debut = self._debut(menage)
        du = max(debut - _JOUR * regles.avance, regles.au_plus_tot)
        return self._jours(menage, du, debut - _JOUR)

    def retours(self, menage: MenageAPlacer) -> list[date]:
        """Days it may come back on, the first one first."""
        regles = self.instance.regles
        fin = self._fin(menage)
        au = (max(fin, regles.au_plus_tot) if menage.absent else fin) + _JOUR * regles.retour
        return self._jours(menage, max(fin + _JOUR, regles.au_plus_tot), au)

    def convient(self, menage: MenageAPlacer, logement: LogementOffert) -> bool:
        """Whether the home fits, whatever the days."""
        besoins = menage.exigences
        return (
            logement.chambres >= besoins.chambres
            and (logement.plain_pied or not besoins.plain_pied)
            and (logement.animaux or not besoins.animaux)
        )

    def libre(self, logement: LogementOffert, depart: date, retour: date) -> bool:
        """Whether nobody is, or is promised, in that home between those days."""
        if not logement.disponible.contient(depart):
            return False
        if retour != _SANS_FIN and not logement.disponible.contient(retour):
            return False
        occupes = list(self.sejours[logement.id])
        for periode in logement.occupe:
            au = _SANS_FIN if periode.au is None else periode.au + _JOUR
            occupes.append((periode.du or date.min, au))
        return all(
            self._apres(logement, fin, depart) or self._apres(logement, retour, debut)
            for debut, fin in occupes
        )

    def placer(
        self, menage: MenageAPlacer, logement: LogementOffert, depart: date, retour: date | None
    ) -> None:
        """Keep that placement; without a return it is for good."""
        solution = Solution.TIROIR if retour is not None else Solution.DEFINITIF
        self._retenir(menage, Placement(solution, logement.id, depart, retour))

    def a_placer(self) -> list[MenageAPlacer]:
        """The households that may be moved and are not placed, in the order they were given."""
        return [
            m
            for m in self.instance.menages
            if m.enquete and not m.absent and m.id not in self.placements
        ]

    def _retenir(self, menage: MenageAPlacer, placement: Placement) -> None:
        self.placements[menage.id] = placement
        lieu = menage.tiroir_id or placement.logement_id
        if lieu is not None and (placement.depart or menage.absent):
            debut = menage.parti_le or placement.depart or self.instance.regles.aujourdhui
            self.sejours[lieu].append((debut, placement.retour or _SANS_FIN))
        self.mouvements.update(j for j in (placement.depart, placement.retour) if j is not None)

    def _retour(self, menage: MenageAPlacer) -> Placement:
        jour = next(iter(self.retours(menage)), None)
        if jour is None:
            return AUCUNE
        return Placement(Solution.RETOUR, menage.tiroir_id, retour=jour)

    def _debut(self, menage: MenageAPlacer) -> date:
        prevus = self.instance.travaux[menage.tranche_id]
        return prevus.debut + _JOUR * self.decalages.get(prevus.id, 0)

    def _fin(self, menage: MenageAPlacer) -> date:
        prevus = self.instance.travaux[menage.tranche_id]
        return prevus.fin + _JOUR * self.decalages.get(prevus.id, 0)

    def _jours(self, menage: MenageAPlacer, du: date, au: date) -> list[date]:
        return [
            jour
            for jour in self.memoire.ouvres(du, au)
            if (menage.apres_le is None or jour >= menage.apres_le)
            and not any(p.contient(jour) for p in menage.evite)
            and not (menage.exigences.appareil and jour.isoweekday() == 5)
            and self.mouvements[jour] < self.memoire.capacite(jour)
        ]

    def _apres(self, logement: LogementOffert, fin: date, jour: date) -> bool:
        return fin != _SANS_FIN and self.memoire.libre(logement, fin) <= jour


def vacance(instance: Instance, plan: PlanPropose, du: date, au: date) -> int:
    """Days the temporary homes stand empty between two days, all together."""
    occupes = sum(
        (min(p.retour, au) - max(p.depart, du)).days
        for p in plan.placements.values()
        if p.solution is Solution.TIROIR and p.depart and p.retour
    )
    tiroirs = sum(1 for logement in instance.logements if not logement.definitif)
    return tiroirs * (au - du).days - occupes
