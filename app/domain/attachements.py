"""Attachments: objects dear to people and what they built in their home, and their photos."""

from __future__ import annotations

from enum import StrEnum


class NatureAttachement(StrEnum):
    """An object somebody holds dear, or something the tenant made or built."""

    OBJET = "objet"
    AMENAGEMENT = "amenagement"


class Decision(StrEnum):
    """What is decided for an attachment."""

    GARDER = "garder"
    ADAPTER = "adapter"
    DEPLACER = "deplacer"
    PHOTOGRAPHIER = "photographier"
    COMPENSER = "compenser"
    PERDU = "perdu"


class AccordPhoto(StrEnum):
    """How far somebody of the household agreed a photo may go.

    DOSSIER: the team's record only. BAILLEUR: the bailleur may see it. PUBLIC: album, exhibition.
    """

    DOSSIER = "dossier"
    BAILLEUR = "bailleur"
    PUBLIC = "public"
