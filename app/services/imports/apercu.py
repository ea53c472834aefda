"""What an import would do, line by line, before anything is written: plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from app.core.changes import Changes
from app.domain.imports import EtatLigne, Provenance, Sens
from app.services.imports.lignes import Anomalie, Correspondance, Gravite
from db.lots import Brut
from db.queries.imports import LotImporte


@dataclass(frozen=True, slots=True)
class PreparerImport:
    """Read this file and say what it would change."""

    chemin: Path
    profil: str
    bailleur: str = ""
    """Name of the landlord the column mapping is remembered for; "" for any."""
    feuille: str | None = None
    correspondances: Mapping[str, Mapping[str, str | None]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Kind of sheet → header as written → field chosen by the person (None: left aside)."""
    incomplet: bool = False
    """Accept a sheet whose required columns were not recognised: the person will name them."""
    cite_id: UUID | None = None
    """Estate of the dwellings the base does not know yet, when the file does not tell."""


class Insertion(NamedTuple):
    """A row to add, in stored form."""

    table: str
    valeurs: dict[str, Brut]


class MiseAJour(NamedTuple):
    """Columns of one row to replace; with `groupe`, only if the decision on it is to take."""

    table: str
    id: str
    valeurs: dict[str, Brut]
    groupe: str = ""


Action = Insertion | MiseAJour


class Changement(NamedTuple):
    """One value before and after, as one reads it."""

    colonne: str
    libelle: str
    avant: Any
    apres: Any


@dataclass(frozen=True, slots=True)
class Ecart:
    """Values that only make sense together and differ between the base and the file."""

    table: str
    id: str
    groupe: str
    changements: tuple[Changement, ...]
    provenance: Provenance | None = None
    """Who wrote the present value; None when the place was empty."""
    defaut: Sens = Sens.PRENDRE
    raison: str = ""
    """Code of why the default is to keep, when it is not that the team typed it."""

    @property
    def colonne(self) -> tuple[str, str]:
        """What a decision "for the whole column" names."""
        return (self.table, self.groupe)

    @property
    def cle(self) -> tuple[str, str, str]:
        """What a decision on this very value names."""
        return (self.table, self.id, self.groupe)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a line that needs a decision; `code` is worded in `ui.messages`."""

    code: str
    params: tuple[tuple[str, str], ...] = ()
    actions: tuple[Action, ...] = ()
    ecarts: tuple[Ecart, ...] = ()

    @property
    def cle(self) -> str:
        """What a decision names: the code, and its target when several share it."""
        cible = dict(self.params).get("cible", "")
        return f"{self.code}:{cible}" if cible else self.code


@dataclass(frozen=True, slots=True)
class LigneApercu:
    """One line of the file: what it would do, why, and what a person may decide."""

    feuille: int
    numero: int
    """The number in the margin of the spreadsheet."""
    etat: EtatLigne
    titre: str
    """Whom or what the line is about."""
    motifs: tuple[Anomalie, ...] = ()
    ecarts: tuple[Ecart, ...] = ()
    actions: tuple[Action, ...] = ()
    options: tuple[Option, ...] = ()

    @property
    def cle(self) -> tuple[int, int]:
        """What a decision on this line names."""
        return (self.feuille, self.numero)


@dataclass(frozen=True, slots=True)
class FeuilleApercu:
    """One sheet that was read, and which column feeds what."""

    nom: str
    genre: str
    ligne_entete: int
    correspondance: Correspondance
    lues: int
    """Lines of data."""


@dataclass(frozen=True, slots=True)
class Apercu:
    """Everything a file would change; nothing is written yet."""

    commande: PreparerImport
    fichier: str
    format: str
    empreinte: str
    feuilles: tuple[FeuilleApercu, ...]
    lignes: tuple[LigneApercu, ...]
    remarques: tuple[Anomalie, ...]
    communes: tuple[Insertion, ...]
    """Estates and batches that lines refer to and the base does not know."""
    deja: tuple[LotImporte, ...]
    """Earlier imports of the very same file, not undone."""
    journal_seq: int

    def comptes(self) -> dict[EtatLigne, int]:
        """How many lines of each state, all states present."""
        comptes = dict.fromkeys(EtatLigne, 0)
        for ligne in self.lignes:
            comptes[ligne.etat] += 1
        return comptes


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the person chose; anything not named follows its default.

    A value's own decision beats its column's, which beats the one for all.
    """

    valeurs: Mapping[tuple[str, str, str], Sens] = field(
        default_factory=lambda: MappingProxyType({})
    )
    colonnes: Mapping[tuple[str, str], Sens] = field(default_factory=lambda: MappingProxyType({}))
    toutes: Sens | None = None
    lignes: Mapping[tuple[int, int], str] = field(default_factory=lambda: MappingProxyType({}))
    """Line → key of the chosen `Option`."""

    def sens(self, ecart: Ecart) -> Sens:
        """Whose value wins for that difference."""
        choisi = self.valeurs.get(ecart.cle) or self.colonnes.get(ecart.colonne)
        return choisi or self.toutes or ecart.defaut


@dataclass(frozen=True, slots=True)
class AppliquerImport:
    """Write what was previewed, with these decisions."""

    apercu: Apercu
    decisions: Decisions = field(default_factory=Decisions)
    accepter_rejets: bool = False
    """The person knows that rejected and undecided lines stay out."""


@dataclass(frozen=True, slots=True)
class ResultatImport:
    """What was written; `lot_id` is None when there was nothing to write."""

    changes: Changes
    compte: Mapping[EtatLigne, int]
    """Lines really created, changed, identical, rejected, left undecided."""
    lot_id: UUID | None
    valeurs_gardees: int
    """Differences where the present value was kept."""


def motif(
    code: str, gravite: Gravite = Gravite.INFO, *, brut: str = "", colonne: str = "", **params: str
) -> Anomalie:
    """A reason given about a whole line (or one column of it)."""
    return Anomalie(code, gravite, "", colonne, brut, tuple(params.items()))
