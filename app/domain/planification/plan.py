"""A plan of moves: a placement per household, and how good it is, objective by objective."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.domain.demenagements import SensDemenagement
from app.domain.planification.instance import Instance, Placement, Travaux
from app.domain.planification.mots import Objectif, Solution


class Statut(StrEnum):
    """How sure the figures of an objective are."""

    PROUVE = "prouve"
    BORNE = "borne"
    INCONNU = "inconnu"


@dataclass(frozen=True, slots=True)
class Score:
    """Value reached for an objective, and the bound under which nobody can go (None: unknown)."""

    objectif: Objectif
    valeur: int
    borne: int | None = None

    @property
    def statut(self) -> Statut:
        """Whether the value is proven the smallest."""
        if self.borne is None:
            return Statut.INCONNU
        return Statut.PROUVE if self.borne >= self.valeur else Statut.BORNE

    @property
    def ecart(self) -> float | None:
        """Share of the value that may still be gained, 0 to 1; None when no bound is known."""
        if self.borne is None:
            return None
        return max(0.0, (self.valeur - self.borne) / max(1, self.valeur))


@dataclass(frozen=True, slots=True)
class Mouvement:
    """One move of a plan: who, which way, which day, from and to which temporary home."""

    menage_id: UUID
    sens: SensDemenagement
    jour: date
    logement_id: UUID


@dataclass(frozen=True, slots=True)
class PlanPropose:
    """A placement for every household of the instance.

    `decalages` gives, for each batch, by how many days its works begin later (within its slack).
    """

    placements: Mapping[UUID, Placement]
    decalages: Mapping[UUID, int] = field(default_factory=lambda: MappingProxyType({}))
    scores: tuple[Score, ...] = ()

    def travaux(self, instance: Instance, tranche_id: UUID) -> Travaux:
        """The works of a batch as this plan foresees them."""
        prevus = instance.travaux[tranche_id]
        decalage = timedelta(days=self.decalages.get(tranche_id, 0))
        return Travaux(
            prevus.id, prevus.nom, prevus.debut + decalage, prevus.fin + decalage, prevus.marge
        )

    def score(self, objectif: Objectif) -> Score | None:
        """What was reached for an objective."""
        return next((s for s in self.scores if s.objectif is objectif), None)

    def mouvements(self) -> list[Mouvement]:
        """Every move it foresees, by day then household."""
        faits = []
        for menage_id, p in self.placements.items():
            if p.logement_id is None:
                continue
            if p.depart is not None and p.solution in (Solution.TIROIR, Solution.DEFINITIF):
                sens = (
                    SensDemenagement.ALLER
                    if p.solution is Solution.TIROIR
                    else SensDemenagement.DEFINITIF
                )
                faits.append(Mouvement(menage_id, sens, p.depart, p.logement_id))
            if p.retour is not None and p.solution in (Solution.TIROIR, Solution.RETOUR):
                faits.append(Mouvement(menage_id, SensDemenagement.RETOUR, p.retour, p.logement_id))
        return sorted(faits, key=lambda m: (m.jour, str(m.menage_id), m.sens))
