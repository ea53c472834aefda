"""SQLAlchemy 2 models: they are the entities, there is no second mapping."""

from db.models.attachement import Attachement, Contenu, DecisionAttachement, Document, Photo
from db.models.attention import AttentionAFaire, AttentionPause, MenageParcours
from db.models.bailleur import Bailleur
from db.models.base import Base, colonnes_partageables, info_de
from db.models.cite import Cite, ContactCite, Tranche
from db.models.cloture import Cloture
from db.models.engagement import Annonce, ChangementCalendrier, Engagement
from db.models.enquete import (
    Campagne,
    CampagneMenage,
    Enquete,
    EnquetePiece,
    EnqueteSaisie,
    Questionnaire,
    QuestionnairePiece,
    QuestionnaireReglage,
)
from db.models.logement import Logement, Occupation
from db.models.menage import Consentement, Intervenant, Menage, Personne, Referent
from db.models.parcours import Etape, ParcoursAjustement, Pratique, Reclamation, Souhait
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
from db.models.temoin import Rencontre, Temoin
from db.models.visite import (
    Besoin,
    Note,
    Orientation,
    RendezVous,
    Ressenti,
    Tache,
    Visite,
    VisiteMotif,
)

__all__ = [
    "Annonce",
    "Appareil",
    "Attachement",
    "AttentionAFaire",
    "AttentionPause",
    "Bailleur",
    "Base",
    "Besoin",
    "Brouillon",
    "Campagne",
    "CampagneMenage",
    "ChangementCalendrier",
    "Cite",
    "Cloture",
    "Consentement",
    "ContactCite",
    "Contenu",
    "DecisionAttachement",
    "Document",
    "Engagement",
    "Enquete",
    "EnquetePiece",
    "EnqueteSaisie",
    "Envoi",
    "Etape",
    "ImportCorrespondance",
    "ImportLot",
    "Intervenant",
    "LigneJournal",
    "Logement",
    "Menage",
    "MenageParcours",
    "MenageResume",
    "Note",
    "Occupation",
    "Operation",
    "OperationCourante",
    "Orientation",
    "ParcoursAjustement",
    "Permanence",
    "PermanenceIntervenant",
    "PermanenceSerie",
    "Personne",
    "Photo",
    "Pratique",
    "Questionnaire",
    "QuestionnairePiece",
    "QuestionnaireReglage",
    "Reclamation",
    "Referent",
    "Reglage",
    "Rencontre",
    "RendezVous",
    "Ressenti",
    "ResumeAFaire",
    "Souhait",
    "Tache",
    "Temoin",
    "Tranche",
    "Visite",
    "VisiteMotif",
    "colonnes_partageables",
    "info_de",
]
