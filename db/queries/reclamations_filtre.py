"""Which complaints: a filter, and what it asks of a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select, text
from sqlalchemy.orm import Session

from app.domain.recherche import expression, lire
from app.domain.reclamations import OUVERTES, EtatReclamation, NatureReclamation, Urgence
from app.domain.reclamations_delais import PROCHE
from db.queries.reclamations import r

_REFERENCE = re.compile(r"[A-Za-z]{1,4}-?\d+")


@dataclass(frozen=True, slots=True)
class FiltreReclamations:
    """Which complaints; every condition given must hold.

    `etats` empty: all of them, unless `ouvertes` keeps those somebody must still act in.
    `sans_…`: those that have none. `en_retard`: the clock now running has run out; `proches`: it
    will within a day. `texte` takes a reference (ours or the bailleur's), words of the household
    (name, address, phone), or words of the description.
    """

    cite_id: UUID | None = None
    tranche_id: UUID | None = None
    etats: tuple[EtatReclamation, ...] = ()
    ouvertes: bool = False
    en_retard: bool = False
    proches: bool = False
    categorie: str | None = None
    responsable_id: UUID | None = None
    sans_responsable: bool = False
    sans_tranche: bool = False
    sans_cite: bool = False
    urgence: Urgence | None = None
    nature: NatureReclamation | None = None
    dossier_id: UUID | None = None
    reception_id: UUID | None = None
    menage_id: UUID | None = None
    logement_id: UUID | None = None
    texte: str = ""


def _litterales(prefixe: str) -> Any:
    return SimpleNamespace(
        **{c.name: literal_column(f"{prefixe}reclamation.{c.name}", c.type) for c in r.columns}
    )


NUES = _litterales("")
"""The columns of complaints for a FROM written by hand."""
SANS_INDEX = _litterales("+")
"""The columns of complaints for which no index is looked up: the covering one is then scanned."""


def compter(session: Session, filtre: FiltreReclamations, maintenant: datetime) -> int:
    """How many there are."""
    requete_ = select(func.count()).select_from(r).where(*conditions(filtre, maintenant))
    return int(session.execute(requete_).scalar_one())


def conditions(
    filtre: FiltreReclamations, maintenant: datetime, c: Any = r.c
) -> list[ColumnElement[bool]]:
    """What the filter asks of a row of `reclamation`."""
    voulues: list[ColumnElement[bool]] = []
    etats: Sequence[EtatReclamation] = filtre.etats or (OUVERTES if filtre.ouvertes else ())
    if etats:
        voulues.append(c.etat.in_(etats))
    egales: Mapping[str, Any] = {
        nom: getattr(filtre, nom)
        for nom in (
            "cite_id",
            "tranche_id",
            "categorie",
            "responsable_id",
            "urgence",
            "nature",
            "dossier_id",
            "reception_id",
            "menage_id",
            "logement_id",
        )
    }
    voulues += [getattr(c, nom) == valeur for nom, valeur in egales.items() if valeur is not None]
    absentes = {
        "responsable_id": filtre.sans_responsable,
        "tranche_id": filtre.sans_tranche,
        "cite_id": filtre.sans_cite,
    }
    voulues += [getattr(c, nom).is_(None) for nom, voulue in absentes.items() if voulue]
    if filtre.en_retard:
        voulues.append(c.echeance < maintenant)
    if filtre.proches:
        voulues.append(and_(c.echeance >= maintenant, c.echeance <= maintenant + PROCHE))
    if filtre.texte.strip():
        voulues.append(_texte(filtre.texte.strip(), c))
    return voulues


def _texte(saisi: str, c: Any) -> ColumnElement[bool]:
    """A reference, words of the household, or words of the description."""
    if _REFERENCE.fullmatch(saisi):
        haut = saisi.upper()
        return or_(
            *(col.between(haut, haut + "\uffff") for col in (c.reference, c.reference_bailleur))
        )
    possibles: list[ColumnElement[bool]] = [
        c.reference_bailleur == saisi,
        and_(*(c.description.icontains(mot, autoescape=True) for mot in saisi.split())),
    ]
    mots = expression(lire(saisi))
    if mots:
        trouves = text(
            "SELECT m.menage_id FROM menage_resume m WHERE m.num IN"
            " (SELECT rowid FROM menage_fts WHERE menage_fts MATCH :mots)"
        ).bindparams(mots=mots)
        possibles.append(c.menage_id.in_(trouves))
    return or_(*possibles)
