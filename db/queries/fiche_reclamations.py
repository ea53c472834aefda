"""Complaints of a household for its page and its papers: the complaint, its states, its visits.

Three statements, whatever their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.demenagements import Creneau
from app.domain.reclamations import (
    EtatPassage,
    EtatReclamation,
    MotifReclamation,
    NatureReclamation,
    OrigineReclamation,
    SourceSuivi,
    Urgence,
)
from app.domain.reclamations_delais import Horloge
from db.queries.lignes import Derives, Enonce, colonnes, table

_REFERENCE: Derives = MappingProxyType(
    {"reference": ("reclamation.reference",), "categorie": ("reclamation.categorie",)}
)


@dataclass(frozen=True, slots=True)
class SuiviFiche:
    """A state a complaint reached, and who told it."""

    table: ClassVar[str] = "suivi_reclamation"
    derives: ClassVar[Derives] = _REFERENCE

    id: UUID
    reclamation_id: UUID
    etat: EtatReclamation
    le: date
    source: SourceSuivi
    motif: MotifReclamation | None
    precision: str | None
    reference: str
    categorie: str


@dataclass(frozen=True, slots=True)
class PassageFiche:
    """An appointment for a repair, and who comes."""

    table: ClassVar[str] = "passage_reclamation"
    derives: ClassVar[Derives] = MappingProxyType(
        {**_REFERENCE, "responsable": ("responsable.nom",)}
    )

    id: UUID
    reclamation_id: UUID
    jour: date
    creneau: Creneau
    heure: time | None
    etat: EtatPassage
    etat_le: date | None
    precision: str | None
    reference: str
    categorie: str
    responsable: str | None


@dataclass(frozen=True, slots=True)
class ReclamationFiche:
    """A complaint, its states from the first to the last, its appointments by day.

    `dossier` is the reference of the collective case it belongs to.
    """

    table: ClassVar[str] = "reclamation"
    derives: ClassVar[Derives] = MappingProxyType(
        {"responsable": ("responsable.nom",), "dossier": ("dossier_collectif.reference",)}
    )

    id: UUID
    visite_id: UUID | None
    logement_id: UUID | None
    reference: str
    reference_bailleur: str | None
    nature: NatureReclamation
    origine: OrigineReclamation
    categorie: str
    lieu: str | None
    urgence: Urgence
    description: str
    etat: EtatReclamation
    etat_le: date | None
    ouverte_le: date
    ouverte_a: time | None
    faite_le: date | None
    close_le: date | None
    motif_cloture: MotifReclamation | None
    rouvertures: int
    repondue_a: datetime | None
    securisee_a: datetime | None
    repondre_avant: datetime | None
    securiser_avant: datetime | None
    echeance: datetime | None
    horloge: Horloge | None
    responsable: str | None
    dossier: str | None
    suivis: tuple[SuiviFiche, ...] = ()
    passages: tuple[PassageFiche, ...] = ()


_r, _s, _p = table("reclamation"), table("suivi_reclamation"), table("passage_reclamation")
_qui, _dossier = table("responsable"), table("dossier_collectif")
_id: Any = bindparam("menage_id")
_commun = {"reference": _r.c.reference, "categorie": _r.c.categorie}
_RECLAMATIONS = Enonce(
    select(*colonnes(ReclamationFiche, responsable=_qui.c.nom, dossier=_dossier.c.reference))
    .select_from(
        _r.outerjoin(_qui, _qui.c.id == _r.c.responsable_id).outerjoin(
            _dossier, _dossier.c.id == _r.c.dossier_id
        )
    )
    .where(_r.c.menage_id == _id)
    .order_by(_r.c.ouverte_le.desc(), _r.c.id.desc())
)
_SUIVIS = Enonce(
    select(*colonnes(SuiviFiche, **_commun))
    .select_from(_r.join(_s, _s.c.reclamation_id == _r.c.id))
    .where(_r.c.menage_id == _id)
    .order_by(_s.c.le, _s.c.id)
)
_PASSAGES = Enonce(
    select(*colonnes(PassageFiche, **_commun, responsable=_qui.c.nom))
    .select_from(
        _r.join(_p, _p.c.reclamation_id == _r.c.id).outerjoin(
            _qui, _qui.c.id == _p.c.responsable_id
        )
    )
    .where(_r.c.menage_id == _id)
    .order_by(_p.c.jour, _p.c.heure, _p.c.id)
)


def lire_reclamations(connexion: Connection, menage_id: UUID) -> tuple[ReclamationFiche, ...]:
    """The complaints of a household, the latest opened first."""
    cle = menage_id.hex
    lues = _RECLAMATIONS.lire(connexion, ReclamationFiche, menage_id=cle)
    suivis = _par_reclamation(_SUIVIS.lire(connexion, SuiviFiche, menage_id=cle))
    passages = _par_reclamation(_PASSAGES.lire(connexion, PassageFiche, menage_id=cle))
    return tuple(
        replace(r, suivis=tuple(suivis.get(r.id, ())), passages=tuple(passages.get(r.id, ())))
        for r in lues
    )


def compter_photos(session: Session, menage_id: UUID) -> dict[UUID, int]:
    """How many photos each complaint of a household has; those without any are left out."""
    photo = table("photo_defaut")
    requete = (
        select(photo.c.reclamation_id, func.count())
        .join(_r, _r.c.id == photo.c.reclamation_id)
        .where(_r.c.menage_id == menage_id)
        .group_by(photo.c.reclamation_id)
    )
    return {id_: int(n) for id_, n in session.execute(requete)}


def _par_reclamation(lignes: Iterable[Any]) -> dict[UUID, list[Any]]:
    trouvees: dict[UUID, list[Any]] = defaultdict(list)
    for ligne in lignes:
        trouvees[ligne.reclamation_id].append(ligne)
    return trouvees
