"""Households: read, listed, created, changed, merged."""

from app.domain.fusion import Cote
from app.services.menages.ecriture import (
    CHAMPS,
    CHAMPS_PERSONNE,
    CloreSuivi,
    CreerMenage,
    FixerPhase,
    ModifierMenage,
    clore_suivi,
    creer,
    fixer_phase,
    modifier,
    rouvrir_suivi,
)
from app.services.menages.fusion import (
    ApercuFusion,
    ComparerMenages,
    ConflitChamp,
    FusionnerMenages,
    comparer,
    fusionner,
)
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
    "CHAMPS",
    "CHAMPS_PERSONNE",
    "ApercuFusion",
    "CloreSuivi",
    "ComparerMenages",
    "ConflitChamp",
    "Cote",
    "CreerMenage",
    "EntreeFil",
    "FicheMenage",
    "Fil",
    "FixerPhase",
    "FusionnerMenages",
    "GenreFil",
    "LireFiche",
    "LireFil",
    "ModifierMenage",
    "PageMenage",
    "clore_suivi",
    "comparer",
    "creer",
    "fiche",
    "fil",
    "fixer_phase",
    "fusionner",
    "lire_page",
    "modifier",
    "rouvrir_suivi",
]
