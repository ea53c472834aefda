"""Words of the accompaniment: visits, promises, needs, steps."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from app.core.errors import EntreeInvalide, RegleMetier


class Canal(StrEnum):
    """How a contact took place."""

    PERMANENCE = "permanence"
    DOMICILE = "domicile"
    TELEPHONE = "telephone"
    COURRIER = "courrier"
    COURRIEL = "courriel"
    PORTE_A_PORTE = "porte_a_porte"
    COLLECTIF = "collectif"


class EtatPermanence(StrEnum):
    """Life of a held session."""

    PREVUE = "prevue"
    OUVERTE = "ouverte"
    CLOSE = "close"
    ANNULEE = "annulee"


class EtatEngagement(StrEnum):
    """What became of a promise made to a household."""

    A_TENIR = "a_tenir"
    TENU = "tenu"
    DEPLACE = "deplace"
    ROMPU = "rompu"


class NatureNote(StrEnum):
    """What a narrative is about."""

    VISITE = "visite"
    OBSERVATION = "observation"
    SUITE = "suite"
    PASSATION = "passation"
    IMPORT = "import"


class FamilleBesoin(StrEnum):
    """A need of the support itself, or a need of the home (never a diagnosis)."""

    ACCOMPAGNEMENT = "accompagnement"
    LOGEMENT = "logement"


class CodeEtape(StrEnum):
    """Dated milestones known from the start; templates add theirs."""

    ENQUETE = "enquete"
    LOGEMENT_TEMOIN = "logement_temoin"
    AVIS_TRAVAUX = "avis_travaux"
    DEMENAGEMENT_ALLER = "demenagement_aller"
    RECEPTION = "reception"
    DEMENAGEMENT_RETOUR = "demenagement_retour"
    PRISE_EN_MAIN = "prise_en_main"


class CodeSouhait(StrEnum):
    """What a household wishes after the works."""

    RETOUR = "retour"
    AUTRE_CITE = "autre_cite"
    AILLEURS = "ailleurs"
    NE_SAIT_PAS = "ne_sait_pas"


class Partenaire(StrEnum):
    """With whom a household may agree to share."""

    BAILLEUR = "bailleur"
    COMMUNE = "commune"
    SERVICES_SOCIAUX = "services_sociaux"
    ENTREPRISES = "entreprises"
    AUTRE = "autre"


INTENSITE_MAX = 5
_DELAI_MAX = timedelta(days=3660)


def verifier_jour_visite(jour: date, aujourdhui: date) -> None:
    """Raise `EntreeInvalide` when a contact would take place tomorrow, or ten years ago."""
    if jour > aujourdhui:
        raise EntreeInvalide("visite.jour_futur", jour=jour)
    if aujourdhui - jour > _DELAI_MAX:
        raise EntreeInvalide("visite.jour_trop_ancien", jour=jour)


def verifier_echeance(pour_le: date | None, depart: date) -> None:
    """Raise `EntreeInvalide` for a due date before the day it was agreed, or ten years on."""
    if pour_le is None:
        return
    if pour_le < depart:
        raise EntreeInvalide("visite.echeance_passee", pour_le=pour_le, jour=depart)
    if pour_le - depart > _DELAI_MAX:
        raise EntreeInvalide("visite.echeance_lointaine", pour_le=pour_le)


def verifier_intensite(intensite: int | None) -> None:
    """Raise `EntreeInvalide("visite.intensite")` outside 1 (light) to 5 (strong)."""
    if intensite is not None and not 1 <= intensite <= INTENSITE_MAX:
        raise EntreeInvalide("visite.intensite", intensite=intensite)


def jours_de_retard(pour_le: date | None, jour: date) -> int:
    """Days past due on `jour`; 0 when due today, later, or without a date."""
    return max(0, (jour - pour_le).days) if pour_le else 0


def regler_engagement(etat: EtatEngagement, vers: EtatEngagement) -> EtatEngagement:
    """The new state of a promise; a promise already settled raises `RegleMetier`."""
    if etat is not EtatEngagement.A_TENIR:
        raise RegleMetier("engagement.deja_regle", etat=etat.value)
    return vers
