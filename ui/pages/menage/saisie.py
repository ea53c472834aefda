"""The form beside the household: that of every page (`ui.saisie`)."""

from ui.saisie.panneau import Ordre, PanneauSaisie, Saisie, Valeurs

__all__ = ["Ordre", "PanneauSaisie", "Saisie", "Valeurs"]
