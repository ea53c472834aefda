"""The calendar: moves, permanences and appointments for the calendars people already use."""

from __future__ import annotations

from app.services.calendrier.commandes import (
    ApercuCalendrier,
    CalendrierEcrit,
    ChoixCalendrier,
    ChoixPossibles,
    EcrireCalendrier,
    EquipeChoisie,
    LigneCalendrier,
    LireChoix,
    PersonneChoisie,
)
from app.services.calendrier.mots import titre_de
from app.services.calendrier.sortie import apercu, choix_possibles, ecrire

__all__ = [
    "ApercuCalendrier",
    "CalendrierEcrit",
    "ChoixCalendrier",
    "ChoixPossibles",
    "EcrireCalendrier",
    "EquipeChoisie",
    "LigneCalendrier",
    "LireChoix",
    "PersonneChoisie",
    "apercu",
    "choix_possibles",
    "ecrire",
    "titre_de",
]
