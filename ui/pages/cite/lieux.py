"""Choosing in a list by value: Qt compares objects, not what they are worth."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox


def choisir(liste: QComboBox, valeur: object) -> None:
    """Show the entry of that value, the first one when there is none."""
    rangs = [rang for rang in range(liste.count()) if liste.itemData(rang) == valeur]
    liste.setCurrentIndex(rangs[0] if rangs else 0)
