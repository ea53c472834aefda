"""What follows from the réception of a dwelling: the milestone of its households."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.i18n import _, date_courte
from app.domain.accompagnement import CodeEtape
from app.domain.logements import NatureOccupation
from db.models import Etape, Occupation
from db.uow import Transaction

_CHEZ_SOI = (NatureOccupation.ORIGINE, NatureOccupation.DEFINITIF)


def noter_etape(tx: Transaction, logement_id: UUID, le: date) -> tuple[set[UUID], set[UUID]]:
    """The milestone of the réception done on `le` for the households whose home this is.

    Says which households and which milestones it touched.
    """
    menages = concernes(tx, logement_id, le)
    touchees: set[UUID] = set()
    for menage_id in sorted(menages):
        etape = _etape(tx, menage_id)
        if etape is None:
            etape = Etape(id=tx.ids.new(), menage_id=menage_id, code=CodeEtape.RECEPTION.value)
            tx.session.add(etape)
        etape.faite_le = le
        if etape.ecartee_le is not None:
            etape.ecartee_le = etape.motif = None  # it took place after all
        touchees.add(etape.id)
    tx.session.flush()
    return menages, touchees


def defaire_etape(tx: Transaction, logement_id: UUID, le: date) -> tuple[set[UUID], set[UUID]]:
    """That milestone not done any more, where it was done on `le`; what it touched."""
    menages = concernes(tx, logement_id, le)
    touchees: set[UUID] = set()
    for menage_id in sorted(menages):
        etape = _etape(tx, menage_id)
        if etape is None or etape.faite_le != le:
            continue
        touchees.add(etape.id)
        if etape.prevue_le is None and etape.motif is None:
            tx.session.delete(etape)  # nothing else was known of it
        else:
            etape.faite_le = None
    tx.session.flush()
    return menages, touchees


def ecarter_etape(tx: Transaction, logement_id: UUID, le: date) -> tuple[set[UUID], set[UUID]]:
    """That milestone set aside since the refusal of `le`, whatever the timetable of the batch says.

    One somebody noted as done stays. Says what it touched.
    """
    menages = concernes(tx, logement_id, le)
    touchees: set[UUID] = set()
    for menage_id in sorted(menages):
        etape = _etape(tx, menage_id)
        if etape is not None and etape.faite_le is not None:
            continue
        if etape is None:
            etape = Etape(id=tx.ids.new(), menage_id=menage_id, code=CodeEtape.RECEPTION.value)
            tx.session.add(etape)
        etape.ecartee_le, etape.motif = le, _motif(le)
        touchees.add(etape.id)
    tx.session.flush()
    return menages, touchees


def reprendre_etape(tx: Transaction, logement_id: UUID, le: date) -> tuple[set[UUID], set[UUID]]:
    """That milestone as the journey has it, where the refusal of `le` set it aside."""
    menages = concernes(tx, logement_id, le)
    touchees: set[UUID] = set()
    for menage_id in sorted(menages):
        etape = _etape(tx, menage_id)
        if etape is None or (etape.ecartee_le, etape.motif) != (le, _motif(le)):
            continue
        touchees.add(etape.id)
        if etape.prevue_le is None:
            tx.session.delete(etape)  # nothing else was known of it
        else:
            etape.ecartee_le = etape.motif = None
    tx.session.flush()
    return menages, touchees


def _motif(le: date) -> str:
    return _("Réception refusée le {jour}.").format(jour=date_courte(le))


def concernes(tx: Transaction, logement_id: UUID, le: date) -> set[UUID]:
    """The households whose own home it was when its works were received.

    Away in a temporary home they keep theirs, or are foreseen back in it; who came to live there
    afterwards for the first time has no works to see received.
    """
    sejours = tx.session.execute(
        select(Occupation.menage_id, Occupation.debut, Occupation.fin).where(
            Occupation.logement_id == logement_id, Occupation.nature.in_(_CHEZ_SOI)
        )
    ).all()
    avant = {m for m, debut, _fin in sejours if debut is None or debut <= le}
    encore = {m for m, _debut, fin in sejours if fin is None or fin > le}
    return avant & encore


def _etape(tx: Transaction, menage_id: UUID) -> Etape | None:
    return tx.session.scalar(
        select(Etape).where(Etape.menage_id == menage_id, Etape.code == CodeEtape.RECEPTION.value)
    )
