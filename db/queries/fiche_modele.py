"""Row types of the household page and of the printed sheet.

Every field named like a column holds that column: `table` says of which table, so that a document
projects a row with `colonnes_partageables(Base.metadata.tables[row.table], destinataire)`. Fields
that are no column of that table (an age, a name read through a key) are listed in `derives` with
the columns (`table.column`) they come from: they travel only where those columns may.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from app.domain.logements import ClasseDpe, EtatLogement, NatureOccupation
from app.domain.menages import (
    Civilite,
    FaitsDatesDuParcours,
    Information,
    Lien,
    Phase,
    Role,
    StatutMenage,
    Suivi,
)
from app.domain.relogements import MotifDepart
from db.queries.attachements import AttachementFiche
from db.queries.avant_apres import QuittanceFiche, VolontaireFiche
from db.queries.clotures import ClotureFiche, DocumentFiche
from db.queries.contacts import ContactFiche
from db.queries.fiche_apres import EtatFiche, ReceptionFiche
from db.queries.fiche_parcours import ProgresFiche
from db.queries.fiche_reclamations import ReclamationFiche
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
    TacheFiche,
)
from db.queries.lignes import INTERVENANT, Derives
from db.queries.pratiques import PratiqueFiche
from db.queries.prises_en_main import PointPriseFiche, PriseFiche
from db.queries.relogement import (
    BesoinsFiche,
    DemenagementFiche,
    IndisponibiliteFiche,
    LienFiche,
    PropositionFiche,
    ReportFiche,
    TrajectoireFiche,
)
from db.queries.soutiens import SoutienFiche
from db.queries.temoins import RencontreFiche, TemoinFiche

_RIEN: Derives = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MenageFiche:
    """The household itself."""

    table: ClassVar[str] = "menage"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    nom: str
    numero_contrat: str | None
    statut: StatutMenage
    ayant_droit: bool
    date_entree: date | None
    nb_occupants: int | None
    loyer: Decimal | None
    charges: Decimal | None
    apl: Decimal | None
    loyer_date: date | None
    ressources: Decimal | None
    ressources_date: date | None
    issu_de_id: UUID | None
    langue: str | None
    contact_prefere: str | None
    phase_forcee: Phase | None
    phase_motif: str | None
    parcours: str | None
    parcours_motif: str | None
    suivi: Suivi
    fusionne_dans_id: UUID | None


@dataclass(frozen=True, slots=True)
class PersonneFiche:
    """A person of the household; `age_ans` is the age on the day of the sheet.

    `partie_le` is the day it left, or died: it is then among `FicheMenage.parties`.
    """

    table: ClassVar[str] = "personne"
    derives: ClassVar[Derives] = MappingProxyType(
        {"age_ans": ("personne.naissance", "personne.age", "personne.age_le")}
    )

    id: UUID
    civilite: Civilite | None
    nom: str
    prenom: str | None
    naissance: date | None
    age: int | None
    age_le: date | None
    lien: Lien
    titulaire: bool
    tel_fixe: str | None
    tel_mobile: str | None
    courriel: str | None
    langue: str | None
    contact_prefere: str | None
    information: Information
    information_precision: str | None
    partie_le: date | None
    partie_motif: MotifDepart | None
    age_ans: int | None = None

    @property
    def nom_complet(self) -> str:
        """ "Jadwiga Wójcik"."""
        return f"{self.prenom or ''} {self.nom}".strip()


@dataclass(frozen=True, slots=True)
class LogementFiche:
    """A dwelling."""

    table: ClassVar[str] = "logement"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    code_ug: str
    cite_id: UUID
    tranche_id: UUID | None
    numero: str | None
    repetition: str | None
    voie: str | None
    complement: str | None
    code_postal: str | None
    commune: str | None
    typologie: str | None
    nb_pieces: int | None
    surface: Decimal | None
    annee: int | None
    type_construction: str | None
    conventionne: bool | None
    qpv: bool | None
    dpe_avant: ClasseDpe | None
    ges_avant: ClasseDpe | None
    dpe_avant_date: date | None
    dpe_apres: ClasseDpe | None
    ges_apres: ClasseDpe | None
    dpe_apres_date: date | None
    loyer_conventionne: Decimal | None
    plain_pied: bool | None
    jardin: bool | None
    dependances: str | None
    garage: bool | None
    animaux: bool | None
    chambres: int | None
    etat: EtatLogement

    @property
    def adresse(self) -> str:
        """ "14 bis Rue de Stockholm", "" when nothing is known."""
        return " ".join(p for p in (self.numero, self.repetition, self.voie) if p)


@dataclass(frozen=True, slots=True)
class CiteFiche:
    """The estate of the home, with the contact card of its permanence."""

    table: ClassVar[str] = "cite"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "bailleur": ("bailleur.nom",),
            "bailleur_telephone": ("bailleur.telephone",),
            "bailleur_courriel": ("bailleur.courriel",),
        }
    )

    id: UUID
    nom: str
    communes: str
    epci: str | None
    unesco: str | None
    operation: str | None
    fictive: bool
    lieu_permanence: str | None
    telephone: str | None
    courriel: str | None
    bailleur: str | None = None
    bailleur_telephone: str | None = None
    bailleur_courriel: str | None = None


@dataclass(frozen=True, slots=True)
class TrancheFiche:
    """The works batch of the home."""

    table: ClassVar[str] = "tranche"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    nom: str
    debut_travaux: date | None
    fin_travaux: date | None
    reception: date | None


@dataclass(frozen=True, slots=True)
class PermanenceHabituelle:
    """A weekly permanence of the estate (0 = Monday)."""

    table: ClassVar[str] = "permanence_serie"
    derives: ClassVar[Derives] = _RIEN

    jour_semaine: int
    debut: time
    fin: time | None
    lieu: str


@dataclass(frozen=True, slots=True)
class OccupationFiche:
    """One line of the ledger of who lives where, with its dwelling."""

    table: ClassVar[str] = "occupation"
    derives: ClassVar[Derives] = MappingProxyType({"logement": ("logement.id",)})

    id: UUID
    logement_id: UUID
    nature: NatureOccupation
    debut: date | None
    fin: date | None
    fin_prevue: date | None
    logement: LogementFiche


@dataclass(frozen=True, slots=True)
class ReferentFiche:
    """A staff member in charge of the household; `fin` is None while it lasts."""

    table: ClassVar[str] = "referent"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "nom": INTERVENANT,
            "organisme": ("intervenant.organisme",),
            "telephone": ("intervenant.telephone",),
            "courriel": ("intervenant.courriel",),
        }
    )

    id: UUID
    intervenant_id: UUID
    role: Role
    debut: date | None
    fin: date | None
    nom: str
    organisme: str | None
    telephone: str | None
    courriel: str | None


class NatureAttente(StrEnum):
    """What kind of thing waits."""

    ANNONCE = "annonce"
    TACHE = "tache"
    ENGAGEMENT = "engagement"
    RENDEZ_VOUS = "rendez_vous"
    RECLAMATION = "reclamation"


@dataclass(frozen=True, slots=True)
class Attente:
    """One thing that waits now: what must be told, late things, then by day, then without a day.

    `objet` is the row it comes from, to be projected like any other. A complaint waits for the day
    of its clock, or of its next appointment when that comes first.
    """

    nature: NatureAttente
    pour_le: date | None
    en_retard: bool
    objet: AnnonceFiche | TacheFiche | EngagementFiche | RendezVousFiche | ReclamationFiche


@dataclass(frozen=True, slots=True)
class FicheMenage:
    """Everything the household page and its printed sheet show, the chronology apart.

    `foyer` is the home the household is known by, `actuel` where it lives on `jour` when that is
    elsewhere; clocks of complaints are looked at on `instant`. Blocks are complete: a document
    keeps only what its recipient may receive.
    """

    jour: date
    instant: datetime
    menage: MenageFiche
    phase: Phase
    faits: FaitsDatesDuParcours
    derniere_visite: date | None
    nb_visites: int
    foyer: LogementFiche | None
    actuel: LogementFiche | None
    cite: CiteFiche | None
    tranche: TrancheFiche | None
    permanences: tuple[PermanenceHabituelle, ...]
    contacts: tuple[ContactFiche, ...]
    personnes: tuple[PersonneFiche, ...]
    parties: tuple[PersonneFiche, ...]
    referents: tuple[ReferentFiche, ...]
    occupations: tuple[OccupationFiche, ...]
    etapes: tuple[EtapeFiche, ...]
    souhaits: tuple[SouhaitFiche, ...]
    trajectoires: tuple[TrajectoireFiche, ...]
    propositions: tuple[PropositionFiche, ...]
    besoins_relogement: BesoinsFiche | None
    liens: tuple[LienFiche, ...]
    indisponibilites: tuple[IndisponibiliteFiche, ...]
    demenagements: tuple[DemenagementFiche, ...]
    reports: tuple[ReportFiche, ...]
    besoins: tuple[BesoinFiche, ...]
    ressentis: tuple[RessentiFiche, ...]
    engagements: tuple[EngagementFiche, ...]
    taches: tuple[TacheFiche, ...]
    rendez_vous: tuple[RendezVousFiche, ...]
    reclamations: tuple[ReclamationFiche, ...]
    consentements: tuple[ConsentementFiche, ...]
    orientations: tuple[OrientationFiche, ...]
    progres: ProgresFiche | None
    pratiques: tuple[PratiqueFiche, ...]
    attachements: tuple[AttachementFiche, ...]
    temoignages: tuple[TemoinFiche, ...]
    rencontres: tuple[RencontreFiche, ...]
    clotures: tuple[ClotureFiche, ...]
    documents: tuple[DocumentFiche, ...]
    annonces: tuple[AnnonceFiche, ...]
    attente: tuple[Attente, ...]
    receptions: tuple[ReceptionFiche, ...]
    etats_des_lieux: tuple[EtatFiche, ...]
    prises: tuple[PriseFiche, ...]
    points_pris: tuple[PointPriseFiche, ...]
    soutiens: tuple[SoutienFiche, ...]
    quittances: tuple[QuittanceFiche, ...]
    volontaires: tuple[VolontaireFiche, ...]
