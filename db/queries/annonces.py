"""What remains to be told to households, with how to reach them and what the change was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from app.domain.accompagnement import Canal
from app.domain.engagements import RaisonReport
from app.domain.menages import Information
from db.models import (
    Annonce,
    ChangementCalendrier,
    Engagement,
    Intervenant,
    Menage,
    MenageResume,
    Personne,
    Tranche,
)
from db.queries.lignes import INTERVENANT, Derives, liste, nom_complet, parmi, table


@dataclass(frozen=True, slots=True)
class AnnonceLigne:
    """Something a household must be told; `jours` is how long it has been waiting.

    `raison` and `explication` are those of the change of timetable, or the reason of the promise.
    `telephones` are those of persons who may be told, `discretion` names those who may not.
    """

    table: ClassVar[str] = "annonce"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "par": INTERVENANT,
            "menage": ("menage.nom",),
            "adresse": ("logement.numero", "logement.repetition", "logement.voie"),
            "adresse_actuelle": ("logement.numero", "logement.repetition", "logement.voie"),
            "telephones": ("personne.tel_mobile", "personne.tel_fixe"),
            "discretion": ("personne.prenom", "personne.nom", "personne.information"),
            "raison": ("changement_calendrier.raison", "engagement.raison"),
            "explication": ("changement_calendrier.explication",),
            "tranche": ("tranche.nom",),
            "decide_le": ("changement_calendrier.le",),
            "jours": ("annonce.ouverte_le",),
        }
    )

    id: UUID
    menage_id: UUID
    engagement_id: UUID | None
    changement_id: UUID | None
    objet: str
    ouverte_le: date
    dite_le: date | None
    canal: Canal | None
    a_qui: str | None
    precision: str | None
    par: str | None
    menage: str
    adresse: str
    adresse_actuelle: str | None
    telephones: tuple[str, ...]
    discretion: tuple[str, ...]
    raison: RaisonReport | None
    explication: str | None
    tranche: str | None
    decide_le: date | None
    jours: int


def lister(
    session: Session,
    jour: date,
    *,
    cite_id: UUID | None = None,
    changement_id: UUID | None = None,
    menage_id: UUID | None = None,
    ids: tuple[UUID, ...] = (),
    dites: bool = False,
) -> tuple[AnnonceLigne, ...]:
    """Announcements still open (and told ones with `dites`), in two statements.

    Those of the latest change of timetable come first, then by address as one walks.
    """
    requete = (
        select(
            Annonce.id,
            Annonce.menage_id,
            Annonce.engagement_id,
            Annonce.changement_id,
            Annonce.objet,
            Annonce.ouverte_le,
            Annonce.dite_le,
            Annonce.canal,
            Annonce.a_qui,
            Annonce.precision,
            nom_complet(table("intervenant")),
            Menage.nom,
            MenageResume.adresse,
            MenageResume.adresse_actuelle,
            ChangementCalendrier.raison,
            Engagement.raison,
            ChangementCalendrier.explication,
            Tranche.nom,
            ChangementCalendrier.le,
        )
        .join(Menage, Menage.id == Annonce.menage_id)
        .outerjoin(MenageResume, MenageResume.menage_id == Annonce.menage_id)
        .outerjoin(Intervenant, Intervenant.id == Annonce.par_id)
        .outerjoin(ChangementCalendrier, ChangementCalendrier.id == Annonce.changement_id)
        .outerjoin(Tranche, Tranche.id == ChangementCalendrier.tranche_id)
        .outerjoin(Engagement, Engagement.id == Annonce.engagement_id)
        .where(Menage.fusionne_dans_id.is_(None))
        .order_by(
            ChangementCalendrier.le.desc().nulls_last(),
            ChangementCalendrier.id.desc(),
            MenageResume.adresse_tri,
            Annonce.ouverte_le,
            Annonce.id,
        )
    )
    if not dites:
        requete = requete.where(Annonce.dite_le.is_(None))
    if cite_id is not None:
        requete = requete.where(MenageResume.cite_id == cite_id)
    if changement_id is not None:
        requete = requete.where(Annonce.changement_id == changement_id)
    if menage_id is not None:
        requete = requete.where(Annonce.menage_id == menage_id)
    if ids:
        requete = requete.where(Annonce.id.in_(ids))
    lues = [tuple(lu) for lu in session.execute(requete)]
    contacts = joindre(session, {lu[1] for lu in lues})
    return tuple(_ligne(lu, contacts.get(lu[1], ([], [])), jour) for lu in lues)


Joindre = tuple[list[str], list[str]]


def joindre(session: Session, menages: set[UUID]) -> dict[UUID, Joindre]:
    """By household: the phones of those who may be told, the names of those who may not."""
    trouves: dict[UUID, Joindre] = {}
    lignes = session.execute(
        select(
            Personne.menage_id,
            Personne.tel_mobile,
            Personne.tel_fixe,
            Personne.information,
            nom_complet(table("personne")),
        )
        .where(
            Personne.menage_id.in_(parmi("menages")),
            # The plus keeps SQLite off the index of merged persons: nearly nobody is.
            literal_column("+personne.fusionne_dans_id").is_(None),
            Personne.partie_le.is_(None),
        )
        .order_by(Personne.titulaire.desc(), Personne.id),
        {"menages": liste(menages)},
    )
    for menage_id, mobile, fixe, information, nom in lignes:
        telephones, discretion = trouves.setdefault(menage_id, ([], []))
        if information is Information.RIEN:
            discretion.append(nom)
            continue
        telephones += [t for t in (mobile, fixe) if t and t not in telephones]
    return trouves


def _ligne(lu: tuple[Any, ...], joindre: Joindre, jour: date) -> AnnonceLigne:
    telephones, discretion = joindre
    du_changement, de_la_promesse = lu[14], lu[15]
    # One list: fields in the order they are declared.
    champs: list[Any] = [
        *lu[:10],
        lu[10] or None,
        lu[11],
        lu[12] or "",
        lu[13],
        tuple(telephones),
        tuple(discretion),
        du_changement or de_la_promesse,
        lu[16],
        lu[17],
        lu[18],
        (jour - lu[5]).days,
    ]
    return AnnonceLigne(*champs)
