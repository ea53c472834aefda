"""Households: read, listed, created, changed, merged."""

from app.services.menages.lecture import (
    LireFiche,
    LireFil,
    PageMenage,
    fiche,
    fil,
    lire_page,
)
from db.queries.fiche_modele import FicheMenage
from db.queries.fil import EntreeFil, Fil, GenreFil

__all__ = [
    "EntreeFil",
    "FicheMenage",
    "Fil",
    "GenreFil",
    "LireFiche",
    "LireFil",
    "PageMenage",
    "fiche",
    "fil",
    "lire_page",
]
