"""Complaints counted by who repairs, category, batch…: one statement, one pass over an index.

The database groups by what is counted by and by delay; the median is read from these counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, case, cast, func, select
from sqlalchemy.orm import Session

from app.domain.reclamations import FINIES
from db.queries.lignes import table
from db.queries.reclamations import nom_responsable, r
from db.queries.reclamations_filtre import SANS_INDEX, FiltreReclamations, conditions


class Regroupement(StrEnum):
    """What complaints are counted by."""

    RESPONSABLE = "responsable"
    CATEGORIE = "categorie"
    TRANCHE = "tranche"
    CITE = "cite"
    URGENCE = "urgence"


_COLONNES: Mapping[Regroupement, ColumnElement[Any]] = MappingProxyType(
    {
        Regroupement.RESPONSABLE: SANS_INDEX.responsable_id,
        Regroupement.CATEGORIE: SANS_INDEX.categorie,
        Regroupement.TRANCHE: SANS_INDEX.tranche_id,
        Regroupement.CITE: SANS_INDEX.cite_id,
        Regroupement.URGENCE: SANS_INDEX.urgence,
    }
)


@dataclass(frozen=True, slots=True)
class IndicateurLigne:
    """One group. `cle` is an id, a code of a catalogue, or None for those that have none.

    `delai_median` is the median of days from opening to repair, over the `reparees` that tell
    both days; None when there is none. `rouvertes` counts complaints reopened at least once.
    """

    cle: UUID | str | None
    libelle: str
    total: int
    ouvertes: int
    en_retard: int
    reparees: int
    delai_median: float | None
    rouvertes: int


@dataclass(slots=True)
class _Somme:
    total: int = 0
    ouvertes: int = 0
    en_retard: int = 0
    rouvertes: int = 0
    delais: Counter[int] = field(default_factory=Counter)

    def ajouter(
        self, delai: int | None, n: int, ouvertes: int, retard: int, rouvertes: int
    ) -> None:
        self.total += n
        self.ouvertes += ouvertes
        self.en_retard += retard
        self.rouvertes += rouvertes
        if delai is not None:
            self.delais[delai] += n

    def ligne(self, cle: UUID | str | None, libelle: str) -> IndicateurLigne:
        return IndicateurLigne(
            cle,
            libelle,
            self.total,
            self.ouvertes,
            self.en_retard,
            self.delais.total(),
            mediane(self.delais),
            self.rouvertes,
        )


def lire(
    session: Session, filtre: FiltreReclamations, maintenant: datetime, par: Regroupement
) -> tuple[tuple[IndicateurLigne, ...], IndicateurLigne]:
    """One line a group, the most open ones first, and the line of all of them together.

    Two statements: the counts, and the names of the groups.
    """
    c = SANS_INDEX
    delai = cast(func.julianday(c.faite_le) - func.julianday(c.ouverte_le), Integer)
    lues = session.execute(
        select(
            _COLONNES[par].label("cle"),
            case((c.faite_le.is_not(None), delai)).label("delai"),
            func.count(),
            func.sum(c.etat.not_in(tuple(FINIES)), type_=Integer),
            func.sum(func.coalesce(c.echeance < maintenant, 0), type_=Integer),
            func.sum(c.rouvertures > 0, type_=Integer),
        )
        .select_from(r)
        .where(*conditions(filtre, maintenant, SANS_INDEX))
        .group_by("cle", "delai")
    )
    sommes: defaultdict[Any, _Somme] = defaultdict(_Somme)
    ensemble = _Somme()
    for cle, jours, *nombres in lues:
        sommes[cle].ajouter(jours, *nombres)
        ensemble.ajouter(jours, *nombres)
    noms = _noms(session, par, (cle for cle in sommes if cle is not None))
    faites = [somme.ligne(cle, noms.get(cle, "")) for cle, somme in sommes.items()]
    faites.sort(key=lambda ligne: (-ligne.ouvertes, -ligne.total, ligne.libelle))
    return tuple(faites), ensemble.ligne(None, "")


def mediane(delais: Mapping[int, int]) -> float | None:
    """The median of values given with how many times each occurs."""
    total = sum(delais.values())
    if not total:
        return None
    bas, haut = (total - 1) // 2, total // 2
    passes = 0
    trouves: list[int] = []
    for valeur in sorted(delais):
        passes += delais[valeur]
        while len(trouves) < 2 and passes > (bas, haut)[len(trouves)]:
            trouves.append(valeur)
    return sum(trouves) / 2


def _noms(session: Session, par: Regroupement, cles: Iterable[Any]) -> Mapping[Any, str]:
    """The names of groups known by id; codes are worded by whoever shows them."""
    tables: Mapping[Regroupement, tuple[str, Any]] = {
        Regroupement.RESPONSABLE: ("responsable", nom_responsable()),
        Regroupement.TRANCHE: ("tranche", table("tranche").c.nom),
        Regroupement.CITE: ("cite", table("cite").c.nom),
    }
    if par not in tables:
        return {cle: cle for cle in cles}
    nom, libelle = tables[par]
    source = table(nom)
    lues = session.execute(select(source.c.id, libelle).where(source.c.id.in_(list(cles))))
    return {ligne[0]: ligne[1] for ligne in lues}


__all__ = ["IndicateurLigne", "Regroupement", "lire", "mediane"]
