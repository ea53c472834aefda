"""The words of the kinds of entries."""

from __future__ import annotations

from app.core.i18n import N_, _
from app.domain.calendrier import GenreEvenement

_TITRES = {
    GenreEvenement.DEMENAGEMENT: N_("Déménagement"),
    GenreEvenement.PERMANENCE: N_("Permanence"),
    GenreEvenement.RENDEZ_VOUS: N_("Rendez-vous"),
    GenreEvenement.PASSAGE: N_("Passage pour réparer"),
}


def titre_de(genre: GenreEvenement) -> str:
    """ "Déménagement", "Permanence", "Rendez-vous", "Passage pour réparer"."""
    return _(_TITRES[genre])
