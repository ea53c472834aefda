"""Attachments: objects dear to people and what they built in their home, and their photos."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from app.core.errors import EntreeInvalide

# Days a photo taken away can still come back; an agreement withdrawn erases at once.
JOURS_AVANT_PURGE = 7


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


class EtatAttachement(StrEnum):
    """What an attachment waits for: a decision, its being told to the household, nothing."""

    A_DECIDER = "a_decider"
    A_DIRE = "a_dire"
    DIT = "dit"


# Losing something one made oneself is never announced without a reason.
RAISON_DUE = frozenset({Decision.COMPENSER, Decision.PERDU})
_ORDRE = tuple(EtatAttachement)


class Decidee(Protocol):
    """A decision, as far as its standing is concerned."""

    @property
    def dit_le(self) -> date | None:
        """When the household was told."""


class Suivable(Protocol):
    """An attachment with its decisions, latest first."""

    @property
    def decisions(self) -> Sequence[Decidee]:
        """Its decisions, latest first."""

    @property
    def signale_le(self) -> date:
        """When somebody spoke of it."""


S = TypeVar("S", bound=Suivable)


def etat(decisions: Sequence[Decidee]) -> EtatAttachement:
    """Where an attachment stands, from its decisions, latest first.

    Only the latest counts: telling an older one does not tell what was decided since.
    """
    if not decisions:
        return EtatAttachement.A_DECIDER
    return EtatAttachement.DIT if decisions[0].dit_le else EtatAttachement.A_DIRE


def ranger(attachements: Sequence[S]) -> list[S]:
    """What waits first: to be decided, to be told, then the rest; within each, oldest first."""
    return sorted(attachements, key=lambda a: (_ORDRE.index(etat(a.decisions)), a.signale_le))


def verifier_jour(jour: date, aujourdhui: date) -> date:
    """`jour`; raises `EntreeInvalide("attachement.futur")` when it has not come yet."""
    if jour > aujourdhui:
        raise EntreeInvalide("attachement.futur", jour=jour)
    return jour


def verifier_decision(decision: Decision, motif: str | None) -> None:
    """Raises `EntreeInvalide("attachement.raison")` when that decision owes a reason."""
    if decision in RAISON_DUE and not motif:
        raise EntreeInvalide("attachement.raison")


def verifier_dit(dit_le: date, decidee_le: date, aujourdhui: date) -> date:
    """`dit_le`; raises `EntreeInvalide` ("attachement.futur", "attachement.dit_avant")."""
    verifier_jour(dit_le, aujourdhui)
    if dit_le < decidee_le:
        raise EntreeInvalide("attachement.dit_avant", jour=dit_le, decidee=decidee_le)
    return dit_le
