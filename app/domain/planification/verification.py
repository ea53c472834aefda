"""The independent checker: every rule a plan breaks, told without any model or solver.

It shares nothing with what computes plans but the values of `instance` and `plan` and the
arithmetic of days; tests run it on every plan, and so does the window after each change made by
hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from app.domain.demenagements import GenreEquipe
from app.domain.planification.instance import Instance
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from app.domain.planification.verification_lignes import Ligne, verifier_ligne
from app.domain.planification.verification_sejours import verifier_sejours
from app.domain.planification.violations import Regle, Violation

__all__ = ["Regle", "Violation", "evitables", "verifier"]


def verifier(instance: Instance, plan: PlanPropose) -> list[Violation]:
    """Every rule the plan breaks, households in the order of the instance, then batches and days.

    A clash between two households is told to both.
    """
    logements = {logement.id: logement for logement in instance.logements}
    dites: dict[UUID, list[Violation]] = defaultdict(list)
    for menage in instance.menages:
        placement = plan.placements.get(menage.id)
        if placement is None:
            dites[menage.id].append(Violation(Regle.SANS_LIGNE, menage.id))
            continue
        logement = logements.get(placement.logement_id) if placement.logement_id else None
        ligne = Ligne(instance, plan, menage, placement, logement)
        dites[menage.id].extend(verifier_ligne(ligne))
    for violation in verifier_sejours(instance, plan, logements):
        if violation.menage_id is not None:
            dites[violation.menage_id].append(violation)
    ordonnees = [v for menage in instance.menages for v in dites.get(menage.id, ())]
    return [
        *ordonnees,
        *_inconnus(instance, plan),
        *_decalages(instance, plan),
        *_jours(instance, plan),
    ]


def evitables(instance: Instance, plan: PlanPropose) -> list[Violation]:
    """The broken rules a computed plan answers for: not those that pinned lines alone break.

    Nor a clash of a household that already lives there with a pinned one or an outside promise.
    """
    fixes = {m.id for m in instance.menages if m.impose is not None}
    donnes = fixes | {m.id for m in instance.menages if m.absent}
    return [v for v in verifier(instance, plan) if not _subie(v, fixes, donnes)]


def _subie(violation: Violation, fixes: set[UUID], donnes: set[UUID]) -> bool:
    if violation.code in (Regle.FIXE_DEPLACE, Regle.SANS_LIGNE):
        return False
    if violation.code == Regle.EQUIPES:
        menages = violation.params["menages"]
        return isinstance(menages, tuple) and fixes.issuperset(menages)
    autre = violation.params.get("autre")
    if violation.code == Regle.LOGEMENT_OCCUPE:
        return violation.menage_id in donnes
    if autre is None:
        return violation.menage_id in fixes
    return {violation.menage_id, autre} <= donnes and bool({violation.menage_id, autre} & fixes)


def _inconnus(instance: Instance, plan: PlanPropose) -> Iterator[Violation]:
    """Lines about households that are not to be placed; those left aside may say so."""
    connus = {m.id for m in instance.menages}
    ecartes = {e.id for e in instance.ecartes}
    for menage_id, placement in plan.placements.items():
        laisse = menage_id in ecartes and placement.solution is Solution.HORS_PLAN
        if menage_id not in connus and not laisse:
            yield Violation(Regle.LIGNE_INCONNUE, menage_id)


def _decalages(instance: Instance, plan: PlanPropose) -> Iterator[Violation]:
    """Works begin later by no more than their slack, never sooner."""
    for tranche_id, jours in plan.decalages.items():
        travaux = instance.travaux.get(tranche_id)
        marge = travaux.marge if travaux is not None else 0
        if not 0 <= jours <= marge:
            yield Violation(
                Regle.DECALAGE,
                None,
                {
                    "tranche": tranche_id,
                    "nom": travaux.nom if travaux is not None else "",
                    "jours": jours,
                    "marge": marge,
                },
            )


def _jours(instance: Instance, plan: PlanPropose) -> Iterator[Violation]:
    """No more moves on a day than each kind of crew can attend; a kind without crew is free."""
    par_jour: dict[date, list[UUID]] = defaultdict(list)
    for mouvement in plan.mouvements():
        par_jour[mouvement.jour].append(mouvement.menage_id)
    for jour, menages in sorted(par_jour.items()):
        if not instance.regles.ouvre(jour):
            continue  # Told to each household already.
        for genre in GenreEquipe:
            equipes = [e for e in instance.equipes if e.genre is genre]
            capacite = sum(e.capacite for e in equipes if e.disponible(jour))
            if equipes and len(menages) > capacite:
                yield Violation(
                    Regle.EQUIPES,
                    None,
                    {
                        "jour": jour,
                        "genre": genre,
                        "nombre": len(menages),
                        "capacite": capacite,
                        "menages": tuple(menages),
                    },
                )
