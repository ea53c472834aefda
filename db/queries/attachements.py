"""Attachments of a household with their decisions and photos; never the bytes of a photo.

Row types follow `fiche_modele`: documents project them by sharing class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Connection, bindparam, select, text
from sqlalchemy.orm import Session

from app.domain.attachements import AccordPhoto, Decision, NatureAttachement
from db.models.base import colonnes_vers
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

_PERSONNE = ("personne.prenom", "personne.nom")


@dataclass(frozen=True, slots=True)
class DecisionFiche:
    """A decision for an attachment: what, who, why, and what the household was told."""

    table: ClassVar[str] = "decision_attachement"
    derives: ClassVar[Derives] = MappingProxyType({"dit_par": INTERVENANT})

    id: UUID
    attachement_id: UUID
    decision: Decision
    decidee_le: date
    decidee_par: str | None
    motif: str | None
    dit_le: date | None
    dit: str | None
    dit_par: str | None


@dataclass(frozen=True, slots=True)
class PhotoFiche:
    """A photo, how far somebody agreed it may go; `taille` is what it takes, in bytes."""

    table: ClassVar[str] = "photo"
    derives: ClassVar[Derives] = MappingProxyType(
        {"accord_de": _PERSONNE, "taille": ("contenu.taille",)}
    )

    id: UUID
    attachement_id: UUID | None
    legende: str | None
    prise_le: date | None
    largeur: int
    hauteur: int
    accord: AccordPhoto
    accord_le: date
    accord_de_id: UUID | None
    accord_de: str | None
    taille: int | None


@dataclass(frozen=True, slots=True)
class AttachementFiche:
    """Something somebody holds dear, its decisions (latest first) and its photos (oldest first)."""

    table: ClassVar[str] = "attachement"
    derives: ClassVar[Derives] = MappingProxyType({"personne": _PERSONNE})

    id: UUID
    nature: NatureAttachement
    titre: str
    lieu: str | None
    description: str | None
    personne_id: UUID | None
    signale_le: date
    visite_id: UUID | None
    personne: str | None
    decisions: tuple[DecisionFiche, ...] = ()
    photos: tuple[PhotoFiche, ...] = ()


_attachement, _decision, _photo = (
    table("attachement"),
    table("decision_attachement"),
    table("photo"),
)
_personne, _intervenant, _contenu = table("personne"), table("intervenant"), table("contenu")
_ATTACHEMENTS = Enonce(
    select(*colonnes(AttachementFiche, personne=nom_complet(_personne)))
    .select_from(_attachement.outerjoin(_personne, _personne.c.id == _attachement.c.personne_id))
    .where(_attachement.c.menage_id == bindparam("menage_id"))
    .order_by(_attachement.c.signale_le, _attachement.c.id)
)
_DECISIONS = Enonce(
    select(*colonnes(DecisionFiche, dit_par=nom_complet(_intervenant)))
    .select_from(_decision.outerjoin(_intervenant, _intervenant.c.id == _decision.c.dit_par_id))
    .where(_decision.c.menage_id == bindparam("menage_id"))
    # Two decisions of one day: the one noted last holds (ids follow time).
    .order_by(_decision.c.decidee_le.desc(), _decision.c.id.desc())
)
_PHOTOS = Enonce(
    select(*colonnes(PhotoFiche, accord_de=nom_complet(_personne), taille=_contenu.c.taille))
    .select_from(
        _photo.outerjoin(_personne, _personne.c.id == _photo.c.accord_de_id).outerjoin(
            _contenu, _contenu.c.id == _photo.c.contenu_id
        )
    )
    .where(_photo.c.menage_id == bindparam("menage_id"))
    .order_by(_photo.c.id)
)
_VIGNETTES = Enonce(
    select(_photo.c.id, _contenu.c.octets)
    .join(_contenu, _contenu.c.id == _photo.c.vignette_id)
    .where(_photo.c.id.in_(parmi("ids")))
)
_IMAGE = Enonce(
    select(_contenu.c.octets)
    .join(_photo, _photo.c.contenu_id == _contenu.c.id)
    .where(_photo.c.id == bindparam("photo_id"))
)
_DOUBLES = Enonce(
    select(_contenu.c.empreinte, _attachement.c.titre)
    .select_from(
        _photo.join(_contenu, _contenu.c.id == _photo.c.contenu_id).join(
            _attachement, _attachement.c.id == _photo.c.attachement_id
        )
    )
    .where(
        _photo.c.menage_id == bindparam("menage_id"),
        _contenu.c.empreinte.in_(parmi("empreintes")),
    )
)


def lire(session: Session, menage_id: UUID) -> tuple[AttachementFiche, ...]:
    """The household's attachments, oldest first, in three statements."""
    connexion = session.connection()
    decisions: defaultdict[UUID, list[DecisionFiche]] = defaultdict(list)
    photos: defaultdict[UUID | None, list[PhotoFiche]] = defaultdict(list)
    for decision in _DECISIONS.lire(connexion, DecisionFiche, menage_id=menage_id.hex):
        decisions[decision.attachement_id].append(decision)
    for photo in _PHOTOS.lire(connexion, PhotoFiche, menage_id=menage_id.hex):
        photos[photo.attachement_id].append(photo)
    return tuple(
        replace(a, decisions=tuple(decisions[a.id]), photos=tuple(photos[a.id]))
        for a in _ATTACHEMENTS.lire(connexion, AttachementFiche, menage_id=menage_id.hex)
    )


