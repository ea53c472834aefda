"""The attention rules as a team keeps them: the catalogue, and what was changed in this base.

Changes are kept in one settings row as the differences with the catalogue, so that a rule nobody
touched follows the catalogue of the next version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from app.core.errors import EntreeInvalide
from app.domain.parcours_modele import RegleAttention
from app.domain.texte import resserrer

REGLAGE = "attention"
"""Name of the settings row that holds the differences."""
POINTS_MAX = 100
SEUIL_MAX = 3650  # ten years in days: beyond it a threshold is a typing error
PAUSE_MAX = 365  # days: a reason nobody looks at for a year is forgotten, not asleep


class NiveauAttention(StrEnum):
    """How much a household asks for attention, in three words."""

    FORT = "fort"
    MOYEN = "moyen"
    LEGER = "leger"


SEUILS_NIVEAUX: Mapping[NiveauAttention, int] = MappingProxyType(
    {NiveauAttention.FORT: 6, NiveauAttention.MOYEN: 3, NiveauAttention.LEGER: 1}
)
"""Least score of each level: one heavy reason, or several, make it strong."""


def niveau(score: int) -> NiveauAttention | None:
    """The level of a score, None when nothing asks for attention."""
    return next((n for n, seuil in SEUILS_NIVEAUX.items() if score >= seuil), None)


def bornes(voulu: NiveauAttention) -> tuple[int, int]:
    """The least and the greatest score of a level."""
    plus_haut = [s for s in SEUILS_NIVEAUX.values() if s > SEUILS_NIVEAUX[voulu]]
    return SEUILS_NIVEAUX[voulu], min(plus_haut) - 1 if plus_haut else 2**31


@dataclass(frozen=True, slots=True)
class ReglageRegle:
    """What a team chose for one rule: on or off, its weight, its thresholds by name."""

    actif: bool
    points: int
    seuils: Mapping[str, int]

    @classmethod
    def de(cls, regle: RegleAttention) -> ReglageRegle:
        """What the rule says now."""
        return cls(regle.actif, regle.points, dict(regle.seuils))


def en_vigueur(regles: Sequence[RegleAttention], valeur: object) -> tuple[RegleAttention, ...]:
    """The catalogue's rules with the differences of the settings row `valeur` (None: none).

    What the row says that this version does not know, or that makes no sense, is left aside: a
    base may come from another version.
    """
    ecarts = valeur if isinstance(valeur, Mapping) else {}
    return tuple(_appliquer(regle, ecarts.get(regle.code)) for regle in regles)


def _appliquer(regle: RegleAttention, ecart: object) -> RegleAttention:
    if not isinstance(ecart, Mapping):
        return regle
    actif, points, seuils = ecart.get("actif"), ecart.get("points"), ecart.get("seuils")
    connus = {
        nom: seuil
        for nom, seuil in (seuils.items() if isinstance(seuils, Mapping) else ())
        if nom in regle.seuils and _entier(seuil, SEUIL_MAX)
    }
    return replace(
        regle,
        actif=actif if isinstance(actif, bool) else regle.actif,
        points=points if isinstance(points, int) and _entier(points, POINTS_MAX) else regle.points,
        seuils=MappingProxyType({**regle.seuils, **connus}),
    )


def ecarts(
    regles: Sequence[RegleAttention], choisies: Mapping[str, ReglageRegle]
) -> dict[str, Any] | None:
    """The differences of `choisies` with the catalogue, as the settings row keeps them.

    None when there is none. Raises `EntreeInvalide` ("attention.regle_inconnue",
    "attention.points", "attention.seuil") naming the rule.
    """
    connues = {regle.code: regle for regle in regles}
    trouves: dict[str, Any] = {}
    for code, choisie in choisies.items():
        regle = connues.get(code)
        if regle is None:
            raise EntreeInvalide("attention.regle_inconnue", regle=code)
        _verifier(regle, choisie)
        ecart: dict[str, Any] = {}
        if choisie.actif != regle.actif:
            ecart["actif"] = choisie.actif
        if choisie.points != regle.points:
            ecart["points"] = choisie.points
        seuils = {n: s for n, s in choisie.seuils.items() if s != regle.seuils[n]}
        if seuils:
            ecart["seuils"] = seuils
        if ecart:
            trouves[code] = ecart
    return trouves or None


def _verifier(regle: RegleAttention, choisie: ReglageRegle) -> None:
    if not _entier(choisie.points, POINTS_MAX):
        raise EntreeInvalide("attention.points", regle=regle.code, maximum=POINTS_MAX)
    for nom, seuil in choisie.seuils.items():
        if nom not in regle.seuils or not _entier(seuil, SEUIL_MAX):
            raise EntreeInvalide("attention.seuil", regle=regle.code, seuil=nom, maximum=SEUIL_MAX)


def _entier(valeur: object, maximum: int) -> bool:
    return isinstance(valeur, int) and not isinstance(valeur, bool) and 0 <= valeur <= maximum


def verifier_pause(jour: date, jusqu_au: date, motif: str) -> str:
    """The reason of a snooze, ready to be kept.

    Raises `EntreeInvalide` ("attention.motif_absent", "attention.jour_passe",
    "attention.trop_loin") when it lacks, or when its last day is not within a year from `jour`.
    """
    net = resserrer(motif)
    if not net:
        raise EntreeInvalide("attention.motif_absent")
    if jusqu_au <= jour:
        raise EntreeInvalide("attention.jour_passe", jour=jusqu_au)
    if jusqu_au > jour + timedelta(days=PAUSE_MAX):
        raise EntreeInvalide("attention.trop_loin", jour=jusqu_au, maximum=PAUSE_MAX)
    return net
