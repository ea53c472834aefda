"""Ids drawn in lots are as good as those drawn one by one."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from app.core.clock import FixedClock, IdFactory


def test_lots_are_unique_ordered_and_repeatable() -> None:
    def fabrique() -> IdFactory:
        return IdFactory.seeded(FixedClock(datetime(2026, 11, 24, tzinfo=UTC)), 3)

    ids = fabrique()
    tires = [ids.new().hex, *ids.lot(10_000), ids.new().hex]
    assert tires == sorted(set(tires))
    assert len(tires) == 10_002
    assert {UUID(hex=t).version for t in tires} == {7}
    autre = fabrique()
    assert [autre.new().hex, *autre.lot(10_000), autre.new().hex] == tires
