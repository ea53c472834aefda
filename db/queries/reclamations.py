"""Complaints listed: filtered, sorted and counted in SQL over one covering index.

The page wanted is chosen from the index alone; only its rows are read and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType, SimpleNamespace
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Session

from app.domain.recherche import expression, lire
from app.domain.reclamations import (
    OUVERTES,
    EtatReclamation,
    NatureReclamation,
    Urgence,
)
from app.domain.reclamations_delais import PROCHE, Horloge, Ponctualite, ponctualite
from db.queries.lignes import Derives, colonnes, liste, parmi, table
from db.queries.relogement import adresse_de

r = table("reclamation")
_REFERENCE = re.compile(r"[A-Za-z]{1,4}-?\d+")
RANG: ColumnElement[int] = literal_column("reclamation.rowid")
_menage, _resume, _logement = table("menage"), table("menage_resume"), table("logement")
_tranche, _responsable = table("tranche"), table("responsable")
_dossier = table("dossier_collectif")


class TriReclamations(StrEnum):
    """Columns the list can be sorted by."""

    ECHEANCE = "echeance"
    REFERENCE = "reference"
    OUVERTE_LE = "ouverte_le"
    ETAT = "etat"
    URGENCE = "urgence"
    CATEGORIE = "categorie"
    MENAGE = "menage"
    ADRESSE = "adresse"
    RESPONSABLE = "responsable"
    TRANCHE = "tranche"


@dataclass(frozen=True, slots=True)
class FiltreReclamations:
    """Which complaints; every condition given must hold.

    `etats` empty: all of them, unless `ouvertes` keeps those somebody must still act in.
    `en_retard`: the clock now running has run out; `proches`: it will within a day. `texte` takes
    a reference (ours or the bailleur's), words of the household (name, address, phone), or words
    of the description.
    """

    cite_id: UUID | None = None
    tranche_id: UUID | None = None
    etats: tuple[EtatReclamation, ...] = ()
    ouvertes: bool = False
    en_retard: bool = False
    proches: bool = False
    categorie: str | None = None
    responsable_id: UUID | None = None
    sans_responsable: bool = False
    urgence: Urgence | None = None
    nature: NatureReclamation | None = None
    dossier_id: UUID | None = None
    reception_id: UUID | None = None
    menage_id: UUID | None = None
    logement_id: UUID | None = None
    texte: str = ""


@dataclass(frozen=True, slots=True)
class ReclamationLigne:
    """A complaint of the list. `menage` is None for a réserve of an empty home.

    `adresse` is that of the dwelling. `echeance` (aware UTC) is when `horloge` runs out.
    """

    table: ClassVar[str] = "reclamation"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "menage": ("menage.nom",),
            "adresse": (
                "logement.numero",
                "logement.repetition",
                "logement.voie",
                "logement.code_ug",
            ),
            "code_ug": ("logement.code_ug",),
            "tranche": ("tranche.nom",),
            "responsable": ("responsable.nom", "responsable.lot"),
            "dossier": ("dossier_collectif.reference",),
        }
    )

    id: UUID
    reference: str
    nature: NatureReclamation
    etat: EtatReclamation
    etat_le: date | None
    ouverte_le: date
    categorie: str
    lieu: str | None
    urgence: Urgence
    description: str
    menage_id: UUID | None
    menage: str | None
    logement_id: UUID | None
    adresse: str | None
    code_ug: str | None
    cite_id: UUID | None
    tranche_id: UUID | None
    tranche: str | None
    responsable_id: UUID | None
    responsable: str | None
    dossier_id: UUID | None
    dossier: str | None
    echeance: datetime | None
    horloge: Horloge | None
    faite_le: date | None
    close_le: date | None
    rouvertures: int

    def ponctualite(self, maintenant: datetime) -> Ponctualite:
        """How the clock now running stands."""
        return ponctualite(self.echeance, maintenant)

    def jours(self, jour: date) -> int:
        """Days it has been open on `jour`, or was until it ended."""
        return ((self.close_le or jour) - self.ouverte_le).days


_PAR_MENAGE: Mapping[TriReclamations, str] = MappingProxyType(
    {
        TriReclamations.MENAGE: "menage_resume.nom_tri",
        TriReclamations.ADRESSE: "menage_resume.adresse_tri",
    }
)


def _litterales(prefixe: str) -> Any:
    return SimpleNamespace(
        **{c.name: literal_column(f"{prefixe}reclamation.{c.name}", c.type) for c in r.columns}
    )


_NUES = _litterales("")
"""The columns of complaints for a FROM written by hand."""
SANS_INDEX = _litterales("+")
"""The columns of complaints for which no index is looked up: the covering one is then scanned."""
_BEAUCOUP = 4_000
"""Above that many complaints, following the index of households beats sorting them."""


def nom_responsable() -> ColumnElement[str]:
    """ "Régie", or "Bâti 62 (menuiserie)"; NULL without one."""
    c = _responsable.c
    return case((c.lot.is_(None), c.nom), else_=c.nom + " (" + func.coalesce(c.lot, "") + ")")


_COLONNES = colonnes(
    ReclamationLigne,
    menage=_menage.c.nom,
    adresse=adresse_de(_logement),
    code_ug=_logement.c.code_ug,
    tranche=_tranche.c.nom,
    responsable=nom_responsable(),
    dossier=_dossier.c.reference,
)


def requete() -> Select[Any]:
    """The rows of `ReclamationLigne`, each with the names of what it refers to."""
    return (
        select(*_COLONNES)
        .select_from(r)
        .outerjoin(_menage, _menage.c.id == r.c.menage_id)
        .outerjoin(_logement, _logement.c.id == r.c.logement_id)
        .outerjoin(_tranche, _tranche.c.id == r.c.tranche_id)
        .outerjoin(_responsable, _responsable.c.id == r.c.responsable_id)
        .outerjoin(_dossier, _dossier.c.id == r.c.dossier_id)
    )


def lignes(session: Session, select_: Select[Any]) -> tuple[ReclamationLigne, ...]:
    """Rows of `requete`."""
    return tuple(ReclamationLigne(*ligne) for ligne in session.execute(select_))


def compter(session: Session, filtre: FiltreReclamations, maintenant: datetime) -> int:
    """How many there are."""
    requete_ = select(func.count()).select_from(r).where(*conditions(filtre, maintenant))
    return int(session.execute(requete_).scalar_one())


def page(
    session: Session,
    filtre: FiltreReclamations,
    maintenant: datetime,
    *,
    tri: TriReclamations,
    descendant: bool,
    debut: int,
    taille: int,
) -> tuple[ReclamationLigne, ...]:
    """A page of the list: at most four statements, whatever there is."""
    ou = conditions(filtre, maintenant)
    if tri in _PAR_MENAGE and compter(session, filtre, maintenant) > _BEAUCOUP:
        nues = conditions(filtre, maintenant, _NUES)
        return _suivre_menages(session, nues, _PAR_MENAGE[tri], descendant, debut, taille)
    cles = _cles(session, tri, descendant=descendant)
    choisies = (
        select(RANG.label("rang"), *(cle.label(f"c{i}") for i, (cle, _d) in enumerate(cles)))
        .select_from(_depuis(tri))
        .where(*ou)
        .order_by(*(_sens(cle, d) for cle, d in cles))
        .limit(taille)
        .offset(debut)
        .subquery("page")
    )
    ordre = [_sens(choisies.c[f"c{i}"], d) for i, (_cle, d) in enumerate(cles)]
    return lignes(session, requete().join(choisies, choisies.c.rang == RANG).order_by(*ordre))


def _suivre_menages(
    session: Session,
    ou: Sequence[ColumnElement[bool]],
    cle: str,
    descendant: bool,
    debut: int,
    taille: int,
) -> tuple[ReclamationLigne, ...]:
    """A page in the order of households: their index is followed, nothing is sorted.

    SQLite keeps the order of a CROSS JOIN. Complaints of empty homes come last.
    """
    cles: Iterable[ColumnElement[Any]] = (
        literal_column(nom) for nom in (cle, "menage_resume.num", "reclamation.rowid")
    )
    suivies = (
        select(RANG)
        .select_from(text("menage_resume CROSS JOIN reclamation"))
        .where(_NUES.menage_id == literal_column("menage_resume.menage_id"), *ou)
    )
    ordre = [_sens(c, descendant) for c in cles]
    rangs = list(session.scalars(suivies.order_by(*ordre).limit(taille).offset(debut)))
    if len(rangs) < taille:
        avant = suivies.with_only_columns(func.count(), maintain_column_froms=True)
        passees = max(0, debut - session.execute(avant).scalar_one()) if not rangs else 0
        seules = select(RANG).select_from(text("reclamation"))
        seules = seules.where(_NUES.menage_id.is_(None), *ou)
        rangs += session.scalars(seules.order_by(RANG).limit(taille - len(rangs)).offset(passees))
    place = {rang: i for i, rang in enumerate(rangs)}
    lues = session.execute(
        requete().add_columns(RANG).where(RANG.in_(parmi("rangs"))), {"rangs": liste(rangs)}
    )
    return tuple(
        ReclamationLigne(*ligne[:-1]) for ligne in sorted(lues, key=lambda li: place[li[-1]])
    )


def conditions(
    filtre: FiltreReclamations, maintenant: datetime, c: Any = r.c
) -> list[ColumnElement[bool]]:
    """What the filter asks of a row of `reclamation`."""
    voulues: list[ColumnElement[bool]] = []
    etats: Sequence[EtatReclamation] = filtre.etats or (OUVERTES if filtre.ouvertes else ())
    if etats:
        voulues.append(c.etat.in_(etats))
    egales: Mapping[str, Any] = {
        nom: getattr(filtre, nom)
        for nom in (
            "cite_id",
            "tranche_id",
            "categorie",
            "responsable_id",
            "urgence",
            "nature",
            "dossier_id",
            "reception_id",
            "menage_id",
            "logement_id",
        )
    }
    voulues += [getattr(c, nom) == valeur for nom, valeur in egales.items() if valeur is not None]
    if filtre.sans_responsable:
        voulues.append(c.responsable_id.is_(None))
    if filtre.en_retard:
        voulues.append(c.echeance < maintenant)
    if filtre.proches:
        voulues.append(and_(c.echeance >= maintenant, c.echeance <= maintenant + PROCHE))
    if filtre.texte.strip():
        voulues.append(_texte(filtre.texte.strip(), c))
    return voulues


def _texte(saisi: str, c: Any) -> ColumnElement[bool]:
    """A reference, words of the household, or words of the description."""
    if _REFERENCE.fullmatch(saisi):
        haut = saisi.upper()
        return or_(
            *(col.between(haut, haut + "\uffff") for col in (c.reference, c.reference_bailleur))
        )
    possibles: list[ColumnElement[bool]] = [
        c.reference_bailleur == saisi,
        and_(*(c.description.icontains(mot, autoescape=True) for mot in saisi.split())),
    ]
    mots = expression(lire(saisi))
    if mots:
        trouves = text(
            "SELECT m.menage_id FROM menage_resume m WHERE m.num IN"
            " (SELECT rowid FROM menage_fts WHERE menage_fts MATCH :mots)"
        ).bindparams(mots=mots)
        possibles.append(c.menage_id.in_(trouves))
    return or_(*possibles)


def _depuis(tri: TriReclamations) -> Any:
    """Only the tables the order needs."""
    c = r.c
    if tri in _PAR_MENAGE:
        return r.outerjoin(_resume, _resume.c.menage_id == c.menage_id)
    if tri is TriReclamations.TRANCHE:
        return r.outerjoin(_tranche, _tranche.c.id == c.tranche_id)
    return r


def _cles(
    session: Session, tri: TriReclamations, *, descendant: bool
) -> list[tuple[ColumnElement[Any], bool]]:
    """What to sort by, and whether from the greatest; rows without a value always come last."""
    c = r.c
    simples: Mapping[TriReclamations, list[ColumnElement[Any]]] = {
        TriReclamations.ECHEANCE: [c.echeance],
        TriReclamations.REFERENCE: [RANG],  # references are given in the order of the rows
        TriReclamations.OUVERTE_LE: [c.ouverte_le],
        TriReclamations.ETAT: [_rang_de(c.etat, EtatReclamation)],
        TriReclamations.URGENCE: [_rang_de(c.urgence, Urgence)],
        TriReclamations.CATEGORIE: [c.categorie],
        TriReclamations.MENAGE: [_resume.c.nom_tri],
        TriReclamations.ADRESSE: [_resume.c.adresse_tri],
        TriReclamations.RESPONSABLE: [
            _rang_parmi(session, c.responsable_id, _responsable, nom_responsable())
            if tri is TriReclamations.RESPONSABLE
            else c.responsable_id
        ],
        TriReclamations.TRANCHE: [func.length(_tranche.c.nom), _tranche.c.nom],
    }
    cles = simples[tri]
    suite = [] if tri is TriReclamations.ECHEANCE else [c.echeance]
    return [
        (cles[0].is_(None), False),
        *((cle, descendant) for cle in cles),
        *((cle.is_(None), False) for cle in suite),
        *((cle, False) for cle in suite),
        (RANG, descendant),
    ]


def _rang_de(colonne: ColumnElement[Any], enum: type[StrEnum]) -> ColumnElement[int]:
    """The place of a value in the order its words are declared."""
    return case({membre.value: rang for rang, membre in enumerate(enum)}, value=colonne)


def _rang_parmi(
    session: Session, colonne: ColumnElement[Any], source: Any, nom: ColumnElement[str]
) -> ColumnElement[int]:
    """The place of an id in the order of the names of a small table."""
    ids = session.scalars(select(source.c.id).order_by(nom)).all()
    return case({id_.hex: rang for rang, id_ in enumerate(ids)} or {"": 0}, value=colonne)


def _sens(cle: ColumnElement[Any], descendant: bool) -> ColumnElement[Any]:
    return cle.desc() if descendant else cle.asc()
