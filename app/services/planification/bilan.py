"""What a plan keeps of how good it is, as the base stores it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.domain.planification.mots import Objectif
from app.domain.planification.plan import PlanPropose, Score


def ecrire(propose: PlanPropose) -> dict[str, Any]:
    """The JSON of a plan's figures and of the slack its batches use."""
    return {
        "scores": scores_ecrits(propose.scores),
        "decalages": {id_.hex: n for id_, n in propose.decalages.items() if n},
    }


def scores_ecrits(scores: Iterable[Score]) -> list[dict[str, Any]]:
    """The figures, objective by objective."""
    return [{"objectif": s.objectif.value, "valeur": s.valeur, "borne": s.borne} for s in scores]


def scores(bilan: Any) -> tuple[Score, ...]:
    """The figures kept; an objective this version does not know is skipped."""
    connus = {o.value for o in Objectif}
    return tuple(
        Score(Objectif(s["objectif"]), int(s["valeur"]), s.get("borne"))
        for s in (bilan or {}).get("scores", ())
        if s.get("objectif") in connus
    )


def decalages(bilan: Any) -> Mapping[UUID, int]:
    """By how many days each batch begins later."""
    lus = (bilan or {}).get("decalages", {})
    return MappingProxyType({UUID(hex=id_): int(n) for id_, n in lus.items()})
