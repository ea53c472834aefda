"""The fields of the household's forms: those of every page (`ui.saisie`)."""

from ui.saisie.champs import (
    COURT,
    ChampLibre,
    ChoixLogement,
    FormulaireSaisie,
    Heure,
    Saisissable,
    TexteLong,
)

__all__ = [
    "COURT",
    "ChampLibre",
    "ChoixLogement",
    "FormulaireSaisie",
    "Heure",
    "Saisissable",
    "TexteLong",
]
