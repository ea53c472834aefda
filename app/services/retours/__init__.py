"""What comes back about complaints: files of the bailleur, sheets filled during a meeting.

`preparer` shows what a file would change, `appliquer` writes what is agreed in one transaction
undoable as a whole, `compte_rendu` says either as plain data.
"""

from app.domain.retours import Choix, Issue
from app.services.retours.application import appliquer
from app.services.retours.compte_rendu import compte_rendu
from app.services.retours.modele import (
    ApercuRetours,
    AppliquerRetours,
    Decision,
    LigneDite,
    LigneRetour,
    MotDit,
    OrigineMot,
    PreparerRetours,
    PrestataireDit,
    ResultatRetours,
)
from app.services.retours.mots import ETATS_CHOISISSABLES
from app.services.retours.preparation import preparer
from db.queries.retours import ReclamationConnue

__all__ = [
    "ETATS_CHOISISSABLES",
    "ApercuRetours",
    "AppliquerRetours",
    "Choix",
    "Decision",
    "Issue",
    "LigneDite",
    "LigneRetour",
    "MotDit",
    "OrigineMot",
    "PreparerRetours",
    "PrestataireDit",
    "ReclamationConnue",
    "ResultatRetours",
    "appliquer",
    "compte_rendu",
    "preparer",
]
