"""Campaigns of questionnaires: coverage, households to survey, fillings under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.enquetes.campagnes import MOTIF_ABSENT, EtatEnquete, EtatSuivi, MomentCampagne
from app.domain.logements import NatureOccupation
from app.domain.menages import Suivi
from db.models import (
    Campagne,
    CampagneMenage,
    Cite,
    Enquete,
    EnqueteSaisie,
    Logement,
    Menage,
    MenageResume,
    Occupation,
    Questionnaire,
    Tranche,
    Visite,
    VisiteMotif,
)
from db.queries.annonces import joindre
from db.queries.lignes import Derives


@dataclass(frozen=True, slots=True)
class CampagneLigne:
    """A campaign and how many of its households stand where; `version` is the one proposed now."""

    id: UUID
    cite_id: UUID
    tranche_id: UUID | None
    identifiant: str
    titre: str
    moment: MomentCampagne
    ouverte_le: date
    echeance: date | None
    close_le: date | None
    cite: str
    tranche: str
    questionnaire: str
    questionnaire_id: UUID | None
    total: int
    faites: int
    en_cours: int
    refus: int
    absents: int

    @property
    def restants(self) -> int:
        """Households nobody has yet tried to meet."""
        return self.total - self.faites - self.en_cours - self.refus - self.absents

    def retard(self, jour: date) -> int:
        """Days past the deadline, 0 when closed, on time, or when nothing remains to be done."""
        if (
            self.echeance is None
            or self.close_le is not None
            or self.faites + self.refus == self.total
        ):
            return 0
        return max(0, (jour - self.echeance).days)


@dataclass(frozen=True, slots=True)
class MenageACampagne:
    """A household of a campaign: where it stands, how to find it, what was tried."""

    table: ClassVar[str] = "campagne_menage"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "nom": ("menage.nom",),
            "adresse": ("logement.numero", "logement.repetition", "logement.voie"),
            "adresse_tri": ("logement.numero", "logement.repetition", "logement.voie"),
            "adresse_actuelle": ("logement.numero", "logement.repetition", "logement.voie"),
            "tranche": ("tranche.nom",),
            "referents": ("intervenant.prenom", "intervenant.nom"),
            "telephones": ("personne.tel_mobile", "personne.tel_fixe"),
            "discretion": ("personne.prenom", "personne.nom", "personne.information"),
            "tentatives": ("visite.jour",),
            "derniere_tentative": ("visite.jour",),
            "enquete_id": ("enquete.id",),
            "enquete_etat": ("enquete.etat",),
            "repondues": ("enquete_saisie.repondues",),
            "posees": ("enquete_saisie.posees",),
        }
    )

    id: UUID
    menage_id: UUID
    etat: EtatSuivi
    etat_le: date | None
    motif: str | None
    nom: str
    adresse: str
    adresse_tri: str
    adresse_actuelle: str | None
    tranche: str
    referents: str
    tentatives: int
    derniere_tentative: date | None
    enquete_id: UUID | None
    enquete_etat: EtatEnquete | None
    repondues: int | None
    posees: int | None
    telephones: tuple[str, ...] = ()
    discretion: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaisieEnCours:
    """A questionnaire begun and not finished: with whom, which, how far, since when."""

    enquete_id: UUID
    menage_id: UUID
    menage: str
    adresse: str
    titre: str
    commencee_le: date
    repondues: int
    posees: int


def lister(
    session: Session, *, cite_id: UUID | None = None, id_: UUID | None = None
) -> tuple[CampagneLigne, ...]:
    """Campaigns, open ones first by deadline, with their counts; one statement."""
    c, s = Campagne, CampagneMenage
    compte = (
        select(
            s.campagne_id,
            func.count().label("total"),
            *(
                func.count().filter(s.etat == etat).label(etat.value)
                for etat in (
                    EtatSuivi.FAITE,
                    EtatSuivi.EN_COURS,
                    EtatSuivi.REFUS,
                    EtatSuivi.ABSENT,
                )
            ),
        )
        .group_by(s.campagne_id)
        .subquery()
    )
    forme = aliased(Questionnaire)
    dernier = (
        select(forme.id)
        .where(forme.identifiant == c.identifiant)
        .order_by(forme.actif.desc(), forme.charge_le.desc(), forme.id.desc())
        .limit(1)
        .correlate(c)
        .scalar_subquery()
    )
    q = Questionnaire
    requete: Any = (
        select(
            c.id,
            c.cite_id,
            c.tranche_id,
            c.identifiant,
            c.titre,
            c.moment,
            c.ouverte_le,
            c.echeance,
            c.close_le,
            Cite.nom,
            func.coalesce(Tranche.nom, ""),
            func.coalesce(q.titre, c.identifiant),
            q.id,
            func.coalesce(compte.c.total, 0),
            func.coalesce(compte.c.faite, 0),
            func.coalesce(compte.c.en_cours, 0),
            func.coalesce(compte.c.refus, 0),
            func.coalesce(compte.c.absent, 0),
        )
        .join(Cite, Cite.id == c.cite_id)
        .outerjoin(Tranche, Tranche.id == c.tranche_id)
        .outerjoin(q, q.id == dernier)
        .outerjoin(compte, compte.c.campagne_id == c.id)
        .order_by(c.close_le.is_not(None), c.echeance.asc().nulls_last(), c.ouverte_le.desc(), c.id)
    )
    if cite_id is not None:
        requete = requete.where(c.cite_id == cite_id)
    if id_ is not None:
        requete = requete.where(c.id == id_)
    return tuple(CampagneLigne(*ligne) for ligne in session.execute(requete))


def menages(session: Session, campagne: CampagneLigne) -> tuple[MenageACampagne, ...]:
    """The households of a campaign as one walks, with phones and attempts; two statements."""
    s, r, e, t = CampagneMenage, MenageResume, Enquete, EnqueteSaisie
    essais = _essais(campagne)
    enquete = (
        select(e.id)
        .where(
            e.campagne_id == campagne.id,
            e.menage_id == s.menage_id,
            e.etat != EtatEnquete.ABANDONNEE,
        )
        .order_by((e.etat == EtatEnquete.EN_COURS).desc(), e.id.desc())
        .limit(1)
        .correlate(s)
        .scalar_subquery()
    )
    requete = (
        select(
            s.id,
            s.menage_id,
            s.etat,
            s.etat_le,
            s.motif,
            Menage.nom,
            func.coalesce(r.adresse, ""),
            func.coalesce(r.adresse_tri, ""),
            r.adresse_actuelle,
            func.coalesce(Tranche.nom, ""),
            func.coalesce(r.referents, ""),
            func.coalesce(essais.c.n, 0),
            essais.c.dernier,
            e.id,
            e.etat,
            t.repondues,
            t.posees,
        )
        .join(Menage, Menage.id == s.menage_id)
        .outerjoin(r, r.menage_id == s.menage_id)
        .outerjoin(Tranche, Tranche.id == r.tranche_id)
        .outerjoin(essais, essais.c.menage_id == s.menage_id)
        .outerjoin(e, e.id == enquete)
        .outerjoin(t, t.enquete_id == e.id)
        .where(s.campagne_id == campagne.id)
        .order_by(r.adresse_tri, Menage.nom, s.id)
    )
    lues: list[Any] = list(session.execute(requete))
    contacts = joindre(session, {lu[1] for lu in lues})
    return tuple(
        MenageACampagne(*lu, *(tuple(x) for x in contacts.get(lu[1], ([], [])))) for lu in lues
    )


def _essais(campagne: CampagneLigne) -> Any:
    """Attempts by household while the campaign lasts."""
    v = Visite
    quand = v.jour >= campagne.ouverte_le
    if campagne.close_le is not None:
        quand &= v.jour <= campagne.close_le
    return (
        select(v.menage_id, func.count().label("n"), func.max(v.jour).label("dernier"))
        .join(VisiteMotif, VisiteMotif.visite_id == v.id)
        .where(
            VisiteMotif.code == MOTIF_ABSENT,
            quand,
            v.menage_id.in_(
                select(CampagneMenage.menage_id).where(CampagneMenage.campagne_id == campagne.id)
            ),
        )
        .group_by(v.menage_id)
        .subquery()
    )


def tentatives(session: Session, menage_id: UUID, depuis: date) -> int:
    """How many times one tried to meet a household since that day."""
    return int(
        session.scalar(
            select(func.count())
            .select_from(Visite)
            .join(VisiteMotif, VisiteMotif.visite_id == Visite.id)
            .where(
                Visite.menage_id == menage_id,
                Visite.jour >= depuis,
                VisiteMotif.code == MOTIF_ABSENT,
            )
        )
        or 0
    )


def a_enqueter(
    session: Session, cite_id: UUID, tranche_id: UUID | None, jour: date
) -> frozenset[UUID]:
    """Households followed whose own home, that day, is in the estate or the batch.

    Somebody staying in a tiroir belongs where their home is.
    """
    o = Occupation
    requete = (
        select(Menage.id)
        .join(o, o.menage_id == Menage.id)
        .join(Logement, Logement.id == o.logement_id)
        .where(
            Menage.fusionne_dans_id.is_(None),
            Menage.suivi == Suivi.OUVERT,
            o.nature != NatureOccupation.TIROIR,
            or_(o.debut.is_(None), o.debut <= jour),
            or_(o.fin.is_(None), o.fin > jour),
            Logement.cite_id == cite_id,
        )
        .distinct()
    )
    if tranche_id is not None:
        requete = requete.where(Logement.tranche_id == tranche_id)
    return frozenset(session.scalars(requete))


def deja_enquetes(session: Session, identifiant: str, sauf: UUID | None) -> frozenset[UUID]:
    """Households already in another open campaign of the same form."""
    requete = (
        select(CampagneMenage.menage_id)
        .join(Campagne, Campagne.id == CampagneMenage.campagne_id)
        .where(Campagne.identifiant == identifiant, Campagne.close_le.is_(None))
    )
    if sauf is not None:
        requete = requete.where(Campagne.id != sauf)
    return frozenset(session.scalars(requete))


def en_cours(session: Session) -> tuple[SaisieEnCours, ...]:
    """Every questionnaire begun and not finished, the latest touched first; one statement."""
    e, s = Enquete, EnqueteSaisie
    requete = (
        select(
            e.id,
            e.menage_id,
            Menage.nom,
            func.coalesce(MenageResume.adresse, ""),
            Questionnaire.titre,
            e.commencee_le,
            func.coalesce(s.repondues, 0),
            func.coalesce(s.posees, 0),
        )
        .join(Menage, Menage.id == e.menage_id)
        .join(Questionnaire, Questionnaire.id == e.questionnaire_id)
        .outerjoin(MenageResume, MenageResume.menage_id == e.menage_id)
        .outerjoin(s, s.enquete_id == e.id)
        .where(e.etat == EtatEnquete.EN_COURS)
        .order_by(s.maj_a.desc().nulls_last(), e.id.desc())
    )
    lignes: Any = session.execute(requete)
    return tuple(SaisieEnCours(*ligne) for ligne in lignes)


def suivis_ouverts(
    session: Session, menage_id: UUID, identifiant: str
) -> list[tuple[CampagneMenage, Campagne]]:
    """The rows of a household in open campaigns of that form, the latest campaign first."""
    s, c = CampagneMenage, Campagne
    requete = (
        select(s, c)
        .join(c, c.id == s.campagne_id)
        .where(s.menage_id == menage_id, c.identifiant == identifiant, c.close_le.is_(None))
        .order_by(c.ouverte_le.desc(), c.id.desc())
    )
    return [(suivi, campagne) for suivi, campagne in session.execute(requete)]


@dataclass(frozen=True, slots=True)
class EnqueteRendue:
    """A finished questionnaire, with its answers, to be compared with others."""

    id: UUID
    menage_id: UUID
    questionnaire_id: UUID
    identifiant: str
    moment: MomentCampagne | None
    terminee_le: date
    reponses: Any


def rendues(
    session: Session,
    *,
    cite_id: UUID | None = None,
    menage_id: UUID | None = None,
    identifiants: tuple[str, ...] = (),
) -> tuple[EnqueteRendue, ...]:
    """Finished questionnaires, oldest first: of an estate, or of a household.

    One of an estate's campaign belongs to the estate; another where the household lived that day.
    """
    e, q, c, o = Enquete, Questionnaire, Campagne, Occupation
    requete = (
        select(
            e.id, e.menage_id, e.questionnaire_id, q.identifiant, c.moment, e.terminee_le,
            e.reponses,
        )
        .join(q, q.id == e.questionnaire_id)
        .outerjoin(c, c.id == e.campagne_id)
        .where(e.etat == EtatEnquete.TERMINEE, e.terminee_le.is_not(None))
        .order_by(e.terminee_le, e.id)
    )  # fmt: skip
    if menage_id is not None:
        requete = requete.where(e.menage_id == menage_id)
    if identifiants:
        requete = requete.where(q.identifiant.in_(identifiants))
    if cite_id is not None:
        y_vivait = exists().where(
            o.menage_id == e.menage_id,
            o.nature != NatureOccupation.TIROIR,
            or_(o.debut.is_(None), o.debut <= e.terminee_le),
            or_(o.fin.is_(None), o.fin > e.terminee_le),
            o.logement_id == Logement.id,
            Logement.cite_id == cite_id,
        )
        requete = requete.where(or_(c.cite_id == cite_id, and_(e.campagne_id.is_(None), y_vivait)))
    lignes: Any = session.execute(requete)
    return tuple(EnqueteRendue(*ligne) for ligne in lignes)
