"""Where a household stands in its journey, as its derived row tells it, and its practices."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BindParameter, Connection, bindparam, select

from db.queries.lignes import Derives, Enonce, colonnes, nom_complet, table
from db.queries.pratiques import PratiqueFiche

_DU_MODELE = ("cite.parcours", "tranche.parcours", "menage.parcours")


@dataclass(frozen=True, slots=True)
class ProgresFiche:
    """How far the journey is, what comes next, and why the household needs attention.

    All of it follows from the template the team chose and from what only the team knows: it
    travels as far as they do. `raisons` is the JSON list of `MenageParcours.raisons`, to be said
    by `app.services.raisons`.
    """

    table: ClassVar[str] = "cite"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "modele": _DU_MODELE,
            "fait": _DU_MODELE,
            "total": _DU_MODELE,
            "en_retard": _DU_MODELE,
            "prochaine_code": _DU_MODELE,
            "prochaine_le": _DU_MODELE,
            "score": ("attention_pause.raisons", "engagement.etat"),
            "raisons": ("attention_pause.raisons", "engagement.etat"),
        }
    )

    modele: str
    fait: int
    total: int
    en_retard: int
    prochaine_code: str | None
    prochaine_le: date | None
    score: int
    raisons: str

    @property
    def lues(self) -> tuple[Mapping[str, Any], ...]:
        """The reasons as plain values."""
        return tuple(json.loads(self.raisons)) if self.raisons else ()


_progres, _pratique = table("menage_parcours"), table("pratique")
_intervenant = table("intervenant")
_id: BindParameter[str] = bindparam("menage_id")
_PROGRES = Enonce(
    select(
        _progres.c.modele,
        _progres.c.fait,
        _progres.c.total,
        _progres.c.en_retard,
        _progres.c.prochaine_code,
        _progres.c.prochaine_le,
        _progres.c.score,
        _progres.c.raisons,
    ).where(_progres.c.menage_id == _id)
)
_PRATIQUES = Enonce(
    select(*colonnes(PratiqueFiche, par=nom_complet(_intervenant)))
    .outerjoin_from(_pratique, _intervenant, _intervenant.c.id == _pratique.c.par_id)
    .where(_pratique.c.menage_id == _id)
    .order_by(_pratique.c.le.desc(), _pratique.c.id.desc())
)


def lire_progres(connexion: Connection, menage_id: UUID) -> ProgresFiche | None:
    """How far that household is; None before its derived row was made."""
    lues = _PROGRES.lire(connexion, ProgresFiche, menage_id=menage_id.hex)
    return lues[0] if lues else None


def lire_pratiques(connexion: Connection, menage_id: UUID) -> tuple[PratiqueFiche, ...]:
    """Everything told about its practices, newest first: the first of a code tells where it is."""
    return _PRATIQUES.lire(connexion, PratiqueFiche, menage_id=menage_id.hex)
