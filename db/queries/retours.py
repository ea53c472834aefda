"""What reconciling returned files reads: the complaints named, what was told of them already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.reclamations import EtatPassage, EtatReclamation, SourceSuivi
from db.models import (
    EchangeReclamation,
    Logement,
    Menage,
    PassageReclamation,
    Reclamation,
    SuiviReclamation,
)
from db.queries.lignes import liste, parmi
from db.queries.relogement import adresse_de

ATTENDUS = (EtatPassage.PROPOSE, EtatPassage.ACCEPTE)


@dataclass(frozen=True, slots=True)
class ReclamationConnue:
    """A complaint as reconciliation needs it; `adresse` is that of the dwelling, "" unknown."""

    id: UUID
    reference: str
    reference_bailleur: str | None
    cite_id: UUID | None
    menage_id: UUID | None
    menage: str | None
    etat: EtatReclamation
    etat_le: date | None
    ouverte_le: date
    categorie: str
    lieu: str | None
    description: str
    responsable_id: UUID | None
    code_ug: str
    adresse: str


@dataclass(frozen=True, slots=True)
class DejaDit:
    """What was told of these complaints: who said the last state, words kept, appointments."""

    dernier: dict[UUID, SourceSuivi]
    echanges: dict[UUID, frozenset[tuple[date, str]]]
    passages: dict[UUID, tuple[tuple[date, UUID], ...]]
    """Appointments still expected (day, id), soonest first."""
    jours: dict[UUID, frozenset[date]]
    """Days of every appointment, whatever became of it."""


def reclamations(
    session: Session, references: Iterable[str], references_bailleur: Iterable[str]
) -> tuple[ReclamationConnue, ...]:
    """The complaints of these references of ours, or of the bailleur's (upper case, no blanks)."""
    r = Reclamation
    sienne = func.upper(func.replace(r.reference_bailleur, " ", ""))
    requete = (
        select(
            r.id, r.reference, r.reference_bailleur, r.cite_id, r.menage_id,
            Menage.nom, r.etat, r.etat_le, r.ouverte_le, r.categorie, r.lieu, r.description,
            r.responsable_id,
            func.coalesce(Logement.code_ug, ""),
            func.coalesce(adresse_de(Logement.__table__), ""),
        )
        .outerjoin(Menage, Menage.id == r.menage_id)
        .outerjoin(Logement, Logement.id == r.logement_id)
        .where(or_(r.reference.in_(parmi("refs")), sienne.in_(parmi("siennes"))))
        .order_by(r.reference)
    )  # fmt: skip
    params = {"refs": liste(references), "siennes": liste(references_bailleur)}
    return tuple(ReclamationConnue(*tuple(ligne)) for ligne in session.execute(requete, params))


def deja_dit(session: Session, ids: Iterable[UUID]) -> DejaDit:
    """What was told of these complaints, in three statements."""
    params = {"ids": liste(ids)}
    s, e, p = SuiviReclamation, EchangeReclamation, PassageReclamation
    dits = session.execute(
        select(s.reclamation_id, s.source).where(s.reclamation_id.in_(parmi("ids"))).order_by(s.id),
        params,
    )
    dernier = {id_: source for id_, source in dits}  # noqa: C416 - the latest one stays
    echanges: defaultdict[UUID, set[tuple[date, str]]] = defaultdict(set)
    for id_, le, texte in session.execute(
        select(e.reclamation_id, e.le, e.texte).where(e.reclamation_id.in_(parmi("ids"))), params
    ):
        echanges[id_].add((le, texte))
    passages: defaultdict[UUID, list[tuple[date, UUID]]] = defaultdict(list)
    jours: defaultdict[UUID, set[date]] = defaultdict(set)
    for id_, jour, etat, passage_id in session.execute(
        select(p.reclamation_id, p.jour, p.etat, p.id)
        .where(p.reclamation_id.in_(parmi("ids")))
        .order_by(p.jour, p.id),
        params,
    ):
        jours[id_].add(jour)
        if etat in ATTENDUS:
            passages[id_].append((jour, passage_id))
    return DejaDit(
        dernier,
        {id_: frozenset(dits) for id_, dits in echanges.items()},
        {id_: tuple(lus) for id_, lus in passages.items()},
        {id_: frozenset(lus) for id_, lus in jours.items()},
    )
