"""What adopting a plan would do: moves created, moved, cancelled, promises to tell again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.i18n import _, ngettext
from app.domain.planification.instance import Placement
from app.domain.planification.mots import Solution
from app.services.planification.plan_lu import LignePlan, PlanLu

Jours = dict[str, tuple[date, UUID | None]]


@dataclass(frozen=True, slots=True)
class BilanAdoption:
    """How many moves are created, moved and cancelled; how many households were told otherwise."""

    crees: int
    deplaces: int
    annules: int
    promesses: int


def bilan(plan: PlanLu) -> BilanAdoption:
    """What changes from the adopted plan, or from nothing."""
    crees = deplaces = annules = 0
    for ligne in plan.lignes:
        apres = _jours(ligne)
        avant = _avant(plan, ligne, apres)
        crees += len(apres.keys() - avant.keys())
        annules += len(avant.keys() - apres.keys())
        deplaces += sum(avant[s] != apres[s] for s in avant.keys() & apres.keys())
    return BilanAdoption(crees, deplaces, annules, sum(li.promesse_rompue for li in plan.lignes))


def dire(b: BilanAdoption) -> str:
    """The same in a sentence."""
    comptes = (
        (b.crees, ngettext("{n} déménagement créé", "{n} déménagements créés", b.crees)),
        (b.deplaces, ngettext("{n} déplacé", "{n} déplacés", b.deplaces)),
        (b.annules, ngettext("{n} annulé", "{n} annulés", b.annules)),
    )
    dits = [texte.format(n=n) for n, texte in comptes if n]
    dit = ", ".join(dits) or _("Aucun déménagement ne change")
    if not b.promesses:
        return _("{changements}. Aucune date promise n’est rompue.").format(changements=dit)
    dire_a = ngettext(
        "{n} ménage à qui une autre date avait été promise : il faudra le lui dire",
        "{n} ménages à qui une autre date avait été promise : il faudra le leur dire",
        b.promesses,
    ).format(n=b.promesses)
    return f"{dit}. {dire_a}."


def _jours(ligne: LignePlan | Placement) -> Jours:
    jours: Jours = {}
    if ligne.solution is Solution.TIROIR and ligne.depart:
        jours["aller"] = (ligne.depart, ligne.logement_id)
    if ligne.solution is Solution.DEFINITIF and ligne.depart:
        jours["definitif"] = (ligne.depart, ligne.logement_id)
    if ligne.solution in (Solution.TIROIR, Solution.RETOUR) and ligne.retour:
        jours["retour"] = (ligne.retour, None)
    return jours


def _avant(plan: PlanLu, ligne: LignePlan, apres: Jours) -> Jours:
    if plan.adopte_id is None:
        return {}
    if ligne.ecart is None:
        return apres
    return _jours(ligne.ecart.avant) if ligne.ecart.avant is not None else {}
