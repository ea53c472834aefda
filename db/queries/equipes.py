"""Crews: movers and pilotes sociaux of an estate, with the days they are away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.demenagements import GenreEquipe
from app.domain.texte import plier
from db.models import Cite, Equipe, Indisponibilite


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a crew does not work; `au` is included."""

    id: UUID
    du: date
    au: date
    motif: str | None


@dataclass(frozen=True, slots=True)
class EquipeLigne:
    """A crew: how many moves a day it can attend, on which weekdays (ISO digits, 1 Monday).

    `cite_id` None: it works in every estate. `absences` are those not over.
    """

    id: UUID
    nom: str
    genre: GenreEquipe
    cite_id: UUID | None
    cite: str | None
    organisme: str | None
    telephone: str | None
    courriel: str | None
    capacite: int
    jours: str
    actif: bool
    absences: tuple[Absence, ...]


def lister(
    session: Session, jour: date, *, cite_id: UUID | None, actives: bool
) -> tuple[EquipeLigne, ...]:
    """Crews that work in that estate (every crew when None): movers first, by name.

    Two statements.
    """
    requete = select(
        Equipe.id,
        Equipe.nom,
        Equipe.genre,
        Equipe.cite_id,
        Cite.nom,
        Equipe.organisme,
        Equipe.telephone,
        Equipe.courriel,
        Equipe.capacite,
        Equipe.jours,
        Equipe.actif,
    ).outerjoin(Cite, Cite.id == Equipe.cite_id)
    if cite_id is not None:
        requete = requete.where(or_(Equipe.cite_id == cite_id, Equipe.cite_id.is_(None)))
    if actives:
        requete = requete.where(Equipe.actif)
    absences = _absences(session, jour)
    lues = [EquipeLigne(*li, tuple(absences.get(li[0], ()))) for li in session.execute(requete)]
    genres = list(GenreEquipe)
    return tuple(sorted(lues, key=lambda e: (not e.actif, genres.index(e.genre), plier(e.nom))))


def _absences(session: Session, jour: date) -> dict[UUID | None, list[Absence]]:
    trouvees: defaultdict[UUID | None, list[Absence]] = defaultdict(list)
    lignes: Iterable[Any] = session.execute(
        select(
            Indisponibilite.equipe_id,
            Indisponibilite.id,
            Indisponibilite.du,
            Indisponibilite.au,
            Indisponibilite.motif,
        )
        .where(Indisponibilite.equipe_id.is_not(None), Indisponibilite.au >= jour)
        .order_by(Indisponibilite.du, Indisponibilite.id)
    )
    for equipe_id, *ligne in lignes:
        trouvees[equipe_id].append(Absence(*ligne))
    return trouvees
