"""Counting the SQL statements a read makes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class CompteurSql:
    """The statements seen while counting, transaction control apart."""

    enonces: list[str] = field(default_factory=list)

    @property
    def nombre(self) -> int:
        """How many."""
        return len(self.enonces)
