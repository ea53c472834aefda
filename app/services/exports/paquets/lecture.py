"""The tables of a package as its recipient gets them: raw rows by batches, each column's reading.

Values stay as the driver gives them until a format writes them: a column that holds few different
values (days, words, amounts) is then converted and worded once a value, not once a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from app.core.i18n import _
from app.domain.envois import Etendue
from app.domain.paquets import RETRAITS
from app.domain.profils_envoi import ProfilLu
from app.services.exports.projection import Colonne, Projection
from app.services.exports.selection import ParRequetes, Selection

LOT = 1000
"""Rows of a batch."""
_IDS_GARDES = 1 << 13
Lecture = Callable[[Any], Any]
Lots = Iterator[Sequence[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class TableComposee:
    """A table of the package: its rows as this recipient gets them, read anew at each format.

    `lectures` tells, for each column, how what `lots` gives becomes its value; None: it is one.
    An id column gives the text of the recipient's own id.
    """

    nom: str
    titre: str
    colonnes: tuple[Colonne, ...]
    nombre: int
    lots: Callable[[], Lots]
    lectures: tuple[Lecture | None, ...]
    projection: Projection | None = None


def tables(session: Session, profil: ProfilLu, selection: Selection) -> Iterator[TableComposee]:
    """The tables with something in them, in dependency order; a delta tells what to erase."""
    session.flush()
    ids = _Ids(profil)
    for projection in selection.projections:
        nombre = selection.compter(session, projection)
        if nombre:
            yield _table(session, selection, projection, nombre, ids)
    if selection.etendue is Etendue.DELTA:
        yield _retraits(session, profil, selection)


class _Ids:
    """The recipient's ids of one package, from ours as the base or Python holds them.

    The latest are kept: rows that follow each other speak of the same households.
    """

    def __init__(self, profil: ProfilLu) -> None:
        dire = profil.identifieur()
        garder = lru_cache(maxsize=_IDS_GARDES)
        self.brut: Lecture = garder(lambda hexa: dire(bytes.fromhex(hexa)))
        self.valeur: Lecture = garder(lambda id_: dire(id_.bytes))


def _table(
    session: Session, selection: Selection, projection: Projection, nombre: int, ids: _Ids
) -> TableComposee:
    def lire() -> Lots:
        if isinstance(selection, ParRequetes):
            for requete in selection.requetes(projection):
                yield from _bruts(session, requete)
        else:
            yield from _par_lots(selection.lignes(session, projection))

    brut = isinstance(selection, ParRequetes)
    return TableComposee(
        projection.nom,
        projection.titre,
        projection.colonnes,
        nombre,
        lire,
        tuple(_lecture(session, projection, c, ids, brut=brut) for c in projection.colonnes),
        projection,
    )


def _lecture(
    session: Session, projection: Projection, colonne: Colonne, ids: _Ids, *, brut: bool
) -> Lecture | None:
    if colonne.genre is UUID:
        return ids.brut if brut else ids.valeur
    if not brut:
        return None
    dialecte = session.get_bind().dialect
    type_ = projection.table.columns[colonne.nom].type
    return type_.dialect_impl(dialecte).result_processor(dialecte, None)


def _bruts(session: Session, requete: Select[Any]) -> Lots:
    """Batches of rows as the driver gives them: going through SQLAlchemy costs more than SQLite."""
    with session.connection().execute(requete) as resultat:
        curseur: Any = resultat.cursor
        while lot := curseur.fetchmany(LOT):
            yield lot


def _par_lots(rows: Iterable[Sequence[Any]]) -> Lots:
    suite = iter(rows)
    while lot := list(islice(suite, LOT)):
        yield lot


def _retraits(session: Session, profil: ProfilLu, selection: Selection) -> TableComposee:
    colonnes = (
        Colonne("table", _("Table"), str, obligatoire=False),
        Colonne("id", _("Ligne à effacer"), str, obligatoire=True),
        Colonne("raison", _("Pourquoi"), str, obligatoire=False),
    )

    def lire() -> Lots:
        return _par_lots(
            (r.table, profil.identifiant(r.id), r.raison.value) for r in selection.retraits(session)
        )

    nombre = sum(len(lot) for lot in lire())
    titre = _("À effacer chez vous")
    return TableComposee(RETRAITS, titre, colonnes, nombre, lire, (None, None, None))
