"""Dates as one types them in a hurry: "24/11", "24 nov", "ven", "+3", "demain"."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MOIS = (
    ("janvier", "january"),
    ("fevrier", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("aout", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("decembre", "december"),
)
_MOTS = {
    "aujourdhui": 0,
    "auj": 0,
    "today": 0,
    "demain": 1,
    "tomorrow": 1,
    "apresdemain": 2,
    "hier": -1,
    "yesterday": -1,
    "avanthier": -2,
}


def lire_date(texte: str, aujourdhui: date, *, passe: bool = False) -> date | None:
    """The day meant by `texte`, or None when it cannot be understood.

    Without a year the nearest day ahead is meant (behind when `passe`); a weekday is the next one
    strictly after today (the last one strictly before when `passe`). Two-digit years are 20xx,
    or 19xx when that would lie more than ten years ahead.
    """
    net = _plier(texte)
    if not net:
        return None
    mot = re.sub(r"[^a-z]", "", net)
    if mot in _MOTS and not re.search(r"\d", net):
        return aujourdhui + timedelta(days=_MOTS[mot])
    return (
        _decalage(net, aujourdhui)
        or _jour_semaine(net, aujourdhui, passe=passe)
        or _jour_mois(net, aujourdhui, passe=passe)
    )


def _plier(texte: str) -> str:
    sans = unicodedata.normalize("NFKD", texte.strip().lower())
    return "".join(c for c in sans if not unicodedata.combining(c))


def _decalage(net: str, aujourdhui: date) -> date | None:
    trouve = re.fullmatch(r"([+-])\s*(\d{1,4})\s*(j|jours?|s|sem|semaines?|m|mois)?", net)
    if not trouve:
        return None
    n = int(trouve[2]) * (1 if trouve[1] == "+" else -1)
    unite = trouve[3] or "j"
    try:
        if unite.startswith("m"):
            return _plus_mois(aujourdhui, n)
        return aujourdhui + timedelta(days=n * (7 if unite.startswith("s") else 1))
    except (OverflowError, ValueError):
        return None


def _plus_mois(depart: date, n: int) -> date | None:
    rang = depart.year * 12 + depart.month - 1 + n
    for jour in range(depart.day, 27, -1):
        valeur = _date(rang // 12, rang % 12 + 1, jour)
        if valeur:
            return valeur
    return _date(rang // 12, rang % 12 + 1, depart.day)


def _jour_semaine(net: str, aujourdhui: date, *, passe: bool) -> date | None:
    mot = net.rstrip(".")
    if len(mot) < 2 or not mot.isalpha():
        return None
    rangs = {i for noms in (_JOURS, _DAYS) for i, nom in enumerate(noms) if nom.startswith(mot)}
    if mot in {"ma", "me"}:
        rangs = {1 if mot == "ma" else 2}
    if len(rangs) != 1:
        return None
    rang = rangs.pop()
    if passe:
        return aujourdhui - timedelta(days=(aujourdhui.weekday() - rang - 1) % 7 + 1)
    return aujourdhui + timedelta(days=(rang - aujourdhui.weekday() - 1) % 7 + 1)


def _jour_mois(net: str, aujourdhui: date, *, passe: bool) -> date | None:
    net = re.sub(r"^[a-z]+\.?\s+(?=\d)", "", net)  # "mar. 24 nov." as we display it
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", net)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    morceaux = re.fullmatch(
        r"(\d{1,2})(?:er)?(?:\s*[/.\-\s]\s*([a-z]+\.?|\d{1,2}))?"
        r"(?:\s*[/.\-\s]\s*(\d{4}|\d{2}))?",
        net,
    )
    if not morceaux:
        return None
    jour, mois_lu, annee_lue = int(morceaux[1]), morceaux[2], morceaux[3]
    mois = aujourdhui.month if mois_lu is None else _mois(mois_lu)
    if mois is None:
        return None
    if annee_lue is not None:
        annee = int(annee_lue)
        if annee < 100:
            annee += 2000 if 2000 + annee <= aujourdhui.year + 10 else 1900
        return _date(annee, mois, jour)
    if mois_lu is None:
        return _proche_mois(jour, aujourdhui, passe=passe)
    return _proche_annee(jour, mois, aujourdhui, passe=passe)


def _mois(lu: str) -> int | None:
    mot = lu.rstrip(".")
    if mot.isdecimal():
        return int(mot) if 1 <= int(mot) <= 12 else None
    rangs = {i for i, noms in enumerate(_MOIS, 1) if any(nom.startswith(mot) for nom in noms)}
    return rangs.pop() if len(mot) >= 3 and len(rangs) == 1 else None


def _proche_mois(jour: int, aujourdhui: date, *, passe: bool) -> date | None:
    pas = -1 if passe else 1
    for n in range(13):
        rang = aujourdhui.year * 12 + aujourdhui.month - 1 + n * pas
        valeur = _date(rang // 12, rang % 12 + 1, jour)
        if valeur and (valeur <= aujourdhui if passe else valeur >= aujourdhui):
            return valeur
    return None


def _proche_annee(jour: int, mois: int, aujourdhui: date, *, passe: bool) -> date | None:
    pas = -1 if passe else 1
    for n in range(9):  # 29 February comes back within eight years
        valeur = _date(aujourdhui.year + n * pas, mois, jour)
        if valeur and (valeur <= aujourdhui if passe else valeur >= aujourdhui):
            return valeur
    return None


def _date(annee: int, mois: int, jour: int) -> date | None:
    try:
        return date(annee, mois, jour)
    except ValueError:
        return None
