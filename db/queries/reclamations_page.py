"""A page of complaints in the order asked for.

The page is chosen from an index alone; only its rows are read and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal_column, select, text
from sqlalchemy.orm import Session

from app.domain.reclamations import EtatReclamation, Urgence
from db.queries.lignes import liste, parmi, table
from db.queries.reclamations import (
    RANG,
    ReclamationLigne,
    lignes,
    nom_responsable,
    r,
    requete,
)
from db.queries.reclamations_filtre import NUES, FiltreReclamations, compter, conditions

_resume, _tranche, _responsable = table("menage_resume"), table("tranche"), table("responsable")


class TriReclamations(StrEnum):
    """Columns the list can be sorted by."""

    ECHEANCE = "echeance"
    REFERENCE = "reference"
    OUVERTE_LE = "ouverte_le"
    ETAT = "etat"
    URGENCE = "urgence"
    CATEGORIE = "categorie"
    MENAGE = "menage"
    ADRESSE = "adresse"
    RESPONSABLE = "responsable"
    TRANCHE = "tranche"


_PAR_MENAGE: Mapping[TriReclamations, str] = MappingProxyType(
    {
        TriReclamations.MENAGE: "menage_resume.nom_tri",
        TriReclamations.ADRESSE: "menage_resume.adresse_tri",
    }
)


_BEAUCOUP = 4_000
"""Above that many complaints, following the index of households beats sorting them."""


def page(
    session: Session,
    filtre: FiltreReclamations,
    maintenant: datetime,
    *,
    tri: TriReclamations,
    descendant: bool,
    debut: int,
    taille: int,
) -> tuple[ReclamationLigne, ...]:
    """A page of the list: at most four statements, whatever there is."""
    ou = conditions(filtre, maintenant)
    if tri in _PAR_MENAGE and compter(session, filtre, maintenant) > _BEAUCOUP:
        nues = conditions(filtre, maintenant, NUES)
        return _suivre_menages(session, nues, _PAR_MENAGE[tri], descendant, debut, taille)
    cles = _cles(session, tri, descendant=descendant)
    choisies = (
        select(RANG.label("rang"), *(cle.label(f"c{i}") for i, (cle, _d) in enumerate(cles)))
        .select_from(_depuis(tri))
        .where(*ou)
        .order_by(*(_sens(cle, d) for cle, d in cles))
        .limit(taille)
        .offset(debut)
        .subquery("page")
    )
    ordre = [_sens(choisies.c[f"c{i}"], d) for i, (_cle, d) in enumerate(cles)]
    return lignes(session, requete().join(choisies, choisies.c.rang == RANG).order_by(*ordre))


def _suivre_menages(
    session: Session,
    ou: Sequence[ColumnElement[bool]],
    cle: str,
    descendant: bool,
    debut: int,
    taille: int,
) -> tuple[ReclamationLigne, ...]:
    """A page in the order of households: their index is followed, nothing is sorted.

    SQLite keeps the order of a CROSS JOIN. Complaints of empty homes come last.
    """
    cles: Iterable[ColumnElement[Any]] = (
        literal_column(nom) for nom in (cle, "menage_resume.num", "reclamation.rowid")
    )
    suivies = (
        select(RANG)
        .select_from(text("menage_resume CROSS JOIN reclamation"))
        .where(NUES.menage_id == literal_column("menage_resume.menage_id"), *ou)
    )
    ordre = [_sens(c, descendant) for c in cles]
    rangs = list(session.scalars(suivies.order_by(*ordre).limit(taille).offset(debut)))
    if len(rangs) < taille:
        avant = suivies.with_only_columns(func.count(), maintain_column_froms=True)
        passees = max(0, debut - session.execute(avant).scalar_one()) if not rangs else 0
        seules = select(RANG).select_from(text("reclamation"))
        seules = seules.where(NUES.menage_id.is_(None), *ou)
        rangs += session.scalars(seules.order_by(RANG).limit(taille - len(rangs)).offset(passees))
    place = {rang: i for i, rang in enumerate(rangs)}
    lues = session.execute(
        requete().add_columns(RANG).where(RANG.in_(parmi("rangs"))), {"rangs": liste(rangs)}
    )
    return tuple(
        ReclamationLigne(*ligne[:-1]) for ligne in sorted(lues, key=lambda li: place[li[-1]])
    )


def _depuis(tri: TriReclamations) -> Any:
    """Only the tables the order needs."""
    c = r.c
    if tri in _PAR_MENAGE:
        return r.outerjoin(_resume, _resume.c.menage_id == c.menage_id)
    if tri is TriReclamations.TRANCHE:
        return r.outerjoin(_tranche, _tranche.c.id == c.tranche_id)
    return r


def _cles(
    session: Session, tri: TriReclamations, *, descendant: bool
) -> list[tuple[ColumnElement[Any], bool]]:
    """What to sort by, and whether from the greatest; rows without a value always come last."""
    c = r.c
    simples: Mapping[TriReclamations, list[ColumnElement[Any]]] = {
        TriReclamations.ECHEANCE: [c.echeance],
        TriReclamations.REFERENCE: [RANG],  # references are given in the order of the rows
        TriReclamations.OUVERTE_LE: [c.ouverte_le],
        TriReclamations.ETAT: [_rang_de(c.etat, EtatReclamation)],
        TriReclamations.URGENCE: [_rang_de(c.urgence, Urgence)],
        TriReclamations.CATEGORIE: [c.categorie],
        TriReclamations.MENAGE: [_resume.c.nom_tri],
        TriReclamations.ADRESSE: [_resume.c.adresse_tri],
        TriReclamations.RESPONSABLE: [
            _rang_parmi(session, c.responsable_id, _responsable, nom_responsable())
            if tri is TriReclamations.RESPONSABLE
            else c.responsable_id
        ],
        TriReclamations.TRANCHE: [func.length(_tranche.c.nom), _tranche.c.nom],
    }
    cles = simples[tri]
    suite = [] if tri is TriReclamations.ECHEANCE else [c.echeance]
    return [
        (cles[0].is_(None), False),
        *((cle, descendant) for cle in cles),
        *((cle.is_(None), False) for cle in suite),
        *((cle, False) for cle in suite),
        (RANG, descendant),
    ]


def _rang_de(colonne: ColumnElement[Any], enum: type[StrEnum]) -> ColumnElement[int]:
    """The place of a value in the order its words are declared."""
    return case({membre.value: rang for rang, membre in enumerate(enum)}, value=colonne)


def _rang_parmi(
    session: Session, colonne: ColumnElement[Any], source: Any, nom: ColumnElement[str]
) -> ColumnElement[int]:
    """The place of an id in the order of the names of a small table."""
    ids = session.scalars(select(source.c.id).order_by(nom)).all()
    return case({id_.hex: rang for rang, id_ in enumerate(ids)} or {"": 0}, value=colonne)


def _sens(cle: ColumnElement[Any], descendant: bool) -> ColumnElement[Any]:
    return cle.desc() if descendant else cle.asc()
