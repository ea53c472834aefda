"""The illustrated guide of a renovated home: what is asked. Light: no drawing library here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.core.i18n import N_


class TailleGuide(StrEnum):
    """How large its letters are."""

    GRANDE = "grande"
    TRES_GRANDE = "tres_grande"


TAILLES = {
    TailleGuide.GRANDE: N_("grands caractères"),
    TailleGuide.TRES_GRANDE: N_("très grands caractères"),
}


@dataclass(frozen=True, slots=True)
class LireLanguesGuide:
    """Ask which languages the guide of a household can be printed in."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class LanguesGuide:
    """`possibles` beside French, by code with its name; `parlee` is the household's own language
    (code, name) when it is not French. `dire` says in a sentence what is missing, or "".
    """

    possibles: tuple[tuple[str, str], ...]
    parlee: tuple[str, str] | None
    dire: str

    @property
    def proposee(self) -> str | None:
        """The second language to propose: the household's, when the guide exists in it."""
        codes = {code for code, _nom in self.possibles}
        return self.parlee[0] if self.parlee is not None and self.parlee[0] in codes else None


@dataclass(frozen=True, slots=True)
class ImprimerGuide:
    """Print the guide of a household, in the PDF `sortie` or in a folder.

    `langue` is a second language beside French, None for French alone.
    """

    menage_id: UUID
    sortie: Path
    langue: str | None = None
    taille: TailleGuide = TailleGuide.GRANDE


@dataclass(frozen=True, slots=True)
class GuideImprime:
    """The file, its pages, the points it shows, and the languages it speaks ("fr, en")."""

    fichier: Path
    pages: int
    points: int
    langues: str
    envoi_id: UUID | None = None
