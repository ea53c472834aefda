"""Households that should stay near each other while they are away."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.domain.relogements import NatureLien
from app.services.champs import poser, valider
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from db.models import LienMenages
from db.queries import relogement as lecture
from db.queries.relogement import LienFiche
from db.uow import Transaction, UnitOfWork

__all__ = [
    "DelierMenages",
    "LienFiche",
    "LierMenages",
    "ListerLiens",
    "ModifierLien",
    "delier",
    "lier",
    "lister",
    "modifier",
]


@dataclass(frozen=True, slots=True)
class LierMenages:
    """These two should stay near each other; which one is named first does not matter."""

    menage_id: UUID
    autre_id: UUID
    nature: NatureLien
    precision: str = ""


@dataclass(frozen=True, slots=True)
class ModifierLien:
    """Say otherwise why they should stay near each other."""

    lien_id: UUID
    nature: NatureLien
    precision: str = ""


@dataclass(frozen=True, slots=True)
class DelierMenages:
    """They need not stay near each other any more."""

    lien_id: UUID


@dataclass(frozen=True, slots=True)
class ListerLiens:
    """Ask whom a household should stay near."""

    menage_id: UUID


def lier(cmd: LierMenages, uow: UnitOfWork) -> Changes:
    """The link; raises `RegleMetier` ("lien.soi", "lien.deja", "menage.fusionne")."""
    precisions = valider(LienMenages, {"precision": cmd.precision}, frozenset({"precision"}))
    with uow.ecriture("lien.lier") as tx:
        un = charger_menage(tx.session, cmd.menage_id)
        autre = charger_menage(tx.session, cmd.autre_id)
        if un.id == autre.id:
            raise RegleMetier("lien.soi", menage=un.nom)
        deja = tx.session.scalars(
            select(LienMenages.id).where(
                or_(
                    and_(LienMenages.menage_id == un.id, LienMenages.autre_id == autre.id),
                    and_(LienMenages.menage_id == autre.id, LienMenages.autre_id == un.id),
                )
            )
        ).first()
        if deja is not None:
            raise RegleMetier("lien.deja", menage=autre.nom)
        ligne = LienMenages(
            id=tx.ids.new(), menage_id=un.id, autre_id=autre.id, nature=cmd.nature, **precisions
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def modifier(cmd: ModifierLien, uow: UnitOfWork) -> Changes:
    """The link with another reason; nothing is written when it already says so."""
    precisions = valider(LienMenages, {"precision": cmd.precision}, frozenset({"precision"}))
    with uow.ecriture("lien.modifier") as tx:
        ligne = charger(tx.session, LienMenages, cmd.lien_id)
        if not poser(ligne, {"nature": cmd.nature, **precisions}):
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _changes(tx, ligne)


def delier(cmd: DelierMenages, uow: UnitOfWork) -> Changes:
    """Both households without that link; the history keeps it."""
    with uow.ecriture("lien.delier") as tx:
        ligne = charger(tx.session, LienMenages, cmd.lien_id)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne)


def lister(demande: ListerLiens, uow: UnitOfWork) -> tuple[LienFiche, ...]:
    """Whom it should stay near, by name, whoever noted it."""
    with uow.lecture() as session:
        return lecture.liens(session.connection(), demande.menage_id)


def _changes(tx: Transaction, ligne: LienMenages) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id, ligne.autre_id},
        liens={ligne.id},
    )
