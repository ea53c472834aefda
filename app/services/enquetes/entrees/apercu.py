"""What a file of answers would bring, line by line, and what a person decides of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from app.core.changes import Changes
from app.domain.imports import EtatLigne


@dataclass(frozen=True, slots=True)
class PreparerEntree:
    """Look at a file of answers to a form. `colonne` is the head of the one naming households."""

    identifiant: str
    fichier: Path
    colonne: str = ""


@dataclass(frozen=True, slots=True)
class Motif:
    """Something to know of a line: worded from its code, with question, value and message."""

    code: str
    question: str = ""
    valeur: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Candidat:
    """A household a line may tell of."""

    menage_id: UUID
    titre: str


@dataclass(frozen=True, slots=True)
class LigneEntree:
    """One questionnaire of the file. `numero` is its line in the main sheet.

    `fautes` are answers that do not hold, `notes` what else is to be known of it.
    """

    numero: int
    reference: str
    titre: str
    etat: EtatLigne
    questionnaire_id: UUID
    version: str
    commencee_le: date
    terminee_le: date
    reponses: Mapping[str, object]
    menage_id: UUID | None = None
    menage: str = ""
    candidats: tuple[Candidat, ...] = ()
    fautes: tuple[Motif, ...] = ()
    notes: tuple[Motif, ...] = ()


@dataclass(frozen=True, slots=True)
class ApercuEntree:
    """A file looked at: where it comes from, its lines, and what none of them can tell."""

    commande: PreparerEntree
    titre: str
    source: str
    """"kobo", "odk" or "tableau"."""
    empreinte: str
    entetes: tuple[str, ...]
    lignes: tuple[LigneEntree, ...]
    remarques: tuple[Motif, ...] = ()

    def comptes(self) -> Counter[EtatLigne]:
        """How many lines stand in each state."""
        return Counter(ligne.etat for ligne in self.lignes)


@dataclass(frozen=True, slots=True)
class AppliquerEntree:
    """Keep the new lines.

    `menages` says of which household undecided lines are; `accepter_fautes` takes lines with
    answers that do not hold, as they are; `accepter_reste` agrees that the other lines stay out.
    """

    apercu: ApercuEntree
    menages: Mapping[int, UUID] = field(default_factory=lambda: MappingProxyType({}))
    accepter_fautes: bool = False
    accepter_reste: bool = False
    campagne_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ResultatEntree:
    """What was kept: `changes.operation` undoes it as a whole; None when nothing was new."""

    changes: Changes
    compte: Mapping[EtatLigne, int]
