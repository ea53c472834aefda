"""A cell that was not understood keeps its whole line out of a return, and says so."""

from __future__ import annotations

from dataclasses import replace

from app.domain.imports import CASES_LAISSEES
from app.services.imports.lignes import Anomalie


def case_refusee(anomalie: Anomalie) -> Anomalie:
    """The same oddity, worded for a line that stays out whole."""
    nom = anomalie.code.removeprefix("import.")
    return (
        replace(anomalie, code=f"retour_fichier.case_{nom}") if nom in CASES_LAISSEES else anomalie
    )
