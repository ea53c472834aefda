"""Feelings of one household, with who said them and on which visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.accompagnement import Canal
from db.queries.lignes import Enonce, colonnes, nom_complet, table

_ressenti, _personne = table("ressenti"), table("personne")
_visite, _intervenant = table("visite"), table("intervenant")


@dataclass(frozen=True, slots=True)
class RessentiLigne:
    """A feeling as it can be put right; `canal` is None when it was noted outside a visit."""

    table: ClassVar[str] = "ressenti"
    derives: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType(
        {
            "personne": ("personne.prenom", "personne.nom"),
            "canal": ("visite.canal",),
            "heure": ("visite.heure",),
            "intervenant": ("intervenant.prenom", "intervenant.nom"),
        }
    )

    id: UUID
    visite_id: UUID | None
    personne_id: UUID | None
    jour: date
    code: str
    intensite: int | None
    personne: str | None
    canal: Canal | None
    heure: time | None
    intervenant: str | None


_DU_MENAGE = Enonce(
    select(
        *colonnes(
            RessentiLigne,
            personne=nom_complet(_personne),
            canal=_visite.c.canal,
            heure=_visite.c.heure,
            intervenant=nom_complet(_intervenant),
        )
    )
    .select_from(
        _ressenti.outerjoin(_personne, _personne.c.id == _ressenti.c.personne_id)
        .outerjoin(_visite, _visite.c.id == _ressenti.c.visite_id)
        .outerjoin(_intervenant, _intervenant.c.id == _visite.c.intervenant_id)
    )
    .where(_ressenti.c.menage_id == bindparam("menage_id"))
    .order_by(_ressenti.c.jour.desc(), _ressenti.c.id.desc())
)


def du_menage(session: Session, menage_id: UUID) -> tuple[RessentiLigne, ...]:
    """Every feeling of the household, newest first, in one statement."""
    return _DU_MENAGE.lire(session.connection(), RessentiLigne, menage_id=menage_id.hex)
