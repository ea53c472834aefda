"""Values of the expressions of a form, and how each turns into a number, a text or a truth."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from app.domain.enquetes.noeuds import Noeud

Simple = str | float | bool | date | datetime
Valeur = Union[Simple, "list[Noeud]"]

EPOQUE = date(1970, 1, 1)
RIEN = math.nan
_NOMBRE = re.compile(r"-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_JOUR = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_HEURE = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?:Z|[+-]\d{2}:?\d{2})?")


def simple(valeur: Valeur) -> Simple:
    """The value of a node-set is that of its first node, "" when it is empty."""
    if isinstance(valeur, list):
        return valeur[0].typee() if valeur else ""
    return valeur


def nombre(valeur: Valeur) -> float:
    """The number behind a value; NaN when there is none.

    Dates count in days since 1970, times of the day in parts of a day.
    """
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
    return part_du_jour(texte) if ":" in texte else RIEN


def part_du_jour(texte: str) -> float:
    """The part of the day gone by at a time "14:30" (0.6042); NaN when it is no time."""
    trouve = _HEURE.fullmatch(texte.strip())
    if trouve is None or int(trouve[1]) > 23 or int(trouve[2]) > 59:
        return RIEN
    return (int(trouve[1]) * 3600 + int(trouve[2]) * 60 + float(trouve[3] or 0)) / 86400


def local(instant: datetime) -> datetime:
    """The instant as clocks show it here; one without a time zone is already so."""
    if instant.tzinfo is None:
        return instant
    try:
        return instant.astimezone()
    except (OSError, OverflowError, ValueError):  # Windows knows no zone before 1970
        return instant


def _jours(instant: datetime) -> float:
    ecart = local(instant).replace(tzinfo=None) - datetime.combine(EPOQUE, time())
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
    ecrit = repr(v)
    return format(Decimal(ecrit), "f") if "e" in ecrit else ecrit


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
    """The day or instant behind a value: ISO text, or a number of days since 1970.

    Instants are told in local time.
    """
    v = simple(valeur)
    if isinstance(v, datetime):
        return local(v)
    if isinstance(v, bool):
        return None
    if isinstance(v, date):
        return v
    if isinstance(v, float):
        return _depuis_jours(v)
    return _moment_ecrit(v.strip())


def _moment_ecrit(ecrit: str) -> date | datetime | None:
    if _NOMBRE.fullmatch(ecrit):
        return _depuis_jours(float(ecrit))
    try:
        if jour := _JOUR.fullmatch(ecrit):
            return date(int(jour[1]), int(jour[2]), int(jour[3]))
        return local(datetime.fromisoformat(ecrit.replace("Z", "+00:00")))
    except ValueError:
        return None


def _depuis_jours(jours: float) -> date | datetime | None:
    if not math.isfinite(jours):
        return None
    try:
        if jours == int(jours):
            return EPOQUE + timedelta(days=int(jours))
        return datetime.combine(EPOQUE, time()) + timedelta(days=jours)
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
        m, n = nombre(u), nombre(v)
        return m == n or math.isclose(m, n, rel_tol=1e-12, abs_tol=1e-12)  # 6.1 - 7.8 = -1.7
    return texte(u) == texte(v)


def differentes(a: Valeur, b: Valeur) -> bool:
    """Inequality: of several nodes, whether one at least differs."""
    if isinstance(a, list) and len(a) > 1:
        return any(differentes(n.typee(), b) for n in a)
    if isinstance(b, list) and len(b) > 1:
        return any(differentes(a, n.typee()) for n in b)
    return not egales(a, b)


def codes(valeur: Valeur) -> list[str]:
    """The codes of a multiple choice, which are separated by blanks."""
    return texte(valeur).split()
