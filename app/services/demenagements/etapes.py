"""The milestone of a move in the journey of the household: foreseen on the day of the move."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.domain.demenagements import ETAPES, VIVANTS
from db.models import Demenagement, Etape
from db.uow import Transaction


def prevoir_etape(
    tx: Transaction, ligne: Demenagement, avant: date | None
) -> tuple[tuple[str, UUID], ...]:
    """The milestone with the day of the move, or without when it is cancelled; what was touched.

    `avant` is the day it had. A milestone already done keeps what it has: the first departure
    counts.
    """
    code = ETAPES.get(ligne.sens)
    if code is None:
        return ()
    etape = tx.session.scalar(
        select(Etape).where(Etape.menage_id == ligne.menage_id, Etape.code == code)
    )
    if ligne.etat not in VIVANTS:
        return _retirer(tx, etape, avant)
    if etape is None:
        etape = Etape(id=tx.ids.new(), menage_id=ligne.menage_id, code=code.value)
        tx.session.add(etape)
    elif etape.faite_le is not None:
        return ()
    etape.prevue_le = ligne.jour
    if etape.ecartee_le is not None:
        etape.ecartee_le = etape.motif = None  # it takes place after all
    tx.session.flush()
    return (("etapes", etape.id),)


def _retirer(
    tx: Transaction, etape: Etape | None, avant: date | None
) -> tuple[tuple[str, UUID], ...]:
    if etape is None or etape.faite_le is not None or etape.prevue_le != avant:
        return ()
    if etape.ecartee_le is None and etape.motif is None:
        tx.session.delete(etape)  # nothing else was known of it
    else:
        etape.prevue_le = None
    tx.session.flush()
    return (("etapes", etape.id),)
