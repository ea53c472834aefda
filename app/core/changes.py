"""What an action changed: the one thing a service tells the rest of the app."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class OperationId:
    """Identity of one journaled operation: `n` counts the operations of one device."""

    appareil: UUID
    n: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids touched by an action, by noun (plural, as in `menages`), and how to undo it.

    `principal` is the id of what the action created or acted upon; `operation` is None when
    nothing was written.
    """

    ids: MappingProxyType[str, frozenset[UUID]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    principal: UUID | None = None
    operation: OperationId | None = None

    @classmethod
    def of(
        cls,
        *,
        principal: UUID | None = None,
        operation: OperationId | None = None,
        **ids: Iterable[UUID],
    ) -> Changes:
        """Changes touching the given ids: `Changes.of(menages={id}, visites=[…])`."""
        nouns = {noun: frozenset(values) for noun, values in ids.items()}
        return cls(MappingProxyType({n: v for n, v in nouns.items() if v}), principal, operation)

    def touche(self, noun: str, id_: UUID | None = None) -> bool:
        """Whether rows of `noun` changed, or that very row when `id_` is given."""
        found = self.ids.get(noun, frozenset())
        return bool(found) if id_ is None else id_ in found

    def __or__(self, other: Changes) -> Changes:
        """Both changes seen as one; principal and operation are the last known ones."""
        nouns = dict(self.ids)
        for noun, values in other.ids.items():
            nouns[noun] = nouns.get(noun, frozenset()) | values
        return Changes(
            MappingProxyType(nouns),
            other.principal or self.principal,
            other.operation or self.operation,
        )
