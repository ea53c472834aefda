"""Households that refused sharing with the bailleur, when one of its files names them.

What the bailleur says of its own tenants may come in; nothing of ours leaves for all that.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.exports import projection
from db.models import Menage, Personne
from db.queries.lignes import liste, parmi

REFUSE = "retour_fichier.partage_refuse"
"""Said of a line about one of them."""


def refusent(session: Session, menages: Iterable[UUID], jour: date) -> frozenset[UUID]:
    """Those of these households whose latest word to the bailleur is a refusal."""
    ids = set(menages)
    if not ids:
        return frozenset()
    requete = select(Menage.id).where(Menage.id.in_(parmi("ids")), projection.refus(jour))
    return frozenset(session.scalars(requete, {"ids": liste(ids)}))


def menages_de(session: Session, personnes: Iterable[UUID]) -> dict[UUID, UUID]:
    """The household of each of these persons."""
    ids = set(personnes)
    if not ids:
        return {}
    requete = select(Personne.id, Personne.menage_id).where(Personne.id.in_(parmi("ids")))
    lues = session.execute(requete, {"ids": liste(ids)})
    return {ligne.id: ligne.menage_id for ligne in lues}
