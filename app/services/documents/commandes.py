"""What can be printed, and what printing answers. Light: no drawing library is loaded here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.domain.catalogues import Catalogues
from app.domain.partage import Destinataire


class RaisonEcart(StrEnum):
    """Why a household has no sheet in the batch."""

    REFUS = "refus"
    REUNI = "reuni"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Ecarte:
    """A household left out, and why; `nom` is "" when it is not known."""

    menage_id: UUID
    nom: str
    raison: RaisonEcart


@dataclass(frozen=True, slots=True)
class ImprimerFiches:
    """Print the sheets of given households, of an estate or of a tranche, for one reader.

    `sortie` is a folder, or the PDF file itself when everything goes in one file. Sheets for
    households always start on a fresh sheet of paper; `recto` asks it for the others too.
    """

    pour: Destinataire
    sortie: Path
    menage_ids: tuple[UUID, ...] | None = None
    cite_id: UUID | None = None
    tranche_id: UUID | None = None
    un_fichier: bool = True
    recto: bool = False
    clos: bool = False
    catalogues: Catalogues | None = None


@dataclass(frozen=True, slots=True)
class Impression:
    """What was printed, and who was left out."""

    fichiers: tuple[Path, ...]
    pages: int
    menages: int
    ecartes: tuple[Ecarte, ...] = ()
    envoi_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ImprimerPermanence:
    """Print the report, or the attendance sheet, of a session to the PDF file `sortie`."""

    permanence_id: UUID
    sortie: Path
    catalogues: Catalogues | None = None


@dataclass(frozen=True, slots=True)
class ImprimerListe:
    """Print a list to the PDF file `sortie`."""

    liste: Liste
    sortie: Path


@dataclass(frozen=True, slots=True)
class ImprimerLettres:
    """Print to the PDF file `sortie` a letter for each household that must still be told.

    Of an estate, of a change of timetable, or just these announcements.
    """

    sortie: Path
    cite_id: UUID | None = None
    changement_id: UUID | None = None
    annonce_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class ImprimerAPrevenir:
    """Print to the PDF file `sortie` the list of households to tell; `lieu` is said in its header.

    Of an estate, of a change of timetable, or just these announcements.
    """

    sortie: Path
    lieu: str = ""
    cite_id: UUID | None = None
    changement_id: UUID | None = None
    annonce_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class ImprimerCouverture:
    """Print how far good practices went in an estate, or one of its batches; no name is on it."""

    sortie: Path
    lieu: str
    cite_id: UUID
    tranche_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Imprime:
    """One file, and its number of pages."""

    fichier: Path
    pages: int


@dataclass(frozen=True, slots=True)
class Liste:
    """A title, what was filtered, columns and rows, all as people read them.

    `compte` says how many rows when they are not households.
    """

    titre: str
    jour: date
    colonnes: tuple[str, ...]
    lignes: Sequence[tuple[str, ...]]
    filtre: str = ""
    lieu: str = ""
    compte: str = ""


@dataclass(frozen=True, slots=True)
class PageDeCle:
    """A recovery key as it was written ("7KQ4-…"), the base it opens, when it was made."""

    cle: str
    base: str
    instant: datetime
