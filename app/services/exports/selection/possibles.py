"""What changed for a recipient of whom we do not know which packages it took since its last word.

A package deposited and not acknowledged may have been taken, or not. Told only against the last
acknowledged one, a household that agreed in between, went in that package, and took its agreement
back would never be named again: the recipient would keep it. So a delta is what brings whoever took
any of them where the base is now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from sqlalchemy import Connection

from app.core.errors import RegleMetier
from app.services.exports.projection import Perimetre, Projection, projections
from app.services.exports.selection.changements import (
    DROITS,
    LIGNES_MAX,
    Delta,
    DeltaTable,
    Repere,
    calculer,
)
from db import avant


def calculer_depuis_chacun(
    connexion: Connection,
    gardees: Iterable[Projection],
    perimetre: Perimetre,
    reperes: Sequence[Repere],
) -> Delta:
    """What changed since any of those points, the first being what the recipient acknowledged.

    Each row that leaves is told as it is now, each one to erase is gone now: told once too often,
    neither does harm. Raises as `calculer` does, for all the points together.
    """
    noms = {p.nom for p in projections()} | set(DROITS)
    nombre = sum(avant.compter(connexion, repere.seq, noms) for repere in reperes)
    if nombre > LIGNES_MAX:
        raise RegleMetier("envoi.trop_de_changements", nombre=nombre)
    tables = tuple(gardees)
    return _reunir([calculer(connexion, tables, perimetre, repere) for repere in reperes])


def _reunir(deltas: Sequence[Delta]) -> Delta:
    if len(deltas) == 1:
        return deltas[0]
    noms = dict.fromkeys(nom for delta in deltas for nom in delta.tables)
    return Delta({nom: _table([d.tables[nom] for d in deltas if nom in d.tables]) for nom in noms})


def _table(tables: Sequence[DeltaTable]) -> DeltaTable:
    """One table; what was before is what the earliest of those points tells."""
    nouvelles = frozenset[str]().union(*(t.nouvelles for t in tables))
    modifiees: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for id_, colonnes in table.modifiees.items():
            if id_ not in nouvelles:
                modifiees[id_] = tuple(dict.fromkeys((*modifiees.get(id_, ()), *colonnes)))
    return DeltaTable(
        nouvelles,
        MappingProxyType(modifiees),
        MappingProxyType({i: r for t in reversed(tables) for i, r in t.retirees.items()}),
        MappingProxyType({i: v for t in reversed(tables) for i, v in t.avant.items()}),
    )
