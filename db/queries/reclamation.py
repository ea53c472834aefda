"""One complaint, whole: its history, exchanges, appointments, photos, collective case.

Row types follow `fiche_modele`: documents project them by sharing class.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accompagnement import Canal
from app.domain.demenagements import Creneau
from app.domain.reclamations import (
    EtatPassage,
    EtatReclamation,
    GenreEchange,
    GenreResponsable,
    Interlocuteur,
    MotifReclamation,
    OrigineReclamation,
    SensEchange,
    SourceSuivi,
)
from db.queries.lignes import INTERVENANT, Derives, colonnes, nom_complet, table
from db.queries.reclamations import ReclamationLigne, lignes, r, requete

_intervenant, _responsable = table("intervenant"), table("responsable")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SuiviLu:
    """A state it reached."""

    table: ClassVar[str] = "suivi_reclamation"
    derives: ClassVar[Derives] = MappingProxyType({"par": INTERVENANT})

    id: UUID
    etat: EtatReclamation
    le: date
    source: SourceSuivi
    motif: MotifReclamation | None
    precision: str | None
    par: str | None


@dataclass(frozen=True, slots=True)
class EchangeLu:
    """A word exchanged about it."""

    table: ClassVar[str] = "echange_reclamation"
    derives: ClassVar[Derives] = MappingProxyType(
        {"par": INTERVENANT, "responsable": ("responsable.nom",)}
    )

    id: UUID
    genre: GenreEchange
    sens: SensEchange
    interlocuteur: Interlocuteur
    responsable: str | None
    canal: Canal | None
    le: date
    texte: str
    par: str | None


@dataclass(frozen=True, slots=True)
class PassageLu:
    """An appointment for its repair."""

    table: ClassVar[str] = "passage_reclamation"
    derives: ClassVar[Derives] = MappingProxyType({"responsable": ("responsable.nom",)})

    id: UUID
    jour: date
    creneau: Creneau
    heure: time | None
    etat: EtatPassage
    etat_le: date | None
    responsable_id: UUID | None
    responsable: str | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class PhotoLue:
    """A photo of the defect, without its bytes."""

    table: ClassVar[str] = "photo_defaut"
    derives: ClassVar[Derives] = MappingProxyType({})

    id: UUID
    legende: str | None
    prise_le: date | None
    largeur: int
    hauteur: int
    montrable: bool
    contenu_id: UUID
    vignette_id: UUID


@dataclass(frozen=True, slots=True)
class DossierLu:
    """The collective case it belongs to."""

    table: ClassVar[str] = "dossier_collectif"
    derives: ClassVar[Derives] = MappingProxyType({})

    id: UUID
    reference: str
    titre: str
    ouvert_le: date
    clos_le: date | None


@dataclass(frozen=True, slots=True)
class ResponsableLu:
    """Who repairs, and how to reach them."""

    table: ClassVar[str] = "responsable"
    derives: ClassVar[Derives] = MappingProxyType({})

    id: UUID
    genre: GenreResponsable
    nom: str
    lot: str | None
    contact: str | None
    telephone: str | None
    courriel: str | None
    adresse: str | None


@dataclass(frozen=True, slots=True)
class DetailReclamation:
    """What the list does not tell of it."""

    table: ClassVar[str] = "reclamation"
    derives: ClassVar[Derives] = MappingProxyType({})

    reference_bailleur: str | None
    origine: OrigineReclamation
    contact: str | None
    ouverte_a: time | None
    visite_id: UUID | None
    reception_id: UUID | None
    motif_cloture: MotifReclamation | None
    repondue_a: datetime | None
    securisee_a: datetime | None
    repondre_avant: datetime | None
    securiser_avant: datetime | None
    reparer_avant: datetime | None


@dataclass(frozen=True, slots=True)
class ReclamationEntiere:
    """A complaint as its page shows it. History and exchanges come oldest first."""

    ligne: ReclamationLigne
    detail: DetailReclamation
    suivi: tuple[SuiviLu, ...]
    echanges: tuple[EchangeLu, ...]
    passages: tuple[PassageLu, ...]
    photos: tuple[PhotoLue, ...]
    responsable: ResponsableLu | None
    dossier: DossierLu | None
    membres: tuple[ReclamationLigne, ...]


def lire(session: Session, id_: UUID) -> ReclamationEntiere | None:
    """The complaint of that id, and all that hangs on it: a constant number of statements."""
    lues = lignes(session, requete().where(r.c.id == id_))
    if not lues:
        return None
    ligne = lues[0]
    detail = session.execute(select(*colonnes(DetailReclamation)).where(r.c.id == id_)).one()
    membres: tuple[ReclamationLigne, ...] = ()
    if ligne.dossier_id is not None:
        autres = requete().where(r.c.dossier_id == ligne.dossier_id, r.c.id != id_)
        membres = lignes(session, autres.order_by(r.c.reference))
    return ReclamationEntiere(
        ligne,
        DetailReclamation(*detail),
        _enfants(session, SuiviLu, id_, "le"),
        _enfants(session, EchangeLu, id_, "le"),
        _enfants(session, PassageLu, id_, "jour"),
        _enfants(session, PhotoLue, id_, "id"),
        _un(session, ResponsableLu, ligne.responsable_id),
        _un(session, DossierLu, ligne.dossier_id),
        membres,
    )


def _enfants(session: Session, type_: type[T], id_: UUID, ordre: str) -> tuple[T, ...]:
    """The rows of one table that hang on it, with the names of those they refer to."""
    source: Any = table(type_.table)  # type: ignore[attr-defined]  # every row type names its table
    noms = {"par": nom_complet(_intervenant), "responsable": _responsable.c.nom}
    voulus = {champ: noms[champ] for champ in type_.derives}  # type: ignore[attr-defined]  # same
    depuis = source
    if "par" in voulus:
        depuis = depuis.outerjoin(_intervenant, _intervenant.c.id == source.c.par_id)
    if "responsable" in voulus:
        depuis = depuis.outerjoin(_responsable, _responsable.c.id == source.c.responsable_id)
    requete_ = (
        select(*colonnes(type_, **voulus))
        .select_from(depuis)
        .where(source.c.reclamation_id == id_)
        .order_by(source.c[ordre], source.c.id)
    )
    return tuple(type_(*ligne) for ligne in session.execute(requete_))


def _un(session: Session, type_: type[T], id_: UUID | None) -> T | None:
    if id_ is None:
        return None
    source: Any = table(type_.table)  # type: ignore[attr-defined]  # every row type names its table
    lue = session.execute(select(*colonnes(type_)).where(source.c.id == id_)).one_or_none()
    return None if lue is None else type_(*lue)
