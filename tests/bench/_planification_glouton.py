"""A careful greedy: what a good planner would do by hand, batch after batch."""

from __future__ import annotations

from datetime import date

from app.domain.planification.instance import Instance, LogementOffert, MenageAPlacer, Travaux
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from tests.bench._planification_etat import Chantier, Memoire


def glouton(instance: Instance) -> PlanPropose:
    """Batches by date, every week of slack tried; in each, the hardest households first.

    A household that accepts one move gets the tightest home for good that fits; others the
    tightest tiroir, left as late and given back as early as can be. Slack that helps a batch may
    harm the next one: done once without any too, and the better plan is kept.
    """
    faits = [_par_tranche(instance, avec_marge=marge) for marge in (False, True)]
    return max(faits, key=_servis).plan()


def _par_tranche(instance: Instance, *, avec_marge: bool) -> Chantier:
    chantier = Chantier(instance, Memoire(instance))
    chantier.commencer()
    for travaux in sorted(instance.travaux.values(), key=lambda t: (t.debut, t.nom)):
        decalages = _decalages(travaux) if avec_marge else [0]
        essais = [_tranche(chantier.copie(), travaux, jours) for jours in decalages]
        chantier = max(essais, key=_servis)
    return chantier


def _decalages(travaux: Travaux) -> list[int]:
    return sorted({*range(0, travaux.marge + 1, 7), travaux.marge})


def _servis(chantier: Chantier) -> tuple[int, int]:
    """Households served, then how few of them move twice: the first best attempt is kept."""
    solutions = [p.solution for p in chantier.placements.values()]
    servis = sum(s is not Solution.AUCUNE for s in solutions)
    return servis, -solutions.count(Solution.TIROIR)


def _tranche(chantier: Chantier, travaux: Travaux, decalage: int) -> Chantier:
    chantier.decalages[travaux.id] = decalage
    siens = [m for m in chantier.a_placer() if m.tranche_id == travaux.id]
    tiroirs = [lo for lo in chantier.instance.logements if not lo.definitif]
    donnes = [lo for lo in chantier.instance.logements if lo.definitif]
    for menage in sorted(siens, key=lambda m: _rarete(chantier, m, tiroirs)):
        un_seul = menage.definitif_voulu or menage.un_seul
        if not (un_seul and _placer(chantier, menage, donnes, de_bon=True)):
            _placer(chantier, menage, tiroirs, de_bon=False)
    return chantier


def _rarete(
    chantier: Chantier, menage: MenageAPlacer, logements: list[LogementOffert]
) -> tuple[int, int, str]:
    """How many homes fit it, then how large it is."""
    convenables = sum(chantier.convient(menage, lo) for lo in logements)
    return convenables, -menage.exigences.chambres, str(menage.id)


def _placer(
    chantier: Chantier, menage: MenageAPlacer, logements: list[LogementOffert], *, de_bon: bool
) -> bool:
    bons = [lo for lo in logements if chantier.convient(menage, lo)]
    retours = [date.max] if de_bon else chantier.retours(menage)[:1]
    departs = chantier.departs(menage)
    for logement in sorted(bons, key=lambda lo: _exces(menage, lo)):
        for depart in reversed(departs):
            if retours and chantier.libre(logement, depart, retours[0]):
                chantier.placer(menage, logement, depart, None if de_bon else retours[0])
                return True
    return False


def _exces(menage: MenageAPlacer, logement: LogementOffert) -> tuple[int, int, str]:
    """What the home has that this household does not need and another one may."""
    rares = (logement.plain_pied and not menage.exigences.plain_pied) * 2
    return rares + logement.chambres - menage.exigences.chambres, logement.chambres, logement.nom
