"""Which rows leave for a profile: all it may get, or what changed since it was acknowledged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol, runtime_checkable

from sqlalchemy import Select
from sqlalchemy.orm import Session

from app.domain.envois import Etendue
from app.domain.paquets import canonique
from app.domain.profils_envoi import ProfilLu
from app.services.exports import projection
from app.services.exports.projection import Perimetre, Projection
from app.services.exports.selection.retraits import RaisonRetrait, Retrait

__all__ = [
    "ParRequetes",
    "RaisonRetrait",
    "Retrait",
    "Selection",
    "SelectionComplete",
    "forme",
    "perimetre_du_profil",
    "retenues",
]


class Selection(Protocol):
    """The rows of a package. Rows come as tuples, in the order of `projection.colonnes`."""

    @property
    def etendue(self) -> Etendue:
        """Everything, or what changed."""
        ...

    @property
    def jour(self) -> date:
        """The day what may leave is judged."""
        ...

    @property
    def projections(self) -> tuple[Projection, ...]:
        """The tables, in dependency order, with the columns this profile keeps."""
        ...

    def compter(self, session: Session, table: Projection) -> int:
        """How many rows of that table leave."""
        ...

    def lignes(self, session: Session, table: Projection) -> Iterator[tuple[Any, ...]]:
        """Its rows, in a stable order, read by batches."""
        ...

    def retraits(self, session: Session) -> Iterator[Retrait]:
        """What the recipient must erase."""
        ...


@runtime_checkable
class ParRequetes(Protocol):
    """A selection that also tells its rows as queries: a package then reads them at full speed."""

    def requetes(self, table: Projection) -> Iterator[Select[Any]]:
        """What reads the rows of `lignes`, in the same order."""
        ...


@dataclass(frozen=True, slots=True)
class SelectionComplete:
    """All that the profile may get."""

    profil: ProfilLu
    jour: date

    @property
    def etendue(self) -> Etendue:
        """Everything."""
        return Etendue.COMPLET

    @property
    def perimetre(self) -> Perimetre:
        """The estates of the profile, on that day."""
        return perimetre_du_profil(self.profil, self.jour)

    @property
    def projections(self) -> tuple[Projection, ...]:
        """The tables of the profile."""
        return retenues(self.profil)

    def compter(self, session: Session, table: Projection) -> int:
        """How many rows leave."""
        return projection.compter(session, table, self.perimetre)

    def lignes(self, session: Session, table: Projection) -> Iterator[tuple[Any, ...]]:
        """The rows that leave."""
        return projection.lignes(session, table, self.perimetre)

    def requetes(self, table: Projection) -> Iterator[Select[Any]]:
        """What reads them."""
        yield projection.requete(table, self.perimetre)

    def retraits(self, session: Session) -> Iterator[Retrait]:
        """Nothing: what is not in a complete package must not be kept."""
        del session
        return iter(())


def perimetre_du_profil(profil: ProfilLu, jour: date) -> Perimetre:
    """The estates of the profile, on that day: its own one, or those of its bailleur."""
    return Perimetre(jour, profil.cite_id, profil.bailleur_id)


def forme(profil: ProfilLu) -> str:
    """What tells whether a profile still lets the same things leave (SHA-256, hex).

    Tables, columns, estates and ids: when any of them changed, by hand or by a new version of the
    app, a delta would leave the recipient with half of it.
    """
    dit = {
        "tables": {p.nom: [c.nom for c in p.colonnes] for p in retenues(profil)},
        "cite": profil.cite_id and profil.cite_id.hex,
        "bailleur": profil.bailleur_id and profil.bailleur_id.hex,
        "sel": profil.sel if profil.pseudonymes else "",
    }
    return hashlib.sha256(canonique(dit)).hexdigest()


def retenues(profil: ProfilLu) -> tuple[Projection, ...]:
    """What sharing classes allow, less the tables and columns the profile leaves out.

    The identifier of a row always stays: without it nothing could be put right or erased.
    """
    faites = []
    for permise in projection.projections():
        if not profil.garde(permise.nom):
            continue
        retirees = profil.colonnes_retirees.get(permise.nom, frozenset())
        colonnes = tuple(c for c in permise.colonnes if c.nom == "id" or c.nom not in retirees)
        ecartees = tuple(c.libelle for c in permise.colonnes if c not in colonnes)
        faites.append(replace(permise, colonnes=colonnes, retenues=(*permise.retenues, *ecartees)))
    return tuple(faites)
