"""Time and identity come in from outside, so that tests and the demo can choose them."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Protocol
from uuid import UUID


class Clock(Protocol):
    """Where "today" and "now" come from."""

    def now(self) -> datetime:
        """Aware UTC instant."""
        ...

    def today(self) -> date:
        """Local calendar day."""
        ...


class SystemClock:
    """The machine's clock; only for display and due dates, never for ordering writes."""

    def now(self) -> datetime:
        """Aware UTC instant of the machine."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Local calendar day of the machine."""
        return datetime.now().astimezone().date()


class FixedClock:
    """A clock that stands where it is put (tests, demo)."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """The chosen instant."""
        return self.instant

    def today(self) -> date:
        """The chosen day."""
        return self.instant.date()


class IdFactory:
    """Makes UUIDv7 ids (RFC 9562): time-ordered, so new rows land at the end of an index.

    `bits` draws the random part; a seeded `random.Random.getrandbits` makes runs repeatable.
    Inside one millisecond a counter keeps the order of creation.
    """

    def __init__(self, clock: Clock, bits: Callable[[int], int] = secrets.randbits) -> None:
        self._clock = clock
        self._bits = bits
        self._last_ms = -1
        self._count = 0

    @classmethod
    def seeded(cls, clock: Clock, seed: int) -> IdFactory:
        """Ids that are the same at each run for the same seed and clock."""
        return cls(clock, random.Random(seed).getrandbits)

    def new(self) -> UUID:
        """A fresh UUIDv7."""
        ms = int(self._clock.now().timestamp() * 1000)
        if ms <= self._last_ms:
            ms = self._last_ms
            self._count += 1
            if self._count > 0xFFF:
                ms, self._count = ms + 1, 0
        else:
            self._count = 0
        self._last_ms = ms
        value = (ms & 0xFFFFFFFFFFFF) << 80 | 0x7 << 76 | self._count << 64 | 0b10 << 62
        return UUID(int=value | self._bits(62))
