"""The form of a visit: one for the permanence, a call, a home visit or door-to-door."""

from ui.visite.formulaire import FormulaireVisite, Quand

__all__ = ["FormulaireVisite", "Quand"]
