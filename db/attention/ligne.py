"""One derived row from the facts of one household; no SQL here."""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

from app.domain.attention import FaitsAttention, Raison, evaluer
from app.domain.parcours_modele import ModeleParcours, RegleAttention


class Ligne(NamedTuple):
    """The columns of `menage_parcours`, in stored form."""

    menage_id: str
    modele: str
    fait: int
    total: int
    en_retard: int
    prochaine_code: str | None
    prochaine_le: str | None
    a_annoncer: int
    temoin: int
    score: int
    raisons: str
    revoir_le: str | None


def calculer(
    menage_id: str,
    faits: FaitsAttention,
    modele: ModeleParcours,
    temoin: bool,
    regles: list[RegleAttention],
    jour: date,
) -> Ligne:
    """The row of a household on `jour`; progress is kept even when the support is closed."""
    attention = evaluer(faits, regles, jour)
    parcours = faits.parcours
    prochaine = parcours.prochaine
    return Ligne(
        menage_id,
        modele.code,
        parcours.fait,
        parcours.total,
        parcours.en_retard,
        prochaine.code if prochaine else None,
        prochaine.due.isoformat() if prochaine and prochaine.due else None,
        len(faits.annonces),
        int(temoin),
        attention.score,
        _raisons(attention.raisons) if attention.raisons else "[]",
        attention.revoir_le.isoformat() if attention.revoir_le else None,
    )


def _raisons(raisons: tuple[Raison, ...]) -> str:
    return json.dumps(
        [
            {"code": r.code, "points": r.points, "params": dict(r.params), "dort": r.dort}
            for r in raisons
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
