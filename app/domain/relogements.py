"""Words of rehousing: trajectory, offers of homes, what a household needs of a home."""

from __future__ import annotations

from enum import StrEnum


class Trajectoire(StrEnum):
    """Where a household goes in the end (seed 000: return, same estate or commune, departure)."""

    RETOUR = "retour"
    CITE = "cite"
    COMMUNE = "commune"
    AILLEURS = "ailleurs"


class ReponseProposition(StrEnum):
    """What a household answered to the offer of a home."""

    EN_ATTENTE = "en_attente"
    ACCEPTEE = "acceptee"
    REFUSEE = "refusee"
    RETIREE = "retiree"


class MotifRefus(StrEnum):
    """Why an offered home was refused, in the words committees count."""

    LOYER = "loyer"
    TAILLE = "taille"
    ACCESSIBILITE = "accessibilite"
    QUARTIER = "quartier"
    ELOIGNEMENT = "eloignement"
    ETAT = "etat"
    EXTERIEUR = "exterieur"
    ANIMAUX = "animaux"
    AUTRE = "autre"


class NatureLien(StrEnum):
    """Why two households should stay near each other."""

    VOISINS = "voisins"
    FAMILLE = "famille"
    ENTRAIDE = "entraide"


class MotifDepart(StrEnum):
    """Why a person no longer belongs to a household."""

    DECES = "deces"
    DECOHABITATION = "decohabitation"
    AUTRE = "autre"
