"""The bytes of a package, read piece after piece: no transaction stays open between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from app.core.errors import PanneEnvironnement
from app.services.exports.file_envois.etats import ABSENTS
from db.queries import boite_envoi
from db.queries.boite_envoi import ADeposer
from db.uow import UnitOfWork


def octets(colis: ADeposer, uow: UnitOfWork) -> Iterator[bytes]:
    """The bytes of that package, a mebibyte at a time.

    Raises `PanneEnvironnement("envoi.octets_absents")` when some are no longer there (it was given
    up, or acknowledged, meanwhile).
    """
    reste = colis.taille
    for rang in count():
        with uow.lecture() as session:
            morceau = boite_envoi.morceau(session, colis.id, rang)
        if morceau is None:
            break
        reste -= len(morceau)
        yield morceau
    if reste:
        raise PanneEnvironnement(ABSENTS, nom=colis.nom)
