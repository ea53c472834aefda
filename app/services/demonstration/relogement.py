"""The fictitious estate as movers see it: crews, charter, needs, offers, moves getting ready."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from app.domain.demenagements import (
    VIVANTS,
    EtatPoint,
    GenreEquipe,
)
from app.domain.logements import EtatLogement
from app.domain.menages import Role
from app.domain.relogements import MotifRefus, NatureLien, ReponseProposition, Trajectoire
from app.services import (
    chartes,
    demenagements,
    equipes,
    indisponibilites,
    liens,
    propositions,
    trajectoires,
)
from app.services.demonstration.suivi import Foyer
from app.services.demonstration.tirage import CiteTiree
from db.models import (
    BesoinsRelogement,
    Cite,
    Demenagement,
    Intervenant,
    Logement,
    Tranche,
)
from db.uow import UnitOfWork

_CENTRE = (682_000, 7_036_000)
"""Lambert 93 metres of a place in the basin."""
LIENS, OFFRES, CONFIRMES = 4, 6, 3
_REPONSES = (
    (ReponseProposition.REFUSEE, MotifRefus.ELOIGNEMENT),
    (ReponseProposition.ACCEPTEE, None),
    (ReponseProposition.REFUSEE, MotifRefus.EXTERIEUR),
    (ReponseProposition.EN_ATTENTE, None),
    (ReponseProposition.REFUSEE, MotifRefus.LOYER),
    (ReponseProposition.EN_ATTENTE, None),
)
_FAITS = ("cartons_commandes", "assurance", "energie")
"""Lines of the checklist ticked for the moves that come first."""


@dataclass(frozen=True, slots=True)
class _Recit:
    """What every part of it needs."""

    cite: CiteTiree
    cite_id: UUID
    siens: tuple[Foyer, ...]
    hasard: random.Random
    uow: UnitOfWork

    @property
    def jour(self) -> date:
        """The day of the demonstration."""
        return self.cite.jour


def peupler(
    cite: CiteTiree, cite_id: UUID, siens: tuple[Foyer, ...], graine: int, uow: UnitOfWork
) -> None:
    """Tell it all on the day of the demonstration; the same seed tells the same."""
    recit = _Recit(cite, cite_id, siens, random.Random(graine + 5), uow)
    _batir(recit)
    crews = _operation(recit)
    _voeux(recit)
    _demenagements(recit, crews)


def _batir(r: _Recit) -> None:
    """What homes are like and what households need of one, in one transaction."""
    with r.uow.ecriture("demonstration.relogement", origine="demonstration") as tx:
        session = tx.session
        connus = session.execute(
            select(Logement.id, Logement.voie, Logement.numero, Logement.nb_pieces)
            .where(Logement.cite_id == r.cite_id)
            .order_by(Logement.code_ug)
        ).all()
        rues = {voie: _rue(r.hasard) for voie in sorted({str(li.voie) for li in connus})}
        session.execute(
            update(Logement),
            [{"id": li.id, **_bati(r, rues[str(li.voie)], li.numero)} for li in connus],
        )
        vus = [f for f in r.siens if f.tire.enquete <= r.jour]
        if vus:
            session.execute(
                insert(BesoinsRelogement),
                [{"id": tx.ids.new(), "menage_id": f.menage_id, **_besoins(r, f)} for f in vus],
            )
        session.execute(
            update(Tranche)
            .where(Tranche.cite_id == r.cite_id, Tranche.debut_travaux > r.jour)
            .values(marge_jours=14)
        )
        tx.commit()


def _rue(hasard: random.Random) -> tuple[int, int]:
    return _CENTRE[0] + hasard.randint(-500, 500), _CENTRE[1] + hasard.randint(-500, 500)


def _bati(r: _Recit, rue: tuple[int, int], numero: str | None) -> dict[str, Any]:
    rang = int(numero) if numero and numero.isdecimal() else 1
    return {
        "plain_pied": r.hasard.random() < 0.25,
        "jardin": r.hasard.random() < 0.7,
        "garage": r.hasard.random() < 0.3,
        "animaux": r.hasard.random() < 0.9,
        "x": rue[0] + 8 * rang,
        "y": rue[1] + rang % 2 * 12,
    }


def _besoins(r: _Recit, foyer: Foyer) -> dict[str, Any]:
    """As a survey tells them; what was not asked stays unsaid."""
    remarque = f"{foyer.tire.remarque} {foyer.tire.observation}".lower()
    animaux = True if "chien" in remarque or "volière" in remarque else None
    return {
        "plain_pied": "plain-pied" in foyer.tire.souhait or r.hasard.random() < 0.12,
        "appareil": True if "oxygène" in remarque else None,
        "animaux": animaux if animaux else r.hasard.choice((False, None)),
        "jardin": r.hasard.choice((True, False, None)),
        "garage": True if "garage" in remarque else None,
        "scolarises": foyer.tire.occupants > 2 and r.hasard.random() < 0.7,
        "un_seul_demenagement": r.hasard.random() < 0.08,
    }


def _operation(r: _Recit) -> tuple[UUID, ...]:
    """Crews, charter, days nobody moves; the ids of the movers."""
    champs: Mapping[str, object] = {
        "cite_id": r.cite_id,
        "organisme": r.cite.donnees["demenageurs"],
    }
    movers = [
        equipes.creer(
            equipes.CreerEquipe(nom, GenreEquipe.DEMENAGEURS, {**champs, "capacite": 2}), r.uow
        ).principal
        for nom in ("Équipe fictive A", "Équipe fictive B")
    ]
    pilotes = {"cite_id": r.cite_id, "capacite": 4}
    equipes.creer(equipes.CreerEquipe("Pilotes fictifs", GenreEquipe.PILOTES, pilotes), r.uow)
    chartes.regler(
        chartes.ReglerCharte(
            r.cite_id, {"preavis_jours": 30, "nettoyage_jours": 5, "nb_propositions": 3}
        ),
        r.uow,
    )
    noel = date(r.jour.year, 12, 24)
    indisponibilites.ajouter(
        indisponibilites.AjouterIndisponibilite(
            noel, noel + timedelta(days=9), "Fêtes de fin d’année", cite_id=r.cite_id
        ),
        r.uow,
    )
    return tuple(m for m in movers if m is not None)


def _voeux(r: _Recit) -> None:
    """Who stays near whom, who goes elsewhere, which homes were offered."""
    attendent = [f for f in r.siens if f.tire.aller is None and f.tire.enquete <= r.jour]
    for un, autre in list(zip(attendent[::2], attendent[1::2], strict=False))[-LIENS:]:
        nature = r.hasard.choice(tuple(NatureLien))
        liens.lier(liens.LierMenages(un.menage_id, autre.menage_id, nature), r.uow)
    ailleurs = [f for f in attendent if f.tire.souhait in ("mutation", "autre T3 plain-pied")]
    for rang, foyer in enumerate(reversed(ailleurs[-2 * OFFRES :])):
        code = (Trajectoire.CITE, Trajectoire.COMMUNE, Trajectoire.CITE, Trajectoire.AILLEURS)
        trajectoires.decider(
            trajectoires.DeciderTrajectoire(foyer.menage_id, code[rang % 4], le=foyer.tire.enquete),
            r.uow,
        )
    _offres(r, ailleurs[-OFFRES:])
    for foyer in attendent[-3:]:
        du = r.jour + timedelta(days=r.hasard.randint(40, 80))
        indisponibilites.ajouter(
            indisponibilites.AjouterIndisponibilite(
                du, du + timedelta(days=9), "Absence prévue", menage_id=foyer.menage_id
            ),
            r.uow,
        )


def _offres(r: _Recit, choisis: list[Foyer]) -> None:
    """Vacant homes offered in turn, visited, answered; an accepted one is offered no more."""
    with r.uow.lecture() as session:
        vacants = list(
            session.scalars(
                select(Logement.id)
                .where(Logement.cite_id == r.cite_id, Logement.etat == EtatLogement.VACANT)
                .order_by(Logement.code_ug)
            )
        )
    for rang, foyer in enumerate(choisis):
        if not vacants:
            return
        logement_id = vacants[rang % len(vacants)]
        le = r.jour - timedelta(days=40 - 4 * rang)
        loyer = {"loyer": "412,50", "charges": "31,00", "apl": "118,00", "visite_le": le}
        fait = propositions.proposer(
            propositions.ProposerLogement(foyer.menage_id, logement_id, le, loyer), r.uow
        ).principal
        reponse, motif = _REPONSES[rang % len(_REPONSES)]
        if fait is None or reponse is ReponseProposition.EN_ATTENTE:
            continue
        propositions.repondre(
            propositions.RepondreProposition(fait, reponse, le + timedelta(days=3), motif), r.uow
        )
        if reponse is ReponseProposition.ACCEPTEE:
            vacants.remove(logement_id)


def _demenagements(r: _Recit, movers: tuple[UUID, ...]) -> None:
    """Moves to come have their crew; the first ones are confirmed and getting ready."""
    with r.uow.lecture() as session:
        a_venir = session.execute(
            select(Demenagement.id)
            .join(Logement, Logement.id == Demenagement.vers_id)
            .join(Cite, Cite.id == Logement.cite_id)
            .where(
                Cite.id == r.cite_id,
                Demenagement.etat.in_(VIVANTS),
                Demenagement.jour > r.jour,
            )
            .order_by(Demenagement.jour, Demenagement.id)
        ).scalars()
        prevus = list(a_venir)
        pilote = session.scalar(
            select(Intervenant.id)
            .where(Intervenant.fonction == Role.PILOTE)
            .order_by(Intervenant.id)
            .limit(1)
        )
    for rang, id_ in enumerate(prevus):
        equipe = movers[rang % len(movers)] if movers else None
        demenagements.preciser(demenagements.PreciserDemenagement(id_, equipe, pilote), r.uow)
    for id_ in prevus[:CONFIRMES]:
        demenagements.confirmer(demenagements.ConfirmerDemenagement(id_), r.uow)
    for id_ in prevus[:2]:
        for code in _FAITS:
            demenagements.pointer(demenagements.PointerListe(id_, code, EtatPoint.FAIT), r.uow)
