"""Why a line is what it is, and what a slip of the works does, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _, date_courte
from app.domain.planification.explications import pourquoi
from app.domain.planification.instance import Placement
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from app.services.planification.commandes import ExpliquerLigne, GlisserTranche
from app.services.planification.composition import PlanPose, poser
from app.services.planification.ecarts import ecart
from app.services.planification.mots import dire, dire_ecarte, dire_placement
from app.services.planification.plan_lu import (
    AppelLu,
    ExplicationLue,
    GlissementLu,
    LigneComparee,
    PhraseLue,
)
from db.queries import planification
from db.uow import UnitOfWork

JOURS_MAX = 730  # days: a slip of more than two years is another operation


def expliquer(demande: ExpliquerLigne, uow: UnitOfWork) -> ExplicationLue:
    """Why a household has this home and these days, or none; what would unblock it."""
    with uow.lecture() as session:
        pose = poser(session, uow, demande.plan_id)
    for ecarte in pose.instance.ecartes:
        if ecarte.id == demande.menage_id:
            raison = dire_ecarte(ecarte)
            return ExplicationLue(
                _("Ce ménage n’est pas dans le plan"), (raison[:1].upper() + raison[1:] + ".",), ()
            )
    pose.menage(demande.menage_id)
    lue = pourquoi(pose.instance, pose.propose, demande.menage_id)
    return ExplicationLue(
        dire(lue.titre, pose.noms),
        tuple(dire(r, pose.noms) for r in lue.lignes),
        tuple(dire(r, pose.noms) for r in lue.deblocages),
    )


def glisser(demande: GlisserTranche, uow: UnitOfWork) -> GlissementLu:
    """Every knock-on of a slip, whose promises break, whom to call; a few seconds.

    Raises `EntreeInvalide("planification.jours")` for no day or far too many,
    `RegleMetier("planification.tranche")` for a batch without days.
    """
    from app.services.planification import glissement  # noqa: PLC0415 - the solver: 0.3 s

    if not 0 < abs(demande.jours) <= JOURS_MAX:
        raise EntreeInvalide("planification.jours", maximum=JOURS_MAX)
    with uow.lecture() as session:
        pose = poser(session, uow, demande.plan_id)
        if demande.tranche_id not in pose.instance.travaux:
            raise RegleMetier("planification.tranche")
        telephones = planification.telephones(session, list(pose.propose.placements))
    fait = glissement.glisser(pose.instance, pose.propose, demande.tranche_id, demande.jours)
    travaux = fait.plan_apres.travaux(fait.instance, demande.tranche_id)
    return GlissementLu(
        tranche=travaux.nom,
        tranche_id=demande.tranche_id,
        jours=demande.jours,
        debut=travaux.debut,
        fin=travaux.fin,
        deplaces=_deplaces(pose, fait.plan_apres),
        promesses=tuple(
            _promesse(pose, r.menage_id, r.promis, r.prevu) for r in fait.promesses_rompues
        ),
        appels=tuple(_appel(pose, fait.plan_apres, id_, telephones) for id_ in fait.a_appeler),
        sans_solution=tuple(
            PhraseLue(
                "sans_solution",
                _("{menage} n’aurait plus de logement.").format(menage=pose.noms.get(id_, "")),
                id_,
            )
            for id_ in fait.sans_solution
        ),
        propose=fait.plan_apres,
    )


def _deplaces(pose: PlanPose, apres: PlanPropose) -> tuple[LigneComparee, ...]:
    lignes = []
    for menage in pose.instance.menages:
        place = apres.placements.get(menage.id)
        difference = ecart(pose.propose.placements.get(menage.id), place, pose.noms)
        if difference is not None:
            tranche = pose.instance.travaux[menage.tranche_id].nom
            lignes.append(LigneComparee(menage.id, menage.nom, tranche, difference, place))
    return tuple(lignes)


def _promesse(pose: PlanPose, menage_id: UUID, promis: date, prevu: date | None) -> PhraseLue:
    menage = pose.noms.get(menage_id, "")
    if prevu is None:
        dit = _("{menage} : le {promis} avait été promis, il n’y a plus de jour.")
        texte = dit.format(menage=menage, promis=date_courte(promis))
    else:
        dit = _("{menage} : le {promis} avait été promis, ce serait le {jour}.")
        texte = dit.format(menage=menage, promis=date_courte(promis), jour=date_courte(prevu))
    return PhraseLue("promesse_rompue", texte, menage_id)


def _appel(
    pose: PlanPose, apres: PlanPropose, menage_id: UUID, telephones: Mapping[UUID, str]
) -> AppelLu:
    """Whom to call, and what to tell: what was foreseen, what would be."""
    avant, ensuite = (
        dire_placement(p.placements.get(menage_id, Placement(Solution.AUCUNE)), pose.noms)
        for p in (pose.propose, apres)
    )
    return AppelLu(
        menage_id,
        pose.noms.get(menage_id, ""),
        telephones.get(menage_id, ""),
        _("{avant} → {apres}").format(avant=avant, apres=ensuite),
    )
