"""What a bailleur sends back as files: kept, checked, previewed, applied in one transaction.

Signed or not, nothing of a file is written before a person saw it; what contradicts us is decided
by a person.
"""

from app.domain.retours import Issue
from app.services.exports.retours_fichiers.application import appliquer
from app.services.exports.retours_fichiers.compte_rendu import compte_rendu
from app.services.exports.retours_fichiers.lecture import lire, lister
from app.services.exports.retours_fichiers.modele import (
    ApercuFichier,
    AppliquerRetour,
    ChoixLigne,
    DecisionLigne,
    DemanderApercu,
    DeposerRetour,
    EcarterRetour,
    FichierRecu,
    LigneFichier,
    LireRetour,
    ListerRetours,
    ReprendreRetour,
    ResultatFichier,
)
from app.services.exports.retours_fichiers.preparation import apercu
from app.services.exports.retours_fichiers.raisons import Raison
from app.services.exports.retours_fichiers.reception import (
    deposer,
    ecarter,
    recevoir,
    recevoir_demesure,
    reprendre,
)
from app.services.imports.apercu import Changement

__all__ = [
    "ApercuFichier",
    "AppliquerRetour",
    "Changement",
    "ChoixLigne",
    "DecisionLigne",
    "DemanderApercu",
    "DeposerRetour",
    "EcarterRetour",
    "FichierRecu",
    "Issue",
    "LigneFichier",
    "LireRetour",
    "ListerRetours",
    "Raison",
    "ReprendreRetour",
    "ResultatFichier",
    "apercu",
    "appliquer",
    "compte_rendu",
    "deposer",
    "ecarter",
    "lire",
    "lister",
    "recevoir",
    "recevoir_demesure",
    "reprendre",
]
