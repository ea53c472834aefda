"""The lines of a plan as one reads them: a household, its home and days, or why it has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from app.domain.demenagements import EtatDemenagement
from app.domain.planification.instance import MenageAPlacer, Placement
from app.domain.planification.mots import Solution
from app.domain.planification.violations import Violation
from app.services.planification.composition import PlanPose
from app.services.planification.dossier import Dossier, adresse, situation, tranche_de
from app.services.planification.ecarts import ecart
from app.services.planification.mots import (
    dire,
    dire_besoins,
    dire_ecarte,
    dire_sans_solution,
)
from app.services.planification.plan_lu import EcartLu, LignePlan, PhraseLue
from app.services.planification.raisons import sans_solution
from db.queries.planification_lignes import LigneLigne

SURS = (EtatDemenagement.CONFIRME, EtatDemenagement.FAIT)


def dire_violations(
    violations: Iterable[Violation], noms: Mapping[UUID, str]
) -> tuple[PhraseLue, ...]:
    """The broken rules, in words."""
    return tuple(PhraseLue(v.code, dire(v, noms), v.menage_id) for v in violations)


def lignes_lues(pose: PlanPose, violations: Iterable[Violation]) -> tuple[LignePlan, ...]:
    """A line for each household to place, then those left out, then those the plan still names."""
    par_menage: dict[UUID, list[Violation]] = defaultdict(list)
    for violation in violations:
        if violation.menage_id is not None:
            par_menage[violation.menage_id].append(violation)
    connus = {m.id for m in pose.instance.menages} | {e.id for e in pose.instance.ecartes}
    surs = {m.menage_id for m in pose.preparation.dossier.releve.demenagements if m.etat in SURS}
    return (
        *(_ligne(pose, m, par_menage[m.id], m.id in surs) for m in pose.instance.menages),
        *(_hors_plan(pose, e.id, e.motif) for e in pose.instance.ecartes),
        *(_hors_plan(pose, id_, "plus_a_placer") for id_ in pose.lignes if id_ not in connus),
    )


def _ligne(
    pose: PlanPose,
    m: MenageAPlacer,
    violations: Sequence[Violation],
    confirme: bool,
) -> LignePlan:
    place = pose.propose.placements.get(m.id)
    solution = place.solution if place else Solution.AUCUNE
    origine_id, origine = _origine(pose.preparation.dossier, m.id)
    return LignePlan(
        menage_id=m.id,
        menage=m.nom,
        origine_id=origine_id,
        origine=m.adresse or origine,
        tranche_id=m.tranche_id,
        tranche=pose.instance.travaux[m.tranche_id].nom,
        solution=solution,
        logement_id=place.logement_id if place else None,
        logement=pose.noms.get(place.logement_id, "") if place and place.logement_id else "",
        depart=m.parti_le if m.absent else (place.depart if place else None),
        retour=place.retour if place else None,
        fixe=bool(place and place.fixe),
        confirme=confirme,
        motif=place.motif if place else "",
        raison=_raison(pose, m, place),
        personnes=m.personnes,
        besoins=dire_besoins(m.exigences),
        promis_depart=m.promis_depart,
        promis_retour=m.promis_retour,
        violations=dire_violations(violations, pose.noms),
        ecart=_ecart(pose, m, place),
    )


def _raison(pose: PlanPose, m: MenageAPlacer, place: Placement | None) -> str:
    """Why nothing is planned, "" when something is."""
    if place is not None and place.solution not in (Solution.AUCUNE, Solution.HORS_PLAN):
        return ""
    return dire_sans_solution(sans_solution(pose.instance, m, place))


def _ecart(pose: PlanPose, m: MenageAPlacer, place: Placement | None) -> EcartLu | None:
    """How it differs from what is foreseen so far; nothing is, before a plan is adopted."""
    if pose.adopte_id is None or pose.adopte_id == pose.entete.id:
        return None
    return ecart(m.actuel, place, pose.noms)


def _hors_plan(pose: PlanPose, menage_id: UUID, motif: str) -> LignePlan:
    """A household one plans nothing for; what the plan had for it is still told."""
    d = pose.preparation.dossier
    origine_id, origine = _origine(d, menage_id)
    tranche = tranche_de(d, origine_id) if origine_id else None
    ligne: LigneLigne | None = pose.lignes.get(menage_id)
    return LignePlan(
        menage_id=menage_id,
        menage=pose.noms.get(menage_id, ""),
        origine_id=origine_id,
        origine=origine,
        tranche_id=tranche.id if tranche else None,
        tranche=tranche.nom if tranche else "",
        solution=Solution.HORS_PLAN,
        logement_id=None,
        logement="",
        depart=None,
        retour=None,
        fixe=False,
        confirme=False,
        motif=ligne.motif or "" if ligne else "",
        raison=dire_ecarte(motif),
        personnes=max(1, len(d.personnes.get(menage_id, ()))),
        besoins=(),
        promis_depart=None,
        promis_retour=None,
        violations=(),
        ecart=None,
    )


def _origine(d: Dossier, menage_id: UUID) -> tuple[UUID | None, str]:
    sejour = situation(d, menage_id).origine
    if sejour is None:
        return None, ""
    return sejour.logement_id, adresse(d.logements.get(sejour.logement_id))
