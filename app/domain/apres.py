"""Words of the life after the return: money, energy, and what the team goes on offering."""

from __future__ import annotations

from enum import StrEnum


class MomentLoyer(StrEnum):
    """Before the works, or after the return."""

    AVANT = "avant"
    APRES = "apres"


class SourceLoyer(StrEnum):
    """Where the amounts were read."""

    QUITTANCE = "quittance"
    BAIL = "bail"
    BAILLEUR = "bailleur"
    CAF = "caf"
    DECLARATION = "declaration"


class Energie(StrEnum):
    """What a bill or a meter counts."""

    ELECTRICITE = "electricite"
    GAZ = "gaz"
    FIOUL = "fioul"
    BOIS = "bois"
    CHARBON = "charbon"
    CHALEUR = "chaleur"


class SourceConso(StrEnum):
    """Where a consumption was read."""

    FACTURE = "facture"
    COMPTEUR = "compteur"
    DECLARATION = "declaration"


class GenreSoutien(StrEnum):
    """What the team goes on offering after the return."""

    COACHING_ENERGIE = "coaching_energie"
    ARA = "ara"
    ENTRETIEN = "entretien"
    ACCUEIL_VOISINS = "accueil_voisins"
    ACTION_COLLECTIVE = "action_collective"


class EtatSoutien(StrEnum):
    """What became of it."""

    PROPOSE = "propose"
    INTERESSE = "interesse"
    PREVU = "prevu"
    FAIT = "fait"
    REFUSE = "refuse"


class GenreAction(StrEnum):
    """A collective action of an estate, from a single event to an autonomous group."""

    PONCTUELLE = "ponctuelle"
    REGULIERE = "reguliere"
    AUTONOME = "autonome"
