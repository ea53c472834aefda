"""Sentences of the planner, shared by the windows and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from app.domain.planification.instance import Remarque
from app.domain.planification.verification import Violation


def dire(quoi: Remarque | Violation, noms: Mapping[UUID, str]) -> str:
    """The sentence; ids in its params are said by their names."""
    raise NotImplementedError
