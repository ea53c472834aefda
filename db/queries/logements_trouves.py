"""Dwellings found by reference or address, whatever their estate, to move somebody there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.adresse import afficher
from app.domain.texte import plier
from db.models import Cite, Logement, Menage, Occupation


@dataclass(frozen=True, slots=True)
class LogementTrouve:
    """A dwelling to choose; `occupant` is who lives there on the day asked for."""

    id: UUID
    code_ug: str
    adresse: str
    commune: str | None
    typologie: str | None
    cite: str
    occupant: str | None


def chercher(
    session: Session, texte: str, jour: date, cite_id: UUID | None, limite: int
) -> tuple[LogementTrouve, ...]:
    """Dwellings whose reference, address and town hold every word, those of `cite_id` first."""
    mots = plier(texte).split()
    if not mots:
        return ()
    trouves: list[tuple[tuple[bool, bool, str], UUID]] = []
    requete = select(
        Logement.id,
        Logement.cite_id,
        Logement.code_ug,
        Logement.numero,
        Logement.repetition,
        Logement.voie,
        Logement.commune,
    )
    for id_, cite, code, numero, repetition, voie, commune in session.execute(requete):
        foin = plier(" ".join(t for t in (code, numero, repetition, voie, commune) if t))
        if all(mot in foin for mot in mots):
            commence = any(m == mots[0] for m in foin.split())
            trouves.append(((cite != cite_id, not commence, foin), id_))
    retenus = [id_ for _rang, id_ in sorted(trouves)[:limite]]
    return _lire(session, retenus, jour)


def _lire(session: Session, ids: list[UUID], jour: date) -> tuple[LogementTrouve, ...]:
    present = and_(
        Occupation.logement_id == Logement.id,
        or_(Occupation.debut.is_(None), Occupation.debut <= jour),
        or_(Occupation.fin.is_(None), Occupation.fin > jour),
    )
    lus: dict[UUID, LogementTrouve] = {}
    for ligne, cite, occupant in session.execute(
        select(Logement, Cite.nom, Menage.nom)
        .join(Cite, Cite.id == Logement.cite_id)
        .outerjoin(Occupation, present)
        .outerjoin(Menage, Menage.id == Occupation.menage_id)
        .where(Logement.id.in_(ids))
    ):
        lus[ligne.id] = LogementTrouve(
            ligne.id,
            ligne.code_ug,
            afficher(ligne.numero, ligne.repetition, ligne.voie),
            ligne.commune,
            ligne.typologie,
            cite,
            occupant,
        )
    return tuple(lus[id_] for id_ in ids)
