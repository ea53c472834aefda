"""The row types the reads of a household return, for those who show them."""

from db.queries.attachements import AttachementFiche, DecisionFiche, PhotoFiche
from db.queries.clotures import ClotureFiche, DocumentFiche
from db.queries.fiche_modele import (
    Attente,
    CiteFiche,
    FicheMenage,
    LogementFiche,
    MenageFiche,
    NatureAttente,
    OccupationFiche,
    PersonneFiche,
    ReferentFiche,
)
from db.queries.fiche_parcours import ProgresFiche
from db.queries.fiche_reclamations import PassageFiche, ReclamationFiche, SuiviFiche
from db.queries.fiche_suivi import (
    AnnonceFiche,
    BesoinFiche,
    ConsentementFiche,
    EngagementFiche,
    EtapeFiche,
    OrientationFiche,
    RendezVousFiche,
    RessentiFiche,
    SouhaitFiche,
    TacheFiche,
)
from db.queries.fil_modele import EntreeFil, Fil, GenreFil, NoteFil, VisiteFil
from db.queries.pratiques import PratiqueFiche
from db.queries.relogement import (
    BesoinsFiche,
    DemenagementFiche,
    IndisponibiliteFiche,
    LienFiche,
    PropositionFiche,
    TrajectoireFiche,
)
from db.queries.temoins import RencontreFiche, TemoinFiche

__all__ = [
    "AnnonceFiche",
    "AttachementFiche",
    "Attente",
    "BesoinFiche",
    "BesoinsFiche",
    "CiteFiche",
    "ClotureFiche",
    "ConsentementFiche",
    "DecisionFiche",
    "DemenagementFiche",
    "DocumentFiche",
    "EngagementFiche",
    "EntreeFil",
    "EtapeFiche",
    "FicheMenage",
    "Fil",
    "GenreFil",
    "IndisponibiliteFiche",
    "LienFiche",
    "LogementFiche",
    "MenageFiche",
    "NatureAttente",
    "NoteFil",
    "OccupationFiche",
    "OrientationFiche",
    "PassageFiche",
    "PersonneFiche",
    "PhotoFiche",
    "PratiqueFiche",
    "ProgresFiche",
    "PropositionFiche",
    "ReclamationFiche",
    "ReferentFiche",
    "RencontreFiche",
    "RendezVousFiche",
    "RessentiFiche",
    "SouhaitFiche",
    "SuiviFiche",
    "TacheFiche",
    "TemoinFiche",
    "TrajectoireFiche",
    "VisiteFil",
]
