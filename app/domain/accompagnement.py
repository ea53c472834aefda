"""Words of the accompaniment: visits, promises, needs, steps, complaints."""

from __future__ import annotations

from enum import StrEnum


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


class EtatReclamation(StrEnum):
    """State of a complaint."""

    RECUE = "recue"
    EN_COURS = "en_cours"
    PLANIFIEE = "planifiee"
    CLOSE = "close"
    REJETEE = "rejetee"


class Partenaire(StrEnum):
    """With whom a household may agree to share."""

    BAILLEUR = "bailleur"
    COMMUNE = "commune"
    SERVICES_SOCIAUX = "services_sociaux"
    ENTREPRISES = "entreprises"
    AUTRE = "autre"
