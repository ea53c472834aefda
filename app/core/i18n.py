"""One gettext catalogue for windows, paper and errors; dates, numbers and money by Babel.

Source texts are French. The active catalogue is process-wide state on purpose: `_` must be
callable from anywhere a text is written. Only `bootstrap` (and tests) call `installer`.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, time
    from decimal import Decimal

    from babel import Locale

LANGUES = ("fr", "en")


class _Etat:
    traductions: _gettext.NullTranslations = _gettext.NullTranslations()
    langue: str = "fr"
    dossier: Path | None = None


# What one thread speaks for a while: a letter in its household's language, the windows in theirs.
_PARLEE: ContextVar[tuple[_gettext.NullTranslations, str] | None] = ContextVar(
    "langue", default=None
)


@cache
def _locale_de(langue: str) -> Locale:
    # Babel takes 50 ms to import: the lock screen, which shows no date, must not wait for it.
    from babel import Locale  # noqa: PLC0415

    connues = {"fr": ("fr", "FR"), "en": ("en", "GB")}
    return Locale(*connues[langue]) if langue in connues else Locale.parse(langue)


def _locale() -> Locale:
    return _locale_de(langue())


def _traductions() -> _gettext.NullTranslations:
    parlee = _PARLEE.get()
    return parlee[0] if parlee else _Etat.traductions


def _lire(langue: str, dossier: Path) -> _gettext.NullTranslations:
    if langue == "fr":
        return _gettext.NullTranslations()
    return _gettext.translation("voyette", str(dossier), languages=[langue], fallback=True)


def installer(langue: str, dossier: Path) -> None:
    """Speak `langue` ("fr" or "en") from now on, with the catalogues of `dossier`."""
    _Etat.traductions = _lire(langue, dossier)
    _Etat.langue = "fr" if langue == "fr" else "en"
    _Etat.dossier = dossier


@contextmanager
def parler(langue: str) -> Iterator[None]:
    """Speak `langue` (one of `catalogues`) inside the block, on this thread only."""
    if _Etat.dossier is None:
        yield
        return
    jeton = _PARLEE.set((_lire(langue, _Etat.dossier), langue))
    try:
        yield
    finally:
        _PARLEE.reset(jeton)


def catalogues() -> tuple[str, ...]:
    """The languages texts can be written in: French, then those with a catalogue."""
    dossier = _Etat.dossier
    trouves = dossier.glob("*/LC_MESSAGES/voyette.mo") if dossier is not None else ()
    return ("fr", *sorted(fichier.parents[1].name for fichier in trouves))


def langue() -> str:
    """The language spoken now: "fr" or "en"."""
    parlee = _PARLEE.get()
    return parlee[1] if parlee else _Etat.langue


def _(texte: str) -> str:
    """`texte` in the language spoken now."""
    return _traductions().gettext(texte)


def ngettext(singulier: str, pluriel: str, n: int) -> str:
    """The form of a text that suits the count `n`; French counts 0 as singular."""
    traductions = _traductions()
    if isinstance(traductions, _gettext.GNUTranslations):
        return traductions.ngettext(singulier, pluriel, n)
    return singulier if abs(n) < 2 else pluriel


def pgettext(contexte: str, texte: str) -> str:
    """`texte` in the language spoken now, told apart by `contexte`."""
    return _traductions().pgettext(contexte, texte)


def N_(texte: str) -> str:  # noqa: N802 - the gettext convention for a deferred text
    """Mark a text for the catalogue without translating it yet."""
    return texte


def jour(valeur: date, *, annee: bool = False) -> str:
    """A day as one says it: "mar. 24 nov.", with the year on demand."""
    from babel import dates  # noqa: PLC0415

    motif = "EEE d MMM y" if annee else "EEE d MMM"
    return dates.format_date(valeur, motif, locale=_locale())


def mois(valeur: date, *, annee: bool = False) -> str:
    """A month in few letters: "nov.", with the year on demand."""
    from babel import dates  # noqa: PLC0415

    return dates.format_date(valeur, "MMM y" if annee else "MMM", locale=_locale())


def date_longue(valeur: date) -> str:
    """ "24 novembre 2026"."""
    from babel import dates  # noqa: PLC0415

    return _premier(dates.format_date(valeur, "long", locale=_locale()), valeur)


def date_complete(valeur: date) -> str:
    """ "mardi 24 novembre 2026"."""
    from babel import dates  # noqa: PLC0415

    return _premier(dates.format_date(valeur, "full", locale=_locale()), valeur)


def _premier(dite: str, valeur: date) -> str:
    """In French the first of a month is the "1er": Babel writes the bare figure."""
    if langue() != "fr" or valeur.day != 1:
        return dite
    return " ".join("1er" if mot == "1" else mot for mot in dite.split(" "))


def date_courte(valeur: date) -> str:
    """ "24/11/2026"."""
    from babel import dates  # noqa: PLC0415

    return dates.format_date(valeur, "dd/MM/y", locale=_locale())


def heure(valeur: time | datetime) -> str:
    """ "14:05"."""
    return f"{valeur.hour:02d}:{valeur.minute:02d}"


def euros(valeur: Decimal) -> str:
    """ "430,38 €"."""
    from babel import numbers  # noqa: PLC0415

    return numbers.format_currency(valeur, "EUR", locale=_locale())


def nombre(valeur: Decimal | int | float) -> str:
    """A number with the separators of the language."""
    from babel import numbers  # noqa: PLC0415

    return numbers.format_decimal(valeur, locale=_locale())
