"""Money and energy before and after: what was recorded, of one household or of an estate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BindParameter, Connection, Select, bindparam, null, select
from sqlalchemy.orm import Session

from app.domain.apres import Energie, MomentLoyer, SourceConso, SourceLoyer
from app.domain.logements import NatureOccupation
from db.queries import receptions
from db.queries.lignes import Derives, Enonce, colonnes, nom_complet, table

_RIEN: Derives = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class QuittanceFiche:
    """What the household paid a month, as one source told it; euros, None where not known."""

    table: ClassVar[str] = "quittance"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    moment: MomentLoyer
    le: date
    source: SourceLoyer
    loyer: Decimal | None
    charges: Decimal | None
    troisieme_ligne: Decimal | None
    apl: Decimal | None
    ressources: Decimal | None
    logement_id: UUID | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class VolontaireFiche:
    """Its agreement that energy bills be followed; `personne` is who gave it, when told."""

    table: ClassVar[str] = "volontaire_energie"
    derives: ClassVar[Derives] = MappingProxyType({"personne": ("personne.prenom", "personne.nom")})

    id: UUID
    personne_id: UUID | None
    accord_le: date
    retire_le: date | None
    personne: str | None


@dataclass(frozen=True, slots=True)
class ConsoFiche:
    """A bill or a meter, from `du` to `au` (excluded)."""

    table: ClassVar[str] = "conso_energie"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    energie: Energie
    du: date
    au: date
    kwh: Decimal | None
    montant: Decimal | None
    dju: int | None
    source: SourceConso
    logement_id: UUID | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class Reperes:
    """The household's own record, and the dates its before and after are told from.

    `reception` is the day the works of its home were received, once past.
    """

    menage_id: UUID
    nom: str
    logement_id: UUID | None
    depart_le: date | None
    retour_le: date | None
    travaux_du: date | None
    reception: date | None
    loyer: Decimal | None
    charges: Decimal | None
    apl: Decimal | None
    loyer_date: date | None
    ressources: Decimal | None
    ressources_date: date | None


@dataclass(frozen=True, slots=True)
class Sejour:
    """A home of the household that is not a temporary one, with what the sums need of it."""

    logement_id: UUID
    debut: date | None
    fin: date | None
    surface: Decimal | None
    annee: int | None
    pieces: int | None


_menage, _resume = table("menage"), table("menage_resume")
_quittance, _volontaire = table("quittance"), table("volontaire_energie")
_conso, _personne = table("conso_energie"), table("personne")
_logement, _occupation, _tranche = table("logement"), table("occupation"), table("tranche")
_id: BindParameter[str] = bindparam("menage_id")
_cite: BindParameter[str] = bindparam("cite_id")

_REPERES = (
    select(
        _menage.c.id,
        _menage.c.nom,
        _resume.c.logement_id,
        _resume.c.depart_le,
        _resume.c.retour_le,
        _tranche.c.debut_travaux,
        null(),
        _menage.c.loyer,
        _menage.c.charges,
        _menage.c.apl,
        _menage.c.loyer_date,
        _menage.c.ressources,
        _menage.c.ressources_date,
    )
    .select_from(_menage)
    .outerjoin(_resume, _resume.c.menage_id == _menage.c.id)
    .outerjoin(_tranche, _tranche.c.id == _resume.c.tranche_id)
)
_SEJOURS = (
    select(
        _occupation.c.menage_id,
        _occupation.c.logement_id,
        _occupation.c.debut,
        _occupation.c.fin,
        _logement.c.surface,
        _logement.c.annee,
        _logement.c.nb_pieces,
    )
    .join_from(_occupation, _logement, _logement.c.id == _occupation.c.logement_id)
    .where(_occupation.c.nature != NatureOccupation.TIROIR)
    .order_by(_occupation.c.debut, _occupation.c.id)
)
_QUITTANCES = select(*colonnes(QuittanceFiche), _quittance.c.menage_id).order_by(
    _quittance.c.le, _quittance.c.id
)
_CONSOS = select(*colonnes(ConsoFiche), _conso.c.menage_id).order_by(_conso.c.du, _conso.c.id)
_VOLONTAIRES = Enonce(
    select(*colonnes(VolontaireFiche, personne=nom_complet(_personne)))
    .outerjoin_from(_volontaire, _personne, _personne.c.id == _volontaire.c.personne_id)
    .where(_volontaire.c.menage_id == _id)
    .order_by(_volontaire.c.accord_le.desc(), _volontaire.c.id.desc())
)


def _de_la_cite(demande: Select[tuple[object, ...]], cle: object) -> Enonce:
    """The same rows for the households of an estate (those merged into another left out)."""
    dedans = select(_resume.c.menage_id).where(_resume.c.cite_id == _cite)
    return Enonce(demande.where(cle.in_(dedans)))  # type: ignore[attr-defined]  # a column


_UN_REPERE = Enonce(_REPERES.where(_menage.c.id == _id))
_UNS_SEJOURS = Enonce(_SEJOURS.where(_occupation.c.menage_id == _id))
_UNES_QUITTANCES = Enonce(_QUITTANCES.where(_quittance.c.menage_id == _id))
_UNES_CONSOS = Enonce(_CONSOS.where(_conso.c.menage_id == _id))
_REPERES_CITE = Enonce(
    _REPERES.where(_resume.c.cite_id == _cite, _menage.c.fusionne_dans_id.is_(None))
)
_DU_CONTRAT = Enonce(
    select(_menage.c.id).where(
        _menage.c.numero_contrat == bindparam("numero"), _menage.c.fusionne_dans_id.is_(None)
    )
)
_QUITTANCES_CITE = _de_la_cite(_QUITTANCES, _quittance.c.menage_id)
_CONSOS_CITE = _de_la_cite(
    _CONSOS.where(
        _conso.c.menage_id.in_(
            select(_volontaire.c.menage_id).where(_volontaire.c.retire_le.is_(None))
        )
    ),
    _conso.c.menage_id,
)
_SEJOURS_CITE = _de_la_cite(_SEJOURS, _occupation.c.menage_id)
_VOLONTAIRES_CITE = _de_la_cite(
    select(_volontaire.c.menage_id).where(_volontaire.c.retire_le.is_(None)).distinct(),
    _volontaire.c.menage_id,
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that was recorded of one household; oldest first, agreements newest first."""

    reperes: Reperes
    sejours: tuple[Sejour, ...]
    quittances: tuple[QuittanceFiche, ...]
    consos: tuple[ConsoFiche, ...]
    volontaires: tuple[VolontaireFiche, ...] = ()


