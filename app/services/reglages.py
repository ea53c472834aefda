"""Settings shared by everyone who opens the base."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.core.settings import REGLAGES, Portee
from db.models.technique import Reglage
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class ChangerReglage:
    """Give the setting `cle` the value `valeur`."""

    cle: str
    valeur: bool | int | str


def lire_tous(_demande: None, uow: UnitOfWork) -> dict[str, object]:
    """Every setting kept in the base, by key."""
    with uow.lecture() as session:
        lignes = session.execute(select(Reglage.nom, Reglage.valeur))
        return {ligne.nom: ligne.valeur for ligne in lignes}


def changer(cmd: ChangerReglage, uow: UnitOfWork) -> Changes:
    """Keep the value; raises `EntreeInvalide("reglages.refuse")` outside what is declared."""
    declare = next((r for r in REGLAGES if r.cle == cmd.cle and r.portee is Portee.BASE), None)
    if declare is None or not declare.accepte(cmd.valeur):
        raise EntreeInvalide("reglages.refuse", reglage=declare.texte if declare else cmd.cle)
    with uow.ecriture("reglage.changer") as tx:
        ligne = tx.session.scalar(select(Reglage).where(Reglage.nom == cmd.cle))
        if ligne is None:
            ligne = Reglage(id=tx.ids.new(), nom=cmd.cle, valeur=cmd.valeur)
            tx.session.add(ligne)
        else:
            ligne.valeur = cmd.valeur
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, reglages={ligne.id})
