"""Finished questionnaires with their answers and their household, as exports write them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.enquetes.campagnes import EtatEnquete
from db.models import Contenu, Enquete, EnquetePiece, Menage, MenageResume, Questionnaire


@dataclass(frozen=True, slots=True)
class EnqueteRemplie:
    """One finished questionnaire and the household it tells of."""

    id: UUID
    menage_id: UUID
    questionnaire_id: UUID
    version: str
    commencee_le: date
    terminee_le: date | None
    origine: str
    reference: str | None
    reponses: Mapping[str, Any]
    menage: str
    numero_contrat: str | None
    code_ug: str | None


@dataclass(frozen=True, slots=True)
class CompteEnquetes:
    """How many are finished, how many are still being filled."""

    terminees: int
    en_cours: int


@dataclass(frozen=True, slots=True)
class PieceRemplie:
    """A photo, a signature or a file given as an answer."""

    enquete_id: UUID
    chemin: str
    nom: str
    contenu_id: UUID


def versions(session: Session, identifiant: str) -> tuple[UUID, ...]:
    """Every version of a form, newest first."""
    return tuple(
        session.scalars(
            select(Questionnaire.id)
            .where(Questionnaire.identifiant == identifiant)
            .order_by(Questionnaire.charge_le.desc(), Questionnaire.id.desc())
        )
    )


def remplies(
    session: Session,
    questionnaires: Collection[UUID],
    *,
    campagne_id: UUID | None = None,
    sauf: Select[UUID] | None = None,
) -> tuple[EnqueteRemplie, ...]:
    """Those finished with these versions, oldest first; `sauf` are households to leave out."""
    e = Enquete
    requete = (
        select(
            e.id,
            e.menage_id,
            e.questionnaire_id,
            Questionnaire.version,
            e.commencee_le,
            e.terminee_le,
            e.origine,
            e.reference,
            e.reponses,
            Menage.nom,
            Menage.numero_contrat,
            MenageResume.code_ug,
        )
        .join(Questionnaire, Questionnaire.id == e.questionnaire_id)
        .join(Menage, Menage.id == e.menage_id)
        .outerjoin(MenageResume, MenageResume.menage_id == e.menage_id)
        .where(e.questionnaire_id.in_(questionnaires), e.etat == EtatEnquete.TERMINEE)
        .order_by(e.terminee_le, e.id)
    )
    if campagne_id is not None:
        requete = requete.where(e.campagne_id == campagne_id)
    if sauf is not None:
        requete = requete.where(e.menage_id.not_in(sauf))
    return tuple(EnqueteRemplie(*ligne) for ligne in session.execute(requete))


def compter(
    session: Session, questionnaires: Collection[UUID], campagne_id: UUID | None = None
) -> CompteEnquetes:
    """How many there are of these versions, households that must stay included."""
    e = Enquete
    requete = (
        select(e.etat, func.count()).where(e.questionnaire_id.in_(questionnaires)).group_by(e.etat)
    )
    if campagne_id is not None:
        requete = requete.where(e.campagne_id == campagne_id)
    comptes: dict[EtatEnquete, int] = {etat: int(n) for etat, n in session.execute(requete)}
    return CompteEnquetes(
        comptes.get(EtatEnquete.TERMINEE, 0), comptes.get(EtatEnquete.EN_COURS, 0)
    )


def menages_retenus(
    session: Session, questionnaires: Collection[UUID], refus: Select[UUID]
) -> tuple[int, int]:
    """Households among `refus` that answered, and how many questionnaires that makes."""
    ligne = session.execute(
        select(func.count(Enquete.menage_id.distinct()), func.count()).where(
            Enquete.questionnaire_id.in_(questionnaires),
            Enquete.etat == EtatEnquete.TERMINEE,
            Enquete.menage_id.in_(refus),
        )
    ).one()
    return int(ligne[0]), int(ligne[1])


def pieces(session: Session, enquetes: Collection[UUID]) -> tuple[PieceRemplie, ...]:
    """The files given as answers in these questionnaires."""
    p = EnquetePiece
    lignes = session.execute(
        select(p.enquete_id, p.chemin, p.nom, p.contenu_id).order_by(p.enquete_id, p.id)
    )
    voulues = frozenset(enquetes)
    return tuple(PieceRemplie(*ligne) for ligne in lignes if ligne[0] in voulues)


def octets(session: Session, contenu_id: UUID) -> bytes:
    """The bytes of one file."""
    return session.scalars(select(Contenu.octets).where(Contenu.id == contenu_id)).one()