def dossier(session: Session, menage_id: UUID, jour: date) -> Dossier | None:
    """One household on a day; None when there is none of that id."""
    connexion, cle = session.connection(), menage_id.hex
    lus = _UN_REPERE.lignes(connexion, menage_id=cle)
    if not lus:
        return None
    (reperes,) = _recus(session, lus, jour)
    return Dossier(
        reperes,
        tuple(Sejour(*li[1:]) for li in _UNS_SEJOURS.lignes(connexion, menage_id=cle)),
        quittances(connexion, menage_id),
        consos(connexion, menage_id),
        volontaires(connexion, menage_id),
    )


def _recus(session: Session, lus: Sequence[tuple[Any, ...]], jour: date) -> list[Reperes]:
    """The records, with the réception of each home."""
    reperes = [Reperes(*brute) for brute in lus]
    chez = {r.logement_id for r in reperes if r.logement_id is not None}
    recues = receptions.dates(session, chez, jour)
    return [
        replace(r, reception=recues[r.logement_id]) if r.logement_id in recues else r
        for r in reperes
    ]


def du_contrat(connexion: Connection, numero: str) -> UUID | None:
    """The household of a contract number; None when it is not exactly one."""
    trouves = _DU_CONTRAT.lignes(connexion, numero=numero.strip())
    return trouves[0][0] if len(trouves) == 1 else None


def quittances(connexion: Connection, menage_id: UUID) -> tuple[QuittanceFiche, ...]:
    """Its recorded rents, oldest first."""
    lues = _UNES_QUITTANCES.lignes(connexion, menage_id=menage_id.hex)
    return tuple(QuittanceFiche(*li[:-1]) for li in lues)


def consos(connexion: Connection, menage_id: UUID) -> tuple[ConsoFiche, ...]:
    """Its bills and meters, oldest first."""
    lues = _UNES_CONSOS.lignes(connexion, menage_id=menage_id.hex)
    return tuple(ConsoFiche(*li[:-1]) for li in lues)


def volontaires(connexion: Connection, menage_id: UUID) -> tuple[VolontaireFiche, ...]:
    """Its agreements to have energy followed, the latest first."""
    return _VOLONTAIRES.lire(connexion, VolontaireFiche, menage_id=menage_id.hex)


def dossiers(
    session: Session, cite_id: UUID, jour: date, *, energie: bool = True
) -> tuple[tuple[Dossier, ...], frozenset[UUID]]:
    """All households of an estate, and those whose agreement stands; a constant number of reads.

    Energy is read only for those, and not at all without `energie`.
    """
    connexion, cle = session.connection(), cite_id.hex
    quittances_de: dict[UUID, list[QuittanceFiche]] = defaultdict(list)
    for li in _QUITTANCES_CITE.lignes(connexion, cite_id=cle):
        quittances_de[li[-1]].append(QuittanceFiche(*li[:-1]))
    consos_de: dict[UUID, list[ConsoFiche]] = defaultdict(list)
    volontaires_: frozenset[UUID] = frozenset()
    sejours_de: Mapping[UUID, list[Sejour]] = {}
    if energie:
        for li in _CONSOS_CITE.lignes(connexion, cite_id=cle):
            consos_de[li[-1]].append(ConsoFiche(*li[:-1]))
        lus = _VOLONTAIRES_CITE.lignes(connexion, cite_id=cle)
        volontaires_ = frozenset(li[0] for li in lus)
        sejours_de = _sejours(connexion, cle)
    tous = [
        Dossier(
            r,
            tuple(sejours_de.get(r.menage_id, ())),
            tuple(quittances_de.get(r.menage_id, ())),
            tuple(consos_de.get(r.menage_id, ())),
        )
        for r in _recus(session, _REPERES_CITE.lignes(connexion, cite_id=cle), jour)
    ]
    return tuple(tous), volontaires_


def _sejours(connexion: Connection, cite: str) -> Mapping[UUID, list[Sejour]]:
    sejours: dict[UUID, list[Sejour]] = defaultdict(list)
    for menage_id, *reste in _SEJOURS_CITE.lignes(connexion, cite_id=cite):
        sejours[menage_id].append(Sejour(*reste))
    return sejours
