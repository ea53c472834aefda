"""Destinations: as lists show them, and as a transport needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.envois import GenreDestination, IssueEssai
from db.models import Colis, Destination, EssaiEnvoi


@dataclass(frozen=True, slots=True)
class DestinationLigne:
    """A destination, without what opens it."""

    id: UUID
    nom: str
    genre: GenreDestination
    adresse: str
    port: int | None
    utilisateur: str
    depots: str
    retours: str
    empreinte: str
    autorite: str
    mandataire: str | None
    actif: bool


def lister(session: Session, *, actives: bool = True) -> tuple[DestinationLigne, ...]:
    """Destinations by name; stopped ones last, when asked."""
    requete = _requete().order_by(Destination.actif.desc(), Destination.nom, Destination.id)
    if actives:
        requete = requete.where(Destination.actif)
    return tuple(_ligne(*li) for li in session.execute(requete).all())


def une(session: Session, destination_id: UUID) -> DestinationLigne | None:
    """One of them, or None."""
    ligne = session.execute(_requete().where(Destination.id == destination_id)).first()
    return _ligne(*ligne) if ligne is not None else None


def deja_servie(session: Session, destination_id: UUID) -> bool:
    """Whether a package was ever deposited there."""
    arrives = (IssueEssai.DEPOSE, IssueEssai.DEJA_LA)
    requete = (
        select(EssaiEnvoi.id)
        .join(Colis, Colis.id == EssaiEnvoi.colis_id)
        .where(Colis.destination_id == destination_id, EssaiEnvoi.issue.in_(arrives))
    )
    return session.scalar(requete.limit(1)) is not None


def _requete() -> Select[*tuple[Any, ...]]:
    return select(
        Destination.id,
        Destination.nom,
        Destination.genre,
        Destination.adresse,
        Destination.port,
        Destination.utilisateur,
        Destination.depots,
        Destination.retours,
        Destination.empreinte,
        Destination.autorite,
        Destination.mandataire,
        Destination.actif,
    )


def _ligne(  # one argument per column, as they come
    id_: UUID,
    nom: str,
    genre: GenreDestination,
    adresse: str,
    port: int | None,
    utilisateur: str | None,
    depots: str,
    retours: str,
    empreinte: str | None,
    autorite: str | None,
    mandataire: str | None,
    actif: bool,
) -> DestinationLigne:
    return DestinationLigne(
        id_,
        nom,
        genre,
        adresse,
        port,
        utilisateur or "",
        depots,
        retours,
        empreinte or "",
        autorite or "",
        mandataire,
        actif,
    )
