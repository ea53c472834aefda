"""Witnesses, what they once lived through, and their meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BindParameter, Connection, Text, bindparam, exists, func, select, type_coerce
from sqlalchemy.orm import Session

from app.domain.menages import FaitsDatesDuParcours, Phase, phase_le
from app.domain.temoins import EtatRencontre, Situation
from db.queries.lignes import Enonce, colonnes, liste, nom_complet, parmi, table

_temoin, _rencontre = table("temoin"), table("rencontre")
_menage, _resume, _personne = table("menage"), table("menage_resume"), table("personne")
_logement, _cite, _ressenti = table("logement"), table("cite"), table("ressenti")
_besoin, _visite, _motif = table("besoin"), table("visite"), table("visite_motif")
_MENAGE_DU_TEMOIN = "menage.nom"


@dataclass(frozen=True, slots=True)
class TemoinFiche:
    """An agreement to testify; `retire_le` is None while it stands."""

    table: ClassVar[str] = "temoin"
    derives: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType(
        {"personne": ("personne.prenom", "personne.nom")}
    )

    id: UUID
    menage_id: UUID
    personne_id: UUID | None
    accord_le: date
    retire_le: date | None
    modalite: str | None
    precision: str | None
    personne: str | None


@dataclass(frozen=True, slots=True)
class RencontreFiche:
    """A meeting; `temoin` is the witness's household, None once it withdrew before meeting."""

    table: ClassVar[str] = "rencontre"
    derives: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType(
        {"temoin": (_MENAGE_DU_TEMOIN,)}
    )

    id: UUID
    menage_id: UUID
    temoin_id: UUID
    etat: EtatRencontre
    etat_le: date
    prevue_le: date | None
    precision: str | None
    visite_id: UUID | None
    temoin: str | None


@dataclass(frozen=True, slots=True)
class TemoinDeCite:
    """A witness of an estate; `faites` counts its meetings, `en_cours` those agreed or offered."""

    id: UUID
    menage_id: UUID
    nom: str
    adresse: str
    personne: str | None
    modalite: str | None
    precision: str | None
    accord_le: date
    retire_le: date | None
    suivi: str
    faites: int
    en_cours: int
    derniere: date | None


@dataclass(frozen=True, slots=True)
class TemoinConnu:
    """A witness who may be proposed: who, where, how to reach them, what they lived through.

    `derniers` are the feelings (code, strength) of the last day any was noted.
    """

    id: UUID
    menage_id: UUID
    nom: str
    adresse: str
    cite: str
    personne: str | None
    modalite: str | None
    precision: str | None
    rencontres: int
    situation: Situation
    derniers: tuple[tuple[str, int | None], ...]


_ACTIF = _temoin.c.retire_le.is_(None) & (_temoin.c.accord_le <= bindparam("jour"))
_TEMOINS_DU_MENAGE = Enonce(
    select(*colonnes(TemoinFiche, personne=nom_complet(_personne)))
    .select_from(_temoin.outerjoin(_personne, _personne.c.id == _temoin.c.personne_id))
    .where(_temoin.c.menage_id == bindparam("menage_id"))
    .order_by(_temoin.c.accord_le.desc(), _temoin.c.id.desc())
)
_RENCONTRES = Enonce(
    select(*colonnes(RencontreFiche, temoin=_menage.c.nom), _temoin.c.retire_le)
    .select_from(
        _rencontre.join(_temoin, _temoin.c.id == _rencontre.c.temoin_id).join(
            _menage, _menage.c.id == _temoin.c.menage_id
        )
    )
    .where(_rencontre.c.menage_id == bindparam("menage_id"))
    .order_by(_rencontre.c.etat_le.desc(), _rencontre.c.id.desc())
)
_SITUATION = (
    _resume.c.depart_le,
    _resume.c.retour_le,
    _resume.c.phase_forcee,
    _resume.c.cite_id,
    _resume.c.typologie,
    _logement.c.type_construction,
)
_MENAGE = Enonce(
    select(*_SITUATION)
    .select_from(_resume.outerjoin(_logement, _logement.c.id == _resume.c.logement_id))
    .where(_resume.c.menage_id == bindparam("menage_id"))
)
_deja = exists().where(
    _rencontre.c.temoin_id == _temoin.c.id, _rencontre.c.menage_id == bindparam("menage_id")
)
_PROPOSABLE = (
    _ACTIF
    & (_menage.c.suivi == "ouvert")
    & _menage.c.fusionne_dans_id.is_(None)
    & (_temoin.c.menage_id != bindparam("menage_id"))
    & ~_deja
)


