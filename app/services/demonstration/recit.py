"""Eighteen months of permanences told through the services, one day after the other."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from app.core.clock import FixedClock
from app.core.suivi import Suivi
from app.domain.accompagnement import Canal
from app.domain.engagements import AnnonceFaite, RaisonReport
from app.domain.menages import FaitsDatesDuParcours, Phase, phase_le
from app.services import engagements, permanences, seances, taches, visites
from app.services.demonstration.suivi import Acte
from app.services.demonstration.tirage import CiteTiree
from db.uow import UnitOfWork

OUVERTURE, FERMETURE = time(14), time(17)


@dataclass(frozen=True, slots=True)
class _Suivi:
    """A household of the story and the dates its phase follows from."""

    menage_id: UUID
    faits: FaitsDatesDuParcours


def raconter(
    cite: CiteTiree,
    cite_id: UUID,
    equipe: tuple[UUID, ...],
    graine: int,
    uow: UnitOfWork,
    horloge: FixedClock,
    suivi: Suivi,
    actes: Sequence[Acte] = (),
) -> None:
    """Hold a permanence every week up to yesterday, and open none for the day itself.

    The clock moves with the story, so that every date is the one the services would have seen.
    `actes` happen as their day comes.
    """
    hasard = random.Random(graine + 1)
    serie = seances.creer(
        seances.CreerSerie(
            cite_id=cite_id,
            jour_semaine=cite.jour.weekday(),
            debut=OUVERTURE,
            fin=FERMETURE,
            lieu=cite.donnees["lieu"],
            depuis=cite.debut,
        ),
        uow,
    ).principal
    suivis = _menages(uow, cite_id)
    jours = list(_semaines(cite))
    restent = deque(sorted(actes, key=lambda a: a.jour))
    for rang, jour in enumerate(jours):
        suivi.avance(rang, len(jours), cite.donnees["lieu"])
        horloge.instant = datetime.combine(jour, OUVERTURE, tzinfo=UTC)
        _seance(cite, cite_id, serie, jour, suivis, equipe, hasard, uow)
        _au_telephone(cite, jour, suivis, equipe, hasard, uow)
        while restent and restent[0].jour <= jour:
            restent.popleft().faire()
        _tenir_parole(jour, hasard, uow)
    horloge.instant = datetime.combine(cite.jour, time(9), tzinfo=UTC)
    suivi.avance(len(jours), len(jours))


def _semaines(cite: CiteTiree) -> Iterator[date]:
    premier = cite.debut + timedelta(days=(cite.jour - cite.debut).days % 7)
    jour = premier
    while jour < cite.jour:
        yield jour
        jour += timedelta(days=7)


def _menages(uow: UnitOfWork, cite_id: UUID) -> list[_Suivi]:
    with uow.lecture() as session:
        lignes = session.execute(
            text(
                "SELECT menage_id, depart_le, retour_le FROM menage_resume WHERE cite_id = :cite"
                " ORDER BY code_ug"
            ),
            {"cite": cite_id.hex},
        ).all()
    return [
        _Suivi(UUID(hex=m), FaitsDatesDuParcours(_jour(depart), _jour(retour)))
        for m, depart, retour in lignes
    ]


def _jour(valeur: str | None) -> date | None:
    return date.fromisoformat(valeur) if valeur else None


def _seance(
    cite: CiteTiree,
    cite_id: UUID,
    serie: UUID | None,
    jour: date,
    suivis: list[_Suivi],
    equipe: tuple[UUID, ...],
    hasard: random.Random,
    uow: UnitOfWork,
) -> None:
    ouverte = permanences.ouvrir(
        permanences.OuvrirPermanence(
            cite_id=cite_id,
            jour=jour,
            debut=OUVERTURE,
            fin=FERMETURE,
            lieu=cite.donnees["lieu"],
            serie_id=serie,
            intervenants=equipe[:1],
        ),
        uow,
    ).principal
    if ouverte is None:
        return
    # In a small estate, a third of the households at most come the same week.
    plus = min(8, len(suivis) // 3)
    for n, concerne in enumerate(hasard.sample(suivis, hasard.randint(min(3, plus), plus))):
        minute = datetime.combine(jour, OUVERTURE) + timedelta(minutes=6 + 17 * n)
        visites.consigner(
            _visite(cite, concerne, jour, equipe, hasard, heure=minute.time(), permanence=ouverte),
            uow,
        )
    for n in range(hasard.choice((0, 0, 1, 2))):
        visites.consigner(
            visites.ConsignerVisite(
                jour=jour,
                heure=time(16, 20 + 10 * n),
                permanence_id=ouverte,
                intervenant_id=equipe[0],
                motifs=("planning",),
            ),
            uow,
        )
    passation = "Prévoir plus de chaises la semaine prochaine." if hasard.random() < 0.1 else ""
    permanences.clore(permanences.ClorePermanence(ouverte, passation), uow)


def _au_telephone(
    cite: CiteTiree,
    jour: date,
    suivis: list[_Suivi],
    equipe: tuple[UUID, ...],
    hasard: random.Random,
    uow: UnitOfWork,
) -> None:
    canaux = (Canal.TELEPHONE, Canal.DOMICILE, Canal.PORTE_A_PORTE)
    for concerne in hasard.sample(suivis, min(len(suivis), hasard.randint(0, 3))):
        visites.consigner(
            _visite(
                cite,
                concerne,
                jour,
                equipe,
                hasard,
                heure=time(10, 30),
                canal=hasard.choice(canaux),
            ),
            uow,
        )


def _visite(
    cite: CiteTiree,
    concerne: _Suivi,
    jour: date,
    equipe: tuple[UUID, ...],
    hasard: random.Random,
    *,
    heure: time,
    permanence: UUID | None = None,
    canal: Canal = Canal.PERMANENCE,
) -> visites.ConsignerVisite:
    phase: Phase = phase_le(concerne.faits, jour)
    recit: dict[str, Any] = hasard.choice(
        [r for r in cite.donnees["recits"] if r["phase"] == phase.value]
    )
    echeance = jour + timedelta(days=hasard.choice((3, 7, 10, 14)))
    force = min(5, max(1, recit["force"] + hasard.choice((-1, 0, 0, 1))))
    promesses = (
        (visites.PromesseSaisie(recit["promesse"], echeance),) if "promesse" in recit else ()
    )
    a_faire = (visites.TacheSaisie(recit["tache"], echeance),) if "tache" in recit else ()
    plaintes = (
        (visites.ReclamationSaisie(recit["reclamation"], recit["note"]),)
        if "reclamation" in recit
        else ()
    )
    return visites.ConsignerVisite(
        jour=jour,
        menage=concerne.menage_id,
        canal=canal,
        heure=heure,
        permanence_id=permanence,
        intervenant_id=hasard.choice(equipe),
        motifs=(recit["motif"],),
        ressentis=(visites.RessentiSaisi(recit["ressenti"], force),),
        notes=(visites.NoteSaisie(recit["note"]),),
        promesses=promesses,
        taches=a_faire,
        orientations=(recit["orientation"],) if "orientation" in recit else (),
        reclamations=plaintes,
    )


def _tenir_parole(jour: date, hasard: random.Random, uow: UnitOfWork) -> None:
    """Most promises and tasks that come due are kept; some are moved, broken, forgotten."""
    for engagement_id in _echus("engagement", "etat = 'a_tenir'", jour, uow):
        _regler(engagement_id, jour, hasard, uow)
    for tache_id in _echus("tache", "faite_le IS NULL", jour, uow):
        if hasard.random() < 0.8:
            taches.faire(taches.FaireTache(tache_id), uow)


def _echus(table: str, ouverte: str, jour: date, uow: UnitOfWork) -> list[UUID]:
    with uow.lecture() as session:
        ids = session.scalars(
            text(f"SELECT id FROM {table} WHERE {ouverte} AND pour_le <= :jour ORDER BY id"),  # noqa: S608 - our own words
            {"jour": jour.isoformat()},
        )
        return [UUID(hex=id_) for id_ in ids]


def _regler(engagement_id: UUID, jour: date, hasard: random.Random, uow: UnitOfWork) -> None:
    """Kept three times in four; else moved and mostly told, broken, or left to wait."""
    sort = hasard.random()
    dite = AnnonceFaite(jour, Canal.TELEPHONE, "la personne qui a décroché", visite=False)
    if sort < 0.75:
        engagements.tenir(engagements.TenirEngagement(engagement_id), uow)
    elif sort < 0.85:
        raison = hasard.choice((RaisonReport.METEO, RaisonReport.RETARD, RaisonReport.TECHNIQUE))
        cmd = engagements.DeplacerEngagement(
            engagement_id,
            jour + timedelta(days=hasard.choice((7, 14, 21))),
            raison=raison,
            annonce=dite if hasard.random() < 0.9 else None,
        )
        engagements.deplacer(cmd, uow)
    elif sort < 0.89:
        motif = "L’entreprise n’a pas pu venir."
        prevenu = dite if hasard.random() < 0.8 else None
        rompre = engagements.RompreEngagement(engagement_id, motif, RaisonReport.RETARD, prevenu)
        engagements.rompre(rompre, uow)
