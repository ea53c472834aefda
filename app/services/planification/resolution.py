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

from app.domain.planification.glouton import Blocage, Maniere, inserer, premier_plan
from app.domain.planification.instance import Instance, Placement
from app.domain.planification.mesures import mesurer
from app.domain.planification.mots import Objectif, Solution
from app.domain.planification.plan import PlanPropose, Score, Statut
from app.domain.planification.possibles import Possibles
from app.services.planification.affectation import Affectation, Choix, bloques
from app.services.planification.modele import Modele, Ouvert
from app.services.planification.recombinaison import Recombinaison
from app.services.planification.repartition import repartir

GRAND = 400
"""Households above which a few batches are planned at a time."""
MANIERES = 20
"""First plans tried, of which the best is kept."""
PART_PLACER, PART_SUIVRE, PART_BORNER, PART_RECHOISIR = 0.3, 0.33, 0.1, 0.12
"""Shares of the time: proving how many can be placed, following that, proving the next
objectives, choosing homes for all of them."""
EFFORT_SUIVRE, EFFORT_DATES, EFFORT_VOISINAGE = 6.0, 2.0, 1.5
"""In the solver's steady measure, about a second each on the machines we know."""
PAS = 5.0
"""Seconds of the time asked that one repair stands for."""


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

    def _part(self, part: float) -> float:
        """A share of the time asked, as far as it is still there."""
        return min(self._reste, self._secondes * part)

    def mener(self) -> PlanPropose:
        """Search until the proof, the end of the time, or the person says so."""
        if self._garder(premier_plan(self._p)):
            self._chercher()
        if self._suivi is not None:
            self._suivi(Avancee(self._meilleur, self._ecoule, fini=True))
        return self._meilleur

    def _chercher(self) -> None:
        """Each step begins from the best plan so far; a person may stop between two of them."""
        bloques_ = bloques(self._p)
        for rang in range(1, MANIERES):
            maniere = Maniere(tot=rang % 2 == 1, ordre=rang // 2)
            if self._ecoule > self._secondes / 10:
                break
            self._garder(premier_plan(self._p, maniere), dire=False)
        if self._reste <= 0 or not self._garder(self._meilleur):
            return
        if sum(1 for _m in self._p.a_placer()) > GRAND:
            self._par_morceaux()
            self._borner()
            return
        choix = Affectation(self._p, self._graine, jours=True).placer(self._secondes * PART_PLACER)
        if choix is not None:
            self._bornes = {Objectif.SANS_SOLUTION: choix.borne}
            if choix.prouve and not self._garder(self._suivre(choix, bloques_)):
                return
        if self._score(Objectif.SANS_SOLUTION) is Statut.PROUVE:
            self._borner()
        for etape in (self._rechoisir, self._dater):
            if self._reste <= 0 or not self._garder(etape(bloques_)):
                return
        tirage = random.Random(self._graine)
        for tour in range(max(2, int(self._secondes * 0.4 / PAS))):
            if self._reste < 2 * PAS and tour > 0:
                return
            plan = self._reparer(self._voisinage(tirage, tour), bloques_)
            if not self._garder(plan):
                return

    def _score(self, objectif: Objectif) -> Statut:
        score = self._meilleur.score(objectif)
        return score.statut if score is not None else Statut.INCONNU

    def _par_morceaux(self) -> None:
        """A large operation a few batches at a time, the others standing still."""
        travaux = sorted(self._instance.travaux.values(), key=lambda t: (t.debut, str(t.id)))
        taille = max(2, GRAND // 2 * len(travaux) // max(1, len(self._instance.menages)))
        debuts = range(0, len(travaux), max(1, taille - 1))
        secondes = self._secondes * (1 - PART_BORNER) / len(debuts)
        for debut in debuts:
            ouvertes = {t.id for t in travaux[debut : debut + taille]}
            if self._reste < self._secondes * PART_BORNER:
                return
            morceau = _Recherche(
                self._sans_bouger(ouvertes), min(secondes, self._reste), self._graine, None
            ).mener()
            placements = {
                m.id: morceau.placements[m.id]
                if m.tranche_id in ouvertes
                else self._meilleur.placements[m.id]
                for m in self._instance.menages
            }
            decalages = {
                t: j
                for t, j in {**self._meilleur.decalages, **morceau.decalages}.items()
                if j and (t not in ouvertes or t in morceau.decalages)
            }
            if not self._garder(PlanPropose(placements, decalages)):
                return

    def _sans_bouger(self, ouvertes: set[UUID]) -> Instance:
        """The instance with every household pinned where it is, but those of these batches.

        Works whose slack is used begin when the plan says.
        """
        menages = tuple(
            m
            if m.impose is not None or m.tranche_id in ouvertes
            else replace(m, impose=self._meilleur.placements[m.id])
            for m in self._instance.menages
        )
        return replace(self._instance, menages=menages)

    def _suivre(self, choix: Choix, bloques_: Mapping[UUID, list[Blocage]]) -> PlanPropose:
        """A plan as close to that choice as days allow, its homes then chosen anew."""
        decalages = {t: choix.decalages.get(t, 0) for t in self._instance.travaux}
        vide = PlanPropose(self._completer({}), {t: d for t, d in decalages.items() if d})
        logements = {m: (lo,) for m, lo in choix.logements.items()}
        logements |= {m.id: (m.tiroir_id,) for m in self._p.a_ramener() if m.tiroir_id is not None}
        ouvert = Ouvert(vide, logements, {t: (d,) for t, d in decalages.items()}, bloques_)
        date_ = Modele(self._p, ouvert, self._graine).resoudre(EFFORT_SUIVRE) or vide
        plan = inserer(self._p, date_)
        jours = repartir(self._p, plan, choix)
        choisi = Recombinaison(self._p, plan, bloques_, jours, self._graine)
        premier = self._instance.regles.ordre[:1]
        return inserer(self._p, choisi.resoudre(self._part(PART_SUIVRE), premier))

    def _rechoisir(self, bloques_: Mapping[UUID, list[Blocage]]) -> PlanPropose:
        """The best homes for the days of the plan, objective after objective."""
        choisi = Recombinaison(self._p, self._meilleur, bloques_, {}, self._graine)
        return choisi.resoudre(self._part(PART_RECHOISIR), self._instance.regles.ordre)

    def _dater(self, bloques_: Mapping[UUID, list[Blocage]]) -> PlanPropose:
        """The same homes, with better days; whoever has none is put where room is left."""
        logements = {
            m: (p.logement_id,)
            for m, p in self._meilleur.placements.items()
            if p.logement_id is not None and self._p.menages[m].impose is None
        }
        decalages = {t: (self._meilleur.decalages.get(t, 0),) for t in self._instance.travaux}
        ouvert = Ouvert(self._meilleur, logements, decalages, bloques_)
        plan = Modele(self._p, ouvert, self._graine).resoudre(EFFORT_DATES)
        return inserer(self._p, plan or self._meilleur)

    def _borner(self) -> None:
        """How good the other objectives can be, the first being as good as attained."""
        valeurs = mesurer(self._p, self._meilleur)
        bornes = Affectation(self._p, self._graine, jours=False).borner(
            valeurs, max(1.0, self._part(PART_BORNER))
        )
        self._bornes = {**bornes, **self._bornes}
        self._meilleur = replace(self._meilleur, scores=self._scores())

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
        suivantes = [t for t in connues if t.debut > centre.fin - timedelta(days=45)][:1]
        avant = [t for t in connues if t.fin < centre.debut + timedelta(days=45)][-1:]
        pendant = [t for t in connues if t is not centre and t.debut <= centre.fin][-1:]
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

    def _completer(self, trouves: Mapping[UUID, Placement]) -> dict[UUID, Placement]:
        """Every household has its line: pinned ones theirs, the others none."""
        faits: dict[UUID, Placement] = {}
        for menage in self._instance.menages:
            if menage.impose is not None:
                faits[menage.id] = menage.impose
            else:
                faits[menage.id] = trouves.get(menage.id, Placement(Solution.AUCUNE))
        return faits

    def _garder(self, plan: PlanPropose, *, dire: bool = True) -> bool:
        """Keep the better plan; False when the person wants to stop."""
        valeurs = mesurer(self._p, plan)
        rang = tuple(valeurs[o] for o in self._instance.regles.ordre)
        if self._rang is None or rang < self._rang:
            self._rang, self._meilleur = rang, plan
        self._meilleur = replace(self._meilleur, scores=self._scores())
        if self._suivi is None or not dire:
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
