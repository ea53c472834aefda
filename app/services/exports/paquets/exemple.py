"""An invented row for each table, so that the recipient can prepare its software."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.core.i18n import _
from app.domain.envois import Format
from app.services.exports.paquets.formats import (
    FRANCAIS,
    INTERNATIONAL,
    ecrire_csv,
    ecrire_jsonl,
)
from app.services.exports.projection import Colonne

if TYPE_CHECKING:
    from app.services.exports.paquets.lecture import Lecture, TableComposee

_ID = UUID(int=1)
_VALEURS: tuple[tuple[type, Any], ...] = (
    (UUID, _ID),
    (bool, True),
    (datetime, datetime(2026, 1, 15, 9, 30, tzinfo=UTC)),
    (date, date(2026, 1, 15)),
    (time, time(9, 30)),
    (Decimal, Decimal("123.45")),
    (float, 1.5),
    (int, 3),
)


def pieces(
    tables: Sequence[TableComposee], formats: Sequence[Format]
) -> Iterator[tuple[str, bytes]]:
    """The files of the folder `exemple`, in the first format a machine reads."""
    format_ = next((f for f in formats if f not in (Format.XLSX, Format.PDF)), Format.CSV_FR)
    for table in tables:
        flux = io.BytesIO()
        inventee = replace(table, lectures=tuple(_lecture(c) for c in table.colonnes))
        lots = [[tuple(_valeur(c) for c in table.colonnes)]]
        if format_ is Format.JSONL:
            ecrire_jsonl(inventee, lots, flux)
            yield f"exemple/{table.nom}.jsonl", flux.getvalue()
        else:
            dialecte = FRANCAIS if format_ is Format.CSV_FR else INTERNATIONAL
            ecrire_csv(inventee, lots, flux, dialecte)
            yield f"exemple/{table.nom}.csv", flux.getvalue()


def _lecture(colonne: Colonne) -> Lecture | None:
    """An invented value is one already, but for ids: their digits."""
    return _chiffres if colonne.genre is UUID else None


def _chiffres(id_: UUID) -> str:
    return id_.hex


def _valeur(colonne: Colonne) -> Any:
    """A value of the right kind; words say they are an example."""
    if issubclass(colonne.genre, Enum):
        return next(iter(colonne.genre))
    trouvee = next((v for base, v in _VALEURS if issubclass(colonne.genre, base)), None)
    return _("exemple") if trouvee is None else trouvee
