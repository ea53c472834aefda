"""All that the rehousing of a household takes to be read: where it goes, needs, offers, family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.domain.budget import Budget
from app.domain.logements import EtatLogement
from app.domain.propositions import COMPTEES
from app.domain.relogements import ReponseProposition, Trajectoire
from app.domain.trajectoires import apres_acceptation
from app.services import besoins_relogement, trajectoires
from app.services.besoins_relogement import BesoinPropose, BesoinsLus, Source
from app.services.chargement import charger
from app.services.trajectoires import TrajectoireLue
from db.models import Logement, Menage, MenageResume, Proposition
from db.queries.chartes import charte
from db.queries.fiche_modele import FicheMenage
from db.queries.relogement import PropositionFiche
from db.uow import UnitOfWork

__all__ = [
    "AutreProposition",
    "BesoinPropose",
    "BesoinsLus",
    "DossierRelogement",
    "LireRelogement",
    "Parent",
    "Source",
    "TrajectoireLue",
    "budget_actuel",
    "budget_propose",
    "comptees",
    "lire",
]


@dataclass(frozen=True, slots=True)
class LireRelogement:
    """Ask for what the sheet of a household does not tell of its rehousing."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class AutreProposition:
    """The same home is offered to somebody else: who, and what they answered."""

    menage_id: UUID
    menage: str
    reponse: ReponseProposition


@dataclass(frozen=True, slots=True)
class Parent:
    """A household this one comes from, or that comes from it."""

    menage_id: UUID
    nom: str


@dataclass(frozen=True, slots=True)
class DossierRelogement:
    """Where it goes, what it needs, what the charter foresees, who else is concerned.

    `autres` and `suites` are by offer: who else is offered that home, and the trajectory to propose
    once it is accepted (for a home for good, not a temporary one). `prevues` is the number of
    offers of the charter, `preavis` its notice in days.
    """

    trajectoire: TrajectoireLue
    besoins: BesoinsLus
    prevues: int
    preavis: int
    autres: Mapping[UUID, tuple[AutreProposition, ...]]
    suites: Mapping[UUID, Trajectoire]
    issu_de: Parent | None
    issus: tuple[Parent, ...]


def lire(demande: LireRelogement, uow: UnitOfWork) -> DossierRelogement:
    """The rehousing of that household; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        menage = charger(session, Menage, demande.menage_id)
        resume = session.scalars(
            select(MenageResume).where(MenageResume.menage_id == menage.id)
        ).first()
        cite_id = resume.cite_id if resume is not None else None
        tranche_id = resume.tranche_id if resume is not None else None
        # Without an estate nobody agreed on anything: the defaults of the app hold.
        regles = charte(session, cite_id or menage.id, tranche_id)
        return DossierRelogement(
            trajectoire=trajectoires.lire_dans(session, menage.id),
            besoins=besoins_relogement.lire_dans(session, menage.id, uow.clock.today()),
            prevues=regles.nb_propositions,
            preavis=regles.preavis_jours,
            autres=_autres(session, menage.id),
            suites=_suites(session, menage.id, resume),
            issu_de=_parent(session, menage.issu_de_id),
            issus=tuple(
                Parent(*ligne)
                for ligne in session.execute(
                    select(MenageResume.menage_id, MenageResume.nom)
                    .join(Menage, Menage.id == MenageResume.menage_id)
                    .where(Menage.issu_de_id == menage.id)
                    .order_by(MenageResume.nom_tri)
                )
            ),
        )


def budget_actuel(fiche: FicheMenage) -> Budget:
    """What its home costs it today."""
    m = fiche.menage
    return Budget(m.loyer, m.charges, m.apl, m.ressources)


def budget_propose(fiche: FicheMenage, offre: PropositionFiche) -> Budget:
    """What an offered home would cost it, with its resources of today."""
    return Budget(offre.loyer, offre.charges, offre.apl, fiche.menage.ressources)


def comptees(fiche: FicheMenage) -> int:
    """How many offers count against the charter: those the team took back do not."""
    return sum(1 for p in fiche.propositions if p.reponse in COMPTEES)


def _parent(session: Session, menage_id: UUID | None) -> Parent | None:
    if menage_id is None:
        return None
    nom = session.scalar(select(Menage.nom).where(Menage.id == menage_id))
    return Parent(menage_id, nom or "")


def _autres(session: Session, menage_id: UUID) -> Mapping[UUID, tuple[AutreProposition, ...]]:
    """By offer of this household, the standing offers of the same home to others."""
    autre = aliased(Proposition)
    lignes = session.execute(
        select(Proposition.id, MenageResume.menage_id, MenageResume.nom, autre.reponse)
        .join(autre, autre.logement_id == Proposition.logement_id)
        .join(MenageResume, MenageResume.menage_id == autre.menage_id)
        .where(
            Proposition.menage_id == menage_id,
            autre.menage_id != menage_id,
            autre.reponse.in_((ReponseProposition.EN_ATTENTE, ReponseProposition.ACCEPTEE)),
        )
        .order_by(MenageResume.nom_tri)
    )
    trouvees: dict[UUID, list[AutreProposition]] = defaultdict(list)
    for proposition_id, autre_id, nom, reponse in lignes:
        trouvees[proposition_id].append(AutreProposition(autre_id, nom, reponse))
    return MappingProxyType({id_: tuple(lues) for id_, lues in trouvees.items()})


def _suites(
    session: Session, menage_id: UUID, resume: MenageResume | None
) -> Mapping[UUID, Trajectoire]:
    """By offer of a home for good, where accepting it would lead."""
    ici = session.get(Logement, resume.logement_id) if resume and resume.logement_id else None
    lignes = session.execute(
        select(Proposition.id, Logement.id, Logement.cite_id, Logement.commune)
        .join(Logement, Logement.id == Proposition.logement_id)
        .where(Proposition.menage_id == menage_id, Logement.etat != EtatLogement.TIROIR)
    )
    return MappingProxyType(
        {
            proposition_id: apres_acceptation(
                meme_logement=ici is not None and logement_id == ici.id,
                meme_cite=ici is not None and cite_id == ici.cite_id,
                meme_commune=ici is not None and (commune or "") == (ici.commune or ""),
            )
            for proposition_id, logement_id, cite_id, commune in lignes
        }
    )
