"""Paper: household sheets, permanence reports, attendance sheets, lists, the recovery key."""

from app.services.documents.cle_de_secours import PageDeCle
from app.services.documents.feuilles import (
    Imprime,
    ImprimerListe,
    ImprimerPermanence,
    imprimer_compte_rendu,
    imprimer_emargement,
    imprimer_liste,
    page_de_cle,
)
from app.services.documents.liste import Liste
from app.services.documents.lot import (
    Ecarte,
    Impression,
    ImprimerFiches,
    RaisonEcart,
    fiches,
)

__all__ = [
    "Ecarte",
    "Impression",
    "Imprime",
    "ImprimerFiches",
    "ImprimerListe",
    "ImprimerPermanence",
    "Liste",
    "PageDeCle",
    "RaisonEcart",
    "fiches",
    "imprimer_compte_rendu",
    "imprimer_emargement",
    "imprimer_liste",
    "page_de_cle",
]
