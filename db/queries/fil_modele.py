"""Row types of the chronology of a household: its entries, and what each tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.domain.accompagnement import Canal, NatureNote
from app.domain.partage import Partage
from db.queries.attachements import AttachementFiche
from db.queries.avant_apres import QuittanceFiche, VolontaireFiche
from db.queries.clotures import ClotureFiche
from db.queries.fiche_apres import EtatFiche, ReceptionFiche
from db.queries.fiche_modele import OccupationFiche, PersonneFiche
from db.queries.fiche_reclamations import PassageFiche, ReclamationFiche, SuiviFiche
from db.queries.fiche_suivi import (
    AnnonceFiche,
    BesoinFiche,
    ConsentementFiche,
    EngagementFiche,
    EtapeFiche,
    OrientationFiche,
    RendezVousFiche,
    RessentiFiche,
    SouhaitFiche,
)
from db.queries.lignes import Derives
from db.queries.pratiques import PratiqueFiche
from db.queries.prises_en_main import PriseFiche
from db.queries.relogement import (
    DemenagementFiche,
    PropositionFiche,
    ReportFiche,
    TrajectoireFiche,
)
from db.queries.soutiens import SoutienFiche
from db.queries.temoins import RencontreFiche, TemoinFiche


class GenreFil(StrEnum):
    """Kinds of entries of the chronology, by which it is filtered."""

    VISITE = "visite"
    NOTE = "note"
    ARRIVEE = "arrivee"
    DEPART = "depart"
    ETAPE = "etape"
    SOUHAIT = "souhait"
    RECLAMATION = "reclamation"
    SUIVI = "suivi"
    PASSAGE = "passage"
    RENDEZ_VOUS = "rendez_vous"
    ENGAGEMENT = "engagement"
    REGLEMENT = "reglement"
    CHANGEMENT = "changement"
    ANNONCE = "annonce"
    CONSENTEMENT = "consentement"
    PRATIQUE = "pratique"
    ATTACHEMENT = "attachement"
    DECISION = "decision"
    TEMOIGNAGE = "temoignage"
    RENCONTRE = "rencontre"
    CLOTURE = "cloture"
    REOUVERTURE = "reouverture"
    TRAJECTOIRE = "trajectoire"
    PROPOSITION = "proposition"
    REPONSE = "reponse"
    DEMENAGEMENT = "demenagement"
    REPORT = "report"
    PERSONNE = "personne"
    RECEPTION = "reception"
    ETAT_DES_LIEUX = "etat_des_lieux"
    PRISE_EN_MAIN = "prise_en_main"
    SOUTIEN = "soutien"
    LOYER = "loyer"
    ENERGIE = "energie"


@dataclass(frozen=True, slots=True)
class NoteFil:
    """A narrative; it leaves only as far as its own `visibilite` (`note_autorisee`).

    A note that was corrected does not appear: its correction does, with `remplace_id`.
    """

    table: ClassVar[str] = "note"
    derives: ClassVar[Derives] = {"auteur": ("intervenant.prenom", "intervenant.nom")}

    id: UUID
    visite_id: UUID | None
    nature: NatureNote
    texte: str
    visibilite: Partage
    ecrite_a: datetime
    jour: date
    remplace_id: UUID | None
    auteur: str | None


@dataclass(frozen=True, slots=True)
class VisiteFil:
    """A contact with all that came out of it."""

    table: ClassVar[str] = "visite"
    derives: ClassVar[Derives] = {
        "intervenant": ("intervenant.prenom", "intervenant.nom"),
        "lieu": ("permanence.lieu",),
        "motifs": ("visite_motif.code",),
    }

    id: UUID
    permanence_id: UUID | None
    canal: Canal
    jour: date
    heure: time | None
    intervenant: str | None
    lieu: str | None
    motifs: tuple[str, ...] = ()
    notes: tuple[NoteFil, ...] = ()
    ressentis: tuple[RessentiFiche, ...] = ()
    besoins: tuple[BesoinFiche, ...] = ()
    engagements: tuple[EngagementFiche, ...] = ()
    orientations: tuple[OrientationFiche, ...] = ()


Contenu = (
    VisiteFil
    | NoteFil
    | OccupationFiche
    | EtapeFiche
    | SouhaitFiche
    | ReclamationFiche
    | SuiviFiche
    | PassageFiche
    | RendezVousFiche
    | EngagementFiche
    | AnnonceFiche
    | ConsentementFiche
    | PratiqueFiche
    | AttachementFiche
    | TemoinFiche
    | RencontreFiche
    | ClotureFiche
    | TrajectoireFiche
    | PropositionFiche
    | DemenagementFiche
    | ReportFiche
    | PersonneFiche
    | ReceptionFiche
    | EtatFiche
    | PriseFiche
    | SoutienFiche
    | QuittanceFiche
    | VolontaireFiche
)


@dataclass(frozen=True, slots=True)
class EntreeFil:
    """One thing that happened on `jour`; `contenu` says what, by `genre`.

    `id` is that of the row that tells it: for a decision the decision's own, `contenu` being the
    attachment with that decision alone. A promise settled, something told, an offer answered have
    an entry of their own beside the day they were opened. A person has one when it left or died, a
    move when it was confirmed or cancelled: the day it takes place is told by the ledger.
    """

    genre: GenreFil
    id: UUID
    jour: date
    heure: time | None
    contenu: Contenu


@dataclass(frozen=True, slots=True)
class Fil:
    """One page of the chronology; `total` counts all entries of the kinds asked for."""

    entrees: tuple[EntreeFil, ...]
    total: int
    debut: int
