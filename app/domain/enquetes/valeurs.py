"""Values of the expressions of a form, and how each turns into a number, a text or a truth."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from app.domain.enquetes.noeuds import Noeud

Simple = str | float | bool | date | datetime
Valeur = Union[Simple, "list[Noeud]"]

EPOQUE = date(1970, 1, 1)
RIEN = math.nan
_NOMBRE = re.compile(r"-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_JOUR = re.compile(r"\d{4}-\d{2}-\d{2}")


def simple(valeur: Valeur) -> Simple:
    """The value of a node-set is that of its first node, "" when it is empty."""
    if isinstance(valeur, list):
        return valeur[0].typee() if valeur else ""
    return valeur


def nombre(valeur: Valeur) -> float:
    """The number behind a value; NaN when there is none. Dates count in days since 1970."""
    v = simple(valeur)
    if isinstance(v, float):
        return v
    if isinstance(v, bool):
        return 1.0 if v else 0.0
    if isinstance(v, str):
        return _nombre_ecrit(v.strip())
    if isinstance(v, datetime):
        return _jours(v)
    return float((v - EPOQUE).days)


def _nombre_ecrit(texte: str) -> float:
    if _NOMBRE.fullmatch(texte):
        return float(texte)
    if _JOUR.match(texte):
        lu = moment(texte)
        return RIEN if lu is None else nombre(lu)
    return RIEN


def _jours(instant: datetime) -> float:
    ecart = instant.replace(tzinfo=None) - datetime.combine(EPOQUE, time())
    return ecart / timedelta(days=1)


def texte(valeur: Valeur) -> str:
    """The text of a value: whole numbers without a decimal point, dates in ISO form."""
    v = simple(valeur)
    if isinstance(v, str):
        return v
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, float):
        return _nombre_dit(v)
    if isinstance(v, datetime):
        return v.isoformat(timespec="milliseconds")
    return v.isoformat()


def _nombre_dit(v: float) -> str:
    if math.isnan(v):
        return "NaN"
    if math.isinf(v):
        return "Infinity" if v > 0 else "-Infinity"
    if v == int(v) and abs(v) < 1e15:
        return str(int(v))
    return repr(v)


def vrai(valeur: Valeur) -> bool:
    """Whether a value counts as true: a number that is not 0, a text that is not empty."""
    v = simple(valeur)
    if isinstance(v, bool):
        return v
    if isinstance(v, float):
        return v != 0 and not math.isnan(v)
    if isinstance(v, str):
        return bool(v)
    return True


def moment(valeur: Valeur) -> date | datetime | None:
    """The day or instant behind a value: ISO text, or a number of days since 1970."""
    v = simple(valeur)
    if isinstance(v, datetime | date):
        return v
    if isinstance(v, bool):
        return None
    if isinstance(v, float):
        return None if math.isnan(v) or math.isinf(v) else _depuis_jours(v)
    ecrit = v.strip()
    try:
        if len(ecrit) == 10:
            return date.fromisoformat(ecrit)
        return datetime.fromisoformat(ecrit.replace("Z", "+00:00"))
    except ValueError:
        return _depuis_jours(float(ecrit)) if _NOMBRE.fullmatch(ecrit) else None


def _depuis_jours(jours: float) -> date | datetime | None:
    try:
        if jours == int(jours):
            return EPOQUE + timedelta(days=int(jours))
        return datetime.combine(EPOQUE, time(), tzinfo=UTC) + timedelta(days=jours)
    except OverflowError:
        return None


def egales(a: Valeur, b: Valeur) -> bool:
    """Equality as the specification wants it: as truths, as numbers, else as texts."""
    if isinstance(a, list) and len(a) > 1:
        return any(egales(n.typee(), b) for n in a)
    if isinstance(b, list) and len(b) > 1:
        return any(egales(a, n.typee()) for n in b)
    u, v = simple(a), simple(b)
    if isinstance(u, bool) or isinstance(v, bool):
        return vrai(u) is vrai(v)
    if isinstance(u, float) or isinstance(v, float):
        return nombre(u) == nombre(v)
    return texte(u) == texte(v)


def codes(valeur: Valeur) -> list[str]:
    """The codes of a multiple choice, which are separated by blanks."""
    return texte(valeur).split()
