"""The ends of a household's follow-up, and the documents kept in the base."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BindParameter, Connection, bindparam, select
from sqlalchemy.orm import Session

from app.domain.clotures import MotifCloture
from db.queries.lignes import Derives, Enonce, colonnes, nom_complet, table


@dataclass(frozen=True, slots=True)
class ClotureFiche:
    """The follow-up ended on `le`; `rouvert_le` when it was taken up again."""

    table: ClassVar[str] = "cloture"
    derives: ClassVar[Derives] = MappingProxyType(
        {"par": ("intervenant.prenom", "intervenant.nom")}
    )

    id: UUID
    le: date
    motif: MotifCloture
    bilan: str | None
    document_id: UUID | None
    rouvert_le: date | None
    rouvert_motif: str | None
    par: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentFiche:
    """A document as it was printed, kept in the base: `genre` says of which kind."""

    table: ClassVar[str] = "document"
    derives: ClassVar[Derives] = MappingProxyType({})

    id: UUID
    genre: str
    titre: str
    fait_le: date


@dataclass(frozen=True, slots=True)
class OctetsGardes:
    """The bytes of a kept document, and the fingerprint they had when they were kept."""

    menage_id: UUID
    titre: str
    genre: str
    empreinte: str
    octets: bytes


_cloture, _document, _contenu = table("cloture"), table("document"), table("contenu")
_intervenant = table("intervenant")
_id: BindParameter[str] = bindparam("menage_id")
_CLOTURES = Enonce(
    select(*colonnes(ClotureFiche, par=nom_complet(_intervenant)))
    .outerjoin_from(_cloture, _intervenant, _intervenant.c.id == _cloture.c.par_id)
    .where(_cloture.c.menage_id == _id)
    .order_by(_cloture.c.le.desc(), _cloture.c.id.desc())
)
_DOCUMENTS = Enonce(
    select(*colonnes(DocumentFiche))
    .where(_document.c.menage_id == _id)
    .order_by(_document.c.fait_le.desc(), _document.c.id.desc())
)


def lire_clotures(connexion: Connection, menage_id: UUID) -> tuple[ClotureFiche, ...]:
    """Every end of that household's follow-up, newest first."""
    return _CLOTURES.lire(connexion, ClotureFiche, menage_id=menage_id.hex)


def lire_documents(connexion: Connection, menage_id: UUID) -> tuple[DocumentFiche, ...]:
    """Every document kept for that household, newest first."""
    return _DOCUMENTS.lire(connexion, DocumentFiche, menage_id=menage_id.hex)


def lire_octets(session: Session, document_id: UUID) -> OctetsGardes | None:
    """A kept document with its bytes, or None when it is gone."""
    ligne = session.execute(
        select(
            _document.c.menage_id,
            _document.c.titre,
            _document.c.genre,
            _contenu.c.empreinte,
            _contenu.c.octets,
        )
        .join_from(_document, _contenu, _contenu.c.id == _document.c.contenu_id)
        .where(_document.c.id == document_id)
    ).first()
    return OctetsGardes(*ligne) if ligne is not None else None
