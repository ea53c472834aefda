"""Paper: household sheets, permanence reports, attendance sheets, lists, the recovery key."""

from app.services.documents.lot import (
    Ecarte,
    Impression,
    ImprimerFiches,
    RaisonEcart,
    fiches,
)

__all__ = ["Ecarte", "Impression", "ImprimerFiches", "RaisonEcart", "fiches"]
