"""The fields of the household's forms: those of every page (`ui.saisie`)."""

from ui.saisie.champs import COURT, ChampLibre, FormulaireSaisie, Heure, Saisissable, TexteLong
from ui.saisie.logement import ChoixLogement

__all__ = [
    "COURT",
    "ChampLibre",
    "ChoixLogement",
    "FormulaireSaisie",
    "Heure",
    "Saisissable",
    "TexteLong",
]
