"""Bedrooms of a home, from what its landlord's file says of it."""

from __future__ import annotations

import re

_TYPOLOGIE = re.compile(r"\b[TF]\s*(\d{1,2})", re.IGNORECASE)


def chambres_offertes(
    chambres: int | None, nb_pieces: int | None, typologie: str | None
) -> int | None:
    """Bedrooms as noted, else a room less than the home has; None when nobody knows its size."""
    if chambres is not None and chambres > 0:
        return chambres
    pieces = nb_pieces or _pieces(typologie)
    return None if pieces is None else max(1, pieces - 1)


def _pieces(typologie: str | None) -> int | None:
    trouve = _TYPOLOGIE.search(typologie or "")
    return (int(trouve[1]) or None) if trouve else None
