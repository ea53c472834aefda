"""Who may receive a column, and how long it is kept."""

from __future__ import annotations

from enum import StrEnum


class Partage(StrEnum):
    """Sharing class of a column or of a narrative row, from widest to narrowest."""

    BAILLEUR = "bailleur"
    EQUIPE = "equipe"
    CONFIDENTIEL = "confidentiel"


class Destinataire(StrEnum):
    """For whom a document or an export is made."""

    EQUIPE = "equipe"
    MENAGE = "menage"
    BAILLEUR = "bailleur"


class Retention(StrEnum):
    """Group of columns that leave the base together (durations are settings).

    SOCLE: estates, dwellings, catalogues – not personal. IDENTITE: who and how to reach them.
    SUIVI: the social support itself (CNIL référentiel 2021-028: active base 2 years after the
    last contact). TECHNIQUE: operations, logs, imports.
    """

    SOCLE = "socle"
    IDENTITE = "identite"
    SUIVI = "suivi"
    TECHNIQUE = "technique"


def autorise(partage: Partage, destinataire: Destinataire, *, au_menage: bool) -> bool:
    """Whether a column of this class may reach that recipient.

    A document for the team is a follow-up sheet that circulates in meetings, so confidential
    columns do not reach it either; they are read on screen by those who may. The household
    receives what is declared `au_menage`.
    """
    if destinataire is Destinataire.BAILLEUR:
        return partage is Partage.BAILLEUR
    if destinataire is Destinataire.MENAGE:
        return au_menage
    return partage in (Partage.BAILLEUR, Partage.EQUIPE)


def note_autorisee(visibilite: Partage, destinataire: Destinataire) -> bool:
    """Whether one narrative of that visibility may reach that recipient (row by row)."""
    if destinataire is Destinataire.EQUIPE:
        return visibilite is not Partage.CONFIDENTIEL
    return visibilite is Partage.BAILLEUR
