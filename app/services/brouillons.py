"""Drafts: what is being typed, kept in the encrypted base until the form is saved.

A draft is no act of the team: it is written outside the journal and belongs to who typed it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from db.engine import traduire
from db.models.technique import Brouillon
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class GarderBrouillon:
    """Keep the JSON content of the form named `cle`."""

    cle: str
    contenu: str


@dataclass(frozen=True, slots=True)
class OublierBrouillon:
    """Forget the draft of the form named `cle`."""

    cle: str


@dataclass(frozen=True, slots=True)
class LireBrouillon:
    """Ask for the draft of the form named `cle`."""

    cle: str


def garder(cmd: GarderBrouillon, uow: UnitOfWork) -> None:
    """The draft is on disk when this returns; raises `PanneEnvironnement`."""
    contenu = json.loads(cmd.contenu)
    maintenant = uow.clock.now()
    ajout = insert(Brouillon).values(
        id=uow.ids.new(), formulaire=_nom(cmd.cle, uow), contenu=contenu, maj_a=maintenant
    )
    remplace = ajout.on_conflict_do_update(
        index_elements=["formulaire"], set_={"contenu": contenu, "maj_a": maintenant}
    )
    with _ecrire(uow) as connexion:
        connexion.execute(remplace)


def oublier(cmd: OublierBrouillon, uow: UnitOfWork) -> None:
    """No draft is left under that name; raises `PanneEnvironnement`."""
    with _ecrire(uow) as connexion:
        connexion.execute(delete(Brouillon).where(Brouillon.formulaire == _nom(cmd.cle, uow)))


def lire(cmd: LireBrouillon, uow: UnitOfWork) -> str | None:
    """The JSON content of the draft, or None."""
    with uow.lecture() as session:
        contenu = session.scalar(
            select(Brouillon.contenu).where(Brouillon.formulaire == _nom(cmd.cle, uow))
        )
    return None if contenu is None else json.dumps(contenu, ensure_ascii=False, sort_keys=True)


def _nom(cle: str, uow: UnitOfWork) -> str:
    return f"{uow.auteur.nom}|{cle}"


@contextmanager
def _ecrire(uow: UnitOfWork) -> Iterator[Connection]:
    try:
        with uow.engine.begin() as connexion:
            yield connexion
    except Exception as erreur:
        panne = traduire(erreur)
        if panne is not None:
            raise panne from erreur
        raise
