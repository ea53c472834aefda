"""What a returned file would do, line by line, before anything is written: frozen values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from app.core.changes import Changes
from app.domain.demenagements import Creneau
from app.domain.reclamations import EtatReclamation, SourceSuivi
from app.domain.retours import Choix, Issue, Verdict
from app.services.imports.apercu import FeuilleApercu
from app.services.imports.lignes import Anomalie
from db.queries.imports import LotImporte
from db.queries.retours import ReclamationConnue


@dataclass(frozen=True, slots=True)
class PreparerRetours:
    """Read this file and say what it would change."""

    chemin: Path
    bailleur: str = ""
    """Name of the landlord the words and columns are remembered for; "" for any."""
    correspondances: Mapping[str, Mapping[str, str | None]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Kind of sheet → header as written → field chosen by the person (None: left aside)."""
    etats: Mapping[str, EtatReclamation | None] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Word as written → state chosen by the person (None: a word that tells nothing)."""
    responsables: Mapping[str, UUID | None] = field(default_factory=lambda: MappingProxyType({}))
    """Contractor as written → the responsible party we know (None: nobody of ours)."""
    incomplet: bool = False
    """Accept a sheet whose required columns were not recognised: the person will name them."""


class OrigineMot(StrEnum):
    """Where the meaning of a word comes from."""

    CATALOGUE = "catalogue"
    MEMOIRE = "memoire"
    CHOIX = "choix"
    INCONNU = "inconnu"


@dataclass(frozen=True, slots=True)
class MotDit:
    """A word of theirs for a state, how often it comes, and what it means for us."""

    mot: str
    nombre: int
    etat: EtatReclamation | None
    origine: OrigineMot


@dataclass(frozen=True, slots=True)
class PrestataireDit:
    """A contractor as the file names it, and whom it is for us."""

    nom: str
    nombre: int
    responsable_id: UUID | None
    origine: OrigineMot


@dataclass(frozen=True, slots=True)
class LigneDite:
    """One line as it was read; `numero` is that of the margin of the spreadsheet."""

    numero: int
    reference: str = ""
    ref_bailleur: str = ""
    code_ug: str = ""
    mot: str = ""
    le: date | None = None
    mot_connu: str = ""
    en_reunion: bool = False
    prestataire: str = ""
    commentaire: str = ""
    rdv: date | None = None
    creneau: Creneau = Creneau.JOURNEE
    heure: str = ""
    """ "09:30", "" when unknown."""
    saut: str = ""
    """Why the line is not data, "" when it is."""
    rejet: Anomalie | None = None

    @property
    def source(self) -> SourceSuivi:
        """Who speaks."""
        return SourceSuivi.REUNION if self.en_reunion else SourceSuivi.BAILLEUR


@dataclass(frozen=True, slots=True)
class LigneRetour:
    """One line set against the base: what it would do, why, what a person may decide."""

    dite: LigneDite
    verdict: Verdict
    motifs: tuple[Anomalie, ...] = ()
    """Why, ready to be worded."""
    connue: ReclamationConnue | None = None
    dit_par: SourceSuivi | None = None
    """Who told the state we know."""
    responsable_id: UUID | None = None
    commentaire_neuf: bool = False
    reference_neuve: bool = False
    passage_id: UUID | None = None
    """The appointment still expected that taking the line would move."""

    @property
    def numero(self) -> int:
        """The number in the margin of the spreadsheet."""
        return self.dite.numero

    @property
    def issue(self) -> Issue:
        """What becomes of it."""
        return self.verdict.issue

    @property
    def choix(self) -> tuple[Choix, ...]:
        """What a person may decide of it."""
        return self.verdict.choix


@dataclass(frozen=True, slots=True)
class ApercuRetours:
    """Everything a file would change; nothing is written yet."""

    commande: PreparerRetours
    fichier: str
    format: str
    empreinte: str
    feuille: FeuilleApercu
    source: SourceSuivi
    lignes: tuple[LigneRetour, ...]
    """Every line under the header, those that are not data included."""
    mots: tuple[MotDit, ...]
    prestataires: tuple[PrestataireDit, ...]
    remarques: tuple[Anomalie, ...]
    deja: tuple[LotImporte, ...]
    """Earlier imports of the very same file, not undone."""
    journal_seq: int

    def comptes(self) -> Mapping[Issue, int]:
        """How many lines of each issue, all issues present."""
        comptes = Counter(ligne.issue for ligne in self.lignes)
        return {issue: comptes[issue] for issue in Issue}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person does of one conflict; `raison` is asked when a rejection gives none."""

    choix: Choix
    raison: str = ""


@dataclass(frozen=True, slots=True)
class AppliquerRetours:
    """Write what was previewed, with these decisions (line number → decision).

    `creer` are the contractors (as written) to be known from now on.
    """

    apercu: ApercuRetours
    decisions: Mapping[int, Decision] = field(default_factory=lambda: MappingProxyType({}))
    accepter_reste: bool = False
    """The person knows that undecided, refused and unknown lines stay out."""
    creer: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ResultatRetours:
    """What was written; `lot_id` is None when there was nothing to write."""

    changes: Changes
    lot_id: UUID | None
    appliquees: int
    """Lines taken as they were."""
    tranchees: Mapping[Choix, int]
    """Conflicts by what was decided."""
    a_decider: int
    comptes: Mapping[Issue, int]
    """The preview's own counts."""
    etats: int = 0
    """Complaints whose state changed."""
    echanges: int = 0
    passages: int = 0

    @property
    def dehors(self) -> int:
        """Lines that stayed out: undecided, refused, unknown."""
        return self.a_decider + self.comptes[Issue.REFUSEE] + self.comptes[Issue.INCONNUE]
