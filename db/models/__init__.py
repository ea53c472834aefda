"""SQLAlchemy 2 models: they are the entities, there is no second mapping."""

from db.models.bailleur import Bailleur
from db.models.base import Base, colonnes_partageables, info_de
from db.models.cite import Cite, Tranche
from db.models.logement import Logement, Occupation
from db.models.menage import Consentement, Intervenant, Menage, Personne, Referent
from db.models.parcours import Etape, Reclamation, Souhait
from db.models.permanence import Permanence, PermanenceIntervenant, PermanenceSerie
from db.models.technique import (
    Appareil,
    Brouillon,
    Envoi,
    ImportCorrespondance,
    ImportLot,
    LigneJournal,
    MenageResume,
    Operation,
    OperationCourante,
    Reglage,
    ResumeAFaire,
)
from db.models.visite import (
    Besoin,
    Engagement,
    Note,
    Orientation,
    RendezVous,
    Ressenti,
    Tache,
    Visite,
    VisiteMotif,
)

__all__ = [
    "Appareil",
    "Bailleur",
    "Base",
    "Besoin",
    "Brouillon",
    "Cite",
    "Consentement",
    "Engagement",
    "Envoi",
    "Etape",
    "ImportCorrespondance",
    "ImportLot",
    "Intervenant",
    "LigneJournal",
    "Logement",
    "Menage",
    "MenageResume",
    "Note",
    "Occupation",
    "Operation",
    "OperationCourante",
    "Orientation",
    "Permanence",
    "PermanenceIntervenant",
    "PermanenceSerie",
    "Personne",
    "Reclamation",
    "Referent",
    "Reglage",
    "RendezVous",
    "Ressenti",
    "ResumeAFaire",
    "Souhait",
    "Tache",
    "Tranche",
    "Visite",
    "VisiteMotif",
    "colonnes_partageables",
    "info_de",
]
