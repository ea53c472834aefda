"""Words of a campaign: when it takes place, and where each household stands in it."""

from __future__ import annotations

from enum import StrEnum


class MomentCampagne(StrEnum):
    """Before the works, after the return, or another occasion."""

    AVANT = "avant"
    APRES = "apres"
    AUTRE = "autre"


class EtatSuivi(StrEnum):
    """Where a household stands in a campaign."""

    A_FAIRE = "a_faire"
    ABSENT = "absent"
    REFUS = "refus"
    EN_COURS = "en_cours"
    FAITE = "faite"


class EtatEnquete(StrEnum):
    """Life of one filled questionnaire."""

    EN_COURS = "en_cours"
    TERMINEE = "terminee"
    ABANDONNEE = "abandonnee"
