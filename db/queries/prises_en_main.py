"""Visits where a renovated home is taken in hand: of a household, their points, those missing.

Row types follow `fiche_modele`: documents project them by sharing class.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, case, func, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from app.domain.accompagnement import CodeEtape
from app.domain.logements import NatureOccupation
from app.domain.menages import Suivi
from app.domain.prises_en_main import EtatPointMontre, EtatPriseEnMain, MomentPriseEnMain
from db.models import (
    Etape,
    Intervenant,
    Menage,
    MenageParcours,
    MenageResume,
    Occupation,
    Personne,
    PointPriseEnMain,
    PriseEnMain,
)
from db.queries.lignes import INTERVENANT, Derives, nom_complet

_NATURES = (NatureOccupation.DEFINITIF, NatureOccupation.ORIGINE)


@dataclass(frozen=True, slots=True)
class PriseFiche:
    """A visit; `qui` is to hold it or held it."""

    table: ClassVar[str] = "prise_en_main"
    derives: ClassVar[Derives] = MappingProxyType({"qui": INTERVENANT})

    id: UUID
    menage_id: UUID
    logement_id: UUID | None
    moment: MomentPriseEnMain
    etat: EtatPriseEnMain
    prevue_le: date | None
    faite_le: date | None
    par_id: UUID | None
    visite_id: UUID | None
    guide_remis: str | None
    remarque: str | None
    qui: str | None

    @property
    def jour(self) -> date | None:
        """The day it was held, else the day it is foreseen."""
        return self.faite_le or self.prevue_le


@dataclass(frozen=True, slots=True)
class PointPriseFiche:
    """What became of a point in a visit; `personne` None: for everybody present."""

    table: ClassVar[str] = "point_prise_en_main"
    derives: ClassVar[Derives] = MappingProxyType({"personne": ("personne.prenom", "personne.nom")})

    prise_id: UUID
    code: str
    etat: EtatPointMontre
    precision: str | None
    personne_id: UUID | None
    personne: str | None


@dataclass(frozen=True, slots=True)
class RetourSansVisite:
    """A followed household back in a renovated home on `retour`; `logement_id` is its home."""

    menage_id: UUID
    nom: str
    retour: date
    logement_id: UUID | None


def du_menage(session: Session, menage_id: UUID) -> tuple[PriseFiche, ...]:
    """The visits of a household, the latest day first; cancelled ones too."""
    return _prises(session, PriseEnMain.menage_id == menage_id)


def une(session: Session, prise_id: UUID) -> PriseFiche | None:
    """That visit, None when it is gone."""
    trouvees = _prises(session, PriseEnMain.id == prise_id)
    return trouvees[0] if trouvees else None


def points(session: Session, menage_id: UUID) -> tuple[PointPriseFiche, ...]:
    """The points of all the visits held with a household, the oldest visit first."""
    qui = nom_complet(Personne.__table__)
    lignes = session.execute(
        select(
            PointPriseEnMain.prise_id,
            PointPriseEnMain.code,
            PointPriseEnMain.etat,
            PointPriseEnMain.precision,
            PointPriseEnMain.personne_id,
            case((Personne.id.is_not(None), qui)),
        )
        .join(PriseEnMain, PriseEnMain.id == PointPriseEnMain.prise_id)
        .outerjoin(Personne, Personne.id == PointPriseEnMain.personne_id)
        .where(PriseEnMain.menage_id == menage_id)
        .order_by(PriseEnMain.faite_le, PriseEnMain.id, PointPriseEnMain.id)
    )
    return tuple(PointPriseFiche(*ligne) for ligne in lignes)


def logement_du_jour(session: Session, menage_id: UUID, jour: date) -> UUID | None:
    """The renovated home a household lives in on a day: its own, not a temporary one."""
    return session.scalar(
        select(Occupation.logement_id)
        .where(
            Occupation.menage_id == menage_id,
            Occupation.nature.in_(_NATURES),
            or_(Occupation.debut.is_(None), Occupation.debut <= jour),
            or_(Occupation.fin.is_(None), Occupation.fin > jour),
        )
        .order_by(Occupation.nature == NatureOccupation.ORIGINE, Occupation.id)
        .limit(1)
    )


def retours(
    session: Session,
    cite_id: UUID | None,
    occupes: Iterable[str],
    arrivees: Iterable[str],
) -> tuple[RetourSansVisite, ...]:
    """Followed households back, or settled, in a renovated home, with the day they were.

    That day: the return, done; else for those whose template is one of `occupes` the réception of
    works; of `arrivees` the day they moved in. Three joins, one statement.
    """
    retour, reception = aliased(Etape), aliased(Etape)
    modele = MenageParcours.modele
    le = func.coalesce(
        retour.faite_le,
        case(
            (modele.in_(tuple(occupes)), reception.faite_le),
            (modele.in_(tuple(arrivees)), Menage.date_entree),
        ),
    )
    requete = (
        select(Menage.id, Menage.nom, type_coerce(le, Date), MenageResume.logement_id)
        .join(MenageResume, MenageResume.menage_id == Menage.id)
        .outerjoin(MenageParcours, MenageParcours.menage_id == Menage.id)
        .outerjoin(retour, _etape(retour, CodeEtape.DEMENAGEMENT_RETOUR))
        .outerjoin(reception, _etape(reception, CodeEtape.RECEPTION))
        .where(Menage.suivi == Suivi.OUVERT, le.is_not(None))
        .order_by(Menage.nom, Menage.id)
    )
    if cite_id is not None:
        requete = requete.where(MenageResume.cite_id == cite_id)
    return tuple(RetourSansVisite(*ligne) for ligne in session.execute(requete))


def _etape(alias: type[Etape], code: CodeEtape) -> ColumnElement[bool]:
    return and_(alias.menage_id == Menage.id, alias.code == code.value)


def _prises(session: Session, ou: ColumnElement[bool]) -> tuple[PriseFiche, ...]:
    qui = nom_complet(Intervenant.__table__)
    p = PriseEnMain
    lignes = session.execute(
        select(
            *(p.id, p.menage_id, p.logement_id, p.moment, p.etat, p.prevue_le, p.faite_le),
            *(p.par_id, p.visite_id, p.guide_remis, p.remarque),
            case((Intervenant.id.is_not(None), qui)),
        )
        .outerjoin(Intervenant, Intervenant.id == p.par_id)
        .where(ou)
        .order_by(func.coalesce(p.faite_le, p.prevue_le).desc(), p.id)
    )
    return tuple(PriseFiche(*tuple(ligne)) for ligne in lignes)
