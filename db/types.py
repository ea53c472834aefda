"""Column types shared by all models: what SQLite stores for ids, money, days and instants."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, Integer, String, TypeDecorator


class Guid(TypeDecorator[UUID]):
    """A UUID stored as 32 lower-case hex digits: readable in the journal, comparable in SQL."""

    impl = String(32)
    cache_ok = True

    @property
    def python_type(self) -> type[UUID]:
        """What values are in Python."""
        return UUID

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:
        """The 32 hex digits of the id."""
        return None if value is None else value.hex

    def process_result_value(self, value: str | None, dialect: Dialect) -> UUID | None:
        """The id behind 32 hex digits."""
        return None if value is None else UUID(hex=value)


class Centiemes(TypeDecorator[Decimal]):
    """A decimal with two digits (euros, square metres) stored as a whole number of hundredths."""

    impl = Integer
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        """What values are in Python."""
        return Decimal

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Hundredths, rounded half up."""
        if value is None:
            return None
        return int((Decimal(value) * 100).to_integral_value(rounding=ROUND_HALF_UP))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """The decimal with two digits."""
        return None if value is None else Decimal(value).scaleb(-2)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant stored as ISO 8601 text, to the millisecond."""

    impl = String(24)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What values are in Python."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """ISO text in UTC; a naive datetime is a defect."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware")
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The aware UTC instant."""
        return None if value is None else datetime.fromisoformat(value.replace("Z", "+00:00"))


class Choix(TypeDecorator[Any]):
    """A `StrEnum` stored as its text; the CHECK that guards it is named by `db.models.base`."""

    impl = String(32)
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__()
        self.enum = enum

    @property
    def python_type(self) -> type[StrEnum]:
        """What values are in Python: members of this enumeration."""
        return self.enum

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """The text of the member; an unknown text is a defect."""
        return None if value is None else str(self.enum(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The member behind the text."""
        return None if value is None else self.enum(value)
