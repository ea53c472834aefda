"""What calendars are made of: moves, appointments, sessions, without a word of what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.accompagnement import EtatPermanence
from app.domain.demenagements import Creneau, EtatDemenagement, GenreEquipe, SensDemenagement
from db.models import (
    Cite,
    Demenagement,
    Envoi,
    Equipe,
    Intervenant,
    LigneJournal,
    Logement,
    Menage,
    MenageResume,
    Permanence,
    PermanenceIntervenant,
    RendezVous,
)
from db.queries.lignes import INTERVENANT, Derives, nom_complet, table
from db.queries.papiers import de_la_cite

QUOI = "calendrier"  # under which sendings of calendars are logged
_ADRESSE = ("logement.numero", "logement.repetition", "logement.voie", "logement.commune")


@dataclass(frozen=True, slots=True)
class DemenagementDate:
    """A move in a calendar."""

    table: ClassVar[str] = "demenagement"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "menage": ("menage.nom",),
            "depuis": _ADRESSE,
            "code_depuis": ("logement.code_ug",),
            "vers": _ADRESSE,
            "code_vers": ("logement.code_ug",),
            "equipe": ("equipe.nom", "equipe.organisme"),
            "pilote": INTERVENANT,
        }
    )

    id: UUID
    menage_id: UUID
    sens: SensDemenagement
    jour: date
    creneau: Creneau
    heure: time | None
    etat: EtatDemenagement
    version: int
    menage: str
    depuis: str
    code_depuis: str | None
    vers: str
    code_vers: str
    equipe: str | None
    pilote: str | None


@dataclass(frozen=True, slots=True)
class RendezVousDate:
    """An appointment in a calendar: neither its purpose nor its place."""

    table: ClassVar[str] = "rendez_vous"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "menage": ("menage.nom",),
            "adresse": _ADRESSE,
            "code": ("logement.code_ug",),
            "intervenant": INTERVENANT,
        }
    )

    id: UUID
    menage_id: UUID
    jour: date
    heure: time | None
    annule_le: date | None
    menage: str
    adresse: str
    code: str | None
    intervenant: str | None


@dataclass(frozen=True, slots=True)
class PermanenceDate:
    """A session in a calendar."""

    table: ClassVar[str] = "permanence"
    derives: ClassVar[Derives] = MappingProxyType({"cite": ("cite.nom",)})

    id: UUID
    serie_id: UUID | None
    jour: date
    debut: time
    fin: time | None
    lieu: str
    etat: EtatPermanence
    cite: str


@dataclass(frozen=True, slots=True)
class EquipeChoisie:
    """A crew one may ask the calendar of."""

    id: UUID
    nom: str
    genre: GenreEquipe


def demenagements(
    session: Session,
    *,
    cite_id: UUID | None = None,
    equipe_id: UUID | None = None,
    intervenant_id: UUID | None = None,
) -> tuple[DemenagementDate, ...]:
    """Every move of that choice, cancelled ones too."""
    d, de, a = Demenagement, aliased(Logement), aliased(Logement)
    requete: Any = (
        select(
            d.id,
            d.menage_id,
            d.sens,
            d.jour,
            d.creneau,
            d.heure,
            d.etat,
            d.version,
            Menage.nom,
            adresse_complete(de),
            de.code_ug,
            adresse_complete(a),
            a.code_ug,
            func.coalesce(Equipe.organisme, Equipe.nom),
            nom_complet(table("intervenant")),
        )
        .join(Menage, Menage.id == d.menage_id)
        .join(a, a.id == d.vers_id)
        .outerjoin(de, de.id == d.depuis_id)
        .outerjoin(Equipe, Equipe.id == d.equipe_id)
        .outerjoin(Intervenant, Intervenant.id == d.pilote_id)
    )
    if cite_id is not None:
        requete = requete.where(de_la_cite(cite_id))
    if equipe_id is not None:
        requete = requete.where(d.equipe_id == equipe_id)
    if intervenant_id is not None:
        requete = requete.where(d.pilote_id == intervenant_id)
    return tuple(DemenagementDate(*ligne) for ligne in session.execute(requete))


def rendez_vous(
    session: Session, *, cite_id: UUID | None = None, intervenant_id: UUID | None = None
) -> tuple[RendezVousDate, ...]:
    """Every appointment of that choice, cancelled ones too."""
    r, resume = RendezVous, MenageResume
    requete = (
        select(
            r.id,
            r.menage_id,
            r.jour,
            r.heure,
            r.annule_le,
            Menage.nom,
            func.coalesce(resume.adresse_actuelle, resume.adresse, ""),
            resume.code_ug,
            nom_complet(table("intervenant")),
        )
        .join(Menage, Menage.id == r.menage_id)
        .outerjoin(resume, resume.menage_id == r.menage_id)
        .outerjoin(Intervenant, Intervenant.id == r.intervenant_id)
    )
    if cite_id is not None:
        requete = requete.where(resume.cite_id == cite_id)
    if intervenant_id is not None:
        requete = requete.where(r.intervenant_id == intervenant_id)
    return tuple(RendezVousDate(*ligne) for ligne in session.execute(requete))


def permanences(
    session: Session, *, cite_id: UUID | None = None, intervenant_id: UUID | None = None
) -> tuple[PermanenceDate, ...]:
    """Every recorded session of that choice, cancelled ones too."""
    p = Permanence
    requete: Any = select(p.id, p.serie_id, p.jour, p.debut, p.fin, p.lieu, p.etat, Cite.nom).join(
        Cite, Cite.id == p.cite_id
    )
    if cite_id is not None:
        requete = requete.where(p.cite_id == cite_id)
    if intervenant_id is not None:
        requete = requete.where(p.id.in_(_tenues_par(intervenant_id)))
    return tuple(PermanenceDate(*ligne) for ligne in session.execute(requete))


def jours_de_serie(session: Session) -> frozenset[tuple[UUID, date]]:
    """The days of each series that are recorded, whoever held them."""
    lignes = session.execute(
        select(Permanence.serie_id, Permanence.jour).where(Permanence.serie_id.is_not(None))
    )
    return frozenset((serie_id, jour) for serie_id, jour in lignes if serie_id is not None)


def series_de(session: Session, intervenant_id: UUID) -> frozenset[UUID]:
    """The weekly permanences that person held the last time they took place."""
    p, apres = Permanence, aliased(Permanence)
    derniere = (
        select(func.max(apres.jour))
        .where(apres.serie_id == p.serie_id, apres.etat != EtatPermanence.ANNULEE)
        .correlate(p)
        .scalar_subquery()
    )
    requete = select(p.serie_id).where(
        p.serie_id.is_not(None), p.jour == derniere, p.id.in_(_tenues_par(intervenant_id))
    )
    return frozenset(session.scalars(requete))


def changements(session: Session, nom: str) -> dict[str, int]:
    """How many actions changed each row of that table since it was made, by id in hex."""
    j = LigneJournal
    requete = (
        select(j.ligne_id, func.count(j.operation_num.distinct()))
        .where(j.table_nom == nom, j.genre == "U")
        .group_by(j.ligne_id)
    )
    return {ligne_id: int(n) for ligne_id, n in session.execute(requete)}


def memoire(session: Session, cle: str) -> list[Mapping[str, Any]]:
    """What each earlier calendar of that choice held, the oldest first."""
    requete = select(Envoi.detail).where(Envoi.quoi == QUOI).order_by(Envoi.prepare_a, Envoi.id)
    return [
        detail["evenements"]
        for detail in session.scalars(requete)
        if isinstance(detail, dict) and detail.get("choix") == cle
    ]


def equipes(session: Session) -> tuple[EquipeChoisie, ...]:
    """The crews, by name."""
    requete = select(Equipe.id, Equipe.nom, Equipe.genre).order_by(Equipe.nom, Equipe.id)
    return tuple(EquipeChoisie(*ligne) for ligne in session.execute(requete))


def _tenues_par(intervenant_id: UUID) -> Select[UUID]:
    tenue = PermanenceIntervenant
    return select(tenue.permanence_id).where(tenue.intervenant_id == intervenant_id)


def adresse_complete(logement: Any) -> ColumnElement[str]:
    """ "14 bis rue de Stockholm, Rouvroy", "" when there is none."""
    rue = func.concat_ws(
        " ", *(func.nullif(m, "") for m in (logement.numero, logement.repetition, logement.voie))
    )
    return func.concat_ws(", ", func.nullif(rue, ""), func.nullif(logement.commune, ""))
