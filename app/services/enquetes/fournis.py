"""The questionnaires shipped with the app: proposed, never loaded without being asked."""

from __future__ import annotations

from pathlib import Path

import resources
from app.core.changes import Changes
from app.services.enquetes.questionnaires import ChargerQuestionnaire, charger
from db.uow import UnitOfWork

FICHIERS = ("enquete_sociale_avant.xlsx", "satisfaction_apres.xlsx")


def fichiers() -> tuple[Path, ...]:
    """Where the shipped questionnaires are."""
    return tuple(resources.chemin("questionnaires", nom) for nom in FICHIERS)


def charger_fournis(_demande: object, uow: UnitOfWork) -> Changes:
    """The shipped questionnaires in the base; those already there are left alone."""
    faits = Changes()
    for fichier in fichiers():
        faits |= charger(ChargerQuestionnaire(fichier), uow)
    return faits
