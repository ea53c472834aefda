"""The list of households, and those who may be there twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import UUID

from app.domain.doublons import Raison, comparer, paires
from app.domain.menages import Phase
from app.services.raisons import MotsRaisons
from db.queries import menages as lecture
from db.queries.doublons import personnes
from db.queries.menages import FiltreMenages, MenageLigne, TriMenages
from db.uow import UnitOfWork

_DOUBLONS_MAX = 500


@dataclass(frozen=True, slots=True)
class CompterMenages:
    """Ask how many households a filter keeps."""

    filtre: FiltreMenages = field(default_factory=FiltreMenages)


@dataclass(frozen=True, slots=True)
class PageMenages:
    """Ask for lines `debut` to `debut + taille` of the list."""

    filtre: FiltreMenages = field(default_factory=FiltreMenages)
    tri: TriMenages = TriMenages.NOM
    descendant: bool = False
    debut: int = 0
    taille: int = 200


@dataclass(frozen=True, slots=True)
class IdsMenages:
    """Ask for all households of the list, in order (batch printing, exports)."""

    filtre: FiltreMenages = field(default_factory=FiltreMenages)
    tri: TriMenages = TriMenages.NOM
    descendant: bool = False


@dataclass(frozen=True, slots=True)
class ChercherDoublons:
    """Ask for households that may be one and the same."""


@dataclass(frozen=True, slots=True)
class DoublonPossible:
    """Two households that share somebody who looks like one person, and why."""

    menage_id: UUID
    menage: str
    adresse: str
    autre_id: UUID
    autre: str
    autre_adresse: str
    personnes: tuple[tuple[UUID, UUID], ...]
    score: float
    raisons: tuple[Raison, ...]


def compter(demande: CompterMenages, uow: UnitOfWork) -> int:
    """How many households the filter keeps."""
    with uow.lecture() as session:
        return lecture.compter(session, demande.filtre, uow.clock.today())


def phases(demande: CompterMenages, uow: UnitOfWork) -> dict[Phase, int]:
    """How many of them per phase."""
    with uow.lecture() as session:
        return lecture.phases(session, demande.filtre, uow.clock.today())


def page(demande: PageMenages, uow: UnitOfWork) -> tuple[MenageLigne, ...]:
    """One page of the list, in words; reasons of attention are said when asked for."""
    with uow.lecture() as session:
        lues = lecture.page(
            session,
            demande.filtre,
            uow.clock.today(),
            tri=demande.tri,
            descendant=demande.descendant,
            debut=demande.debut,
            taille=demande.taille,
        )
    if not any(ligne.raisons or ligne.prochaine_etape for ligne in lues):
        return lues
    dits = MotsRaisons(uow.accompagnement, uow.clock.today())
    return tuple(_en_mots(ligne, dits) for ligne in lues)


def _en_mots(ligne: MenageLigne, dits: MotsRaisons) -> MenageLigne:
    return replace(
        ligne,
        prochaine_etape=dits.libelle(ligne.prochaine_etape),
        mots=dits.eveillees,
    )


def ids(demande: IdsMenages, uow: UnitOfWork) -> tuple[UUID, ...]:
    """All households of the list, in order."""
    with uow.lecture() as session:
        return lecture.ids(
            session, demande.filtre, uow.clock.today(), demande.tri, demande.descendant
        )


def doublons_possibles(_demande: ChercherDoublons, uow: UnitOfWork) -> tuple[DoublonPossible, ...]:
    """Pairs of households to look at, likeliest first (500 at most)."""
    with uow.lecture() as session:
        tous = personnes(session)
    trouves: dict[tuple[UUID, UUID], list[tuple[float, int, int, tuple[Raison, ...]]]] = {}
    for i, j in paires([p.identite for p in tous]):
        if tous[i].menage_id == tous[j].menage_id:
            continue
        ressemblance = comparer(tous[i].identite, tous[j].identite)
        if ressemblance.possible:
            un, deux = sorted((i, j), key=lambda rang: tous[rang].menage_id)
            cle = (tous[un].menage_id, tous[deux].menage_id)
            trouves.setdefault(cle, []).append((ressemblance.score, un, deux, ressemblance.raisons))
    faits = []
    for paires_ in trouves.values():
        score, un, deux, raisons = max(paires_)
        a, b = tous[un], tous[deux]
        faits.append(
            DoublonPossible(
                a.menage_id,
                a.menage,
                a.adresse,
                b.menage_id,
                b.menage,
                b.adresse,
                tuple((tous[i].id, tous[j].id) for _, i, j, _ in paires_),
                score,
                raisons,
            )
        )
    return tuple(sorted(faits, key=lambda d: -d.score)[:_DOUBLONS_MAX])
