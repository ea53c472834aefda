"""Moves: listed by day with where their checklist stands, and the rows of the file of one move.

Row types follow `fiche_modele`: documents project them by sharing class.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select, text
from sqlalchemy.orm import Session

from app.domain.demenagements import (
    Creneau,
    EtatDemenagement,
    EtatPoint,
    SensDemenagement,
)
from app.domain.demenagements_liste import FaitsMenage
from app.domain.engagements import RaisonReport
from db.models import (
    Attachement,
    BesoinsRelogement,
    Cite,
    CleLogement,
    Demenagement,
    Equipe,
    Intervenant,
    Logement,
    Menage,
    Personne,
    PointDemenagement,
    ReleveCompteur,
    ReportDemenagement,
)
from db.queries.fiche_modele import LogementFiche
from db.queries.lignes import (
    INTERVENANT,
    Derives,
    Enonce,
    colonnes,
    liste,
    nom_complet,
    parmi,
    table,
)
from db.queries.papiers import ClePapier, RelevePapier
from db.queries.relogement import adresse_de

_ADRESSE = ("logement.numero", "logement.repetition", "logement.voie", "logement.code_ug")
_MAJORITE = 18
_vers, _depuis = table("logement").alias("vers"), table("logement").alias("depuis")


@dataclass(frozen=True, slots=True)
class DemenagementLu:
    """A move. `faits` are what its checklist depends on, `pointes` the lines somebody touched."""

    table: ClassVar[str] = "demenagement"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "menage": ("menage.nom",),
            "depuis": _ADRESSE,
            "vers": _ADRESSE,
            "cite_id": ("logement.cite_id",),
            "cite": ("cite.nom",),
            "equipe": ("equipe.nom",),
            "telephone_equipe": ("equipe.telephone",),
            "pilote": INTERVENANT,
            "telephone_pilote": ("intervenant.telephone",),
            "faits": ("besoins_relogement.appareil", "besoins_relogement.animaux"),
            "pointes": ("point_demenagement.code", "point_demenagement.etat"),
        }
    )

    id: UUID
    menage_id: UUID
    sens: SensDemenagement
    depuis_id: UUID | None
    vers_id: UUID
    jour: date
    creneau: Creneau
    heure: time | None
    equipe_id: UUID | None
    pilote_id: UUID | None
    etat: EtatDemenagement
    etat_le: date | None
    fixe: bool
    plan_id: UUID | None
    motif: str | None
    remarque: str | None
    version: int
    menage: str
    depuis: str | None
    vers: str
    cite_id: UUID
    cite: str
    equipe: str | None
    telephone_equipe: str | None
    pilote: str | None
    telephone_pilote: str | None
    faits: FaitsMenage = field(default_factory=FaitsMenage)
    pointes: Mapping[str, EtatPoint] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class PointFiche:
    """A line of the checklist somebody touched."""

    table: ClassVar[str] = "point_demenagement"
    derives: ClassVar[Derives] = MappingProxyType({"par": INTERVENANT})

    code: str
    etat: EtatPoint
    le: date | None
    precision: str | None
    par: str | None


@dataclass(frozen=True, slots=True)
class ReportFiche:
    """A change of the day of a move."""

    table: ClassVar[str] = "report_demenagement"
    derives: ClassVar[Derives] = MappingProxyType({})

    id: UUID
    le: date
    jour_avant: date
    jour_apres: date
    raison: RaisonReport
    explication: str | None


@dataclass(frozen=True, slots=True)
class FiltreDemenagements:
    """Moves by estate (left or reached), days (included), crew, states, household."""

    cite_id: UUID | None = None
    du: date | None = None
    au: date | None = None
    equipe_id: UUID | None = None
    etats: frozenset[EtatDemenagement] | None = None
    menage_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Marges:
    """Days ahead of a move, and after it, during which it is followed."""

    avant: int
    apres: int


def lister(session: Session, filtre: FiltreDemenagements) -> tuple[DemenagementLu, ...]:
    """Moves by day, hour, household: one statement."""
    return _lire(session, _requete().where(*_conditions(filtre)))


def a_suivre(
    session: Session, cite_id: UUID | None, pilote_id: UUID | None, jour: date, marges: Marges
) -> tuple[DemenagementLu, ...]:
    """Moves to come soon or left open since, and those done lately: one statement.

    Of an estate (left or reached) when given; of a pilote, and those of nobody in particular.
    """
    lignes = _A_SUIVRE.lignes(
        session.connection(),
        au=(jour + timedelta(days=marges.avant)).isoformat(),
        depuis=(jour - timedelta(days=marges.apres)).isoformat(),
        cite_id=cite_id.hex if cite_id else None,
        pilote_id=pilote_id.hex if pilote_id else None,
    )
    return _lus(lignes)


def un(session: Session, id_: UUID) -> DemenagementLu | None:
    """The move of that id."""
    lus = _lire(session, _requete().where(Demenagement.id == id_))
    return lus[0] if lus else None


def points(session: Session, id_: UUID) -> dict[str, PointFiche]:
    """The lines of its checklist somebody touched, by code."""
    p = PointDemenagement
    requete = (
        select(*colonnes(PointFiche, par=nom_complet(table("intervenant"))))
        .select_from(p)
        .outerjoin(Intervenant, Intervenant.id == p.par_id)
        .where(p.demenagement_id == id_)
    )
    return {ligne.code: PointFiche(*ligne) for ligne in session.execute(requete)}


def reports(session: Session, id_: UUID) -> tuple[ReportFiche, ...]:
    """The changes of its day, oldest first."""
    r = ReportDemenagement
    requete = select(*colonnes(ReportFiche)).where(r.demenagement_id == id_).order_by(r.le, r.id)
    return tuple(ReportFiche(*ligne) for ligne in session.execute(requete))


def logements(session: Session, ids: Iterable[UUID]) -> dict[UUID, LogementFiche]:
    """The homes of a move, by id."""
    requete = select(*colonnes(LogementFiche)).where(table("logement").c.id.in_(parmi("ids")))
    lus = (LogementFiche(*ligne) for ligne in session.execute(requete, {"ids": liste(ids)}))
    return {logement.id: logement for logement in lus}


def disponible(session: Session, logement_id: UUID) -> tuple[date | None, date | None]:
    """The first and last days that home may be lived in; None: no limit."""
    trouve = session.execute(
        select(Logement.disponible_du, Logement.disponible_au).where(Logement.id == logement_id)
    ).first()
    return (trouve[0], trouve[1]) if trouve is not None else (None, None)


def cles(session: Session, id_: UUID) -> tuple[ClePapier, ...]:
    """Keys given and given back, oldest first."""
    c = CleLogement
    requete = select(*colonnes(ClePapier)).where(c.demenagement_id == id_).order_by(c.le, c.id)
    return tuple(ClePapier(*ligne) for ligne in session.execute(requete))


def releves(session: Session, id_: UUID) -> tuple[RelevePapier, ...]:
    """The meters read for this move, oldest first."""
    r = ReleveCompteur
    requete = select(*colonnes(RelevePapier)).where(r.demenagement_id == id_).order_by(r.le, r.id)
    return tuple(RelevePapier(*ligne) for ligne in session.execute(requete))


def releves_d_avant(
    session: Session, id_: UUID, logements: tuple[UUID, ...]
) -> tuple[RelevePapier, ...]:
    """The meters of these homes as other moves read them, the latest first."""
    r = ReleveCompteur
    requete = (
        select(*colonnes(RelevePapier))
        .where(r.logement_id.in_(parmi("ids")), r.demenagement_id != id_)
        .order_by(r.le.desc(), r.id.desc())
    )
    lignes = session.execute(requete, {"ids": liste(logements)})
    return tuple(RelevePapier(*ligne) for ligne in lignes)


def _lire(session: Session, requete: Select[Any]) -> tuple[DemenagementLu, ...]:
    return _lus(session.execute(requete))


def _lus(lignes: Iterable[Any]) -> tuple[DemenagementLu, ...]:
    lus = []
    for *ligne, animaux, appareil, ayant_droit, enfants, attachements, pointes in lignes:
        faits = FaitsMenage(
            animaux=animaux,
            appareil=bool(appareil),
            ayant_droit=bool(ayant_droit),
            enfants=bool(enfants),
            attachements=bool(attachements),
        )
        lus.append(DemenagementLu(*(*ligne, faits, _etats(pointes))))
    return tuple(lus)


def _etats(pointes: str | None) -> Mapping[str, EtatPoint]:
    lus = json.loads(pointes) if pointes else {}
    return MappingProxyType({code: EtatPoint(etat) for code, etat in lus.items()})


def _requete() -> Select[Any]:
    d, b = Demenagement, BesoinsRelogement
    pointes = (
        select(func.json_group_object(PointDemenagement.code, PointDemenagement.etat))
        .where(PointDemenagement.demenagement_id == d.id)
        .correlate(d)
        .scalar_subquery()
    )
    return (
        select(
            *colonnes(
                DemenagementLu,
                menage=Menage.nom,
                depuis=adresse_de(_depuis),
                vers=adresse_de(_vers),
                cite_id=_vers.c.cite_id,
                cite=Cite.nom,
                equipe=Equipe.nom,
                telephone_equipe=Equipe.telephone,
                pilote=nom_complet(table("intervenant")),
                telephone_pilote=Intervenant.telephone,
            ),
            b.animaux,
            b.appareil,
            Menage.ayant_droit,
            or_(func.coalesce(b.scolarises, False), _enfants()),
            exists().where(Attachement.menage_id == d.menage_id).correlate(d),
            pointes,
        )
        .select_from(d)
        .join(Menage, Menage.id == d.menage_id)
        .join(_vers, _vers.c.id == d.vers_id)
        .join(Cite, Cite.id == _vers.c.cite_id)
        .outerjoin(_depuis, _depuis.c.id == d.depuis_id)
        .outerjoin(Equipe, Equipe.id == d.equipe_id)
        .outerjoin(Intervenant, Intervenant.id == d.pilote_id)
        .outerjoin(b, b.menage_id == d.menage_id)
        .order_by(d.jour, func.coalesce(d.heure, _premiere_heure()), Menage.nom, d.id)
    )


def _enfants() -> ColumnElement[bool]:
    """Whether somebody under age lives there, on the day of the move."""
    p, d = Personne, Demenagement
    return (
        exists()
        .where(
            p.menage_id == d.menage_id,
            p.partie_le.is_(None),
            p.fusionne_dans_id.is_(None),
            or_(
                p.naissance > func.date(d.jour, f"-{_MAJORITE} years"),
                and_(p.naissance.is_(None), p.age < _MAJORITE),
            ),
        )
        .correlate(d)
    )


def _premiere_heure() -> ColumnElement[str]:
    """Where a half-day without an hour falls in the order of the day."""
    return func.iif(Demenagement.creneau == Creneau.APRES_MIDI, "13:00:00", "00:00:00")


def _conditions(filtre: FiltreDemenagements) -> list[ColumnElement[bool]]:
    d = Demenagement
    conditions: list[ColumnElement[bool]] = []
    if filtre.cite_id is not None:
        dedans = select(Logement.id).where(Logement.cite_id == filtre.cite_id)
        conditions.append(or_(d.vers_id.in_(dedans), d.depuis_id.in_(dedans)))
    if filtre.du is not None:
        conditions.append(d.jour >= filtre.du)
    if filtre.au is not None:
        conditions.append(d.jour <= filtre.au)
    if filtre.equipe_id is not None:
        conditions.append(d.equipe_id == filtre.equipe_id)
    if filtre.etats is not None:
        conditions.append(d.etat.in_(filtre.etats))
    if filtre.menage_id is not None:
        conditions.append(d.menage_id == filtre.menage_id)
    return conditions


_A_SUIVRE = Enonce(
    _requete().where(
        Demenagement.jour <= bindparam("au"),
        text(
            "(demenagement.etat IN ('prevu', 'confirme')"
            " OR demenagement.etat = 'fait' AND demenagement.jour >= :depuis)"
        ),
        text("(:cite_id IS NULL OR vers.cite_id = :cite_id OR depuis.cite_id = :cite_id)"),
        text(
            "(:pilote_id IS NULL OR demenagement.pilote_id IS NULL"
            " OR demenagement.pilote_id = :pilote_id)"
        ),
    )
)
