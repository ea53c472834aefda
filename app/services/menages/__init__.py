"""Households: read, listed, created, changed, merged."""

from app.domain.fusion import Cote
from app.services.menages.ecriture import (
    CHAMPS,
    CHAMPS_PERSONNE,
    CreerMenage,
    FixerPhase,
    ModifierMenage,
    creer,
    fixer_phase,
    modifier,
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
from app.services.menages.liste import (
    ChercherDoublons,
    CompterMenages,
    DoublonPossible,
    IdsMenages,
    PageMenages,
    compter,
    doublons_possibles,
    ids,
    page,
    phases,
)
from app.services.recherche import Chercher, LigneRecherche, RaisonTrouve, chercher
from db.queries.fiche_modele import FicheMenage
from db.queries.fil_modele import EntreeFil, Fil, GenreFil
from db.queries.menages import FiltreMenages, MenageLigne, TriMenages

__all__ = [
    "CHAMPS",
    "CHAMPS_PERSONNE",
    "ApercuFusion",
    "Chercher",
    "ChercherDoublons",
    "ComparerMenages",
    "CompterMenages",
    "ConflitChamp",
    "Cote",
    "CreerMenage",
    "DoublonPossible",
    "EntreeFil",
    "FicheMenage",
    "Fil",
    "FiltreMenages",
    "FixerPhase",
    "FusionnerMenages",
    "GenreFil",
    "IdsMenages",
    "LigneRecherche",
    "LireFiche",
    "LireFil",
    "MenageLigne",
    "ModifierMenage",
    "PageMenage",
    "PageMenages",
    "RaisonTrouve",
    "TriMenages",
    "chercher",
    "comparer",
    "compter",
    "creer",
    "doublons_possibles",
    "fiche",
    "fil",
    "fixer_phase",
    "fusionner",
    "ids",
    "lire_page",
    "modifier",
    "page",
    "phases",
]
