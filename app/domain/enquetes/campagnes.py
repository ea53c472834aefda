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


class MotifRefus(StrEnum):
    """Why a household does not want to answer. "Another time" is no refusal: it is not here."""

    PAS_INTERESSE = "pas_interesse"
    VIE_PRIVEE = "vie_privee"
    DEJA_REPONDU = "deja_repondu"
    CONFIANCE = "confiance"
    SANTE = "pas_en_etat"
    AUTRE = "autre"


MOTIF_ABSENT = "enquete_absent"
"""Reason code of the visits that are attempts: somebody came or called, nobody answered."""

_AVANCE = (
    EtatSuivi.A_FAIRE,
    EtatSuivi.ABSENT,
    EtatSuivi.REFUS,
    EtatSuivi.EN_COURS,
    EtatSuivi.FAITE,
)


def le_plus_avance(un: EtatSuivi, autre: EtatSuivi) -> EtatSuivi:
    """Where two merged households stand together: what was obtained from one is obtained."""
    return max(un, autre, key=_AVANCE.index)


def part_sans_rien_laisser(etat: EtatSuivi) -> bool:
    """Whether a household that moved away leaves the campaign: nothing was obtained from it."""
    return etat in (EtatSuivi.A_FAIRE, EtatSuivi.ABSENT)
