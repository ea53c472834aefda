"""What one asks about files that come back, and what is answered: plain frozen values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from app.core.changes import Changes
from app.domain.envois import EtatRetour, GenreRetour
from app.domain.retours import Choix, Issue
from app.services.exports.retours_fichiers.raisons import Raison
from app.services.imports.apercu import Changement
from app.services.imports.lignes import Anomalie


@dataclass(frozen=True, slots=True)
class ListerRetours:
    """Ask for the files that came back; `etats` None: all. `accuses`: receipts among them."""

    etats: frozenset[EtatRetour] | None = None
    accuses: bool = True


@dataclass(frozen=True, slots=True)
class LireRetour:
    """Ask for one file."""

    fichier_id: UUID


@dataclass(frozen=True, slots=True)
class DeposerRetour:
    """A file somebody was given: by mail, on a USB key."""

    chemin: Path


@dataclass(frozen=True, slots=True)
class EcarterRetour:
    """Keep a file aside, with the reason one gives."""

    fichier_id: UUID
    raison: str


@dataclass(frozen=True, slots=True)
class ReprendreRetour:
    """Look again at a file kept aside. `genre`: what a person says it is, None: by its columns."""

    fichier_id: UUID
    genre: GenreRetour | None = None


@dataclass(frozen=True, slots=True)
class DemanderApercu:
    """What a file would change. `genre` None: what it was recognised as.

    `bailleur` is the landlord whose words and columns were remembered, "" for any.
    """

    fichier_id: UUID
    genre: GenreRetour | None = None
    bailleur: str = ""


@dataclass(frozen=True, slots=True)
class FichierRecu:
    """A file that came back: where from, who signed it, what became of it and why."""

    id: UUID
    nom: str
    taille: int
    genre: GenreRetour
    signe: bool
    numero: int | None
    recu_a: datetime
    etat: EtatRetour
    raison: Raison | None
    destination: str | None
    cle: str | None
    cle_verifiee: bool
    present: bool
    """Its bytes are kept: it may be opened."""


@dataclass(frozen=True, slots=True)
class ChoixLigne:
    """One answer to a line that needs one. `raison_demandee`: it takes a sentence as well."""

    cle: str
    code: str
    params: tuple[tuple[str, str], ...] = ()
    raison_demandee: bool = False


GARDER = ChoixLigne(Choix.GARDER.value, Choix.GARDER.value)
PRENDRE = ChoixLigne(Choix.PRENDRE.value, Choix.PRENDRE.value)


@dataclass(frozen=True, slots=True)
class LigneFichier:
    """One line of the file: what it would do, why, and what a person may decide of it."""

    feuille: int
    numero: int
    """The number in the margin of the spreadsheet."""
    titre: str
    issue: Issue
    motifs: tuple[Anomalie, ...] = ()
    changements: tuple[Changement, ...] = ()
    choix: tuple[ChoixLigne, ...] = ()

    @property
    def cle(self) -> tuple[int, int]:
        """What a decision on this line names."""
        return (self.feuille, self.numero)


@dataclass(frozen=True, slots=True)
class ApercuFichier:
    """Everything a file would change; nothing is written yet.

    `avertissements` concern who wrote it and when; `remarques` its sheet and its columns.
    `origine` is the preview of the service that takes the file in, None for the kinds read here.
    """

    demande: DemanderApercu
    fichier: FichierRecu
    genre: GenreRetour
    lignes: tuple[LigneFichier, ...]
    remarques: tuple[Anomalie, ...]
    avertissements: tuple[Anomalie, ...]
    journal_seq: int
    origine: object = field(default=None, repr=False)

    def comptes(self) -> Mapping[Issue, int]:
        """How many lines of each issue, all issues present."""
        comptes = Counter(ligne.issue for ligne in self.lignes)
        return {issue: comptes[issue] for issue in Issue}


@dataclass(frozen=True, slots=True)
class DecisionLigne:
    """What a person answered: the key of a `ChoixLigne`, and a sentence when it asks for one."""

    choix: str
    raison: str = ""


Decisions = Mapping[tuple[int, int], DecisionLigne]


@dataclass(frozen=True, slots=True)
class AppliquerRetour:
    """Write what was previewed, with these decisions (line → answer).

    `accepter_reste`: the person knows that undecided, refused and unknown lines stay out.
    """

    apercu: ApercuFichier
    decisions: Decisions = field(default_factory=lambda: MappingProxyType({}))
    accepter_reste: bool = False


@dataclass(frozen=True, slots=True)
class ResultatFichier:
    """What was written; `comptes` are those of the preview."""

    changes: Changes
    prises: int
    """Lines that were written."""
    gardees: int
    """Conflicts where what we had stays."""
    a_decider: int
    """Conflicts nobody decided: they stay out."""
    comptes: Mapping[Issue, int]

    @property
    def dehors(self) -> int:
        """Lines that stayed out."""
        return self.a_decider + self.comptes[Issue.REFUSEE] + self.comptes[Issue.INCONNUE]
