"""What a person types becomes the text of an answer, or a clear refusal."""

from __future__ import annotations

import re
from datetime import date, datetime

from app.core.errors import EntreeInvalide
from app.domain.enquetes.formulaire import GenreQuestion, Question

_ENTIER = re.compile(r"[+-]?\d{1,18}")
_DECIMAL = re.compile(r"[+-]?(\d{1,18}([.,]\d{1,12})?|[.,]\d{1,12})")
_HEURE = re.compile(r"(\d{1,2})[:h](\d{2})(:\d{2})?.*")
_JOUR_ECRIT = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)[\s,;]+(-?\d+(?:\.\d+)?)((?:\s+-?\d+(?:\.\d+)?){0,2})\s*")


def lire_reponse(question: Question, saisie: str) -> str:
    """The answer as the form keeps it; "" takes the answer away.

    Raises `EntreeInvalide`: "enquete.entier", "enquete.nombre", "enquete.jour", "enquete.heure",
    "enquete.point" with the question and what was typed.
    """
    ecrite = saisie.strip() if question.genre is not GenreQuestion.TEXTE else saisie
    if not ecrite:
        return ""
    lecteur = _LECTEURS.get(question.genre)
    if lecteur is None:
        return ecrite
    lue = lecteur(ecrite)
    if lue is None:
        raise EntreeInvalide(_CODES[question.genre], question=question.nom, saisie=saisie)
    return lue


def _entier(saisie: str) -> str | None:
    nu = re.sub(r"[\s\u00a0\u202f]", "", saisie)
    return str(int(nu)) if _ENTIER.fullmatch(nu) else None


def _decimal(saisie: str) -> str | None:
    nu = re.sub(r"[\s\u00a0\u202f€]", "", saisie)
    if not _DECIMAL.fullmatch(nu):
        return None
    nu = nu.replace(",", ".").lstrip("+")
    entier, point, reste = nu.partition(".")
    reste = reste.rstrip("0")
    return f"{entier or '0'}.{reste}" if point and reste else entier or "0"


def _jour(saisie: str) -> str | None:
    """ISO, with or without a time after it, or as written in France."""
    try:
        if ecrit := _JOUR_ECRIT.fullmatch(saisie):
            return date(int(ecrit[3]), int(ecrit[2]), int(ecrit[1])).isoformat()
        return date.fromisoformat(saisie.partition("T")[0]).isoformat()
    except ValueError:
        return None


def _instant(saisie: str) -> str | None:
    try:
        return datetime.fromisoformat(saisie.replace("Z", "+00:00")).isoformat(
            timespec="milliseconds"
        )
    except ValueError:
        return None


def _heure(saisie: str) -> str | None:
    trouve = _HEURE.fullmatch(saisie)
    if trouve is None or int(trouve[1]) > 23 or int(trouve[2]) > 59:
        return None
    return f"{int(trouve[1]):02d}:{trouve[2]}:00.000"


def _point(saisie: str) -> str | None:
    trouve = _POINT.fullmatch(saisie)
    if trouve is None or abs(float(trouve[1])) > 90 or abs(float(trouve[2])) > 180:
        return None
    return " ".join([trouve[1], trouve[2], *trouve[3].split()])


_LECTEURS = {
    GenreQuestion.ENTIER: _entier,
    GenreQuestion.DECIMAL: _decimal,
    GenreQuestion.ECHELLE: _decimal,
    GenreQuestion.JOUR: _jour,
    GenreQuestion.INSTANT: _instant,
    GenreQuestion.HEURE: _heure,
    GenreQuestion.POINT: _point,
}
_CODES = {
    GenreQuestion.ENTIER: "enquete.entier",
    GenreQuestion.DECIMAL: "enquete.nombre",
    GenreQuestion.ECHELLE: "enquete.nombre",
    GenreQuestion.JOUR: "enquete.jour",
    GenreQuestion.INSTANT: "enquete.jour",
    GenreQuestion.HEURE: "enquete.heure",
    GenreQuestion.POINT: "enquete.point",
}
