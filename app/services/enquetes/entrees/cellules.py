"""The text of an answer from a cell: labels become codes, numbers and days their usual form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from app.domain.enquetes.formulaire import GenreQuestion, Question
from app.domain.texte import plier
from app.services.enquetes.tables import MULTIPLES, ChoixDit
from app.services.imports.lignes import Cellule

_JOUR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_VRAI = frozenset(("1", "1.0", "true", "vrai", "oui", "yes"))
_FAUX = frozenset(("", "0", "0.0", "false", "faux", "non", "no"))


def brut(cellule: Cellule) -> str:  # noqa: PLR0911 - one line a type reads best
    """A cell as a text: whole numbers without decimals, ISO days and instants."""
    match cellule:
        case bool():
            return "true" if cellule else "false"
        case float() if cellule == int(cellule) and abs(cellule) < 1e15:
            return str(int(cellule))
        case datetime() if (cellule.hour, cellule.minute, cellule.second) == (0, 0, 0):
            return cellule.date().isoformat()
        case datetime() | date():
            return cellule.isoformat()
        case time():
            return cellule.strftime("%H:%M:%S")
        case timedelta():
            minutes = int(cellule.total_seconds()) // 60
            return f"{minutes // 60:02d}:{minutes % 60:02d}:00"
    ecrit = str(cellule).strip()
    # What an export put before a formula to make it inert is no part of the answer.
    return ecrit[1:] if ecrit[:1] == "'" and ecrit[1:2] in ("=", "+", "-", "@") else ecrit


def reponse(question: Question, cellule: Cellule, choix: Sequence[ChoixDit]) -> str:
    """The answer a cell gives; what is none is left as it is, for the engine to say so."""
    ecrit = brut(cellule)
    if not ecrit:
        return ""
    if question.choix is not None and choix:
        return _codes(ecrit, question, choix)
    if question.genre is GenreQuestion.INSTANT:
        return _instant(ecrit)
    if question.genre is GenreQuestion.JOUR and (lu := _JOUR.match(ecrit)):
        return f"{lu[3]}-{int(lu[2]):02d}-{int(lu[1]):02d}"
    return ecrit


def _instant(ecrit: str) -> str:
    if lu := _JOUR.match(ecrit):
        ecrit = f"{lu[3]}-{int(lu[2]):02d}-{int(lu[1]):02d}{ecrit[lu.end() :]}"
    return ecrit


def _codes(ecrit: str, question: Question, choix: Sequence[ChoixDit]) -> str:
    codes = {c.code for c in choix}
    if question.genre not in MULTIPLES:
        return ecrit if ecrit in codes else _code_de(ecrit, choix) or ecrit
    if all(m in codes for m in ecrit.split()):
        return " ".join(ecrit.split())
    for signe in (";", ","):
        if signe in ecrit:
            lus = [_code_de(m.strip(), choix) for m in ecrit.split(signe) if m.strip()]
            if all(lus):
                return " ".join(lus)
    return _suite(ecrit, choix) or ecrit


def _code_de(dit: str, choix: Sequence[ChoixDit]) -> str:
    """The code of a label in any language, "" when it is none of them."""
    plie = plier(dit)
    for c in choix:
        if dit == c.code or any(plie == plier(la) for la in c.libelles.values()):
            return c.code
    return ""


def _suite(ecrit: str, choix: Sequence[ChoixDit]) -> str:
    """Codes of labels that only blanks separate, as Kobo writes them: longest label first."""
    reste, lus = f"{plier(ecrit)} ", []
    dits = sorted(
        ((plier(la), c.code) for c in choix for la in c.libelles.values() if plier(la)),
        key=lambda paire: -len(paire[0]),
    )
    while reste.strip():
        reste = reste.lstrip()
        trouve = next(((d, c) for d, c in dits if reste.startswith(f"{d} ")), None)
        if trouve is None:
            return ""
        lus.append(trouve[1])
        reste = reste[len(trouve[0]) :]
    return " ".join(lus)


def coche(cellule: Cellule) -> bool | None:
    """Whether the column of a choice says it is chosen; None when it says neither."""
    plie = brut(cellule).lower()
    if plie in _VRAI:
        return True
    return False if plie in _FAUX else None
