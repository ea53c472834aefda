"""The milestones of a household's journey: foreseen on a day, done on another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.domain.accompagnement import CodeEtape
from app.services.champs import poser
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from db.models import Etape
from db.uow import Transaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class NoterEtape:
    """The days of one milestone, as they are known now; None takes a day away."""

    menage_id: UUID
    code: CodeEtape
    prevue_le: date | None = None
    faite_le: date | None = None


@dataclass(frozen=True, slots=True)
class RetirerEtape:
    """The milestone does not concern this household."""

    etape_id: UUID


def noter(cmd: NoterEtape, uow: UnitOfWork) -> Changes:
    """The milestone with these days, one row per household and code.

    Raises `EntreeInvalide`: "etape.sans_date", "etape.futur" (done on a day still to come).
    """
    if cmd.prevue_le is None and cmd.faite_le is None:
        raise EntreeInvalide("etape.sans_date")
    with uow.ecriture("etape.noter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        if cmd.faite_le is not None and cmd.faite_le > tx.clock.today():
            raise EntreeInvalide("etape.futur", jour=cmd.faite_le)
        ligne = tx.session.scalar(
            select(Etape).where(Etape.menage_id == cmd.menage_id, Etape.code == cmd.code)
        )
        if ligne is None:
            ligne = Etape(id=tx.ids.new(), menage_id=cmd.menage_id, code=cmd.code)
            tx.session.add(ligne)
        if not poser(ligne, {"prevue_le": cmd.prevue_le, "faite_le": cmd.faite_le}):
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _changes(tx, ligne)


def retirer(cmd: RetirerEtape, uow: UnitOfWork) -> Changes:
    """The household without that milestone; the history keeps it."""
    with uow.ecriture("etape.retirer") as tx:
        ligne = charger(tx.session, Etape, cmd.etape_id)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne)


def _changes(tx: Transaction, ligne: Etape) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        etapes={ligne.id},
    )
