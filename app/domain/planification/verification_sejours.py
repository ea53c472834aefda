"""Rules between stays: who is in a home while somebody else is, or before it is clean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

from app.domain.planification.instance import Instance, LogementOffert, MenageAPlacer, Placement
from app.domain.planification.jours import libre_apres
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from app.domain.planification.violations import Regle, Violation


@dataclass(frozen=True, slots=True)
class Sejour:
    """A household in a home from a day until the day it leaves it (None: for good, or unknown).

    `present`: it is in it already, the plan has no hold on its beginning.
    """

    menage_id: UUID
    logement_id: UUID
    debut: date
    fin: date | None
    present: bool = False
    definitif: bool = False


def sejours(instance: Instance, plan: PlanPropose) -> dict[UUID, list[Sejour]]:
    """The stays of a plan by home, first come first.

    A household already away holds its tiroir until the plan brings it back: without a return it
    holds it for ever.
    """
    par_logement: dict[UUID, list[Sejour]] = defaultdict(list)
    for menage in instance.menages:
        placement = plan.placements.get(menage.id)
        sejour = _sejour(menage, placement, instance.regles.aujourdhui)
        if sejour is not None:
            par_logement[sejour.logement_id].append(sejour)
    for liste in par_logement.values():
        liste.sort(key=lambda s: (s.debut, str(s.menage_id)))
    return dict(par_logement)


def _sejour(menage: MenageAPlacer, p: Placement | None, aujourdhui: date) -> Sejour | None:
    if menage.tiroir_id is not None:
        debut = menage.parti_le or aujourdhui
        retour = p.retour if p is not None and p.solution is Solution.RETOUR else None
        return Sejour(menage.id, menage.tiroir_id, debut, retour, present=True)
    if p is None or p.logement_id is None or p.depart is None:
        return None
    if p.solution is Solution.DEFINITIF:
        return Sejour(menage.id, p.logement_id, p.depart, None, definitif=True)
    if p.solution is Solution.TIROIR and p.retour is not None and p.depart < p.retour:
        return Sejour(menage.id, p.logement_id, p.depart, p.retour)
    return None


def verifier_sejours(
    instance: Instance, plan: PlanPropose, logements: Mapping[UUID, LogementOffert]
) -> Iterator[Violation]:
    """Every clash in a home, told to both households."""
    for logement_id, liste in sejours(instance, plan).items():
        logement = logements.get(logement_id)
        yield from _entre_menages(instance, liste, logement)
        if logement is not None:
            for sejour in liste:
                yield from _promis_ailleurs(instance, sejour, logement)


def _entre_menages(
    instance: Instance, liste: Sequence[Sejour], logement: LogementOffert | None
) -> Iterator[Violation]:
    for avant, apres in combinations(liste, 2):
        if avant.present and apres.present:
            continue  # Two households in one tiroir today: a fact, not something this plan does.
        if avant.definitif and apres.definitif:
            for un, autre in ((avant, apres), (apres, avant)):
                yield Violation(
                    Regle.DONNE_DEUX_FOIS,
                    un.menage_id,
                    {"logement": un.logement_id, "autre": autre.menage_id},
                )
            continue
        libre = None if avant.fin is None else libre_apres(avant.fin, logement, instance.regles)
        if libre is not None and apres.debut >= libre:
            continue
        for un, autre in ((avant, apres), (apres, avant)):
            yield Violation(
                Regle.LOGEMENT_PRIS,
                un.menage_id,
                {
                    "logement": un.logement_id,
                    "autre": autre.menage_id,
                    "libre_le": libre,
                    "jour": apres.debut,
                },
            )


def _promis_ailleurs(
    instance: Instance, sejour: Sejour, logement: LogementOffert
) -> Iterator[Violation]:
    """Days the home is promised outside of the plan: `au` is the last one somebody is there."""
    for occupe in logement.occupe:
        if sejour.present and (occupe.du is None or occupe.du <= sejour.debut):
            continue
        libre = None
        if occupe.au is not None:
            libre = libre_apres(occupe.au + timedelta(days=1), logement, instance.regles)
        fini_avant = libre is not None and sejour.debut >= libre
        if fini_avant or _part_avant(instance, sejour, logement, occupe.du):
            continue
        yield Violation(
            Regle.LOGEMENT_OCCUPE,
            sejour.menage_id,
            {
                "logement": logement.id,
                "du": occupe.du,
                "au": occupe.au,
                "libre_le": libre,
                "jour": sejour.debut,
            },
        )


def _part_avant(
    instance: Instance, sejour: Sejour, logement: LogementOffert, jour: date | None
) -> bool:
    """Whether the home is left and clean again by that day."""
    if sejour.fin is None or jour is None:
        return False
    return libre_apres(sejour.fin, logement, instance.regles) <= jour
