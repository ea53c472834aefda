"""A cell that was not understood keeps its whole line out of a return, and says so."""

from __future__ import annotations

from dataclasses import replace

from app.services.imports.lignes import Anomalie

CASES = frozenset(
    {
        "date_illisible", "date_impossible", "date_improbable", "annee_seule", "mois_seul",
        "nombre_illisible", "nombre_negatif", "nombre_improbable", "code_abrege", "creneau",
    }
)  # fmt: skip
"""What an import says of a cell it leaves out while it takes the rest; here the line stays out."""


def case_refusee(anomalie: Anomalie) -> Anomalie:
    """The same oddity, worded for a line that stays out whole."""
    nom = anomalie.code.removeprefix("import.")
    return replace(anomalie, code=f"retour_fichier.case_{nom}") if nom in CASES else anomalie
