"""The outbox as one looks at it: packages, attempts, what waits, what must be deposited next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.envois import DELAI_MAX, EtatColis, EtatRetour, Etendue, IssueEssai
from db.models import (
    Colis,
    Destination,
    EssaiEnvoi,
    FichierRetour,
    MorceauColis,
    ProfilEnvoi,
)

_depuis = aliased(Colis, name="depuis")
# A package goes where its profile sends, when it was prepared before anybody said where.
_ou: ColumnElement[Any] = func.coalesce(Colis.destination_id, ProfilEnvoi.destination_id)


@dataclass(frozen=True, slots=True)
class ColisLigne:
    """A package of the outbox.

    `depuis` is the number of the package a delta completes. `raison` is a code of ours, or what
    the recipient wrote when it refused. `dernier_code` is what the last attempt lacked.
    """

    id: UUID
    profil_id: UUID
    profil: str
    destination_id: UUID | None
    destination: str | None
    sequence: int
    nom: str
    etendue: Etendue
    depuis: int | None
    taille: int
    nb_lignes: int
    prepare_a: datetime
    etat: EtatColis
    etat_a: datetime
    raison: str | None
    essais: int
    prochain_essai_a: datetime | None
    dernier_code: str | None


@dataclass(frozen=True, slots=True)
class EssaiLigne:
    """An attempt: when, how it ended, what was missing (a code)."""

    a: datetime
    issue: IssueEssai
    code: str | None


@dataclass(frozen=True, slots=True)
class Attente:
    """Counts of the header: to deposit (of which failing), to be acknowledged, to be read.

    `refuses` and `ecartes` ask for a decision; `sans_destination` will never leave as they are.
    """

    a_deposer: int
    en_echec: int
    a_accuser: int
    refuses: int
    retours_a_lire: int
    sans_destination: int
    prochain_essai_a: datetime | None


@dataclass(frozen=True, slots=True)
class ADeposer:
    """A package whose turn has come."""

    id: UUID
    nom: str
    taille: int
    empreinte: str
    essais: int


def lister(
    session: Session,
    *,
    etats: Collection[EtatColis] = (),
    profil_id: UUID | None = None,
    debut: int = 0,
    limite: int = 200,
) -> tuple[ColisLigne, ...]:
    """Packages, the newest first; `etats` empty: all of them."""
    requete = _filtrer(_requete(), etats, profil_id)
    requete = requete.order_by(Colis.prepare_a.desc(), Colis.id.desc())
    return tuple(ColisLigne(*li) for li in session.execute(requete.offset(debut).limit(limite)))


def compter(
    session: Session, *, etats: Collection[EtatColis] = (), profil_id: UUID | None = None
) -> int:
    """How many `lister` would give."""
    requete = _filtrer(select(func.count()).select_from(Colis), etats, profil_id)
    return int(session.scalar(requete) or 0)


def un(session: Session, colis_id: UUID) -> ColisLigne | None:
    """One package, or None."""
    ligne = session.execute(_requete().where(Colis.id == colis_id)).first()
    return ColisLigne(*ligne) if ligne is not None else None


def essais(session: Session, colis_id: UUID) -> tuple[EssaiLigne, ...]:
    """The attempts of a package, the latest first."""
    lignes = session.execute(
        select(EssaiEnvoi.a, EssaiEnvoi.issue, EssaiEnvoi.code)
        .where(EssaiEnvoi.colis_id == colis_id)
        .order_by(EssaiEnvoi.a.desc(), EssaiEnvoi.id.desc())
    )
    return tuple(EssaiLigne(*li) for li in lignes)


def attente(session: Session) -> Attente:
    """What waits, in counts."""
    comptes = session.execute(
        select(Colis.etat, func.count())
        .where(Colis.etat.in_((EtatColis.PREPARE, EtatColis.DEPOSE, EtatColis.REFUSE)))
        .group_by(Colis.etat)
    )
    par_etat = {etat: n for etat, n in comptes}  # noqa: C416 - rows are typed pairs here
    en_echec, prochain = session.execute(
        select(func.count(), func.min(Colis.prochain_essai_a)).where(
            Colis.etat == EtatColis.PREPARE, Colis.essais > 0
        )
    ).one()
    sans = session.scalar(
        select(func.count())
        .select_from(Colis)
        .join(ProfilEnvoi, ProfilEnvoi.id == Colis.profil_id)
        .where(Colis.etat == EtatColis.PREPARE, _ou.is_(None))
    )
    a_lire = session.scalar(
        select(func.count())
        .select_from(FichierRetour)
        .where(FichierRetour.etat == EtatRetour.A_LIRE)
    )
    return Attente(
        a_deposer=par_etat.get(EtatColis.PREPARE, 0),
        en_echec=en_echec,
        a_accuser=par_etat.get(EtatColis.DEPOSE, 0),
        refuses=par_etat.get(EtatColis.REFUSE, 0),
        retours_a_lire=a_lire or 0,
        sans_destination=sans or 0,
        prochain_essai_a=prochain,
    )


def a_deposer(
    session: Session, destination_id: UUID, maintenant: datetime | None
) -> tuple[ADeposer, ...]:
    """Packages for that destination whose time has come; None: all that wait, whatever the time.

    Those that failed least come first, so that one that always fails holds nobody back. A time
    further away than any wait was set while the clock of this machine was ahead: it has come too.
    """
    requete = (
        select(Colis.id, Colis.nom, Colis.taille, Colis.empreinte, Colis.essais)
        .join(ProfilEnvoi, ProfilEnvoi.id == Colis.profil_id)
        .where(Colis.etat == EtatColis.PREPARE, _ou == destination_id)
        .order_by(Colis.essais, Colis.prepare_a, Colis.sequence, Colis.id)
    )
    if maintenant is not None:
        requete = requete.where(
            or_(
                Colis.prochain_essai_a.is_(None),
                Colis.prochain_essai_a <= maintenant,
                Colis.prochain_essai_a > maintenant + DELAI_MAX,
            )
        )
    return tuple(ADeposer(*li) for li in session.execute(requete))


def morceau(session: Session, colis_id: UUID, rang: int) -> bytes | None:
    """One piece of the bytes of a package, or None past the last one."""
    return session.scalar(
        select(MorceauColis.octets).where(
            MorceauColis.colis_id == colis_id, MorceauColis.rang == rang
        )
    )


def _requete() -> Select[Any]:
    dernier = (
        select(EssaiEnvoi.code)
        .where(EssaiEnvoi.colis_id == Colis.id)
        .order_by(EssaiEnvoi.a.desc(), EssaiEnvoi.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    requete: Select[Any] = (
        select(
            Colis.id,
            Colis.profil_id,
            ProfilEnvoi.nom,
            _ou,
            Destination.nom,
            Colis.sequence,
            Colis.nom,
            Colis.etendue,
            _depuis.sequence,
            Colis.taille,
            Colis.nb_lignes,
            Colis.prepare_a,
            Colis.etat,
            Colis.etat_a,
            Colis.raison,
            Colis.essais,
            Colis.prochain_essai_a,
            dernier,
        )
        .join(ProfilEnvoi, ProfilEnvoi.id == Colis.profil_id)
        .outerjoin(Destination, Destination.id == _ou)
        .outerjoin(_depuis, _depuis.id == Colis.depuis_id)
    )
    return requete


def _filtrer(
    requete: Select[Any], etats: Collection[EtatColis], profil_id: UUID | None
) -> Select[Any]:
    if etats:
        requete = requete.where(Colis.etat.in_(etats))
    if profil_id is not None:
        requete = requete.where(Colis.profil_id == profil_id)
    return requete
