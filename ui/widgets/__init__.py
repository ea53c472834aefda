"""Generic widgets of the app; import them from here.

Each module is imported at the first use of one of its names: the lock screen, which must be on
screen at once, only pays for those it shows.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.widgets.bandeau import Bandeau, EtatVide
    from ui.widgets.boutons import Bouton, Puce
    from ui.widgets.champs import ChampDate, LigneForm, SearchField
    from ui.widgets.courbe import CourbeRessentis, PointDit
    from ui.widgets.flux import Flux
    from ui.widgets.formulaire import Champ, Formulaire, Genre, Section
    from ui.widgets.phase import BarrePhase, texte_phase
    from ui.widgets.suivi_long import SuiviLong
    from ui.widgets.tableau import Tableau
    from ui.widgets.textes import Carte, Etiquette, Titre, Trait, repolir

_MODULES = {
    "Bandeau": "bandeau",
    "BarrePhase": "phase",
    "Bouton": "boutons",
    "Carte": "textes",
    "Champ": "formulaire",
    "ChampDate": "champs",
    "CourbeRessentis": "courbe",
    "EtatVide": "bandeau",
    "Etiquette": "textes",
    "Flux": "flux",
    "Formulaire": "formulaire",
    "Genre": "formulaire",
    "LigneForm": "champs",
    "PointDit": "courbe",
    "Puce": "boutons",
    "SearchField": "champs",
    "Section": "formulaire",
    "SuiviLong": "suivi_long",
    "Tableau": "tableau",
    "Titre": "textes",
    "Trait": "textes",
    "repolir": "textes",
    "texte_phase": "phase",
}

__all__ = [
    "Bandeau",
    "BarrePhase",
    "Bouton",
    "Carte",
    "Champ",
    "ChampDate",
    "CourbeRessentis",
    "EtatVide",
    "Etiquette",
    "Flux",
    "Formulaire",
    "Genre",
    "LigneForm",
    "PointDit",
    "Puce",
    "SearchField",
    "Section",
    "SuiviLong",
    "Tableau",
    "Titre",
    "Trait",
    "repolir",
    "texte_phase",
]


def __getattr__(nom: str) -> Any:
    if nom not in _MODULES:
        raise AttributeError(nom)
    return getattr(import_module(f"{__name__}.{_MODULES[nom]}"), nom)
