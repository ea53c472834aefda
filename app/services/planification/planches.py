"""Rows and bands of the timeline: homes with who is in them when, works of the batches."""

from __future__ import annotations

from collections import Counter, defaultdict
from uuid import UUID

from app.domain.planification.instance import LogementOffert, MenageAPlacer, Placement
from app.domain.planification.jours import libre_apres
from app.domain.planification.mots import Solution
from app.services.planification.composition import PlanPose
from app.services.planification.dossier import adresse
from app.services.planification.plan_lu import BandeTranche, LogementPlan, SejourPrevu


def bandes(pose: PlanPose) -> tuple[BandeTranche, ...]:
    """The batches, in the order of their works; those without days last."""
    instance, d = pose.instance, pose.preparation.dossier
    nombres = Counter(m.tranche_id for m in instance.menages)
    lues = []
    for t in d.releve.tranches:
        travaux = instance.travaux.get(t.id)
        avec = pose.propose.travaux(instance, t.id) if travaux else None
        lues.append(
            BandeTranche(
                id=t.id,
                nom=t.nom,
                prevu_debut=t.debut,
                prevu_fin=t.fin,
                debut=avec.debut if avec else None,
                fin=avec.fin if avec else None,
                decalage=pose.propose.decalages.get(t.id, 0) if travaux else 0,
                marge=travaux.marge if travaux else 0,
                menages=nombres[t.id],
            )
        )
    return tuple(lues)


def logements(pose: PlanPose) -> tuple[LogementPlan, ...]:
    """The homes one plans with, each with its stays in the order of days."""
    sejours: dict[UUID, list[SejourPrevu]] = defaultdict(list)
    offerts = {lo.id: lo for lo in pose.instance.logements}
    for menage in pose.instance.menages:
        place = pose.propose.placements.get(menage.id)
        if menage.tiroir_id is not None:
            sejours[menage.tiroir_id].append(_present(pose, menage, place, offerts))
        elif place is not None and place.logement_id is not None and place.depart is not None:
            sejours[place.logement_id].append(_prevu(pose, menage, place, offerts))
    for logement in pose.instance.logements:
        for periode in logement.occupe:
            sejours[logement.id].append(SejourPrevu(None, "", periode.du, periode.au, None, None))
    return tuple(_rangee(pose, lo, sejours[lo.id]) for lo in pose.instance.logements)


def _rangee(pose: PlanPose, lo: LogementOffert, sejours: list[SejourPrevu]) -> LogementPlan:
    regles = pose.instance.regles
    fiche = pose.preparation.dossier.logements.get(lo.id)
    return LogementPlan(
        id=lo.id,
        nom=lo.nom,
        adresse=adresse(fiche),
        chambres=lo.chambres,
        definitif=lo.definitif,
        plain_pied=lo.plain_pied,
        animaux=lo.animaux,
        jardin=lo.jardin,
        garage=lo.garage,
        disponible=lo.disponible,
        nettoyage=regles.nettoyage if lo.nettoyage is None else lo.nettoyage,
        sejours=tuple(sorted(sejours, key=lambda s: (s.du is not None, s.du or regles.aujourdhui))),
    )


def _present(
    pose: PlanPose,
    menage: MenageAPlacer,
    place: Placement | None,
    offerts: dict[UUID, LogementOffert],
) -> SejourPrevu:
    """Somebody who lives there today; without a planned return it stays."""
    retour = place.retour if place is not None and place.solution is Solution.RETOUR else None
    regles = pose.instance.regles
    logement = offerts.get(menage.tiroir_id) if menage.tiroir_id else None
    return SejourPrevu(
        menage.id,
        menage.nom,
        menage.parti_le,
        retour,
        None if retour is None else libre_apres(retour, logement, regles),
        Solution.RETOUR,
        bool(place and place.fixe),
    )


def _prevu(
    pose: PlanPose,
    menage: MenageAPlacer,
    place: Placement,
    offerts: dict[UUID, LogementOffert],
) -> SejourPrevu:
    logement = offerts.get(place.logement_id) if place.logement_id else None
    pret = None
    if place.retour is not None:
        pret = libre_apres(place.retour, logement, pose.instance.regles)
    return SejourPrevu(
        menage.id, menage.nom, place.depart, place.retour, pret, place.solution, place.fixe
    )
