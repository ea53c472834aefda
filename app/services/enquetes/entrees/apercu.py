"""What a file of answers would bring, line by line, and what a person decides of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
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

    @property
    def en_double(self) -> bool:
        """Whether the file already gave it above."""
        return any(m.code == "enquete.depot.en_double" for m in self.fautes)


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

    def retenues(self) -> Iterator[tuple[LigneEntree, UUID]]:
        """The lines that go in, each with its household."""
        for ligne in self.apercu.lignes:
            menage_id = self.menages.get(ligne.numero, ligne.menage_id)
            if ligne.etat is EtatLigne.IDENTIQUE or ligne.en_double or menage_id is None:
                continue
            if self.accepter_fautes or not ligne.fautes:
                yield ligne, menage_id

    def comptes(self) -> Counter[EtatLigne]:
        """How many lines go in (`NOUVEAU`), and why the others do not."""
        dedans = {ligne.numero for ligne, _menage in self.retenues()}
        compte: Counter[EtatLigne] = Counter()
        for ligne in self.apercu.lignes:
            etat = EtatLigne.NOUVEAU if ligne.numero in dedans else ligne.etat
            if etat is EtatLigne.REJETE and self.accepter_fautes and not ligne.en_double:
                etat = EtatLigne.A_DECIDER  # accepted as it is, but nobody knows whose it is
            compte[etat] += 1
        return compte


@dataclass(frozen=True, slots=True)
class ResultatEntree:
    """What was kept: `changes.operation` undoes it as a whole; None when nothing was new."""

    changes: Changes
    compte: Mapping[EtatLigne, int]
