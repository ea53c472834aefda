"""Photos of defects and of inventories: their bytes, and which ones are known already."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Contenu, PhotoDefaut


def connues(
    session: Session, reclamation_id: UUID | None, etat_id: UUID | None = None
) -> frozenset[str]:
    """The fingerprints of the photos of a complaint, or of an inventory."""
    return frozenset(
        session.scalars(
            select(Contenu.empreinte)
            .join(PhotoDefaut, PhotoDefaut.contenu_id == Contenu.id)
            .where(
                PhotoDefaut.reclamation_id == reclamation_id
                if reclamation_id is not None
                else PhotoDefaut.etat_id == etat_id
            )
        )
    )


def image(session: Session, photo_id: UUID) -> bytes | None:
    """The bytes of a photo."""
    return session.scalar(
        select(Contenu.octets)
        .join(PhotoDefaut, PhotoDefaut.contenu_id == Contenu.id)
        .where(PhotoDefaut.id == photo_id)
    )


def vignettes(session: Session, photo_ids: tuple[UUID, ...]) -> Mapping[UUID, bytes]:
    """Thumbnails by photo."""
    lignes = session.execute(
        select(PhotoDefaut.id, Contenu.octets)
        .join(Contenu, PhotoDefaut.vignette_id == Contenu.id)
        .where(PhotoDefaut.id.in_(photo_ids))
    )
    return {r[0]: r[1] for r in lignes}
