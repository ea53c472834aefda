"""The days, and the homes left open: the second half of the planner, with CP-SAT.

The same model serves twice: every household with the home chosen for it (only days are open), then
a few batches with every home that fits them while the rest of the plan stands still.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.domain.planification.glouton import Blocage
from app.domain.planification.instance import LogementOffert, MenageAPlacer, Placement
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from app.domain.planification.possibles import Possibles
from app.services.planification.buts import Buts, Sejour

FIN_DES_TEMPS = date(9000, 1, 1).toordinal()
RETARD = 20
"""Days of absence that a day of works begun late is worth, last of all."""


@dataclass(frozen=True, slots=True)
class Ouvert:
    """What is open: the homes each household may get, the shifts of each batch.

    Whoever is not in `logements` keeps its line of `plan`. `bloques` are the days homes are not to
    be had whatever is decided.
    """

    plan: PlanPropose
    logements: Mapping[UUID, Sequence[UUID]]
    decalages: Mapping[UUID, Sequence[int]]
    bloques: Mapping[UUID, Sequence[Blocage]]


class Modele:
    """One search for better days and homes."""

    def __init__(self, possibles: Possibles, ouvert: Ouvert, graine: int) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, only when planning

        self._cp = cp_model
        self._p = possibles
        self._ouvert = ouvert
        self._graine = graine
        self._m = cp_model.CpModel()
        self._decalages = {t: self._parmi(j) for t, j in ouvert.decalages.items()}
        self._sejours = {
            m.id: self._sejour(m) for m in possibles.instance.menages if m.id in ouvert.logements
        }
        self._buts = Buts(self._m, possibles, ouvert.plan, self._sejours)
        self._occuper()
        self._equiper()
        self._conseiller_plan()

    # ---- variables -------------------------------------------------------------------------

    def _parmi(self, valeurs: Iterable[int]) -> Any:
        return self._m.new_int_var_from_domain(self._cp.Domain.from_values(sorted(valeurs)), "")

    def _sejour(self, menage: MenageAPlacer) -> Sejour:
        sejour = Sejour(menage, self._m.new_bool_var(""))
        departs, retours = self._p.departs(menage), self._p.retours(menage)
        for logement_id in self._ouvert.logements[menage.id]:
            logement = self._p.logements.get(logement_id)
            definitif = logement is not None and logement.definitif
            if (departs or menage.absent) and (retours or definitif):
                genre = sejour.definitifs if definitif else sejour.tiroirs
                genre[logement_id] = self._m.new_bool_var("")
        self._m.add_exactly_one(
            [sejour.aucune, *sejour.tiroirs.values(), *sejour.definitifs.values()]
        )
        if departs and not menage.absent:
            self._partir(sejour, departs)
        if retours and sejour.tiroirs:
            self._revenir(sejour, retours)
        for logement_id, choisi in (*sejour.tiroirs.items(), *sejour.definitifs.items()):
            self._disponible(sejour, self._p.logements.get(logement_id), choisi)
        return sejour

    def _partir(self, s: Sejour, departs: list[date]) -> None:
        travaux, place = self._p.travaux(s.menage), s.aucune.negated()
        debut = travaux.debut.toordinal() + self._decalages[travaux.id]
        s.depart = self._parmi(j.toordinal() for j in departs)
        self._m.add(s.depart < debut).only_enforce_if(place)
        avance = self._p.instance.regles.avance
        self._m.add(s.depart >= debut - avance).only_enforce_if(place)

    def _revenir(self, s: Sejour, retours: list[date]) -> None:
        travaux, regles = self._p.travaux(s.menage), self._p.instance.regles
        fin = travaux.fin.toordinal() + self._decalages[travaux.id]
        s.parti = self._m.new_bool_var("")
        self._m.add(sum(s.tiroirs.values()) == s.parti)
        s.retour = self._parmi(j.toordinal() for j in retours)
        self._m.add(s.retour > fin).only_enforce_if(s.parti)
        dernier = fin
        if s.menage.absent:
            dernier = self._m.new_int_var(0, FIN_DES_TEMPS, "")
            self._m.add_max_equality(dernier, [fin, regles.au_plus_tot.toordinal()])
        self._m.add(s.retour <= dernier + regles.retour).only_enforce_if(s.parti)

    def _disponible(self, s: Sejour, logement: LogementOffert | None, choisi: Any) -> None:
        """The home is there for the whole stay."""
        if logement is None:
            return
        if logement.disponible.du is not None and s.depart is not None:
            self._m.add(s.depart >= logement.disponible.du.toordinal()).only_enforce_if(choisi)
        if logement.disponible.au is not None:
            limite = logement.disponible.au.toordinal()
            for jour in (s.depart, s.retour if choisi not in s.definitifs.values() else None):
                if jour is not None:
                    self._m.add(jour <= limite).only_enforce_if(choisi)

    def _pret(self, s: Sejour, logement: LogementOffert) -> Any:
        """The day that home is ready for the next household once this one has left it."""
        if logement.nettoyage not in s.prets:
            retours = self._p.retours(s.menage)
            prets = [self._p.calendrier.pret(logement, j).toordinal() for j in retours]
            pret = self._m.new_int_var(prets[0], prets[-1], "")
            self._m.add_allowed_assignments(
                [s.retour, pret],
                [(j.toordinal(), p) for j, p in zip(retours, prets, strict=True)],
            )
            s.prets[logement.nettoyage] = pret
        return s.prets[logement.nettoyage]

    # ---- what must hold --------------------------------------------------------------------

    def _occuper(self) -> None:
        """One household at a time in a home, cleaning included; a home for good is given once."""
        intervalles: dict[UUID, list[Any]] = defaultdict(list)
        donnes: dict[UUID, list[Any]] = defaultdict(list)
        habites: dict[UUID, Any] = {}
        for s in self._sejours.values():
            for logement_id, choisi in s.tiroirs.items():
                logement = self._p.logements.get(logement_id)
                if logement is None or s.retour is None:
                    continue
                pret = self._pret(s, logement)
                if s.menage.absent:
                    fin = habites.setdefault(logement_id, self._m.new_int_var(1, FIN_DES_TEMPS, ""))
                    self._m.add(fin >= pret).only_enforce_if(choisi)
                    self._m.add(fin == FIN_DES_TEMPS).only_enforce_if(s.aucune)
                else:
                    intervalles[logement_id].append(self._stay(s.depart, pret, choisi))
            for logement_id, choisi in s.definitifs.items():
                donnes[logement_id].append(choisi)
                intervalles[logement_id].append(self._stay(s.depart, FIN_DES_TEMPS, choisi))
        for variables in donnes.values():
            self._m.add_at_most_one(variables)
        for logement_id, fin in habites.items():
            # Who lives there today, however many, until the last of them has left.
            intervalles[logement_id].append(self._stay(1, fin, 1))
        fixes = self._fixes()
        for logement_id, siens in intervalles.items():
            bloques = (*self._ouvert.bloques.get(logement_id, ()), *fixes[logement_id])
            habite = logement_id in habites
            connus = [b for b in bloques if not (habite and b[0] == date.min)]
            for du, au in _reunis(connus):
                if habite:
                    self._contourner(logement_id, du, au)
                else:
                    siens.append(self._m.new_fixed_size_interval_var(du, au - du, ""))
            self._m.add_no_overlap(siens)

    def _fixes(self) -> dict[UUID, list[Blocage]]:
        """The stays of the rest of the plan, which stands still. Pinned ones are in `bloques`."""
        fixes: dict[UUID, list[Blocage]] = defaultdict(list)
        for menage in self._p.instance.menages:
            p = self._ouvert.plan.placements.get(menage.id)
            if menage.id in self._ouvert.logements or menage.impose is not None or p is None:
                continue
            logement = self._p.logements.get(p.logement_id) if p.logement_id else None
            if logement is not None and not menage.absent:
                fin = date.max
                if p.retour is not None:
                    fin = self._p.calendrier.pret(logement, p.retour)
                fixes[logement.id].append((p.depart or date.min, fin))
            elif logement is not None and p.retour is not None:
                fixes[logement.id].append((date.min, self._p.calendrier.pret(logement, p.retour)))
        return fixes

    def _stay(self, debut: Any, fin: Any, choisi: Any) -> Any:
        duree = self._m.new_int_var(0, FIN_DES_TEMPS, "")
        return self._m.new_optional_interval_var(debut, duree, fin, choisi, "")

    def _contourner(self, logement_id: UUID, du: int, au: int) -> None:
        """Days promised elsewhere, for those to come; that somebody is there already is a fact."""
        for s in self._sejours.values():
            choisi = s.tiroirs.get(logement_id)
            if choisi is None or s.menage.absent or s.retour is None:
                continue
            avant = self._m.new_bool_var("")
            pret = self._pret(s, self._p.logements[logement_id])
            self._m.add(s.depart >= au).only_enforce_if([choisi, avant.negated()])
            self._m.add(pret <= du).only_enforce_if([choisi, avant])

    def _equiper(self) -> None:
        """No more moves a day than the crews can make."""
        pris: dict[date, int] = defaultdict(int)
        for menage in self._p.instance.menages:
            p = menage.impose or self._ouvert.plan.placements.get(menage.id)
            if p is not None and (menage.impose or menage.id not in self._ouvert.logements):
                for jour in (p.depart, p.retour):
                    if jour is not None:
                        pris[jour] += 1
        mouvements, jours = [], set()
        for s in self._sejours.values():
            for jour, present in ((s.depart, s.aucune.negated()), (s.retour, s.parti)):
                if jour is not None:
                    mouvements.append(
                        self._m.new_optional_fixed_size_interval_var(jour, 1, present, "")
                    )
            jours |= {*self._p.departs(s.menage), *self._p.retours(s.menage)}
        libres = {j: max(0, self._p.calendrier.capacite(j) - pris[j]) for j in jours}
        plafond = max(libres.values(), default=0)
        if not mouvements or plafond >= len(mouvements):
            return
        demandes = [1] * len(mouvements)
        for jour, libre in sorted(libres.items()):
            if libre < plafond:
                mouvements.append(self._m.new_fixed_size_interval_var(jour.toordinal(), 1, ""))
                demandes.append(plafond - libre)
        self._m.add_cumulative(mouvements, demandes, plafond)

    def _conseiller_plan(self) -> None:
        """Begin from the plan one has."""
        for s in self._sejours.values():
            p = self._ouvert.plan.placements.get(s.menage.id)
            if p is None:
                continue
            self._m.add_hint(s.aucune, p.solution is Solution.AUCUNE)
            for logement_id, choisi in (*s.tiroirs.items(), *s.definitifs.items()):
                self._m.add_hint(choisi, logement_id == p.logement_id)
            for variable, jour in ((s.depart, p.depart), (s.retour, p.retour)):
                if variable is not None and jour is not None:
                    self._m.add_hint(variable, jour.toordinal())

    # ---- what is best ----------------------------------------------------------------------

    def resoudre(self, effort: float) -> PlanPropose | None:
        """The best within that effort (the solver's own steady measure, about a second).

        The same effort and seed always give the same plan, however fast the machine is. None when
        nothing was found.
        """
        buts = [
            but for o in self._p.instance.regles.ordre if (but := self._buts.pour(o)) is not None
        ]
        absences = sum(
            s.retour - s.depart
            for s in self._sejours.values()
            if s.retour is not None and s.depart is not None
        )
        buts.append(absences + RETARD * sum(self._decalages.values()))
        if not self._sejours:
            return self._ouvert.plan
        solveur = None
        for rang, but in enumerate(buts):
            if isinstance(but, int) and (solveur is not None or rang < len(buts) - 1):
                continue  # Nothing here decides it.
            part = 0.4 if rang in (0, len(buts) - 1) else 0.2 / len(buts)
            suivant = self._minimiser(but, effort * part)
            if suivant is None:
                break
            solveur = suivant
            if not isinstance(but, int):
                self._m.add(but <= round(solveur.objective_value))
            self._conseiller(solveur)
        return self._lire(solveur) if solveur is not None else None

    def _minimiser(self, but: Any, effort: float) -> Any:
        self._m.minimize(but)
        solveur = self._cp.CpSolver()
        solveur.parameters.num_workers = 1
        solveur.parameters.random_seed = self._graine % 2**31
        solveur.parameters.max_deterministic_time = max(0.05, effort)
        etat = solveur.solve(self._m)
        return solveur if etat in (self._cp.OPTIMAL, self._cp.FEASIBLE) else None

    def _conseiller(self, solveur: Any) -> None:
        self._m.clear_hints()  # type: ignore[no-untyped-call] # untyped in the library
        for s in self._sejours.values():
            toutes = (s.aucune, s.depart, s.retour, *s.tiroirs.values(), *s.definitifs.values())
            for variable in toutes:
                if variable is not None:
                    self._m.add_hint(variable, solveur.value(variable))

    # ---- the plan --------------------------------------------------------------------------

    def _lire(self, solveur: Any) -> PlanPropose:
        placements = dict(self._ouvert.plan.placements)
        for menage_id, s in self._sejours.items():
            placements[menage_id] = self._placement(solveur, s)
        decalages = dict(self._ouvert.plan.decalages)
        for tranche_id, variable in self._decalages.items():
            decalages[tranche_id] = solveur.value(variable)
        return PlanPropose(placements, {t: j for t, j in decalages.items() if j})

    def _placement(self, solveur: Any, s: Sejour) -> Placement:
        def jour(variable: Any) -> date | None:
            return None if variable is None else date.fromordinal(solveur.value(variable))

        for logement_id, choisi in s.tiroirs.items():
            if solveur.value(choisi):
                solution = Solution.RETOUR if s.menage.absent else Solution.TIROIR
                return Placement(solution, logement_id, jour(s.depart), jour(s.retour))
        for logement_id, choisi in s.definitifs.items():
            if solveur.value(choisi):
                return Placement(Solution.DEFINITIF, logement_id, jour(s.depart))
        return Placement(Solution.AUCUNE)


def _reunis(bloques: Iterable[Blocage]) -> list[tuple[int, int]]:
    """The same days, each told once, as ordinals; what is pinned twice over is blocked once."""
    faits: list[tuple[int, int]] = []
    for debut, fin in sorted(bloques):
        du, au = max(1, debut.toordinal()), min(FIN_DES_TEMPS, fin.toordinal())
        if faits and du <= faits[-1][1]:
            faits[-1] = (faits[-1][0], max(au, faits[-1][1]))
        elif au > du:
            faits.append((du, au))
    return faits
