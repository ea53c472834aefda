"""Generic widgets of the app; import them from here."""

from __future__ import annotations

from ui.widgets.bandeau import Bandeau, EtatVide
from ui.widgets.boutons import Bouton, Puce
from ui.widgets.champs import ChampDate, LigneForm, SearchField
from ui.widgets.flux import Flux
from ui.widgets.phase import BarrePhase, texte_phase
from ui.widgets.suivi_long import SuiviLong
from ui.widgets.textes import Carte, Etiquette, Titre, Trait, repolir

__all__ = [
    "Bandeau",
    "BarrePhase",
    "Bouton",
    "Carte",
    "ChampDate",
    "EtatVide",
    "Etiquette",
    "Flux",
    "LigneForm",
    "Puce",
    "SearchField",
    "SuiviLong",
    "Titre",
    "Trait",
    "repolir",
    "texte_phase",
]
