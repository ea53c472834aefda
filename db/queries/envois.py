"""What left the base, latest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Envoi


@dataclass(frozen=True, slots=True)
class EnvoiLigne:
    """One sending: what (export, fiches, liste), to whom, how many rows, when it was prepared."""

    id: UUID
    quoi: str
    destinataire: str
    nb_lignes: int
    detail: Mapping[str, Any]
    prepare_a: datetime


def lister(session: Session, limite: int) -> tuple[EnvoiLigne, ...]:
    """The latest sendings."""
    lignes = session.execute(
        select(
            Envoi.id,
            Envoi.quoi,
            Envoi.destinataire,
            Envoi.nb_lignes,
            Envoi.detail,
            Envoi.prepare_a,
        )
        .order_by(Envoi.prepare_a.desc(), Envoi.id.desc())
        .limit(limite)
    )
    return tuple(
        EnvoiLigne(id_, quoi, qui, n, MappingProxyType(detail or {}), quand)
        for id_, quoi, qui, n, detail, quand in lignes
    )
