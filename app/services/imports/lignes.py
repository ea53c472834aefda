"""What reading a file gives: plain frozen values, before anything is compared with the base.

The way of a file: `lecture.ouvrir` → `Classeur` of `FeuilleBrute` → `reperage.reperer`
→ `Tableau` (header line found) → `correspondance.proposer` → `Correspondance` (column → field)
→ `lecture_typee.lire_lignes` → `Feuille` of `LigneLue` (typed values, anomalies, rejections).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

Cellule = str | float | int | bool | date | datetime | time | timedelta
"""A cell as the spreadsheet library or the CSV reader gives it; "" when empty."""

Valeur = str | int | bool | date | Decimal
"""A cell once understood. Unknown ("n.c.", empty) is the absence of the key, never a value."""


class Gravite(StrEnum):
    """How much a person must look at an anomaly."""

    INFO = "info"
    """Understood and repaired without doubt: told, nothing asked."""
    A_CONFIRMER = "a_confirmer"
    """A proposal was made (two persons, a lost letter): a person should confirm it."""
    IGNOREE = "ignoree"
    """The cell was not understood: its field is left untouched, the line goes on."""


class Saut(StrEnum):
    """Why a line of the sheet is not data."""

    VIDE = "vide"
    TOTAL = "total"
    ENTETE_REPETEE = "entete_repetee"
    TITRE = "titre"


@dataclass(frozen=True, slots=True)
class Anomalie:
    """One oddity of one cell; `code` is worded in `ui.messages.imports`."""

    code: str
    gravite: Gravite
    champ: str
    colonne: str
    """The header as the file writes it ("" when the whole line is meant)."""
    brut: str
    """The cell as the file writes it."""
    params: tuple[tuple[str, str], ...] = ()

    def parametres(self, numero: int) -> dict[str, object]:
        """The values its sentence needs: {ligne}, {colonne}, {valeur} and its own."""
        return {"ligne": numero, "colonne": self.colonne, "valeur": self.brut, **dict(self.params)}


@dataclass(frozen=True, slots=True)
class LigneLue:
    """One line of a sheet, typed. `valeurs` holds only what is known and understood."""

    numero: int
    """The number the person sees in the margin of the spreadsheet (the first line is 1)."""
    valeurs: Mapping[str, Valeur]
    anomalies: tuple[Anomalie, ...] = ()
    rejet: Anomalie | None = None
    """Why the line cannot be used whatever the base holds."""
    saut: Saut | None = None
    """Set when the line is not data (blank, total, repeated header); `valeurs` is then empty."""
    sans_ug: bool = False
    """The file gives no code UG here: reconciliation may still match address and contract."""

    @property
    def ignoree(self) -> bool:
        """True when the line is not data."""
        return self.saut is not None

    @property
    def utilisable(self) -> bool:
        """True when the line is data and is not rejected."""
        return self.saut is None and self.rejet is None


@dataclass(frozen=True, slots=True)
class Feuille:
    """All lines of one sheet read with one mapping."""

    nom: str
    profil: str
    genre: str
    """Kind of sheet within the profile: "parc", "locataires", "suivi" or "passages"."""
    lignes: tuple[LigneLue, ...]

    def donnees(self) -> Iterator[LigneLue]:
        """The lines that can be used."""
        return (ligne for ligne in self.lignes if ligne.utilisable)


@dataclass(frozen=True, slots=True)
class FeuilleBrute:
    """A sheet as read: rows of cells, the first row being line 1 of the spreadsheet."""

    nom: str
    lignes: Sequence[Sequence[Cellule]]
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Classeur:
    """A file as read, whatever its format."""

    chemin: Path
    format: str
    """"xlsx", "xls", "ods" or "csv"."""
    empreinte: str
    """SHA-256 of the bytes, in hexadecimal: the same file is recognised."""
    feuilles: tuple[FeuilleBrute, ...]
    encodage: str | None = None
    """For a text file: "utf-8", "iso8859-15", "cp1252", "cp850", "utf-16"."""
    separateur: str | None = None
    """For a text file: ";", ",", "|" or a tab."""
    extension_trompeuse: bool = False
    """The content is not of the format its name announces."""


@dataclass(frozen=True, slots=True)
class Tableau:
    """A sheet whose header line was found."""

    feuille: FeuilleBrute
    genre: str
    ligne_entete: int
    """Line number of the header as the person sees it."""
    entetes: tuple[str, ...]
    """One text per column, made unique ("Tél.", "Tél. (2)"); "" for a column without header."""
    score: float
    """0 to 1: how well this header suits the profile."""


class Indice(StrEnum):
    """What made us propose a field for a column."""

    MEMOIRE = "memoire"
    EXACT = "exact"
    PROCHE = "proche"
    CONTENU = "contenu"
    CHOIX = "choix"
    AUCUN = "aucun"


@dataclass(frozen=True, slots=True)
class ColonneProposee:
    """One column of the file and what we propose to do with it."""

    position: int
    entete: str
    entete_pliee: str
    champ: str | None
    """None: left aside."""
    confiance: float
    """0 to 1."""
    indice: Indice
    ecartee: str | None = None
    """Code of the reason when a column is left aside on purpose (data minimisation)."""
    exemples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correspondance:
    """Which column goes to which field, for one sheet."""

    genre: str
    colonnes: tuple[ColonneProposee, ...]
    manquants: tuple[str, ...] = ()
    """Required fields that no column gives."""

    def champs(self) -> dict[str, int]:
        """Field → position of its column."""
        return {c.champ: c.position for c in self.colonnes if c.champ is not None}

    def memoire(self) -> dict[str, str | None]:
        """Folded header → field (None: left aside), to be remembered for the next file."""
        return {c.entete_pliee: c.champ for c in self.colonnes if c.entete_pliee}

    @property
    def non_reconnues(self) -> tuple[ColonneProposee, ...]:
        """Columns with a header for which nothing was found."""
        return tuple(c for c in self.colonnes if c.champ is None and c.ecartee is None)


@dataclass(frozen=True, slots=True)
class Candidat:
    """A profile the file could belong to."""

    genre: str
    score: float


@dataclass(frozen=True, slots=True)
class LotLu:
    """Everything one file gives for one profile, ready for reconciliation."""

    classeur: Classeur
    profil: str
    tableaux: tuple[Tableau, ...]
    correspondances: tuple[Correspondance, ...]
    feuilles: tuple[Feuille, ...]
    remarques: tuple[Anomalie, ...] = field(default=())
    """What concerns the file as a whole (misleading extension, characters lost, sheets left)."""