def _faites(etat: EtatRencontre) -> Any:
    return (
        select(func.count())
        .where(_rencontre.c.temoin_id == _temoin.c.id, _rencontre.c.etat == etat)
        .scalar_subquery()
    )


# Witnesses are few and households many: an expression instead of the bare column keeps SQLite from
# starting with every household.
_du_temoin = func.coalesce(_temoin.c.menage_id, _temoin.c.menage_id)
_PROPOSABLES = Enonce(
    select(
        _temoin.c.id,
        _temoin.c.menage_id,
        _menage.c.nom,
        _resume.c.adresse,
        func.coalesce(_cite.c.nom, ""),
        nom_complet(_personne),
        _temoin.c.modalite,
        _temoin.c.precision,
        _faites(EtatRencontre.FAITE),
        *_SITUATION,
    )
    .select_from(
        _temoin.join(_menage, _menage.c.id == _du_temoin)
        .join(_resume, _resume.c.menage_id == _du_temoin)
        .outerjoin(_logement, _logement.c.id == _resume.c.logement_id)
        .outerjoin(_cite, _cite.c.id == _resume.c.cite_id)
        .outerjoin(_personne, _personne.c.id == _temoin.c.personne_id)
    )
    .where(_PROPOSABLE)
)
_actifs = select(_temoin.c.menage_id).where(_ACTIF)
_ici: BindParameter[str] = bindparam("menage_id")


def _brut(colonne: Any) -> Any:
    """A column as SQLite keeps it: thousands of ids and days are compared, not read."""
    return type_coerce(colonne, Text())