def vignettes(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, bytes]:
    """Thumbnails (JPEG bytes) of those photos, in one statement; one that is gone is left out."""
    lignes = _VIGNETTES.lignes(session.connection(), ids=liste(ids))
    return dict(lignes)


def image(session: Session, photo_id: UUID) -> bytes | None:
    """The photo itself (JPEG bytes), or None when it is gone."""
    lignes = _IMAGE.lignes(session.connection(), photo_id=photo_id.hex)
    return lignes[0][0] if lignes else None


def titres_par_empreinte(
    session: Session, menage_id: UUID, empreintes: Iterable[str]
) -> Mapping[str, str]:
    """Fingerprint → title of the attachment, for photos the household already has."""
    lignes = _DOUBLES.lignes(
        session.connection(), menage_id=menage_id.hex, empreintes=liste(empreintes)
    )
    return dict(lignes)


def orphelins(session: Session, avant: str) -> list[UUID]:
    """Contents nobody refers to any more, let go before the instant `avant` (ISO text).

    When it was let go is the last action that took away a row naming it.
    """
    cites = " UNION ALL ".join(
        f"SELECT {c.name} FROM {c.table.name} WHERE {c.name} IS NOT NULL"  # noqa: S608 - our names
        for c in colonnes_vers("contenu")
    )
    libres = {
        r[0]
        for r in session.execute(text(f"SELECT id FROM contenu WHERE id NOT IN ({cites})"))  # noqa: S608
    }
    if not libres:
        return []
    recents = session.execute(_RETRAITS, {"avant": avant})
    return [UUID(hex=id_) for id_ in sorted(libres - {r[0] for r in recents})]


# Contents named by rows taken away since `avant`: their action can still be undone.
_RETRAITS = text(
    "SELECT v.value FROM operation o JOIN journal j ON j.operation_num = o.num,"
    " json_each(j.avant) v WHERE o.quand >= :avant AND j.genre = 'D'"
    " AND j.table_nom IN ('photo', 'photo_defaut', 'document')"
)


def contenus_perdus(connexion: Connection, operation_num: int) -> bool:
    """Whether undoing that operation would bring back a row whose bytes are gone for good."""
    return bool(
        connexion.execute(
            text(
                "SELECT 1 FROM journal j, json_each(j.avant) v WHERE j.operation_num = :num"
                " AND j.genre = 'D' AND j.table_nom IN ('photo', 'photo_defaut', 'document')"
                " AND v.key IN ('contenu_id', 'vignette_id')"
                " AND NOT EXISTS (SELECT 1 FROM contenu c WHERE c.id = v.value) LIMIT 1"
            ),
            {"num": operation_num},
        ).scalar()
    )
