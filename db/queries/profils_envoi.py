"""Profiles of sending: the names they refer to, what was last prepared for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.envois import EtatColis, Etendue
from db.models import Base, ClePartenaire, Colis, EssaiEnvoi, LigneJournal, Operation


@dataclass(frozen=True, slots=True)
class DernierColis:
    """The latest package of a profile, those given up apart."""

    id: UUID
    sequence: int
    etendue: Etendue
    etat: EtatColis
    nb_lignes: int
    prepare_a: datetime


def noms(session: Session, modele: type[Base]) -> dict[UUID | None, str]:
    """The names of the rows of a table, by id."""
    c: Any = modele.__table__.c
    return {ligne.id: ligne.nom for ligne in session.execute(select(c.id, c.nom))}


def cles_verifiees(session: Session) -> frozenset[UUID | None]:
    """Keys somebody compared over the telephone, still in use."""
    requete = select(ClePartenaire.id).where(
        ClePartenaire.verifiee_le.is_not(None), ClePartenaire.revoquee_le.is_(None)
    )
    return frozenset(session.scalars(requete))


def derniers_colis(session: Session) -> dict[UUID, DernierColis]:
    """The latest package of each profile."""
    derniers = (
        select(Colis.profil_id, func.max(Colis.sequence).label("sequence"))
        .where(Colis.etat != EtatColis.ANNULE)
        .group_by(Colis.profil_id)
        .subquery()
    )
    lus = session.execute(
        select(
            Colis.profil_id,
            Colis.id,
            Colis.sequence,
            Colis.etendue,
            Colis.etat,
            Colis.nb_lignes,
            Colis.prepare_a,
        ).join(
            derniers,
            (Colis.profil_id == derniers.c.profil_id) & (Colis.sequence == derniers.c.sequence),
        )
    )
    return {
        ligne.profil_id: DernierColis(
            id=ligne.id,
            sequence=ligne.sequence,
            etendue=ligne.etendue,
            etat=ligne.etat,
            nb_lignes=ligne.nb_lignes,
            prepare_a=ligne.prepare_a,
        )
        for ligne in lus
    }


def dernier_accuse(session: Session, profil_id: UUID) -> Colis | None:
    """The latest package the recipient acknowledged: where the next delta starts."""
    return session.scalar(
        select(Colis)
        .where(Colis.profil_id == profil_id, Colis.etat == EtatColis.ACCUSE)
        .order_by(Colis.sequence.desc())
        .limit(1)
    )


def peut_etre_recus(session: Session, profil_id: UUID, apres: int) -> tuple[Colis, ...]:
    """The packages after that number the recipient may hold, acknowledged or not.

    All but those given up before anything was tried.
    """
    tente = exists().where(EssaiEnvoi.colis_id == Colis.id)
    return tuple(
        session.scalars(
            select(Colis)
            .where(
                Colis.profil_id == profil_id,
                Colis.sequence > apres,
                or_(Colis.etat != EtatColis.ANNULE, Colis.essais > 0, tente),
            )
            .order_by(Colis.sequence)
        )
    )


def appareil_de(session: Session, colis_id: UUID) -> UUID | None:
    """The copy of the base a package was made on, as the journal tells it."""
    return session.scalar(
        select(Operation.appareil_id)
        .join(LigneJournal, LigneJournal.operation_num == Operation.num)
        .where(
            LigneJournal.table_nom == "colis",
            LigneJournal.ligne_id == colis_id.hex,
            LigneJournal.genre == "I",
        )
    )