_dernier = (
    select(_ressenti.c.menage_id, func.max(_ressenti.c.jour, type_=Text()).label("jour"))
    .where(_ressenti.c.menage_id.in_(_actifs))
    .group_by(_ressenti.c.menage_id)
    .subquery()
)
_SES_RESSENTIS = Enonce(
    select(_ressenti.c.jour, _ressenti.c.code, _ressenti.c.intensite)
    .where(_ressenti.c.menage_id == _ici)
    .order_by(_ressenti.c.jour)
)
_SES_BESOINS = Enonce(
    select(_besoin.c.code).where(_besoin.c.menage_id == _ici, _besoin.c.repondu_le.is_(None))
)
_SES_MOTIFS = Enonce(
    select(_motif.c.code)
    .select_from(_visite.join(_motif, _motif.c.visite_id == _visite.c.id))
    .where(_visite.c.menage_id == _ici, _visite.c.jour >= bindparam("debut"))
)
# Of the witnesses, only what the household also feels, needs or comes for: they are many rows.
_RESSENTIS = Enonce(
    select(_brut(_ressenti.c.menage_id), _ressenti.c.code).where(
        _ressenti.c.menage_id.in_(_actifs), _ressenti.c.code.in_(parmi("codes"))
    )
)
_BESOINS = Enonce(
    select(_brut(_besoin.c.menage_id), _besoin.c.code).where(
        _besoin.c.menage_id.in_(_actifs), _besoin.c.code.in_(parmi("codes"))
    )
)
_MOTIFS = Enonce(
    select(_brut(_visite.c.menage_id), _motif.c.code)
    .select_from(_visite.join(_motif, _motif.c.visite_id == _visite.c.id))
    .where(_visite.c.menage_id.in_(_actifs), _motif.c.code.in_(parmi("codes")))
)
_DERNIERS = Enonce(
    select(_brut(_ressenti.c.menage_id), _ressenti.c.code, _ressenti.c.intensite).select_from(
        _ressenti.join(
            _dernier,
            (_dernier.c.menage_id == _ressenti.c.menage_id)
            & (_dernier.c.jour == _brut(_ressenti.c.jour)),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Comparables:
    """The household asked about, as it is now, and the witnesses it may be compared with."""

    situation: Situation
    temoins: tuple[TemoinConnu, ...]


def temoignages(session: Session, menage_id: UUID) -> tuple[TemoinFiche, ...]:
    """Agreements of the household to testify, the latest first."""
    return _TEMOINS_DU_MENAGE.lire(session.connection(), TemoinFiche, menage_id=menage_id.hex)


def rencontres(session: Session, menage_id: UUID) -> tuple[RencontreFiche, ...]:
    """Meetings of the household, the latest first; a withdrawn witness is no longer named."""
    lignes = _RENCONTRES.lignes(session.connection(), menage_id=menage_id.hex)
    return tuple(
        replace(RencontreFiche(*ligne[:-1]), temoin=None)
        if ligne[-1] is not None and ligne[3] is not EtatRencontre.FAITE
        else RencontreFiche(*ligne[:-1])
        for ligne in lignes
    )


def comparables(
    session: Session, menage_id: UUID, jour: date, depuis: date, penibles: Collection[str]
) -> Comparables | None:
    """What a proposal needs, in nine statements whatever the number of households.

    The household counts by its painful feelings (`penibles`, codes) and reasons to come since
    `depuis`, and by its open needs; a witness by whichever of these it once had.
    """
    connexion = session.connection()
    cle = {"menage_id": menage_id.hex}
    ici = _MENAGE.lignes(connexion, **cle)
    if not ici:
        return None
    dits = _SES_RESSENTIS.lignes(connexion, **cle)
    durs = frozenset(c for j, c, _n in dits if j >= depuis and c in penibles)
    besoins = frozenset(c for (c,) in _SES_BESOINS.lignes(connexion, **cle))
    motifs = frozenset(c for (c,) in _SES_MOTIFS.lignes(connexion, **cle, debut=depuis.isoformat()))
    quand = {"jour": jour.isoformat()}
    leurs = [
        {
            hexa: frozenset(c for (c,) in suite)
            for hexa, suite in _par_menage(
                enonce, connexion, quand | {"codes": liste(codes)}
            ).items()
        }
        for enonce, codes in ((_RESSENTIS, durs), (_BESOINS, besoins), (_MOTIFS, motifs))
    ]
    derniers = _par_menage(_DERNIERS, connexion, quand)
    rien: frozenset[str] = frozenset()
    temoins = []
    for ligne in _PROPOSABLES.lignes(connexion, **cle, **quand):
        hexa = ligne[1].hex
        vecu = [suite.get(hexa, rien) for suite in leurs]
        situation = _situation(ligne[9:], jour, *vecu)
        temoins.append(TemoinConnu(*(*ligne[:9], situation, tuple(derniers.get(hexa, ())))))
    return Comparables(_situation(ici[0], jour, durs, besoins, motifs), tuple(temoins))


def _par_menage(
    enonce: Enonce, connexion: Connection, params: Mapping[str, str]
) -> dict[str, list[Any]]:
    """Rows by household (hex), without it."""
    trouves: dict[str, list[Any]] = defaultdict(list)
    for ligne in enonce.lignes(connexion, **params):
        trouves[ligne[0]].append(ligne[1:])
    return trouves


def _situation(
    lieu: tuple[Any, ...],
    jour: date,
    ressentis: frozenset[str],
    besoins: frozenset[str],
    motifs: frozenset[str],
) -> Situation:
    depart, retour, forcee, cite_id, typologie, construction = lieu
    faits = FaitsDatesDuParcours(depart, retour, Phase(forcee) if forcee else None)
    return Situation(
        phase_le(faits, jour), cite_id, typologie, construction, retour, ressentis, besoins, motifs
    )


_en_cours = (_rencontre.c.etat == EtatRencontre.PROPOSEE) | (
    _rencontre.c.etat == EtatRencontre.ACCEPTEE
)
_DE_LA_CITE = Enonce(
    select(
        _temoin.c.id,
        _temoin.c.menage_id,
        _menage.c.nom,
        _resume.c.adresse,
        nom_complet(_personne),
        _temoin.c.modalite,
        _temoin.c.precision,
        _temoin.c.accord_le,
        _temoin.c.retire_le,
        _menage.c.suivi,
        func.count(_rencontre.c.id).filter(_rencontre.c.etat == EtatRencontre.FAITE),
        func.count(_rencontre.c.id).filter(_en_cours),
        func.max(_rencontre.c.etat_le, type_=_rencontre.c.etat_le.type).filter(
            _rencontre.c.etat == EtatRencontre.FAITE
        ),
    )
    .select_from(
        _temoin.join(_menage, _menage.c.id == _temoin.c.menage_id)
        .join(_resume, _resume.c.menage_id == _temoin.c.menage_id)
        .outerjoin(_personne, _personne.c.id == _temoin.c.personne_id)
        .outerjoin(_rencontre, _rencontre.c.temoin_id == _temoin.c.id)
    )
    .where(_resume.c.cite_id == bindparam("cite_id"), _menage.c.fusionne_dans_id.is_(None))
    .group_by(_temoin.c.id)
    .order_by(_temoin.c.retire_le.is_not(None), _resume.c.nom_tri, _temoin.c.id)
)


def de_la_cite(session: Session, cite_id: UUID) -> tuple[TemoinDeCite, ...]:
    """Witnesses of an estate, those who stand first."""
    lignes = _DE_LA_CITE.lignes(session.connection(), cite_id=cite_id.hex)
    return tuple(TemoinDeCite(*ligne) for ligne in lignes)
