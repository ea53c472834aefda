"""Stays, as the rules on the ledger of occupancies need them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.domain.adresse import afficher
from app.domain.occupations import Sejour
from db.models import Logement, Menage, Occupation


def sejours(session: Session, menage_id: UUID, logement_id: UUID | None = None) -> list[Sejour]:
    """Every stay of the household, and of whoever has a stay in that dwelling, oldest first.

    Those households' other stays come too: a foreseen move elsewhere frees the dwelling.
    """
    ou = Occupation.menage_id == menage_id
    if logement_id is not None:
        ici = select(Occupation.menage_id).where(Occupation.logement_id == logement_id)
        ou |= Occupation.menage_id.in_(ici)
    return sejours_ou(session, ou)


def sejours_ou(session: Session, ou: ColumnElement[bool]) -> list[Sejour]:
    """The stays matching that condition, oldest first; one statement."""
    lignes = session.execute(
        select(Occupation, Menage.nom, Logement.numero, Logement.repetition, Logement.voie)
        .join(Menage, Menage.id == Occupation.menage_id)
        .join(Logement, Logement.id == Occupation.logement_id)
        .where(ou)
        .order_by(Occupation.debut.nulls_first(), Occupation.id)
    )
    return [
        Sejour(
            id=o.id,
            menage_id=o.menage_id,
            logement_id=o.logement_id,
            nature=o.nature,
            debut=o.debut,
            fin=o.fin,
            menage=nom,
            adresse=afficher(numero, repetition, voie),
            fin_prevue=o.fin_prevue,
        )
        for o, nom, numero, repetition, voie in lignes
    ]
