"""Answers that come in from KoboToolbox or ODK Central: shown first, then kept as a whole."""

from app.services.enquetes.entrees.apercu import (
    ApercuEntree,
    AppliquerEntree,
    Candidat,
    LigneEntree,
    Motif,
    PreparerEntree,
    ResultatEntree,
)
from app.services.enquetes.entrees.application import appliquer
from app.services.enquetes.entrees.preparation import preparer

__all__ = [
    "ApercuEntree",
    "AppliquerEntree",
    "Candidat",
    "LigneEntree",
    "Motif",
    "PreparerEntree",
    "ResultatEntree",
    "appliquer",
    "preparer",
]
