"""Keeping plans and changing them by hand: every action can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _, date_courte, heure
from app.domain.planification.instance import Placement
from app.domain.planification.mesures import mesurer
from app.domain.planification.mots import EtatPlan, Objectif, Solution
from app.domain.planification.plan import PlanPropose, Score
from app.domain.planification.possibles import Possibles
from app.services.chargement import charger, facultatif, obligatoire
from app.services.planification import bilan
from app.services.planification.commandes import (
    CopierPlan,
    EnregistrerPlan,
    EssayerPlacement,
    FixerLigne,
    PlacerMenage,
    RenommerPlan,
    SupprimerPlan,
)
from app.services.planification.composition import PlanPose, poser
from app.services.planification.lecture import nouvelles
from db.models import Cite, Demenagement, Plan, PlanLigne
from db.uow import Transaction, UnitOfWork

NOM_MAX = 80


def enregistrer(cmd: EnregistrerPlan, uow: UnitOfWork) -> Changes:
    """The draft: `Changes.principal` is its id, noun `plans`."""
    with uow.ecriture("plan.enregistrer") as tx:
        charger(tx.session, Cite, cmd.cite_id)
        instant = tx.clock.now()
        ligne = Plan(
            id=tx.ids.new(),
            cite_id=cmd.cite_id,
            nom=_nom(tx, cmd.cite_id, cmd.nom or _nom_du_jour(instant)),
            etat=EtatPlan.ESSAI,
            cree_le=instant,
            graine=cmd.graine,
            empreinte=cmd.empreinte,
            bilan=bilan.ecrire(cmd.propose),
            depuis_id=cmd.depuis_id and charger(tx.session, Plan, cmd.depuis_id).id,
        )
        tx.session.add(ligne)
        tx.session.flush()
        _ajouter_lignes(
            tx, ligne.id, ((id_, p, p.motif) for id_, p in cmd.propose.placements.items())
        )
        tx.commit()
    return _changes(tx, ligne.id)


def placer(cmd: PlacerMenage, uow: UnitOfWork) -> Changes:
    """The line placed by hand and pinned.

    Raises `EntreeInvalide("planification.motif")` when it breaks a rule without a reason,
    `RegleMetier`: "planification.menage", "planification.plus_un_essai".
    """
    with uow.ecriture("plan.placer") as tx:
        plan = _essai(tx, cmd.plan_id)
        pose = poser(tx.session, uow, plan.id)
        place = _a_la_main(cmd.placement)
        motif = facultatif(cmd.motif)
        brisees = nouvelles(pose, EssayerPlacement(cmd.plan_id, cmd.menage_id, place))
        if brisees and motif is None:
            raise EntreeInvalide(
                "planification.motif",
                menage=pose.noms.get(cmd.menage_id, ""),
                n=len(brisees),
            )
        ligne = _ligne(tx, plan.id, cmd.menage_id)
        ligne.solution, ligne.logement_id = place.solution, place.logement_id
        ligne.depart, ligne.retour = place.depart, place.retour
        ligne.fixe, ligne.motif = True, motif if brisees else None
        plan.bilan = _remesure(pose, plan.bilan, pose.avec(cmd.menage_id, place))
        tx.commit()
    return _changes(tx, plan.id, menages={cmd.menage_id})


def fixer(cmd: FixerLigne, uow: UnitOfWork) -> Changes:
    """The line pinned or free; nothing is written when it already is so."""
    with uow.ecriture("plan.fixer") as tx:
        plan = _essai(tx, cmd.plan_id)
        ligne = _ligne(tx, plan.id, cmd.menage_id)
        if ligne.fixe == cmd.fixe:
            return Changes.of(principal=plan.id)
        ligne.fixe = cmd.fixe
        tx.commit()
    return _changes(tx, plan.id, menages={cmd.menage_id})


def copier(cmd: CopierPlan, uow: UnitOfWork) -> Changes:
    """A draft with the same lines: what one changes when the plan itself is adopted."""
    with uow.ecriture("plan.copier") as tx:
        source = charger(tx.session, Plan, cmd.plan_id)
        copie = Plan(
            id=tx.ids.new(),
            cite_id=source.cite_id,
            nom=_nom(tx, source.cite_id, cmd.nom or _("Copie de « {nom} »").format(nom=source.nom)),
            etat=EtatPlan.ESSAI,
            cree_le=tx.clock.now(),
            graine=source.graine,
            empreinte=source.empreinte,
            bilan=source.bilan,
            depuis_id=source.id,
        )
        tx.session.add(copie)
        tx.session.flush()
        lignes = tx.session.scalars(select(PlanLigne).where(PlanLigne.plan_id == source.id))
        _ajouter_lignes(tx, copie.id, ((li.menage_id, _placement(li), li.motif) for li in lignes))
        tx.commit()
    return _changes(tx, copie.id)


def renommer(cmd: RenommerPlan, uow: UnitOfWork) -> Changes:
    """The plan under another name."""
    with uow.ecriture("plan.renommer") as tx:
        plan = charger(tx.session, Plan, cmd.plan_id)
        nom = obligatoire(cmd.nom, _("le nom du plan"))[:NOM_MAX]
        if nom == plan.nom:
            return Changes.of(principal=plan.id)
        plan.nom = nom
        tx.commit()
    return _changes(tx, plan.id)


def supprimer(cmd: SupprimerPlan, uow: UnitOfWork) -> Changes:
    """The plan is gone; raises `RegleMetier("planification.adopte")` for the adopted one."""
    with uow.ecriture("plan.supprimer") as tx:
        plan = charger(tx.session, Plan, cmd.plan_id)
        if plan.etat is EtatPlan.ADOPTE:
            raise RegleMetier("planification.adopte", nom=plan.nom)
        for colonne in (Demenagement.plan_id, Plan.depuis_id):
            tx.session.execute(
                update(colonne.class_).where(colonne == plan.id).values({colonne: None})
            )
        tx.session.execute(delete(PlanLigne).where(PlanLigne.plan_id == plan.id))
        tx.session.delete(plan)
        tx.commit()
    return Changes.of(operation=tx.operation, plans={cmd.plan_id})


def _a_la_main(place: Placement) -> Placement:
    """Only what its solution asks for."""
    if place.solution in (Solution.AUCUNE, Solution.HORS_PLAN):
        return Placement(place.solution, fixe=True)
    return Placement(
        place.solution,
        place.logement_id,
        None if place.solution is Solution.RETOUR else place.depart,
        None if place.solution is Solution.DEFINITIF else place.retour,
        fixe=True,
    )


def _remesure(pose: PlanPose, ancien: object, propose: PlanPropose) -> dict[str, object]:
    """The figures after a change by hand; only the first objective keeps its proven bound."""
    valeurs = mesurer(Possibles(pose.instance), propose)
    ordre = pose.instance.regles.ordre
    connus = {s.objectif: s.borne for s in bilan.scores(ancien)}
    scores = [Score(o, valeurs[o], _borne(o, ordre, connus, valeurs[o])) for o in ordre]
    return {
        "scores": bilan.scores_ecrits(scores),
        "decalages": {id_.hex: n for id_, n in propose.decalages.items() if n},
    }


def _borne(
    objectif: Objectif,
    ordre: tuple[Objectif, ...],
    connus: dict[Objectif, int | None],
    valeur: int,
) -> int | None:
    borne = connus.get(objectif) if objectif is ordre[0] else None
    return None if borne is None else min(borne, valeur)


def _essai(tx: Transaction, plan_id: UUID) -> Plan:
    """A draft; raises `RegleMetier("planification.plus_un_essai")` for the others."""
    plan = charger(tx.session, Plan, plan_id)
    if plan.etat is not EtatPlan.ESSAI:
        raise RegleMetier("planification.plus_un_essai", nom=plan.nom)
    return plan


def _ligne(tx: Transaction, plan_id: UUID, menage_id: UUID) -> PlanLigne:
    """The line of a household, a new one when the plan says nothing of it yet."""
    ligne = tx.session.scalar(
        select(PlanLigne).where(PlanLigne.plan_id == plan_id, PlanLigne.menage_id == menage_id)
    )
    if ligne is None:
        ligne = PlanLigne(
            id=tx.ids.new(), plan_id=plan_id, menage_id=menage_id, solution=Solution.AUCUNE
        )
        ligne.fixe = False
        tx.session.add(ligne)
    return ligne


def _placement(ligne: PlanLigne) -> Placement:
    return Placement(ligne.solution, ligne.logement_id, ligne.depart, ligne.retour, ligne.fixe)


def _ajouter_lignes(
    tx: Transaction, plan_id: UUID, lignes: Iterable[tuple[UUID, Placement, str | None]]
) -> None:
    valeurs = [
        {
            "id": tx.ids.new(),
            "plan_id": plan_id,
            "menage_id": menage_id,
            "solution": p.solution,
            "logement_id": p.logement_id,
            "depart": p.depart,
            "retour": p.retour,
            "fixe": p.fixe,
            "motif": motif or None,
        }
        for menage_id, p, motif in lignes
    ]
    if valeurs:
        tx.session.execute(insert(PlanLigne), valeurs)


def _nom_du_jour(instant: datetime) -> str:
    local = instant.astimezone()
    return _("Plan du {jour} à {heure}").format(jour=date_courte(local.date()), heure=heure(local))


def _nom(tx: Transaction, cite_id: UUID, voulu: str) -> str:
    """That name, with a number when a plan of the estate has it already."""
    net = obligatoire(voulu, _("le nom du plan"))[:NOM_MAX]
    pris = set(tx.session.scalars(select(Plan.nom).where(Plan.cite_id == cite_id)))
    nombre = tx.session.scalar(select(func.count()).where(Plan.cite_id == cite_id)) or 0
    essais = (net, *(f"{net} ({n})" for n in range(2, nombre + 3)))
    return next(nom for nom in essais if nom not in pris)


def _changes(tx: Transaction, plan_id: UUID, **autres: Iterable[UUID]) -> Changes:
    return Changes.of(principal=plan_id, operation=tx.operation, plans={plan_id}, **autres)
