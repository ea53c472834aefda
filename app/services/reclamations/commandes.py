"""What one asks about complaints: opening one, following it to its end, taking it with others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from uuid import UUID

from app.core.changes import Changes
from app.domain.accompagnement import Canal
from app.domain.demenagements import Creneau
from app.domain.reclamations import (
    EtatPassage,
    EtatReclamation,
    GenreEchange,
    Interlocuteur,
    MotifReclamation,
    NatureReclamation,
    OrigineReclamation,
    SensEchange,
    SourceSuivi,
    Urgence,
)
from app.services.images import Collee, ImageReduite


@dataclass(frozen=True, slots=True)
class OuvrirReclamation:
    """A complaint about a home, or a réserve when it names a réception.

    `menage_id` None: a réserve of an empty home, `logement_id` then says which. `logement_id`
    None: the home the household is known by. `urgence` None: that of the category. `ouverte_le`
    None: now, hour included; a day without `ouverte_a` counts from noon.
    """

    menage_id: UUID | None
    categorie: str
    description: str
    logement_id: UUID | None = None
    lieu: str | None = None
    urgence: Urgence | None = None
    origine: OrigineReclamation = OrigineReclamation.AUTRE
    nature: NatureReclamation = NatureReclamation.RECLAMATION
    ouverte_le: date | None = None
    ouverte_a: time | None = None
    responsable_id: UUID | None = None
    reception_id: UUID | None = None
    visite_id: UUID | None = None
    dossier_id: UUID | None = None
    contact: str | None = None
    reference_bailleur: str | None = None


@dataclass(frozen=True, slots=True)
class QualifierReclamation:
    """What the defect is, how fast it must be seen to, by whom: every field as it must become.

    A received one becomes qualified; `le` (today when None) dates that.
    """

    reclamation_id: UUID
    categorie: str
    lieu: str | None
    urgence: Urgence
    description: str
    responsable_id: UUID | None = None
    contact: str | None = None
    reference_bailleur: str | None = None
    le: date | None = None


@dataclass(frozen=True, slots=True)
class CorrigerOuverture:
    """When and how it really came to be known; the clocks follow."""

    reclamation_id: UUID
    ouverte_le: date
    ouverte_a: time | None = None
    origine: OrigineReclamation = OrigineReclamation.AUTRE


@dataclass(frozen=True, slots=True)
class ChangerEtatReclamation:
    """Where the complaint stands since `le` (today when None), and who said so.

    `motif` and `raison` say why one ends without its household, or is opened again.
    """

    reclamation_id: UUID
    etat: EtatReclamation
    le: date | None = None
    source: SourceSuivi = SourceSuivi.EQUIPE
    motif: MotifReclamation | None = None
    raison: str = ""


@dataclass(frozen=True, slots=True)
class Repondre:
    """What the household was answered; the first answer stops its clock.

    `le` None: now. `heure` None on another day: noon.
    """

    reclamation_id: UUID
    texte: str
    canal: Canal | None = None
    le: date | None = None
    heure: time | None = None


@dataclass(frozen=True, slots=True)
class Securiser:
    """The danger is out of the way; `le` None: now."""

    reclamation_id: UUID
    le: date | None = None
    heure: time | None = None


@dataclass(frozen=True, slots=True)
class NoterEchange:
    """A word exchanged about the complaint; `le` None: today.

    One said to the household (`EMIS`, `MENAGE`) is an answer: it stops that clock.
    """

    reclamation_id: UUID
    texte: str
    interlocuteur: Interlocuteur
    genre: GenreEchange = GenreEchange.ECHANGE
    sens: SensEchange = SensEchange.EMIS
    canal: Canal | None = None
    le: date | None = None
    heure: time | None = None
    responsable_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ProposerPassage:
    """An appointment for the repair; `accepte`: the household already said yes.

    `responsable_id` None: the one of the complaint.
    """

    reclamation_id: UUID
    jour: date
    creneau: Creneau = Creneau.JOURNEE
    heure: time | None = None
    responsable_id: UUID | None = None
    precision: str = ""
    accepte: bool = False


@dataclass(frozen=True, slots=True)
class ChangerPassage:
    """What became of an appointment; `reparee`: kept, and the repair is done that day."""

    passage_id: UUID
    etat: EtatPassage
    precision: str = ""
    reparee: bool = False


@dataclass(frozen=True, slots=True)
class DeplacerPassage:
    """The appointment on another day, to be accepted again unless `accepte`."""

    passage_id: UUID
    jour: date
    creneau: Creneau = Creneau.JOURNEE
    heure: time | None = None
    precision: str = ""
    accepte: bool = False


@dataclass(frozen=True, slots=True)
class PreparerPhotos:
    """Read files (or pasted pictures) of a defect; nothing is stored.

    `reclamation_id` None for one not opened yet.
    """

    sources: tuple[Path | Collee, ...]
    reclamation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AjouterPhotos:
    """Photos of a defect, already reduced; `montrable`: whoever repairs may see them."""

    reclamation_id: UUID
    images: tuple[ImageReduite, ...]
    legende: str = ""
    prise_le: date | None = None
    montrable: bool = True


@dataclass(frozen=True, slots=True)
class CorrigerPhoto:
    """The legend of a photo, its day, and whether whoever repairs may see it."""

    photo_id: UUID
    legende: str = ""
    prise_le: date | None = None
    montrable: bool = True


@dataclass(frozen=True, slots=True)
class RetirerPhoto:
    """Take a photo away: undoing brings it back for a week; `effacer`: its bytes at once."""

    photo_id: UUID
    effacer: bool = False


@dataclass(frozen=True, slots=True)
class LirePhoto:
    """Ask for a photo in full size."""

    photo_id: UUID


@dataclass(frozen=True, slots=True)
class LireVignettes:
    """Ask for thumbnails."""

    photo_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Regrouper:
    """Follow these complaints as one case; `categorie` and `responsable_id` None: what they share.

    The case's responsable is given to the members that have none.
    """

    reclamation_ids: tuple[UUID, ...]
    titre: str
    categorie: str | None = None
    responsable_id: UUID | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class ModifierDossier:
    """The words and the responsable of a case, as they must become."""

    dossier_id: UUID
    titre: str
    responsable_id: UUID | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Joindre:
    """More complaints of the same defect."""

    dossier_id: UUID
    reclamation_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Detacher:
    """That complaint is another matter: it leaves its case."""

    reclamation_id: UUID


@dataclass(frozen=True, slots=True)
class ChangerEtatDossier:
    """Where every open complaint of the case stands now; fields as for one complaint.

    Neither confirmed nor contested: each household says so for its own home.
    """

    dossier_id: UUID
    etat: EtatReclamation
    le: date | None = None
    source: SourceSuivi = SourceSuivi.EQUIPE
    motif: MotifReclamation | None = None
    raison: str = ""


@dataclass(frozen=True, slots=True)
class DossierChange(Changes):
    """The members that changed, counted, and the references of the open ones that could not."""

    changees: int = 0
    laissees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposerRegroupements:
    """Ask which complaints look like one defect; `cite_id` None: in every estate."""

    cite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RegroupementPropose:
    """The same category at the same place in several homes of a batch, not grouped yet."""

    categorie: str
    lieu: str | None
    tranche_id: UUID | None
    tranche: str
    reclamation_ids: tuple[UUID, ...]
    references: tuple[str, ...]
    logements: int
    premiere: date
    derniere: date
