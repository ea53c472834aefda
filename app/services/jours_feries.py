"""French public holidays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def feries(annees: Iterable[int]) -> frozenset[date]:
    """The public holidays of mainland France in those years (code du travail, art. L3133-1)."""
    from holidays import France  # noqa: PLC0415 - loaded by those who plan a day only

    return frozenset(France(years=sorted(set(annees))))
