"""Moves as their papers tell them: the move, its crew, what must be carried, keys and meters.

Row types follow `fiche_modele`: documents project them by sharing class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.demenagements import (
    Creneau,
    EtatDemenagement,
    Fluide,
    MomentReleve,
    SensCle,
    SensDemenagement,
)
from app.domain.logements import NatureOccupation
from db.models import (
    BesoinsRelogement,
    CleLogement,
    Demenagement,
    Equipe,
    Intervenant,
    Logement,
    Menage,
    Occupation,
    ReleveCompteur,
)
from db.queries.fiche_modele import LogementFiche
from db.queries.lignes import INTERVENANT, Derives, colonnes, liste, nom_complet, parmi, table


@dataclass(frozen=True, slots=True)
class DemenagementPapier:
    """A move. `retour_prevu` is the day of the return, or the end foreseen for the stay."""

    table: ClassVar[str] = "demenagement"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "menage": ("menage.nom",),
            "equipe": ("equipe.nom",),
            "organisme": ("equipe.organisme",),
            "telephone_equipe": ("equipe.telephone",),
            "pilote": INTERVENANT,
            "telephone_pilote": ("intervenant.telephone",),
            "volume_m3": ("besoins_relogement.volume_m3",),
            "animaux": ("besoins_relogement.animaux",),
            "animaux_precision": ("besoins_relogement.animaux_precision",),
            "capacite": ("equipe.capacite",),
            "retour_prevu": ("demenagement.jour", "occupation.fin_prevue"),
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
    remarque: str | None
    menage: str
    equipe: str | None
    organisme: str | None
    telephone_equipe: str | None
    capacite: int | None
    pilote: str | None
    telephone_pilote: str | None
    volume_m3: int | None
    animaux: bool | None
    animaux_precision: str | None
    retour_prevu: date | None


@dataclass(frozen=True, slots=True)
class ClePapier:
    """Keys given, or given back."""

    table: ClassVar[str] = "cle_logement"
    derives: ClassVar[Derives] = MappingProxyType({})

    id: UUID
    demenagement_id: UUID
    logement_id: UUID
    sens: SensCle
    quoi: str
    nombre: int
    le: date
    a_qui: str | None


@dataclass(frozen=True, slots=True)
class RelevePapier:
    """A meter, as it was read."""

    table: ClassVar[str] = "releve_compteur"
    derives: ClassVar[Derives] = MappingProxyType({})

    id: UUID
    demenagement_id: UUID
    logement_id: UUID
    fluide: Fluide
    moment: MomentReleve
    numero: str | None
    valeur: str
    le: date


@dataclass(frozen=True, slots=True)
class DossierPapier:
    """A move with the two homes, the keys and the meters."""

    demenagement: DemenagementPapier
    depuis: LogementFiche | None
    vers: LogementFiche
    cles: tuple[ClePapier, ...]
    releves: tuple[RelevePapier, ...]


def choisir(
    session: Session,
    *,
    ids: Sequence[UUID] = (),
    du: date | None = None,
    au: date | None = None,
    cite_id: UUID | None = None,
    equipe_id: UUID | None = None,
    pilote_id: UUID | None = None,
) -> tuple[DossierPapier, ...]:
    """The moves, by day, hour, then home; those of the period unless `ids` names them;
    a cancelled one is on no paper."""
    d = Demenagement
    requete = _requete().where(d.etat != EtatDemenagement.ANNULE)
    if ids:
        requete = requete.where(d.id.in_(parmi("ids")))
    else:
        if du is not None:
            requete = requete.where(d.jour >= du)
        if au is not None:
            requete = requete.where(d.jour <= au)
        if equipe_id is not None:
            requete = requete.where(d.equipe_id == equipe_id)
        if pilote_id is not None:
            requete = requete.where(d.pilote_id == pilote_id)
        if cite_id is not None:
            requete = requete.where(de_la_cite(cite_id))
    lignes = session.execute(requete, {"ids": liste(ids)} if ids else {}).all()
    moves = [DemenagementPapier(*ligne) for ligne in lignes]
    return _completer(session, moves)


def de_la_cite(cite_id: UUID) -> ColumnElement[bool]:
    """Moves that leave or reach a home of that estate."""
    dedans = select(Logement.id).where(Logement.cite_id == cite_id)
    return or_(Demenagement.vers_id.in_(dedans), Demenagement.depuis_id.in_(dedans))


def _requete() -> Select[Any]:
    d, besoins = Demenagement, BesoinsRelogement
    return (
        select(
            *colonnes(
                DemenagementPapier,
                menage=Menage.nom,
                equipe=Equipe.nom,
                organisme=Equipe.organisme,
                telephone_equipe=Equipe.telephone,
                capacite=Equipe.capacite,
                pilote=nom_complet(table("intervenant")),
                telephone_pilote=Intervenant.telephone,
                volume_m3=besoins.volume_m3,
                animaux=besoins.animaux,
                animaux_precision=besoins.animaux_precision,
                retour_prevu=_retour(),
            )
        )
        .select_from(d)
        .join(Menage, Menage.id == d.menage_id)
        .join(Logement, Logement.id == d.vers_id)
        .outerjoin(Equipe, Equipe.id == d.equipe_id)
        .outerjoin(Intervenant, Intervenant.id == d.pilote_id)
        .outerjoin(besoins, besoins.menage_id == d.menage_id)
        .order_by(d.jour, func.coalesce(d.heure, _premiere_heure()), Menage.nom, d.id)
    )


def _premiere_heure() -> ColumnElement[str]:
    """Where a half-day without an hour falls in the order of the day."""
    return func.iif(Demenagement.creneau == Creneau.APRES_MIDI, "13:00:00", "00:00:00")


def _retour() -> ColumnElement[date | None]:
    """The day of the move back, else the end foreseen for the stay this move begins or ends."""
    d, retour = Demenagement, aliased(Demenagement)
    prevu = (
        select(func.min(retour.jour))
        .where(
            retour.menage_id == d.menage_id,
            retour.sens == SensDemenagement.RETOUR,
            retour.etat != EtatDemenagement.ANNULE,
            retour.jour > d.jour,
        )
        .correlate(d)
        .scalar_subquery()
    )
    fin = (
        select(func.max(Occupation.fin_prevue))
        .where(
            Occupation.menage_id == d.menage_id,
            Occupation.nature == NatureOccupation.TIROIR,
            and_(d.sens == SensDemenagement.ALLER, Occupation.logement_id == d.vers_id),
        )
        .correlate(d)
        .scalar_subquery()
    )
    return func.coalesce(prevu, fin, type_=Demenagement.jour.type)


def _completer(session: Session, moves: Sequence[DemenagementPapier]) -> tuple[DossierPapier, ...]:
    logements = _logements(session, {i for m in moves for i in (m.depuis_id, m.vers_id) if i})
    cles = _par_demenagement(session, ClePapier, CleLogement, moves)
    releves = _par_demenagement(session, RelevePapier, ReleveCompteur, moves)
    return tuple(
        DossierPapier(
            m,
            logements[m.depuis_id] if m.depuis_id else None,
            logements[m.vers_id],
            tuple(cles[m.id]),
            tuple(releves[m.id]),
        )
        for m in moves
    )


def _logements(session: Session, ids: set[UUID]) -> dict[UUID, LogementFiche]:
    requete = select(*colonnes(LogementFiche)).where(table("logement").c.id.in_(parmi("ids")))
    lus = (LogementFiche(*ligne) for ligne in session.execute(requete, {"ids": liste(ids)}))
    return {logement.id: logement for logement in lus}


def _par_demenagement(
    session: Session, type_: type[Any], modele: Any, moves: Sequence[DemenagementPapier]
) -> dict[UUID, list[Any]]:
    trouvees: dict[UUID, list[Any]] = defaultdict(list)
    requete = (
        select(*colonnes(type_))
        .where(modele.demenagement_id.in_(parmi("ids")))
        .order_by(modele.le, modele.id)
    )
    for ligne in session.execute(requete, {"ids": liste(m.id for m in moves)}):
        lue = type_(*ligne)
        trouvees[lue.demenagement_id].append(lue)
    return trouvees
