"""What changed since the last acknowledged package, as the rows of the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.envois import Etendue
from app.domain.profils_envoi import ProfilLu
from app.services.exports import projection
from app.services.exports.projection import Projection
from app.services.exports.selection import perimetre_du_profil, retenues
from app.services.exports.selection.changements import Delta, DeltaTable
from app.services.exports.selection.retraits import Retrait
from db.avant import parmi


@dataclass(frozen=True, slots=True)
class SelectionDelta:
    """The rows a delta tells, judged once more by the rules of `projection` as they are read."""

    profil: ProfilLu
    jour: date
    delta: Delta

    @property
    def etendue(self) -> Etendue:
        """What changed."""
        return Etendue.DELTA

    @property
    def projections(self) -> tuple[Projection, ...]:
        """The tables of the profile."""
        return retenues(self.profil)

    def compter(self, session: Session, table: Projection) -> int:
        """How many rows leave."""
        if not self._table(table).partent:
            return 0
        lues = select(func.count()).select_from(self._requete(table).subquery())
        return int(session.execute(lues).scalar_one())

    def lignes(self, session: Session, table: Projection) -> Iterator[tuple[Any, ...]]:
        """The rows that leave, in a stable order, read by batches."""
        for requete in self.requetes(table):
            for ligne in session.execute(requete.execution_options(yield_per=1000)):
                yield tuple(ligne)

    def requetes(self, table: Projection) -> Iterator[Select[Any]]:
        """What reads them."""
        if self._table(table).partent:
            yield self._requete(table)

    def retraits(self, session: Session) -> Iterator[Retrait]:
        """What the recipient must erase, before anything else."""
        del session
        return iter(self.delta.retraits())

    def _table(self, table: Projection) -> DeltaTable:
        return self.delta.tables.get(table.nom, DeltaTable())

    def _requete(self, table: Projection) -> Select[Any]:
        perimetre = replace(perimetre_du_profil(self.profil, self.jour), ligne_a_ligne=True)
        ids = self._table(table).partent
        c = table.table.c
        return (
            select(*(c[colonne.nom] for colonne in table.colonnes))
            .where(parmi(c.id, ids), *projection.filtre(table.table, perimetre))
            .order_by(c.id)
        )
