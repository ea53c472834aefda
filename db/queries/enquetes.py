"""Questionnaires and what was answered, as lists show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.enquetes.campagnes import EtatEnquete
from db.models import Enquete, EnqueteSaisie, Intervenant, Questionnaire
from db.queries.lignes import Derives


@dataclass(frozen=True, slots=True)
class QuestionnaireLigne:
    """A version of a form, how many times it was filled, and how many are being filled."""

    id: UUID
    identifiant: str
    version: str
    titre: str
    langue: str
    fichier: str
    nb_questions: int
    charge_le: datetime
    actif: bool
    remplies: int
    en_cours: int


@dataclass(frozen=True, slots=True)
class EnqueteLigne:
    """One filling of a form with a household; `repondues` of `posees` while it goes on."""

    table: ClassVar[str] = "enquete"
    derives: ClassVar[Derives] = {
        "titre": ("questionnaire.titre",),
        "identifiant": ("questionnaire.identifiant",),
        "version": ("questionnaire.version",),
        "par": ("intervenant.prenom", "intervenant.nom"),
        "repondues": ("enquete_saisie.repondues",),
        "posees": ("enquete_saisie.posees",),
    }

    id: UUID
    menage_id: UUID
    questionnaire_id: UUID
    campagne_id: UUID | None
    etat: EtatEnquete
    commencee_le: date
    terminee_le: date | None
    origine: str
    titre: str
    identifiant: str
    version: str
    par: str | None
    repondues: int | None
    posees: int | None


def questionnaires(session: Session, *, tous: bool) -> tuple[QuestionnaireLigne, ...]:
    """The versions of forms, by title then newest first."""
    compte = (
        select(
            Enquete.questionnaire_id,
            func.count().filter(Enquete.etat == EtatEnquete.TERMINEE).label("remplies"),
            func.count().filter(Enquete.etat == EtatEnquete.EN_COURS).label("en_cours"),
        )
        .group_by(Enquete.questionnaire_id)
        .subquery()
    )
    q = Questionnaire
    requete = (
        select(
            q.id,
            q.identifiant,
            q.version,
            q.titre,
            q.langue,
            q.fichier,
            q.nb_questions,
            q.charge_le,
            q.actif,
            func.coalesce(compte.c.remplies, 0),
            func.coalesce(compte.c.en_cours, 0),
        )
        .outerjoin(compte, compte.c.questionnaire_id == q.id)
        .order_by(q.titre, q.charge_le.desc(), q.id)
    )
    if not tous:
        requete = requete.where(q.actif)
    return tuple(QuestionnaireLigne(*ligne) for ligne in session.execute(requete))


def enquetes_du_menage(session: Session, menage_id: UUID) -> tuple[EnqueteLigne, ...]:
    """What a household answered or is answering, newest first."""
    return _lignes(session, Enquete.menage_id == menage_id)


def enquete(session: Session, enquete_id: UUID) -> EnqueteLigne | None:
    """One filling, or None."""
    trouvees = _lignes(session, Enquete.id == enquete_id)
    return trouvees[0] if trouvees else None


def _lignes(session: Session, condition: Any) -> tuple[EnqueteLigne, ...]:
    e, q, s, i = Enquete, Questionnaire, EnqueteSaisie, Intervenant
    requete = (
        select(
            e.id,
            e.menage_id,
            e.questionnaire_id,
            e.campagne_id,
            e.etat,
            e.commencee_le,
            e.terminee_le,
            e.origine,
            q.titre,
            q.identifiant,
            q.version,
            func.nullif(
                func.trim(func.coalesce(i.prenom, "") + " " + func.coalesce(i.nom, "")), ""
            ),
            s.repondues,
            s.posees,
        )
        .join(q, q.id == e.questionnaire_id)
        .outerjoin(s, s.enquete_id == e.id)
        .outerjoin(i, i.id == e.par_id)
        .where(condition, e.etat != EtatEnquete.ABANDONNEE)
        .order_by(e.commencee_le.desc(), e.id.desc())
    )
    lignes: Any = session.execute(requete)
    return tuple(EnqueteLigne(*ligne) for ligne in lignes)


@dataclass(frozen=True, slots=True)
class Reponses:
    """The answers of one filling, and where the person was.

    `reponses` are those that count: once it is finished, what is typed again (`saisies`) stays
    apart until it is finished again.
    """

    enquete_id: UUID
    menage_id: UUID
    questionnaire_id: UUID
    etat: EtatEnquete
    reponses: Mapping[str, object]
    saisies: Mapping[str, object]
    ou: str | None
    langue: str | None


def reponses(session: Session, enquete_id: UUID) -> Reponses | None:
    """The answers of a filling; None when it is gone."""
    e, s = Enquete, EnqueteSaisie
    ligne = session.execute(
        select(
            e.id, e.menage_id, e.questionnaire_id, e.etat, e.reponses, s.reponses, s.ou, s.langue
        )
        .outerjoin(s, s.enquete_id == e.id)
        .where(e.id == enquete_id)
    ).first()
    if ligne is None:
        return None
    id_, menage_id, questionnaire_id, etat, finies, saisies, ou, langue = ligne
    finies = finies or {}
    tapees = finies if saisies is None else saisies
    comptent = finies if etat is EtatEnquete.TERMINEE else tapees
    return Reponses(id_, menage_id, questionnaire_id, etat, comptent, tapees, ou, langue)
