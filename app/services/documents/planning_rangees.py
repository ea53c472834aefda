"""Rows of the timeline on paper: homes, or households batch after batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.core.i18n import _
from app.domain.planification.mots import Solution
from app.services.planification.plan_lu import LignePlan, PlanLu, SejourPrevu


@dataclass(frozen=True, slots=True)
class BarrePapier:
    """Somebody somewhere; `au` is the first day after (None: for good), `pret` when it is clean.

    `rang` is the batch's, which gives the pattern; None: taken outside of the plan.
    """

    texte: str
    rang: int | None
    du: date | None
    au: date | None
    pret: date | None = None
    faute: bool = False
    fixe: bool = False
    vide: bool = False


@dataclass(frozen=True, slots=True)
class RangeePapier:
    """A home, a household, or the title of a group."""

    titre: str
    barres: tuple[BarrePapier, ...] = ()
    groupe: bool = False


def par_logement(plan: PlanLu) -> list[RangeePapier]:
    """Who has no home first, then homes."""
    rangs, lignes = _rangs(plan), {li.menage_id: li for li in plan.lignes}
    sans = [li for li in plan.lignes if li.solution is Solution.AUCUNE]
    rangees = []
    if sans:
        rangees.append(RangeePapier(_("Sans solution"), groupe=True))
        rangees += [RangeePapier(li.menage, (_attente(plan, li, rangs),)) for li in sans]
    occupes = [lo for lo in plan.logements if lo.sejours or not lo.definitif]
    if sans and occupes:
        rangees.append(RangeePapier(_("Logements"), groupe=True))
    for lo in occupes:
        barres = [_sejour(s, lignes.get(s.menage_id) if s.menage_id else None, rangs)
                  for s in lo.sejours]  # fmt: skip
        rangees.append(RangeePapier(lo.nom, tuple(barres)))
    return rangees


def par_menage(plan: PlanLu) -> list[RangeePapier]:
    """Batch after batch, in the order of departures."""
    rangs = _rangs(plan)
    rangees: list[RangeePapier] = []
    for tranche in plan.tranches:
        siens = [li for li in plan.lignes if li.tranche_id == tranche.id]
        if not siens:
            continue
        rangees.append(RangeePapier(tranche.nom, groupe=True))
        siens.sort(key=lambda li: (li.depart or date.max, li.menage))
        for li in siens:
            attend = li.solution in (Solution.AUCUNE, Solution.HORS_PLAN)
            barre = _attente(plan, li, rangs) if attend else _barre(li, li.logement, rangs)
            rangees.append(RangeePapier(li.menage, (barre,)))
    return rangees


def _rangs(plan: PlanLu) -> dict[object, int]:
    return {t.id: rang for rang, t in enumerate(plan.tranches)}


def _sejour(s: SejourPrevu, ligne: LignePlan | None, rangs: dict[object, int]) -> BarrePapier:
    if ligne is None or s.solution is None:
        return BarrePapier(s.menage or _("déjà promis"), None, s.du, s.au, s.pret_le)
    barre = _barre(ligne, ligne.menage, rangs)
    return BarrePapier(
        barre.texte, barre.rang, s.du, s.au, s.pret_le, faute=barre.faute, fixe=s.fixe
    )


def _barre(ligne: LignePlan, texte: str, rangs: dict[object, int]) -> BarrePapier:
    fin = None if ligne.solution is Solution.DEFINITIF else ligne.retour
    rang = rangs.get(ligne.tranche_id, 0)
    faute = bool(ligne.violations)
    return BarrePapier(texte, rang, ligne.depart, fin, faute=faute, fixe=ligne.fixe)


def _attente(plan: PlanLu, ligne: LignePlan, rangs: dict[object, int]) -> BarrePapier:
    tranche = next((t for t in plan.tranches if t.id == ligne.tranche_id), None)
    du = (tranche.debut if tranche else None) or plan.aujourdhui
    au = (tranche.fin if tranche else None) or du + timedelta(days=30)
    sans = ligne.solution is Solution.AUCUNE
    texte = _("sans solution") if sans else ligne.raison or _("hors plan")
    rang = rangs.get(ligne.tranche_id, 0)
    return BarrePapier(texte, rang, du, au + timedelta(days=1), faute=sans, vide=True)
