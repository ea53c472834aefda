"""The dwellings of an estate: counted by state, listed by pages, one of them with its ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.adresse import afficher
from app.domain.logements import ClasseDpe, EtatLogement, NatureOccupation
from app.domain.texte import plier
from db.models import Cite, Logement, Menage, Occupation, Tranche


@dataclass(frozen=True, slots=True)
class FiltreParc:
    """Dwellings of an estate: by words, states, batch; `libres` keeps those nobody lives in."""

    cite_id: UUID
    texte: str = ""
    etats: frozenset[EtatLogement] = frozenset()
    tranche_id: UUID | None = None
    libres: bool = False


@dataclass(frozen=True, slots=True)
class LogementParc:
    """A dwelling of the list; `occupant` is who lives there that day."""

    id: UUID
    code_ug: str
    adresse: str
    commune: str | None
    typologie: str | None
    surface: Decimal | None
    plain_pied: bool | None
    etat: EtatLogement
    dpe_avant: ClasseDpe | None
    dpe_apres: ClasseDpe | None
    tranche: str | None
    occupant_id: UUID | None
    occupant: str | None
    nature: NatureOccupation | None
    chambres: int | None = None
    jardin: bool | None = None
    garage: bool | None = None
    animaux: bool | None = None


@dataclass(frozen=True, slots=True)
class ComptesParc:
    """How many dwellings of an estate, by state; `habites` counts those somebody lives in."""

    total: int
    par_etat: Mapping[EtatLogement, int]
    habites: int


@dataclass(frozen=True, slots=True)
class SejourLigne:
    """One stay of the ledger of a dwelling."""

    id: UUID
    menage_id: UUID
    menage: str
    nature: NatureOccupation
    debut: date | None
    fin: date | None
    fin_prevue: date | None


@dataclass(frozen=True, slots=True)
class LogementComplet:
    """One dwelling: every column by name, its estate, its batch, who lives and lived there."""

    id: UUID
    cite_id: UUID
    cite: str
    tranche: str | None
    adresse: str
    champs: Mapping[str, Any]
    sejours: tuple[SejourLigne, ...]


def comptes(session: Session, cite_id: UUID, jour: date) -> ComptesParc:
    """Dwellings of the estate by state, and how many are lived in on that day."""
    lignes = session.execute(
        select(Logement.etat, func.count())
        .where(Logement.cite_id == cite_id)
        .group_by(Logement.etat)
    )
    par_etat: dict[EtatLogement, int] = {ligne[0]: ligne[1] for ligne in lignes}
    habites = session.scalar(
        select(func.count(Occupation.logement_id.distinct()))
        .join(Logement, Logement.id == Occupation.logement_id)
        .where(Logement.cite_id == cite_id, _present(Occupation, jour))
    )
    return ComptesParc(sum(par_etat.values()), MappingProxyType(par_etat), habites or 0)


def compter(session: Session, filtre: FiltreParc, jour: date) -> int:
    """How many dwellings match."""
    requete = select(func.count(Logement.id)).where(*_conditions(session, filtre, jour))
    return session.scalar(requete) or 0


def page(
    session: Session, filtre: FiltreParc, jour: date, *, tri: str, debut: int, taille: int
) -> tuple[LogementParc, ...]:
    """Matching dwellings in that order; "adresse" is the order of a walk through the estate."""
    occupant = aliased(Occupation)
    requete = (
        select(
            Logement.id,
            Logement.code_ug,
            Logement.numero,
            Logement.repetition,
            Logement.voie,
            Logement.commune,
            Logement.typologie,
            Logement.surface,
            Logement.plain_pied,
            Logement.etat,
            Logement.dpe_avant,
            Logement.dpe_apres,
            Tranche.nom,
            Menage.id,
            Menage.nom,
            occupant.nature,
            Logement.chambres,
            Logement.jardin,
            Logement.garage,
            Logement.animaux,
        )
        .outerjoin(Tranche, Tranche.id == Logement.tranche_id)
        .outerjoin(occupant, occupant.id == _sejour_du_jour(jour))
        .outerjoin(Menage, Menage.id == occupant.menage_id)
        .where(*_conditions(session, filtre, jour))
        .order_by(*_ordre(tri), Logement.code_ug)
        .offset(debut)
        .limit(taille)
    )
    lignes: Iterable[Any] = session.execute(requete)
    return tuple(LogementParc(li[0], li[1], afficher(*li[2:5]), *li[5:]) for li in lignes)


def logement(session: Session, logement_id: UUID) -> LogementComplet | None:
    """One dwelling with its ledger, the latest stay first; None when it does not exist."""
    lu = session.execute(
        select(Logement, Cite.nom, Tranche.nom)
        .join(Cite, Cite.id == Logement.cite_id)
        .outerjoin(Tranche, Tranche.id == Logement.tranche_id)
        .where(Logement.id == logement_id)
    ).one_or_none()
    if lu is None:
        return None
    ligne, cite, tranche = lu
    sejours = session.execute(
        select(
            Occupation.id,
            Occupation.menage_id,
            Menage.nom,
            Occupation.nature,
            Occupation.debut,
            Occupation.fin,
            Occupation.fin_prevue,
        )
        .join(Menage, Menage.id == Occupation.menage_id)
        .where(Occupation.logement_id == logement_id)
        .order_by(Occupation.debut.desc().nulls_last(), Occupation.id.desc())
    )
    champs = {c: getattr(ligne, c) for c in Logement.__table__.c.keys()}  # noqa: SIM118 - columns
    return LogementComplet(
        ligne.id,
        ligne.cite_id,
        cite,
        tranche,
        afficher(ligne.numero, ligne.repetition, ligne.voie),
        MappingProxyType(champs),
        tuple(SejourLigne(*s) for s in sejours),
    )


def _present(occupation: Any, jour: date) -> ColumnElement[bool]:
    return and_(
        or_(occupation.debut.is_(None), occupation.debut <= jour),
        or_(occupation.fin.is_(None), occupation.fin > jour),
    )


def _sejour_du_jour(jour: date) -> Any:
    """The one stay shown for a dwelling: the latest begun, should two overlap."""
    sejour = aliased(Occupation)
    return (
        select(sejour.id)
        .where(sejour.logement_id == Logement.id, _present(sejour, jour))
        .order_by(sejour.debut.desc().nulls_last(), sejour.id.desc())
        .limit(1)
        .correlate(Logement)
        .scalar_subquery()
    )


def _conditions(session: Session, filtre: FiltreParc, jour: date) -> list[ColumnElement[bool]]:
    conditions = [Logement.cite_id == filtre.cite_id]
    if filtre.etats:
        conditions.append(Logement.etat.in_(sorted(filtre.etats)))
    if filtre.tranche_id is not None:
        conditions.append(Logement.tranche_id == filtre.tranche_id)
    if filtre.libres:
        habites = select(Occupation.logement_id).where(_present(Occupation, jour))
        conditions.append(Logement.id.not_in(habites))
    if filtre.texte.strip():
        conditions.append(Logement.id.in_(_correspondants(session, filtre, jour)))
    return conditions


def _correspondants(session: Session, filtre: FiltreParc, jour: date) -> list[UUID]:
    """Dwellings of the estate whose code, address or occupant holds every folded word."""
    mots = plier(filtre.texte).split()
    lignes = session.execute(
        select(
            Logement.id,
            Logement.code_ug,
            Logement.numero,
            Logement.repetition,
            Logement.voie,
            Logement.commune,
            Menage.nom,
        )
        .outerjoin(
            Occupation, and_(Occupation.logement_id == Logement.id, _present(Occupation, jour))
        )
        .outerjoin(Menage, Menage.id == Occupation.menage_id)
        .where(Logement.cite_id == filtre.cite_id)
    )
    trouves: dict[UUID, None] = {}
    for id_, *textes in lignes:
        foin = plier(" ".join(t for t in textes if t))
        if all(mot in foin for mot in mots):
            trouves[id_] = None
    return list(trouves)


def _ordre(tri: str) -> list[Any]:
    cle, descend = tri.removeprefix("-"), tri.startswith("-")
    marche: list[Any] = [
        Logement.commune,
        Logement.voie,
        cast(Logement.numero, Integer),
        Logement.repetition,
    ]
    colonnes: dict[str, list[Any]] = {
        "adresse": marche,
        "code_ug": [Logement.code_ug],
        "typologie": [Logement.typologie, Logement.surface],
        "surface": [Logement.surface],
        "etat": [case({e.value: i for i, e in enumerate(EtatLogement)}, value=Logement.etat)],
        "dpe_avant": [Logement.dpe_avant],
        "dpe_apres": [Logement.dpe_apres],
        "tranche": [Tranche.nom],
        "occupant": [Menage.nom],
    }
    choisies = colonnes.get(cle, marche)
    ordre = [(c.desc() if descend else c.asc()).nulls_last() for c in choisies]
    return ordre if choisies is marche else [*ordre, *marche]
