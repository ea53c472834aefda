"""Words and rules of a move day: direction, state, crews, keys, meters."""

from __future__ import annotations

from enum import StrEnum


class SensDemenagement(StrEnum):
    """Where a move leads: out to the temporary home, back, or for good."""

    ALLER = "aller"
    RETOUR = "retour"
    DEFINITIF = "definitif"


class EtatDemenagement(StrEnum):
    """Where a move stands."""

    PREVU = "prevu"
    CONFIRME = "confirme"
    FAIT = "fait"
    ANNULE = "annule"


class Creneau(StrEnum):
    """Half of the day a move takes."""

    MATIN = "matin"
    APRES_MIDI = "apres_midi"
    JOURNEE = "journee"


class GenreEquipe(StrEnum):
    """Who is there on the day: the movers, or the pilote social."""

    DEMENAGEURS = "demenageurs"
    PILOTES = "pilotes"


class Fluide(StrEnum):
    """What a meter counts."""

    ELECTRICITE = "electricite"
    GAZ = "gaz"
    EAU = "eau"
    CHALEUR = "chaleur"


class MomentReleve(StrEnum):
    """Whether a reading is taken on leaving a home or on entering one."""

    SORTIE = "sortie"
    ENTREE = "entree"


class SensCle(StrEnum):
    """Keys given to the household, or given back by it."""

    REMISE = "remise"
    RENDUE = "rendue"


class EtatPoint(StrEnum):
    """Where a line of the checklist stands."""

    A_FAIRE = "a_faire"
    FAIT = "fait"
    SANS_OBJET = "sans_objet"
