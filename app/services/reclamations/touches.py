"""What a write of complaints tells the rest of the app."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from app.core.changes import Changes
from db.models import Reclamation
from db.uow import Transaction


def changes(
    tx: Transaction, lignes: Iterable[Reclamation], principal: UUID | None = None
) -> Changes:
    """The complaints, their households, homes, cases and réceptions."""
    touchees = list(lignes)
    return Changes.of(
        principal=principal or (touchees[0].id if touchees else None),
        operation=tx.operation,
        reclamations={r.id for r in touchees},
        menages={r.menage_id for r in touchees if r.menage_id},
        logements={r.logement_id for r in touchees if r.logement_id},
        dossiers={r.dossier_id for r in touchees if r.dossier_id},
        receptions={r.reception_id for r in touchees if r.reception_id},
    )
