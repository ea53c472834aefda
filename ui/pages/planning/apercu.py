"""A plan being computed, as the timeline shows it: nothing of it is kept yet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from app.domain.planification.instance import Instance, MenageAPlacer, Placement
from app.domain.planification.mots import EtatPlan, Solution
from app.domain.planification.plan import PlanPropose
from app.services.planification.mots import dire_besoins, dire_objectif, dire_score
from app.services.planification.plan_lu import (
    BandeTranche,
    LignePlan,
    LogementPlan,
    PlanLu,
    PlanResume,
    ScoreLu,
    SejourPrevu,
)

NUL = UUID(int=0)
_SANS = Placement(Solution.AUCUNE)


def apercu(instance: Instance, propose: PlanPropose) -> PlanLu:
    """The proposal laid out by batch, household and home; its id is `NUL`."""
    noms = {lo.id: lo.nom for lo in instance.logements}
    lignes = tuple(
        _ligne(instance, m, propose.placements.get(m.id, _SANS), noms) for m in instance.menages
    )
    regles = instance.regles
    return PlanLu(
        resume=_resume(instance, propose, lignes),
        cite=instance.cite,
        aujourdhui=regles.aujourdhui,
        perime=False,
        adopte_id=None,
        tranches=tuple(_bande(instance, propose, id_) for id_ in instance.travaux),
        lignes=lignes,
        logements=_logements(instance, lignes),
        jours=(),
        equipes=(),
        violations=(),
        remarques=(),
        feries=regles.feries,
        fermetures=regles.fermetures,
        vacances=regles.vacances,
        noms=MappingProxyType({}),
        instance=instance,
        propose=propose,
    )


def dire_scores(propose: PlanPropose, combien: int = 3) -> str:
    """The first figures in words: "Ménages sans solution : 3, on ne peut pas faire mieux"."""
    dits = [f"{dire_objectif(s.objectif)} : {dire_score(s)}" for s in propose.scores[:combien]]
    return " · ".join(dits)


def _ligne(
    instance: Instance, m: MenageAPlacer, place: Placement, noms: dict[UUID, str]
) -> LignePlan:
    travaux = instance.travaux.get(m.tranche_id)
    parti = place.solution is Solution.RETOUR
    return LignePlan(
        menage_id=m.id,
        menage=m.nom,
        origine_id=None,
        origine=m.adresse,
        tranche_id=m.tranche_id,
        tranche=travaux.nom if travaux else "",
        solution=place.solution,
        logement_id=place.logement_id,
        logement=noms.get(place.logement_id, "") if place.logement_id else "",
        depart=m.parti_le if parti else place.depart,
        retour=place.retour,
        fixe=place.fixe,
        confirme=False,
        motif=place.motif,
        raison="",
        personnes=m.personnes,
        besoins=dire_besoins(m.exigences),
        promis_depart=m.promis_depart,
        promis_retour=m.promis_retour,
        violations=(),
        ecart=None,
    )


def _bande(instance: Instance, propose: PlanPropose, tranche_id: UUID) -> BandeTranche:
    prevus, vus = instance.travaux[tranche_id], propose.travaux(instance, tranche_id)
    n = sum(m.tranche_id == tranche_id for m in instance.menages)
    decalage = propose.decalages.get(tranche_id, 0)
    return BandeTranche(
        tranche_id, vus.nom, prevus.debut, prevus.fin, vus.debut, vus.fin, decalage, vus.marge, n
    )


def _logements(instance: Instance, lignes: tuple[LignePlan, ...]) -> tuple[LogementPlan, ...]:
    siens: dict[UUID, list[SejourPrevu]] = {lo.id: [] for lo in instance.logements}
    nettoyages = {
        lo.id: instance.regles.nettoyage if lo.nettoyage is None else lo.nettoyage
        for lo in instance.logements
    }
    for li in lignes:
        if li.logement_id in siens and li.logement_id is not None:
            fin = None if li.solution is Solution.DEFINITIF else li.retour
            pret = _apres(fin, nettoyages[li.logement_id])
            siens[li.logement_id].append(
                SejourPrevu(li.menage_id, li.menage, li.depart, fin, pret, li.solution, li.fixe)
            )
    faits = []
    for lo in instance.logements:
        pris = [SejourPrevu(None, "", p.du, _apres(p.au, 1), None, None) for p in lo.occupe]
        faits.append(
            LogementPlan(
                lo.id,
                lo.nom,
                lo.nom,
                lo.chambres,
                lo.definitif,
                lo.plain_pied,
                lo.animaux,
                lo.jardin,
                lo.garage,
                lo.disponible,
                nettoyages[lo.id],
                (*pris, *siens[lo.id]),
            )
        )
    return tuple(faits)


def _apres(jour: date | None, jours: int) -> date | None:
    return jour + timedelta(days=jours) if jour else None


def _resume(instance: Instance, propose: PlanPropose, lignes: tuple[LignePlan, ...]) -> PlanResume:
    sans = sum(li.solution is Solution.AUCUNE for li in lignes)
    hors = sum(li.solution is Solution.HORS_PLAN for li in lignes)
    scores = tuple(
        ScoreLu(s.objectif, dire_objectif(s.objectif), dire_score(s), s) for s in propose.scores
    )
    return PlanResume(
        id=NUL,
        cite_id=instance.cite_id,
        nom="",
        etat=EtatPlan.ESSAI,
        cree_le=datetime.combine(instance.regles.aujourdhui, datetime.min.time(), UTC),
        adopte_le=None,
        depuis_id=None,
        graine=0,
        empreinte=instance.empreinte,
        scores=scores,
        menages=len(lignes),
        servis=len(lignes) - sans - hors,
        sans_solution=sans,
        hors_plan=hors,
        fixes=sum(li.fixe for li in lignes),
    )
