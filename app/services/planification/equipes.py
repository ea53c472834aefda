"""The moves of a plan day by day, and which crew takes each: those decided, else proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from app.domain.demenagements import EtatDemenagement, GenreEquipe, SensDemenagement
from app.domain.planification.instance import EquipeDispo, Instance
from app.domain.planification.plan import Mouvement
from app.services.planification.composition import PlanPose
from app.services.planification.dossier import Dossier
from app.services.planification.plan_lu import MouvementPlan
from db.queries.planification_lignes import DemenagementLigne


def mouvements(pose: PlanPose) -> Mapping[date, tuple[MouvementPlan, ...]]:
    """The moves of each day, by household; a crew is never given more than it can do."""
    instance = pose.instance
    faits = _decides(pose.preparation.dossier)
    adresses = {m.id: m.adresse for m in instance.menages}
    fixes = {id_ for id_, p in pose.propose.placements.items() if p.fixe}
    jours: dict[date, tuple[MouvementPlan, ...]] = {}
    for jour, groupe in groupby(pose.propose.mouvements(), key=lambda m: m.jour):
        du_jour = list(groupe)
        decides = [faits.get((m.menage_id, m.sens, m.jour)) for m in du_jour]
        demenageurs = repartir(instance, jour, GenreEquipe.DEMENAGEURS, decides)
        pilotes = repartir(instance, jour, GenreEquipe.PILOTES, [None] * len(du_jour))
        jours[jour] = tuple(
            _mouvement(pose, m, d, equipe, pilote, adresses, m.menage_id in fixes)
            for m, d, equipe, pilote in zip(du_jour, decides, demenageurs, pilotes, strict=True)
        )
    return jours


def repartir(
    instance: Instance, jour: date, genre: GenreEquipe, decides: Sequence[DemenagementLigne | None]
) -> list[EquipeDispo | None]:
    """A crew for each move of a day: the decided one, else the first that has room.

    None once they are all full, or when there is none.
    """
    equipes = [e for e in instance.equipes if e.genre is genre and e.disponible(jour)]
    connues = {e.id: e for e in instance.equipes}
    prises: dict[UUID, int] = {}
    choisies = [connues.get(d.equipe_id) if d and d.equipe_id else None for d in decides]
    for equipe in choisies:
        if equipe is not None:
            prises[equipe.id] = prises.get(equipe.id, 0) + 1
    for rang, equipe in enumerate(choisies):
        if equipe is None:
            libre = next((e for e in equipes if prises.get(e.id, 0) < e.capacite), None)
            choisies[rang] = libre
            if libre is not None:
                prises[libre.id] = prises.get(libre.id, 0) + 1
    return choisies


def _decides(d: Dossier) -> dict[tuple[UUID, SensDemenagement, date], DemenagementLigne]:
    return {
        (m.menage_id, m.sens, m.jour): m
        for m in d.releve.demenagements
        if m.etat is not EtatDemenagement.FAIT
    }


def _mouvement(
    pose: PlanPose,
    m: Mouvement,
    decide: DemenagementLigne | None,
    equipe: EquipeDispo | None,
    pilote: EquipeDispo | None,
    adresses: Mapping[UUID, str],
    fixe: bool,
) -> MouvementPlan:
    chez_lui, ailleurs = adresses.get(m.menage_id, ""), pose.noms.get(m.logement_id, "")
    revient = m.sens is SensDemenagement.RETOUR
    return MouvementPlan(
        menage_id=m.menage_id,
        menage=pose.noms.get(m.menage_id, ""),
        sens=m.sens,
        jour=m.jour,
        depuis=ailleurs if revient else chez_lui,
        vers=chez_lui if revient else ailleurs,
        logement_id=m.logement_id,
        fixe=fixe,
        equipe_id=equipe.id if equipe else None,
        equipe=equipe.nom if equipe else "",
        pilote_equipe_id=pilote.id if pilote else None,
        pilote=pilote.nom if pilote else "",
        etat=decide.etat if decide else None,
    )
