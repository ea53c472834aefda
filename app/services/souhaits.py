"""What a household wishes after the works; a change of mind is a further wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.domain.accompagnement import CodeSouhait
from app.services.champs import valider
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from db.models import Souhait
from db.uow import Transaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class ExprimerSouhait:
    """A wish; `exprime_le` None means today."""

    menage_id: UUID
    code: CodeSouhait
    precision: str = ""
    exprime_le: date | None = None


@dataclass(frozen=True, slots=True)
class RetirerSouhait:
    """It was noted by mistake."""

    souhait_id: UUID


def exprimer(cmd: ExprimerSouhait, uow: UnitOfWork) -> Changes:
    """The wish, beside the former ones; raises `EntreeInvalide("souhait.futur")`."""
    precisions = valider(Souhait, {"precision": cmd.precision}, frozenset({"precision"}))
    with uow.ecriture("souhait.exprimer") as tx:
        charger_menage(tx.session, cmd.menage_id)
        jour = cmd.exprime_le or tx.clock.today()
        if jour > tx.clock.today():
            raise EntreeInvalide("souhait.futur", jour=jour)
        ligne = Souhait(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            code=cmd.code,
            exprime_le=jour,
            **precisions,
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def retirer(cmd: RetirerSouhait, uow: UnitOfWork) -> Changes:
    """The household without that wish; the history keeps it."""
    with uow.ecriture("souhait.retirer") as tx:
        ligne = charger(tx.session, Souhait, cmd.souhait_id)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne)


def _changes(tx: Transaction, ligne: Souhait) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        souhaits={ligne.id},
    )
