"""Time and identity come in from outside, so that tests and the demo can choose them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
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


def _hasard(bits: int) -> int:
    """Random bits of the system; the `secrets` module takes 8 ms to import at each start."""
    octets = (bits + 7) // 8
    return int.from_bytes(os.urandom(octets)) >> (octets * 8 - bits)


class IdFactory:
    """Makes UUIDv7 ids (RFC 9562): time-ordered, so new rows land at the end of an index.

    `bits` draws the random part; a seeded `random.Random.getrandbits` makes runs repeatable.
    Inside one millisecond a counter keeps the order of creation.
    """

    def __init__(self, clock: Clock, bits: Callable[[int], int] = _hasard) -> None:
        self._clock = clock
        self._bits = bits
        self._last_ms = -1
        self._count = 0

    @classmethod
    def seeded(cls, clock: Clock, seed: int) -> IdFactory:
        """Ids that are the same at each run for the same seed and clock."""
        import random  # noqa: PLC0415 - tests and demo only

        return cls(clock, random.Random(seed).getrandbits)

    def new(self) -> UUID:
        """A fresh UUIDv7."""
        from uuid import UUID  # noqa: PLC0415 - 6 ms that the lock screen does not need

        self._avancer(int(self._clock.now().timestamp() * 1000))
        return UUID(int=self._entier(self._bits(62)))

    def lot(self, combien: int) -> list[str]:
        """That many fresh ids at once, as 32 hex digits: what a bulk write needs."""
        octets = self._bits(64 * combien).to_bytes(8 * combien, "big")
        ms = int(self._clock.now().timestamp() * 1000)
        faits = []
        for i in range(0, 8 * combien, 8):
            self._avancer(ms)
            faits.append(f"{self._entier(int.from_bytes(octets[i : i + 8], 'big') >> 2):032x}")
        return faits

    def _avancer(self, ms: int) -> None:
        """Move to that millisecond, or to the next count of the last one."""
        if ms > self._last_ms:
            self._last_ms, self._count = ms, 0
            return
        self._count += 1
        if self._count > 0xFFF:
            self._last_ms, self._count = self._last_ms + 1, 0

    def _entier(self, hasard: int) -> int:
        return (
            (self._last_ms & 0xFFFFFFFFFFFF) << 80
            | 0x7 << 76
            | self._count << 64
            | 0b10 << 62
            | hasard
        )
