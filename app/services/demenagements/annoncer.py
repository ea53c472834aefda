"""Telling the household that its move changes, when it had been given a day.

It had when somebody promised the milestone for a day, or when the move was confirmed with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from app.domain.accompagnement import EtatEngagement
from app.domain.adresse import afficher
from app.domain.demenagements import ETAPES, Creneau, EtatDemenagement
from app.domain.engagements import RaisonReport
from app.services import annonces, engagements
from app.services.chargement import charger
from app.services.demenagements import paroles
from app.services.paroles import etape_deplacee
from db.models import Demenagement, Engagement, Logement
from db.uow import Transaction

Touches = tuple[tuple[str, UUID], ...]


@dataclass(frozen=True, slots=True)
class Avant:
    """A move as it was before it changed."""

    jour: date
    creneau: Creneau
    heure: time | None
    vers_id: UUID
    confirme: bool

    @classmethod
    def de(cls, ligne: Demenagement) -> Avant:
        """As it is now."""
        return cls(
            ligne.jour,
            ligne.creneau,
            ligne.heure,
            ligne.vers_id,
            ligne.etat is EtatDemenagement.CONFIRME,
        )


def promises(tx: Transaction, ligne: Demenagement) -> list[Engagement]:
    """The promises of the day of this move that are still to be kept."""
    code = ETAPES.get(ligne.sens)
    if code is None:
        return []
    return list(
        tx.session.scalars(
            select(Engagement).where(
                Engagement.menage_id == ligne.menage_id,
                Engagement.etape_code == code,
                Engagement.etat == EtatEngagement.A_TENIR,
            )
        )
    )


def changement(
    tx: Transaction,
    ligne: Demenagement,
    avant: Avant,
    raison: RaisonReport,
    explication: str | None,
) -> Touches:
    """What is to be told of the new day, hour or home; nothing when no day had been given."""
    tx.session.flush()
    promis = promises(tx, ligne)
    if not promis and not avant.confirme:
        return ()
    touches: list[tuple[str, UUID]] = []
    dits = []
    if ligne.jour != avant.jour:
        dits.append(etape_deplacee(paroles.nom(ligne.sens), avant.jour, ligne.jour))
        for promesse in promis:
            if promesse.pour_le is not None and promesse.pour_le != ligne.jour:
                suite = engagements.reporter(tx, promesse.id, ligne.jour, raison, explication)
                touches += [("engagements", promesse.id), ("engagements", suite.id)]
    if (ligne.creneau, ligne.heure) != (avant.creneau, avant.heure):
        dits.append(paroles.heure_changee(ligne.sens, ligne.jour, ligne.creneau, ligne.heure))
    if ligne.vers_id != avant.vers_id:
        vers = charger(tx.session, Logement, ligne.vers_id)
        adresse = afficher(vers.numero, vers.repetition, vers.voie)
        dits.append(paroles.adresse_changee(ligne.sens, ligne.jour, adresse))
    if not dits:
        return tuple(touches)
    return (*touches, *_ouvrir(tx, ligne, dits))


def annulation(tx: Transaction, ligne: Demenagement, avant: Avant, motif: str) -> Touches:
    """The promises of that day are broken, and the household is to be told."""
    tx.session.flush()
    promis = promises(tx, ligne)
    if not promis and not avant.confirme:
        return ()
    touches: list[tuple[str, UUID]] = []
    for promesse in promis:
        engagements.regler(tx, promesse.id, EtatEngagement.ROMPU, RaisonReport.AUTRE, motif)
        touches.append(("engagements", promesse.id))
    return (*touches, *_ouvrir(tx, ligne, [paroles.annule(ligne.sens, avant.jour)]))


def _ouvrir(tx: Transaction, ligne: Demenagement, dits: list[str]) -> Touches:
    ouverte = annonces.ouvrir(tx, ligne.menage_id, "\n".join(dits))
    return (("annonces", ouverte.annonce_id),)
