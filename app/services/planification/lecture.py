"""Reading plans: the list, one plan with all its screens need, two side by side."""

from __future__ import annotations

from uuid import UUID

from app.domain.planification.instance import Instance
from app.domain.planification.plan import Score
from app.domain.planification.verification import verifier
from app.domain.planification.violations import Regle, Violation
from app.services.planification.commandes import (
    ComparerPlans,
    EssayerPlacement,
    LirePlan,
    ListerPlans,
)
from app.services.planification.composition import PlanPose, poser, resumer
from app.services.planification.donnees import cite_voulue
from app.services.planification.ecarts import ecart
from app.services.planification.equipes import mouvements
from app.services.planification.lignes_lues import dire_violations, lignes_lues
from app.services.planification.mots import Noms, dire, dire_objectif
from app.services.planification.plan_lu import (
    Comparaison,
    EquipeLue,
    JourPlan,
    LigneComparee,
    PhraseLue,
    PlanLu,
    PlanResume,
    ScoreCompare,
)
from app.services.planification.planches import bandes, logements
from db.queries import plans
from db.uow import UnitOfWork


def lister(demande: ListerPlans, uow: UnitOfWork) -> tuple[PlanResume, ...]:
    """The plans of an estate: the adopted one first, then the latest."""
    with uow.lecture() as session:
        cite_id, _nom = cite_voulue(session, demande.cite_id)
        entetes = plans.entetes(session, cite_id)
        comptes = plans.comptes(session, [e.id for e in entetes])
        return tuple(resumer(e, comptes[e.id]) for e in entetes)


def lire(demande: LirePlan, uow: UnitOfWork) -> PlanLu:
    """The plan, checked against the record of today.

    Raises `RegleMetier("general.introuvable")` when it is gone.
    """
    with uow.lecture() as session:
        pose = poser(session, uow, demande.plan_id)
        comptes = plans.comptes(session, [demande.plan_id])[demande.plan_id]
    return composer(pose, resumer(pose.entete, comptes))


def composer(pose: PlanPose, resume: PlanResume) -> PlanLu:
    """The plan with all its screens need."""
    instance = pose.instance
    violations = verifier(instance, pose.propose)
    jours = mouvements(pose)
    return PlanLu(
        resume=resume,
        cite=instance.cite,
        aujourdhui=instance.regles.aujourdhui,
        perime=resume.empreinte != instance.empreinte,
        adopte_id=pose.adopte_id,
        tranches=bandes(pose),
        lignes=lignes_lues(pose, violations),
        logements=logements(pose),
        jours=tuple(
            JourPlan(jour, du_jour, instance.capacite(jour), instance.regles.ouvre(jour))
            for jour, du_jour in jours.items()
        ),
        equipes=tuple(EquipeLue(e.id, e.nom, e.genre, e.capacite) for e in instance.equipes),
        violations=dire_violations((v for v in violations if v.menage_id is None), pose.noms),
        remarques=dire_remarques(instance, pose.noms),
        feries=instance.regles.feries,
        fermetures=instance.regles.fermetures,
        vacances=instance.regles.vacances,
        noms=pose.noms,
        instance=instance,
        propose=pose.propose,
    )


def dire_remarques(instance: Instance, noms: Noms) -> tuple[PhraseLue, ...]:
    """What was absurd or missing in the record, in words."""
    dites = []
    for remarque in instance.remarques:
        menage = remarque.params.get("menage")
        dites.append(
            PhraseLue(
                remarque.code,
                dire(remarque, noms),
                menage if isinstance(menage, UUID) else None,
            )
        )
    return tuple(dites)


def essayer(demande: EssayerPlacement, uow: UnitOfWork) -> tuple[PhraseLue, ...]:
    """The rules that placement would break, beyond those broken already; nothing is written.

    Raises `RegleMetier("planification.menage")` for a household this plan has not to place.
    """
    with uow.lecture() as session:
        pose = poser(session, uow, demande.plan_id)
    return dire_violations(nouvelles(pose, demande), pose.noms)


def nouvelles(pose: PlanPose, demande: EssayerPlacement) -> list[Violation]:
    """What a placement breaks, for the household or for others, that was kept so far.

    The household's own line answers for all its rules, whether it broke them already or not.
    """
    pose.menage(demande.menage_id)
    deja = {_cle(v) for v in verifier(pose.instance, pose.propose)}
    apres = verifier(pose.instance, pose.avec(demande.menage_id, demande.placement))
    return [
        v
        for v in apres
        if v.code != Regle.FIXE_DEPLACE
        and (v.menage_id == demande.menage_id or _cle(v) not in deja)
        and v.code != Regle.SANS_LIGNE
    ]


def _cle(v: Violation) -> tuple[str, UUID | None, str]:
    return v.code, v.menage_id, str(sorted((c, str(x)) for c, x in v.params.items()))


def comparer(demande: ComparerPlans, uow: UnitOfWork) -> Comparaison:
    """Two plans of an estate side by side."""
    with uow.lecture() as session:
        un, autre = poser(session, uow, demande.a), poser(session, uow, demande.b)
        comptes = plans.comptes(session, [demande.a, demande.b])
    a, b = (resumer(p.entete, comptes[p.entete.id]) for p in (un, autre))
    lignes = []
    identiques = 0
    for menage in autre.instance.menages:
        avant = un.propose.placements.get(menage.id)
        apres = autre.propose.placements.get(menage.id)
        difference = ecart(avant, apres, autre.noms)
        if difference is None:
            identiques += 1
            continue
        tranche = autre.instance.travaux[menage.tranche_id].nom
        lignes.append(LigneComparee(menage.id, menage.nom, tranche, difference, apres))
    return Comparaison(a, b, _scores(a, b), tuple(lignes), identiques)


def _scores(a: PlanResume, b: PlanResume) -> tuple[ScoreCompare, ...]:
    """Objectives in the order of the second plan; smaller is better."""
    un, autre = ({s.objectif: s for s in p.scores} for p in (a, b))
    compares = []
    for objectif in dict.fromkeys([*autre, *un]):
        x, y = un.get(objectif), autre.get(objectif)
        mieux = _mieux(x.score if x else None, y.score if y else None)
        compares.append(ScoreCompare(objectif, dire_objectif(objectif), x, y, mieux))
    return tuple(compares)


def _mieux(x: Score | None, y: Score | None) -> int:
    if x is None or y is None or x.valeur == y.valeur:
        return 0
    return -1 if x.valeur < y.valeur else 1
