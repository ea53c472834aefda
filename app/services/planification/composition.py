"""A plan laid beside the record of today: what its screens, its papers and its checks need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import RegleMetier
from app.domain.planification.instance import Instance, MenageAPlacer, Placement
from app.domain.planification.mots import EtatPlan, Solution
from app.domain.planification.plan import PlanPropose
from app.services.planification import bilan
from app.services.planification.donnees import Preparation, preparer
from app.services.planification.dossier import Dossier, adresse
from app.services.planification.foyers import de_la_ligne
from app.services.planification.mots import dire_objectif, dire_score
from app.services.planification.plan_lu import PlanResume, ScoreLu
from db.queries import planification, plans
from db.queries.planification_lignes import LigneLigne
from db.queries.plans import PlanComptes, PlanEntete
from db.uow import UnitOfWork

PLACES = (Solution.TIROIR, Solution.DEFINITIF, Solution.RETOUR)


@dataclass(frozen=True, slots=True)
class PlanPose:
    """A plan, its lines as kept, and the instance of today with its pinned lines.

    `propose` has a placement for each household of the instance the plan speaks of: who left since
    then only has to come back. `adopte_id` is the adopted plan of the estate.
    """

    entete: PlanEntete
    lignes: Mapping[UUID, LigneLigne]
    preparation: Preparation
    propose: PlanPropose
    adopte_id: UUID | None
    noms: Mapping[UUID, str]

    @property
    def instance(self) -> Instance:
        """What the plan is checked against."""
        return self.preparation.instance

    def avec(self, menage_id: UUID, placement: Placement) -> PlanPropose:
        """The plan with another placement for a household."""
        placements = {**self.propose.placements, menage_id: placement}
        return PlanPropose(placements, self.propose.decalages, self.propose.scores)

    def menage(self, menage_id: UUID) -> MenageAPlacer:
        """A household of the instance; raises `RegleMetier("planification.menage")`."""
        for menage in self.instance.menages:
            if menage.id == menage_id:
                return menage
        raise RegleMetier("planification.menage", menage=self.noms.get(menage_id, ""))


def poser(session: Session, uow: UnitOfWork, plan_id: UUID) -> PlanPose:
    """The plan; raises `RegleMetier("general.introuvable")` when it is gone."""
    entete = lire_entete(session, plan_id)
    lignes = {li.menage_id: li for li in planification.lignes(session, [plan_id])}
    preparation = preparer(session, uow, entete.cite_id, plan_id)
    adopte = entete if entete.etat is EtatPlan.ADOPTE else plans.adopte(session, entete.cite_id)
    return PlanPose(
        entete=entete,
        lignes=lignes,
        preparation=preparation,
        propose=proposer(preparation.instance, lignes, entete),
        adopte_id=adopte.id if adopte else None,
        noms=nommer(preparation),
    )


def lire_entete(session: Session, plan_id: UUID) -> PlanEntete:
    """The header; raises `RegleMetier("general.introuvable")`."""
    entete = plans.entete(session, plan_id)
    if entete is None:
        raise RegleMetier("general.introuvable")
    return entete


def proposer(
    instance: Instance, lignes: Mapping[UUID, LigneLigne], entete: PlanEntete
) -> PlanPropose:
    """The lines as the solver and the checker know a plan."""
    placements = {}
    for menage in instance.menages:
        ligne = lignes.get(menage.id)
        place = de_la_ligne(ligne, menage.tiroir_id) if ligne is not None else None
        if place is not None:
            placements[menage.id] = place
    return PlanPropose(
        MappingProxyType(placements), bilan.decalages(entete.bilan), bilan.scores(entete.bilan)
    )


def nommer(preparation: Preparation) -> Mapping[UUID, str]:
    """Names of households, homes, batches and crews by id."""
    d: Dossier = preparation.dossier
    instance = preparation.instance
    return MappingProxyType(
        {m.id: m.nom for m in d.releve.menages}
        | {lo.id: adresse(lo) for lo in d.releve.logements}
        | {lo.id: lo.nom for lo in instance.logements}
        | {t.id: t.nom for t in d.releve.tranches}
        | {e.id: e.nom for e in instance.equipes}
    )


def resumer(entete: PlanEntete, comptes: PlanComptes) -> PlanResume:
    """A plan in a list."""
    n = comptes.solutions
    return PlanResume(
        id=entete.id,
        cite_id=entete.cite_id,
        nom=entete.nom,
        etat=entete.etat,
        cree_le=entete.cree_le,
        adopte_le=entete.adopte_le,
        depuis_id=entete.depuis_id,
        graine=entete.graine,
        empreinte=entete.empreinte,
        scores=tuple(
            ScoreLu(s.objectif, dire_objectif(s.objectif), dire_score(s), s)
            for s in bilan.scores(entete.bilan)
        ),
        menages=sum(n.values()),
        servis=sum(n.get(s, 0) for s in PLACES),
        sans_solution=n.get(Solution.AUCUNE, 0),
        hors_plan=n.get(Solution.HORS_PLAN, 0),
        fixes=comptes.fixes,
    )


def place(placement: Placement | None) -> bool:
    """Whether a placement gives a home, or a return."""
    return placement is not None and placement.solution in PLACES
