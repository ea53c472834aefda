"""Adopting a plan: its moves are foreseen, those of the former plan follow it or go.

One transaction: undoing it brings back every move, stay and milestone as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select, update

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.demenagements import VIVANTS, Creneau, SensDemenagement
from app.domain.planification.instance import MenageAPlacer, Placement
from app.domain.planification.mots import EtatPlan, Solution
from app.domain.planification.verification import verifier
from app.domain.planification.violations import Regle, Violation
from app.services.chargement import charger
from app.services.demenagements import dans
from app.services.demenagements.commandes import DeplacerDemenagement, PrevoirDemenagement
from app.services.planification import foyers
from app.services.planification.commandes import AdopterPlan
from app.services.planification.composition import PlanPose, poser
from app.services.planification.dossier import Dossier, situation, vivants
from app.services.planification.equipes import mouvements
from app.services.planification.mots import dire
from db.models import Base, Demenagement, Logement, Menage, Plan
from db.queries.planification_lignes import DemenagementLigne
from db.uow import Transaction, UnitOfWork

# What nobody can do, whatever the reason given.
IMPOSSIBLES = frozenset(
    {
        Regle.INCOHERENT,
        Regle.PAS_ABSENT,
        Regle.DEJA_PARTI,
        Regle.PAS_SON_LOGEMENT,
        Regle.LOGEMENT_INCONNU,
        Regle.LOGEMENT_OCCUPE,
        Regle.LOGEMENT_PRIS,
        Regle.DONNE_DEUX_FOIS,
        Regle.TRANCHE_INCONNUE,
    }
)
# Households the plan does not speak of, or that need nothing any more: their moves are left alone.
_SANS_EFFET = frozenset({Regle.SANS_LIGNE, Regle.LIGNE_INCONNUE})


@dataclass(frozen=True, slots=True)
class Voulu:
    """A move the plan wants: which way, where to, which day, until when."""

    sens: SensDemenagement
    vers_id: UUID
    jour: date
    fin_prevue: date | None = None


def adopter(cmd: AdopterPlan, uow: UnitOfWork) -> Changes:
    """The plan adopted; every household whose move changes is in `Changes.menages`.

    Raises `RegleMetier`: "planification.deja_adopte", "planification.impossible" (`lignes`: what
    cannot be any more, in words) and `EntreeInvalide("planification.motif_adoption")` when rules
    are broken without a reason on the line or in the command.
    """
    with uow.ecriture("plan.adopter") as tx:
        plan = charger(tx.session, Plan, cmd.plan_id)
        if plan.etat is EtatPlan.ADOPTE:
            raise RegleMetier("planification.deja_adopte", nom=plan.nom)
        pose = poser(tx.session, uow, plan.id)
        _juger(pose, cmd)
        for ancien in tx.session.scalars(
            select(Plan).where(Plan.cite_id == plan.cite_id, Plan.etat == EtatPlan.ADOPTE)
        ):
            ancien.etat = EtatPlan.REMPLACE
        plan.etat, plan.adopte_le = EtatPlan.ADOPTE, tx.clock.today()
        tx.session.flush()
        suites = dans.Suites()
        _appliquer(tx, pose, cmd, suites)
        suites.touches["plans"] |= {plan.id, *([pose.adopte_id] if pose.adopte_id else [])}
        tx.commit()
    if tx.reste_a_deriver:
        uow.mettre_au_jour()
    return suites.changes(tx, plan.id)


def _juger(pose: PlanPose, cmd: AdopterPlan) -> None:
    """Raise when a line cannot be, or breaks a rule nobody gave a reason for."""
    violations = [v for v in verifier(pose.instance, pose.propose) if v.code not in _SANS_EFFET]
    _refuser(pose, [v for v in violations if v.code in IMPOSSIBLES])
    expliquees = {id_ for id_, p in pose.propose.placements.items() if p.motif}
    restent = [v for v in violations if v.menage_id not in expliquees]
    if restent and not cmd.motif.strip():
        raise EntreeInvalide(
            "planification.motif_adoption", n=len(restent), lignes=_dites(pose, restent)
        )


def _refuser(pose: PlanPose, violations: list[Violation]) -> None:
    if violations:
        raise RegleMetier(
            "planification.impossible", n=len(violations), lignes=_dites(pose, violations)
        )


def _dites(pose: PlanPose, violations: Iterable[Violation]) -> str:
    """The first ones, a sentence each."""
    phrases = list(dict.fromkeys(dire(v, pose.noms) for v in violations))
    return "\n".join((*phrases[:5], *(["…"] if len(phrases) > 5 else [])))


def _appliquer(tx: Transaction, pose: PlanPose, cmd: AdopterPlan, suites: dans.Suites) -> None:
    """Cancel what the plan has no more, move what it moves, foresee what is new; then check."""
    d = pose.preparation.dossier
    explication = cmd.motif.strip() or _("Le calendrier des déménagements a été revu.")
    voulus = {
        m.id: _voulus(pose, m, pose.propose.placements[m.id])
        for m in pose.instance.menages
        if m.id in pose.propose.placements
    }
    connus = {id_: vivants(d, id_) for id_ in (*voulus, *_laisses(pose))}
    touches: list[UUID] = []
    for menage_id, prevus in connus.items():
        for ancien in _en_trop(prevus, voulus.get(menage_id, [])):
            dans.annuler(tx, ancien.id, explication, suites)
            touches.append(menage_id)
    equipes = _equipes(pose)
    sous_la_main = _precharger(tx, voulus)
    tels_quels: list[UUID] = []
    for menage_id, moves in voulus.items():
        if all(_deja_la(d, menage_id, v, connus[menage_id]) for v in moves):
            tels_quels += [m.id for m in connus[menage_id]]
            continue
        touches.append(menage_id)
        for voulu in moves:
            _poser_un(tx, cmd, menage_id, voulu, connus[menage_id], equipes, suites, explication)
    _reprendre(tx, cmd.plan_id, tels_quels)
    _controler(tx, pose, touches)
    del sous_la_main


def _precharger(tx: Transaction, voulus: Mapping[UUID, Sequence[Voulu]]) -> list[Base]:
    """The households and homes of the moves, read at once: kept, each move finds its own there."""
    logements = {v.vers_id for moves in voulus.values() for v in moves}
    return [
        *tx.session.scalars(select(Menage).where(Menage.id.in_(voulus))),
        *tx.session.scalars(select(Logement).where(Logement.id.in_(logements))),
    ]


def _reprendre(tx: Transaction, plan_id: UUID, demenagements: Sequence[UUID]) -> None:
    """Moves this plan foresees exactly as they are: nothing changes but the plan they come from."""
    tx.session.execute(
        update(Demenagement)
        .where(Demenagement.id.in_(demenagements), Demenagement.etat.in_(VIVANTS))
        .values(plan_id=plan_id)
    )


def _deja_la(
    d: Dossier, menage_id: UUID, voulu: Voulu, connus: Iterable[DemenagementLigne]
) -> bool:
    """Whether that very move is foreseen already, its stay included."""
    return any(
        m.sens is voulu.sens
        and (m.jour, m.vers_id) == (voulu.jour, voulu.vers_id)
        and voulu.fin_prevue == _fin_prevue(d, menage_id, voulu)
        for m in connus
    )


def _fin_prevue(d: Dossier, menage_id: UUID, voulu: Voulu) -> date | None:
    """When the stay foreseen by a departure is to end; None for other moves."""
    if voulu.sens is not SensDemenagement.ALLER:
        return None
    return foyers.fin_prevue(d, menage_id, voulu.vers_id)


def _voulus(pose: PlanPose, menage: MenageAPlacer, place: Placement) -> list[Voulu]:
    """The moves a placement asks for, the first one first."""
    if place.logement_id is None:
        return []
    if place.solution is Solution.DEFINITIF and place.depart:
        return [Voulu(SensDemenagement.DEFINITIF, place.logement_id, place.depart)]
    moves = []
    if place.solution is Solution.TIROIR and place.depart:
        moves.append(Voulu(SensDemenagement.ALLER, place.logement_id, place.depart, place.retour))
    origine = situation(pose.preparation.dossier, menage.id).origine
    if place.retour and origine and place.solution in (Solution.TIROIR, Solution.RETOUR):
        moves.append(Voulu(SensDemenagement.RETOUR, origine.logement_id, place.retour))
    return moves


def _laisses(pose: PlanPose) -> list[UUID]:
    """Households the plan has a line for and that need nothing any more."""
    a_placer = {m.id for m in pose.instance.menages}
    return [id_ for id_ in pose.lignes if id_ not in a_placer]


def _en_trop(prevus: Iterable[DemenagementLigne], voulus: list[Voulu]) -> list[DemenagementLigne]:
    """The moves to cancel: no wanted one goes the same way, or another already stands for it."""
    restent = [v.sens for v in voulus]
    en_trop = []
    for prevu in prevus:
        if prevu.sens in restent:
            restent.remove(prevu.sens)
        else:
            en_trop.append(prevu)
    return en_trop


def _poser_un(
    tx: Transaction,
    cmd: AdopterPlan,
    menage_id: UUID,
    voulu: Voulu,
    connus: Iterable[DemenagementLigne],
    equipes: Mapping[tuple[UUID, SensDemenagement], UUID],
    suites: dans.Suites,
    explication: str,
) -> None:
    """The move as the plan wants it, with its crew of movers."""
    equipe_id = equipes.get((menage_id, voulu.sens))
    ancien = next((m for m in connus if m.sens is voulu.sens), None)
    if ancien is None:
        prevu = PrevoirDemenagement(
            menage_id,
            voulu.sens,
            voulu.vers_id,
            voulu.jour,
            equipe_id=equipe_id,
            fin_prevue=voulu.fin_prevue,
            plan_id=cmd.plan_id,
        )
        dans.prevoir(tx, prevu, suites, controle=False)
        return
    meme_jour = ancien.jour == voulu.jour
    deplace = DeplacerDemenagement(
        ancien.id,
        voulu.jour,
        creneau=ancien.creneau if meme_jour else Creneau.JOURNEE,
        heure=ancien.heure if meme_jour else None,
        raison=cmd.raison,
        explication=explication,
        vers_id=voulu.vers_id,
        fin_prevue=voulu.fin_prevue,
        plan_id=cmd.plan_id,
    )
    ligne = dans.deplacer(tx, deplace, suites, controle=False)
    if not meme_jour:
        ligne.equipe_id = equipe_id


def _equipes(pose: PlanPose) -> dict[tuple[UUID, SensDemenagement], UUID]:
    """The crew of movers proposed for each move."""
    return {
        (m.menage_id, m.sens): m.equipe_id
        for du_jour in mouvements(pose).values()
        for m in du_jour
        if m.equipe_id is not None
    }


def _controler(tx: Transaction, pose: PlanPose, menages: Iterable[UUID]) -> None:
    """Raise "planification.impossible" naming the first household the ledger refuses."""
    for menage_id in dict.fromkeys(menages):
        try:
            dans.controler(tx, [menage_id])
        except RegleMetier as refus:
            raise RegleMetier(
                "planification.impossible",
                n=1,
                lignes=_("{menage} : ses déménagements ne peuvent pas se suivre ainsi.").format(
                    menage=pose.noms.get(menage_id, "")
                ),
                cause=refus.code,
            ) from refus
