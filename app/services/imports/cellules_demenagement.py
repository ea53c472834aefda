"""Cells about a move day: half of the day, hour; both are often written in one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from types import MappingProxyType

from app.domain.demenagements import Creneau
from app.domain.texte import plier
from app.services.imports.lignes import Cellule, Valeur
from app.services.imports.valeurs import Convertisseur, Eclat, Lu, Souci, en_texte, inconnu

_HEURE = re.compile(r"\b([01]?\d|2[0-3])\s*(?:h|:|heures?)\s*([0-5]\d)?\b", re.IGNORECASE)
_MOTS: Mapping[str, Creneau] = MappingProxyType(
    {
        "matin": Creneau.MATIN, "matinee": Creneau.MATIN, "mat": Creneau.MATIN,
        "apres midi": Creneau.APRES_MIDI, "apresmidi": Creneau.APRES_MIDI,
        "aprem": Creneau.APRES_MIDI, "apm": Creneau.APRES_MIDI, "pm": Creneau.APRES_MIDI,
        "journee": Creneau.JOURNEE, "jour": Creneau.JOURNEE, "jour entier": Creneau.JOURNEE,
    }
)  # fmt: skip
_MIDI = time(12)


def quand(sens: str) -> Convertisseur:
    """Reader of a slot or an hour: gives `dm_{sens}_creneau` and `dm_{sens}_heure` ("09:30").

    "matin", "9h30", "après-midi (14 h)"; an hour alone tells the half of the day.
    """

    def convertir(cellule: Cellule) -> Lu:
        ecrit = en_texte(cellule)
        if inconnu(ecrit):
            return None
        heure, creneau = _heure(cellule), _creneau(ecrit)
        if heure is not None and creneau is None:
            creneau = Creneau.MATIN if heure < _MIDI else Creneau.APRES_MIDI
        if creneau is None:
            return Eclat(soucis=(Souci("import.creneau"),))
        valeurs: list[tuple[str, Valeur]] = [(f"dm_{sens}_creneau", creneau)]
        if heure is not None:
            valeurs.append((f"dm_{sens}_heure", heure.strftime("%H:%M")))
        return Eclat(tuple(valeurs))

    return convertir


def _heure(cellule: Cellule) -> time | None:
    """The hour of a cell: of a spreadsheet (a time, a share of the day) or written."""
    if isinstance(cellule, time):
        return cellule.replace(second=0, microsecond=0)
    if isinstance(cellule, timedelta):
        return _minutes(cellule.total_seconds() / 60)
    if isinstance(cellule, datetime):
        return cellule.time().replace(second=0, microsecond=0)
    if isinstance(cellule, float) and 0 < cellule < 1:
        return _minutes(cellule * 24 * 60)
    trouve = _HEURE.search(en_texte(cellule))
    return time(int(trouve[1]), int(trouve[2] or 0)) if trouve else None


def _minutes(total: float) -> time | None:
    minutes = round(total)
    return time(*divmod(minutes, 60)) if 0 <= minutes < 24 * 60 else None


def _creneau(ecrit: str) -> Creneau | None:
    net = f" {plier(ecrit)} "
    return next((creneau for mot, creneau in _MOTS.items() if f" {mot} " in net), None)
